#include "profile/profilestore.h"

#include "base/ownerfiles.h"
#include "base/wordtable.h"
#include "profile/snapshotplace.h"
#include "profile/tenantaddress.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>
#include <QSet>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ProfileStore)
};

constexpr int FileVersion = 1;
constexpr qint64 ProfileStoreLargestFile = 4 << 20;
constexpr int LongestName = 100;
constexpr int LockMs = 2000; // another program that saves is done in a few milliseconds

constexpr std::array Environments {
    Word<Environment> { Environment::Production, "production"_L1 },
    Word<Environment> { Environment::Test, "test"_L1 },
    Word<Environment> { Environment::Sandbox, "sandbox"_L1 },
    Word<Environment> { Environment::Demo, "demo"_L1 },
};
constexpr std::array SignIns {
    Word<SignInKind> { SignInKind::ClientSecret, "client-secret"_L1 },
    Word<SignInKind> { SignInKind::Browser, "browser"_L1 },
    Word<SignInKind> { SignInKind::OwnClient, "own-client"_L1 },
};
using Proxy = NetworkOptions::Proxy;
constexpr std::array Proxies {
    Word<Proxy> { Proxy::System, "system"_L1 },
    Word<Proxy> { Proxy::None, "none"_L1 },
    Word<Proxy> { Proxy::Http, "http"_L1 },
    Word<Proxy> { Proxy::Socks5, "socks5"_L1 },
};

/// One line of bounded length, without characters that cannot be seen or turn the line around.
QString cleanText(const QJsonValue& value, qsizetype longest = ProfileStore::LongestText)
{
    QString text = value.toString().left(longest);
    text.removeIf([](QChar letter) {
        return letter.category() == QChar::Other_Control
            || letter.category() == QChar::Other_Format;
    });
    return text.trimmed();
}

QJsonObject toJson(const Profile& profile)
{
    const NetworkOptions& network = profile.network;
    return { { u"id"_s, profile.id.text() }, { u"name"_s, profile.name },
        { u"address"_s, profile.address }, { u"apiBase"_s, profile.apiBase },
        { u"version"_s, profile.version },
        { u"environment"_s, wordOf(Environments, profile.environment) },
        { u"readOnly"_s, profile.readOnly }, { u"signIn"_s, wordOf(SignIns, profile.signIn) },
        { u"clientId"_s, profile.clientId }, { u"redirectUri"_s, profile.redirectUri },
        { u"snapshotDays"_s, profile.snapshotDays },
        { u"network"_s,
            QJsonObject { { u"proxy"_s, wordOf(Proxies, network.proxy) },
                { u"proxyHost"_s, network.proxyHost }, { u"proxyPort"_s, network.proxyPort },
                { u"proxyUser"_s, network.proxyUser }, { u"caFile"_s, network.caFile },
                { u"http2"_s, network.http2 },
                { u"timeoutSeconds"_s, network.timeoutSeconds } } } };
}

Profile fromJson(const QJsonObject& json)
{
    const QJsonObject network = json.value(u"network").toObject();
    Profile profile { .id = ProfileId(cleanText(json.value(u"id"), LongestName)),
        .name = cleanText(json.value(u"name"), LongestName),
        .address = cleanText(json.value(u"address")),
        .apiBase = cleanText(json.value(u"apiBase")),
        .environment = valueOf(Environments, json.value(u"environment").toString())
                           .value_or(Environment::Production), // where most care is taken
        .readOnly = json.value(u"readOnly").toBool(true),
        .signIn
        = valueOf(SignIns, json.value(u"signIn").toString()).value_or(SignInKind::ClientSecret),
        .clientId = cleanText(json.value(u"clientId")),
        .redirectUri = cleanText(json.value(u"redirectUri")),
        .snapshotDays
        = std::clamp(json.value(u"snapshotDays").toInt(), 0, SnapshotPlace::MostDays) };
    if (json.contains(u"version"))
        profile.version = cleanText(json.value(u"version"), LongestName);
    const auto proxy = valueOf(Proxies, network.value(u"proxy").toString());
    profile.network = { .proxy = proxy.value_or(Proxy::System),
        .proxyHost = cleanText(network.value(u"proxyHost")),
        .proxyPort = network.value(u"proxyPort").toInt(),
        .proxyUser = cleanText(network.value(u"proxyUser")),
        .caFile = cleanText(network.value(u"caFile")),
        .http2 = network.value(u"http2").toBool(true),
        .timeoutSeconds
        = std::clamp(network.value(u"timeoutSeconds").toInt(NetworkOptions::DefaultTimeoutSeconds),
            NetworkOptions::ShortestTimeoutSeconds, NetworkOptions::LongestTimeoutSeconds) };
    profile.apiBase = readTenantAddress(profile.apiBase).apiBase;
    return profile;
}

