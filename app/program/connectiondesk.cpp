#include "program/connectiondesk.h"

#include "net/tls.h"
#include "profile/connectionfolder.h"
#include "program/addressquestion.h"
#include "program/browsersigninrun.h"
#include "program/connectiontest.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QPointer>
#include <QSet>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LongestKeepingMs = 3000;

QString wordFor(SignInKind kind)
{
    switch (kind) {
    case SignInKind::ClientSecret:
        return u"client-secret"_s;
    case SignInKind::Browser:
        return u"browser-sign-in"_s;
    case SignInKind::OwnClient:
        return u"own-client-sign-in"_s;
    }
    Q_UNREACHABLE();
}

/// A secret belongs to the host it was entered for, too: whoever edits the file of profiles must
/// not be able to have it sent to another one, nor past a proxy and a CA of theirs (see wayTo()).
/// What another way to sign in needs, or another client of one's own, is another secret.
QString clientKey(const Profile& profile)
{
    const QString key = u"%1/%2/%3"_s.arg(
        profile.id.text(), wordFor(profile.signIn), readTenantAddress(profile.apiBase).host);
    return profile.signIn == SignInKind::OwnClient ? key + u'/' + profile.clientId : key;
}

QString proxyKey(const Profile& profile)
{
    return u"%1/proxy-password/%2"_s.arg(profile.id.text(), proxyPlace(profile.network));
}

/// Who can see or read what goes to the host, beyond the system's own way: proxy and CA file. The
/// file's content counts, wherever it lies. Empty for the system's own way.
QString wayTo(const NetworkOptions& network)
{
    QStringList parts;
    if (hasOwnProxy(network)) {
        parts += u"%1 proxy %2"_s.arg(
            network.proxy == NetworkOptions::Proxy::Http ? u"http"_s : u"socks5"_s,
            proxyPlace(network));
    }
    if (!network.caFile.isEmpty()) {
        QString problem; // said when the connection is made
        const QByteArray pem = readCaFile(network.caFile, &problem);
        parts += u"ca "_s
            + QString::fromLatin1(
                QCryptographicHash::hash(pem, QCryptographicHash::Sha256).toHex());
    }
    return parts.join(u", "_s);
}

/// As it is kept: no secret has a line break in it. What an earlier version kept is bound to the
/// system's own way by that.
Secret bound(const Secret& secret, const QString& way)
{
    return way.isEmpty() ? secret : Secret(secret.reveal() + u'\n' + way);
}

/// What is kept, if it was entered for this way.
Secret freed(const Secret& kept, const QString& way)
{
    const qsizetype end = kept.reveal().indexOf(u'\n');
    if (end < 0)
        return way.isEmpty() ? kept : Secret();
    return kept.reveal().mid(end + 1) == way ? Secret(kept.reveal().left(end)) : Secret();
}

std::optional<TransportOptions> transportFor(
    const NetworkOptions& network, const Secret& proxyPassword, QString* problem)
{
    TransportOptions options { .network = network,
        .proxyPassword = hasOwnProxy(network) ? proxyPassword : Secret() };
    if (!network.caFile.isEmpty()) {
        options.extraCaPem = readCaFile(network.caFile, problem);
        if (options.extraCaPem.isEmpty())
            return std::nullopt;
    }
    return options;
}

} // namespace