/// For an entry that has no id of its own. The same at every reading: with another id it would be
/// another connection.
ProfileId idOf(const QJsonObject& entry)
{
    return ProfileId(
        QUuid::createUuidV5(QUuid(), QJsonDocument(entry).toJson()).toString(QUuid::WithoutBraces));
}

const Profile* find(const QList<Profile>& profiles, const ProfileId& id)
{
    const auto found = std::ranges::find(profiles, id, &Profile::id);
    return found == profiles.cend() ? nullptr : &*found;
}

/// What was edited between `before` and `after`, done to what the file holds by now. Of one that
/// was edited in both places the later counts; what was edited in one and removed in the other
/// stays.
QList<Profile> merged(
    const QList<Profile>& before, const QList<Profile>& after, const QList<Profile>& now)
{
    QList<Profile> all;
    for (const Profile& mine : after) {
        const Profile* was = find(before, mine.id);
        if (was == nullptr || *was != mine)
            all += mine;
        else if (const Profile* is = find(now, mine.id))
            all += *is;
    }
    for (const Profile& theirs : now) {
        const Profile* was = find(before, theirs.id);
        const bool isRemoved = was != nullptr && fromJson(toJson(*was)) == theirs;
        if (find(after, theirs.id) == nullptr && !isRemoved)
            all += theirs;
    }
    return all;
}

} // namespace

QString problemOf(const Profile& profile, const QList<Profile>& others)
{
    if (profile.name.trimmed().isEmpty())
        return Texts::tr("Give the connection a name.");
    if (profile.name.size() > LongestName)
        return Texts::tr("The name is longer than %1 characters.").arg(LongestName);
    const bool taken
        = std::any_of(others.cbegin(), others.cend(), [&profile](const Profile& other) {
              return other.id != profile.id
                  && other.name.compare(profile.name.trimmed(), Qt::CaseInsensitive) == 0;
          });
    if (taken)
        return Texts::tr("There is a connection “%1” already.").arg(profile.name.trimmed());
    if (const TenantAddress address = readTenantAddress(profile.apiBase); !address.isUsable())
        return address.problem;
    // One that cannot be spoken any more stays in the list: who connects is told why.
    if (!isApiVersion(profile.version))
        return versionProblem(profile.version);
    if (profile.signIn == SignInKind::OwnClient) {
        if (const QString problem = problemOfRedirect(profile.redirectUri); !problem.isEmpty())
            return problem;
    }
    const NetworkOptions& network = profile.network;
    const bool named = network.proxy == Proxy::Http || network.proxy == Proxy::Socks5;
    if (named
        && (network.proxyHost.isEmpty() || network.proxyPort < 1 || network.proxyPort > 65535))
        return Texts::tr("The proxy needs a host and a port from 1 to 65535.");
    return {};
}

ProfileStore::ProfileStore(const QString& path)
    : m_path(path)
{
    m_profiles = read().value_or(QList<Profile>());
}

QString ProfileStore::defaultPath()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation))
        .filePath(u"identity-console/profiles.json"_s);
}

std::optional<QList<Profile>> ProfileStore::read()
{
    QFile file(m_path);
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly)) {
        setAside(file.errorString());
        return std::nullopt;
    }
    if (file.size() > ProfileStoreLargestFile) {
        setAside(Texts::tr("it is larger than %1 MB").arg(ProfileStoreLargestFile >> 20));
        return std::nullopt;
    }
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    const QJsonObject root = document.object();
    if (error.error != QJsonParseError::NoError || !root.value(u"profiles").isArray()) {
        setAside(error.error == QJsonParseError::NoError
                ? Texts::tr("it is not a list of connections")
                : Texts::tr("%1 at position %2").arg(error.errorString()).arg(error.offset));
        return std::nullopt;
    }
    if (root.value(u"version").toInt(FileVersion) > FileVersion) {
        setAside(Texts::tr("a newer version of this program wrote it"));
        return std::nullopt;
    }
    QList<Profile> profiles;
    int left = 0;
    QSet<QString> ids;
    for (const QJsonValue& value : root.value(u"profiles").toArray()) {
        Profile profile = fromJson(value.toObject());
        // The id is where the secrets are: two profiles must not share them.
        if (profile.id.isEmpty() || ids.contains(profile.id.text()))
            profile.id = idOf(value.toObject());
        if (profiles.size() >= MostProfiles || ids.contains(profile.id.text())
            || !problemOf(profile, profiles).isEmpty()) {
            left += 1;
            continue;
        }
        ids.insert(profile.id.text());
        profiles += profile;
    }
    if (left == 0)
        return profiles;
    // What is left out must not be lost with the next save.
    const QString copy = m_path + u".before"_s;
    QFile::remove(copy);
    file.close();
    m_problem = Texts::tr("%Ln connections in %1 make no sense and were left out.",
        "%Ln connection in %1 makes no sense and was left out.", left)
                    .arg(m_path);
    if (QFile::copy(m_path, copy)) {
        QFile::setPermissions(copy, OwnerOnly);
        m_problem += u' ' + Texts::tr("The file as it was is %1.").arg(copy);
    }
    return profiles;
}

void ProfileStore::setAside(const QString& why)
{
    m_problem = Texts::tr("The connections could not be read (%1) and start anew.").arg(why);
    if (const QString aside = setFileAside(m_path); !aside.isEmpty())
        m_problem += u' ' + Texts::tr("The old file is %1.").arg(aside);
}

std::optional<Profile> ProfileStore::named(const QString& name) const
{
    auto found
        = std::find_if(m_profiles.cbegin(), m_profiles.cend(), [&name](const Profile& profile) {
              return profile.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0;
          });
    if (found == m_profiles.cend()) {
        found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
            [&name](const Profile& profile) { return profile.id.text() == name; });
    }
    return found == m_profiles.cend() ? std::nullopt : std::optional(*found);
}

QString ProfileStore::save(const QList<Profile>& before, const QList<Profile>& after)
{
    const QString failed = Texts::tr("The connections could not be written to %1: %2.");
    if (!makeOwnerFolder(QFileInfo(m_path).absolutePath()))
        return failed.arg(m_path, Texts::tr("the folder cannot be made"));
    QLockFile lock(m_path + u".lock"_s);
    if (!lock.tryLock(LockMs)) {
        return failed.arg(m_path,
            lock.error() == QLockFile::LockFailedError
                ? Texts::tr("another program is writing them. Try again")
                : Texts::tr("%1 cannot be made").arg(m_path + u".lock"_s));
    }
    // Without a file that makes sense nobody else has anything in it.
    const std::optional<QList<Profile>> now = read();
    const QList<Profile> profiles = now ? merged(before, after, *now) : after;
    for (const Profile& profile : profiles) {
        if (const QString problem = problemOf(profile, profiles); !problem.isEmpty())
            return problem;
    }
    QJsonArray array;
    for (const Profile& profile : profiles)
        array += toJson(profile);
    const QJsonObject root { { u"version"_s, FileVersion }, { u"profiles"_s, array } };
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return failed.arg(m_path, file.errorString());
    file.setPermissions(OwnerOnly);
    file.write(QJsonDocument(root).toJson());
    if (!file.commit())
        return failed.arg(m_path, file.errorString());
    m_profiles = profiles;
    return {};
}

} // namespace ic