SchedulerOptions schedulerOptionsFor(const Profile& profile)
{
    SchedulerOptions options { .readOnly = startsReadOnly(profile), .waitForSignIn = true };
    options.interactiveDeadlineMs = profile.network.timeoutSeconds * 1000;
    options.bulkDeadlineMs = std::max<qint64>(60'000, options.interactiveDeadlineMs);
    return options;
}

std::optional<Connection> ConnectionDesk::connectionFor(const Profile& profile,
    const Secret& clientSecret, const Secret& proxyPassword, QString* problem)
{
    std::optional<ApiBase> base = ApiBase::fromText(profile.apiBase, problem);
    if (!base)
        return std::nullopt;
    *problem = versionProblem(profile.version);
    if (!problem->isEmpty())
        return std::nullopt;
    base->setVersion(profile.version);
    const auto transport = transportFor(profile.network, proxyPassword, problem);
    if (!transport)
        return std::nullopt;
    return Connection { .base = *base,
        .clientId = clientIdOf(profile),
        .clientSecret = clientSecret,
        .transport = *transport,
        .signIn = profile.signIn,
        .kept = keptSignIn(profile) };
}

KeptSignIn ConnectionDesk::keptSignIn(const Profile& profile)
{
    if (!isWithBrowser(profile.signIn))
        return {};
    const QPointer<ConnectionDesk> self(this);
    // The way of this connection: a CA file that changes while it is open is another one.
    const auto keep = [self, key = clientKey(profile), way = wayTo(profile.network)](
                          const Secret& before, const Secret& now) {
        if (self == nullptr || freed(self->m_secrets.known(key), way) != before)
            return;
        self->m_secrets.keep(key, bound(now, way), self,
            [self, key](const QString& problem) { self->noteKept(key, problem); });
    };
    const auto findNewest = [self, key = clientKey(profile), way = wayTo(profile.network)](
                                const std::function<void(const Secret&)>& found) {
        if (self == nullptr)
            return;
        self->m_secrets.findNewest(
            key, self, [way, found](const Secret& kept) { found(freed(kept, way)); });
    };
    return { .keep = keep, .findNewest = findNewest };
}

/// Once: where there is no keychain, every hour brings another token.
void ConnectionDesk::noteKept(const QString& key, const QString& problem)
{
    if (problem.isEmpty()) {
        m_notKept.remove(key);
    } else if (!m_notKept.contains(key)) {
        m_notKept.insert(key);
        emit keychainFailed(problem);
    }
}

void ConnectionDesk::forget(const QString& key)
{
    m_secrets.forget(key, this, [this](const QString& problem) {
        if (!problem.isEmpty())
            emit keychainFailed(problem);
    });
}

ConnectionDesk::ConnectionDesk(const QString& profilesPath, std::unique_ptr<SecretVault> vault,
    const ImportPlaces& imports, std::function<QString(const Profile&)> openElsewhere,
    QStringList keptRoots, std::function<void(const QString&)> openPage)
    : m_store(profilesPath)
    , m_secrets(std::move(vault))
    , m_imports(imports)
    , m_openElsewhere(std::move(openElsewhere))
    , m_keptRoots(std::move(keptRoots))
    , m_openPage(std::move(openPage))
{
    connect(&m_secrets, &SecretKeeper::atRest, this, &ConnectionService::secretsAtRest);
}

/// A refresh token that was replaced at the last moment is of no use unless it is kept.
ConnectionDesk::~ConnectionDesk()
{
    QDeadlineTimer patience(LongestKeepingMs);
    while (!m_secrets.isAtRest() && !patience.hasExpired())
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents, 50);
}

void ConnectionDesk::findSecrets(const Profile& profile, QObject* context,
    std::function<void(const Secret&, const Secret&)> callback)
{
    m_secrets.find(
        clientKey(profile), context, [this, profile, context, callback](const Secret& kept) {
            const Secret client = freed(kept, wayTo(profile.network));
            m_secrets.find(proxyKey(profile), context,
                [callback, client](const Secret& password) { callback(client, password); });
        });
}

bool ConnectionDesk::isForAnotherWay(const Profile& profile) const
{
    const Secret kept = m_secrets.known(clientKey(profile));
    return !kept.isEmpty() && freed(kept, wayTo(profile.network)).isEmpty();
}

QString ConnectionDesk::whyAskedAgain(const Profile& profile) const
{
    if (!isForAnotherWay(profile))
        return {};
    return isWithBrowser(profile.signIn)
        ? tr("The proxy or the CA file of “%1” is not the one its sign-in was made through. Sign "
             "in again only if you know of that change.")
              .arg(profile.name)
        : tr("The proxy or the CA file of “%1” is not the one its client secret was entered for. "
             "Enter the secret again only if you know of that change.")
              .arg(profile.name);
}

Profile ConnectionDesk::kept(const ProfileId& id) const
{
    return id.isEmpty() ? Profile() : profileNamed(id.text()).value_or(Profile { .id = id });
}

QString ConnectionDesk::saveEdits(const QList<Profile>& before, const QList<Profile>& after)
{
    const QList<Profile> listed = m_store.profiles();
    if (QString problem = m_store.save(before, after); !problem.isEmpty())
        return problem;
    QSet<QString> used;
    QSet<QString> ids;
    for (const Profile& profile : m_store.profiles()) {
        used << clientKey(profile) << proxyKey(profile);
        ids << profile.id.text();
    }
    for (const Profile& old : before + listed) {
        if (!ids.contains(old.id.text())) {
            QThreadPool::globalInstance()->start([roots = m_keptRoots, id = old.id.text()] {
                for (const QString& root : roots)
                    forgetConnection(root, id);
            });
        }
        for (const QString& key : { clientKey(old), proxyKey(old) }) {
            if (!used.contains(key))
                forget(key);
        }
    }
    for (const Profile& profile : after) {
        const auto old = std::ranges::find(before, profile.id, &Profile::id);
        if (old != before.cend() && clientKey(*old) == clientKey(profile))
            followWay(clientKey(profile), wayTo(old->network), wayTo(profile.network));
    }
    emit profilesChanged();
    return {};
}

/// The person chose another proxy or CA file here, where the file was read from before: the secret
/// goes with them. A change that came with the file never gets here.
void ConnectionDesk::followWay(const QString& key, const QString& from, const QString& to)
{
    if (from == to)
        return;
    const auto follow = [this, key, from, to](const Secret& kept) {
        if (const Secret secret = freed(kept, from); !secret.isEmpty())
            m_secrets.keep(key, bound(secret, to), this, [](const QString&) {});
    };
    // At once, where it can be: the connection may be opened next.
    if (const Secret kept = m_secrets.known(key); !kept.isEmpty())
        follow(kept);
    else
        m_secrets.find(key, this, follow);
}

void ConnectionDesk::readSecretState(
    const ProfileId& id, QObject* context, std::function<void(const SecretState&)> callback)
{
    const Profile profile = kept(id);
    m_secrets.askForKeychain(context, [this, profile, context, callback](bool hasKeychain) {
        if (profile.id.isEmpty()) {
            callback({ .hasKeychain = hasKeychain });
            return;
        }
        findSecrets(profile, context,
            [this, callback, hasKeychain, profile](const Secret& client, const Secret& proxy) {
                callback({ .hasKeychain = hasKeychain,
                    .isInMemoryOnly = m_secrets.isInMemoryOnly(clientKey(profile)),
                    .isOnItsWay = m_secrets.isOnItsWay(clientKey(profile)),
                    .hasClientSecret = !client.isEmpty(),
                    .signIn = profile.signIn,
                    .clientHost = readTenantAddress(profile.apiBase).host,
                    .clientId = clientIdOf(profile),
                    .isForAnotherWay = isForAnotherWay(profile),
                    .hasProxyPassword = !proxy.isEmpty(),
                    .proxyPlace = proxyPlace(profile.network) });
            });
    });
}

void ConnectionDesk::keepSecrets(const ProfileId& id, const Secret& clientSecret,
    const Secret& proxyPassword, QObject* context,
    std::function<void(const QString& problem)> callback)
{
    const Profile profile = kept(id);
    const auto keepProxy
        = [this, profile, proxyPassword, context, callback](const QString& problem) {
              if (proxyPassword.isEmpty()) {
                  callback(problem);
                  return;
              }
              m_secrets.keep(proxyKey(profile), proxyPassword, context,
                  [callback, problem](
                      const QString& second) { callback(problem.isEmpty() ? second : problem); });
          };
    if (clientSecret.isEmpty()) {
        QMetaObject::invokeMethod(
            context, [keepProxy] { keepProxy({}); }, Qt::QueuedConnection);
        return;
    }
    m_secrets.keep(clientKey(profile), bound(clientSecret, wayTo(profile.network)), context,
        [this, key = clientKey(profile), keepProxy](const QString& problem) {
            if (!problem.isEmpty())
                m_notKept.insert(key); // the callback says so
            keepProxy(problem);
        });
    emit secretGiven(id, clientSecret);
}

void ConnectionDesk::askAddress(const TenantAddress& address, const NetworkOptions& network,
    const Secret& proxyPassword, QObject* context,
    std::function<void(const AddressAnswer&)> callback)
{
    QString problem;
    const auto options = transportFor(network, proxyPassword, &problem);
    if (!options || !address.isUsable()) {
        const QString note = address.isUsable() ? problem : address.problem;
        QMetaObject::invokeMethod(
            context, [callback, address, note] { callback({ .address = address, .note = note }); },
            Qt::QueuedConnection);
        return;
    }
    new AddressQuestion(address, *options, context, std::move(callback)); // deletes itself
}

std::unique_ptr<BrowserSignIn> ConnectionDesk::startSignIn(
    const Profile& profile, const Secret& proxyPassword)
{
    const Secret proxy
        = proxyPassword.isEmpty() ? m_secrets.known(proxyKey(profile)) : proxyPassword;
    QString problem;
    const auto connection = connectionFor(profile, {}, proxy, &problem);
    if (!connection)
        return std::make_unique<BrowserSignInRun>(problem);
    return std::make_unique<BrowserSignInRun>(*connection, redirectUriOf(profile), m_openPage);
}

void ConnectionDesk::signOut(const ProfileId& id)
{
    const Profile profile = kept(id);
    if (!isWithBrowser(profile.signIn))
        return; // a client secret cannot be had again
    forget(clientKey(profile));
    emit signedOut(id);
}

std::unique_ptr<ConnectionTestRun> ConnectionDesk::startTest(
    const Profile& profile, const Secret& clientSecret, const Secret& proxyPassword)
{
    // The kept secrets are in memory once the dialog has asked for their state.
    Secret client = clientSecret;
    KeptSignIn keptOne;
    // To the same host by the way that is being edited: the person who edits it may try it out.
    if (const Profile saved = kept(profile.id);
        client.isEmpty() && clientKey(saved) == clientKey(profile)) {
        client = freed(m_secrets.known(clientKey(saved)), wayTo(saved.network));
        keptOne = keptSignIn(saved);
    }
    const Secret proxy
        = proxyPassword.isEmpty() ? m_secrets.known(proxyKey(profile)) : proxyPassword;
    QString problem;
    auto connection = connectionFor(profile, client, proxy, &problem);
    if (!connection)
        return std::make_unique<ConnectionTest>(problem);
    connection->kept = keptOne;
    SchedulerOptions options = schedulerOptionsFor(profile);
    options.rateFile = Composition::rateFileFor(*connection);
    return std::make_unique<ConnectionTest>(*connection, options);
}

} // namespace ic
