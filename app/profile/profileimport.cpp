#include "profile/profileimport.h"

#include "profile/tenantaddress.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <yaml-cpp/yaml.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ProfileImport)
};

constexpr qint64 LargestFile = 1 << 20;
constexpr int MostEnvironments = 100;

QString shownPath(const QString& path)
{
    const QString home = QDir::homePath() + u'/';
    return path.startsWith(home) ? u"~/"_s + path.mid(home.size()) : path;
}

/// The file's text; nullopt if it is not there. `problem`, then, if it is there and no good.
std::optional<QByteArray> readFile(const QString& path, QString* problem)
{
    QFile file(path);
    if (path.isEmpty() || !QFileInfo::exists(path))
        return std::nullopt;
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        *problem = file.errorString().isEmpty()
            ? Texts::tr("It cannot be read: it is no file.")
            : Texts::tr("It cannot be read: %1.").arg(file.errorString());
        return QByteArray();
    }
    if (file.size() > LargestFile) {
        *problem = Texts::tr("It is larger than %1 MB and was not read.").arg(LargestFile >> 20);
        return QByteArray();
    }
    return file.readAll();
}

ImportOffer unusable(const QString& source, const QString& why)
{
    return { .source = source, .note = why, .isUsable = false };
}

ImportOffer offerFrom(const QString& source, const QString& name, const QString& address,
    const QString& clientId, const QString& secret)
{
    const TenantAddress tenant = readTenantAddress(address);
    if (!tenant.isUsable())
        return unusable(source, tenant.problem);
    ImportOffer offer { .source = source, .secret = Secret(secret.trimmed()) };
    offer.profile.name = name.isEmpty() ? tenant.tenantName : name.simplified().left(100);
    offer.profile.address = address.trimmed();
    offer.profile.apiBase = tenant.apiBase;
    // The tool's version is no wish about this program's where this program does not speak it.
    const QString refused = tenant.version.isEmpty() ? QString() : versionProblem(tenant.version);
    if (!tenant.version.isEmpty() && refused.isEmpty())
        offer.profile.version = tenant.version;
    offer.profile.clientId = clientId.trimmed();
    if (offer.profile.clientId.isEmpty())
        offer.note = Texts::tr("There is no client id: enter it after the import.");
    else if (offer.secret.isEmpty())
        offer.note = Texts::tr("There is no client secret: enter it after the import.");
    else if (!refused.isEmpty())
        offer.note
            = Texts::tr("Its address names %1, which this program does not speak: %2 is used.")
                  .arg(tenant.version, offer.profile.version);
    return offer;
}

void addEnvironment(const QProcessEnvironment& environment, QList<ImportOffer>& offers)
{
    const QString address = environment.value(u"SAIL_BASE_URL"_s);
    const QString id = environment.value(u"SAIL_CLIENT_ID"_s);
    const QString secret = environment.value(u"SAIL_CLIENT_SECRET"_s);
    if (address.isEmpty() && id.isEmpty())
        return;
    const QString source = Texts::tr("Environment variables SAIL_*");
    offers += address.isEmpty() ? unusable(source, Texts::tr("SAIL_BASE_URL is not set."))
                                : offerFrom(source, {}, address, id, secret);
}

void addConfigJson(const QString& path, QList<ImportOffer>& offers)
{
    QString problem;
    const auto text = readFile(path, &problem);
    if (!text)
        return;
    const QString source = shownPath(path);
    if (!problem.isEmpty()) {
        offers += unusable(source, problem);
        return;
    }
    const QJsonObject config = QJsonDocument::fromJson(*text).object();
    // Many programs have a config.json; one without these keys is somebody else's.
    const QString address = config.value(u"BaseURL").toString();
    if (address.isEmpty() && !config.contains(u"ClientSecret"))
        return;
    offers += offerFrom(source, {}, address, config.value(u"ClientId").toString(),
        config.value(u"ClientSecret").toString());
}

QString textOf(const YAML::Node& node, const char* key)
{
    const YAML::Node value = node.IsMap() ? node[key] : YAML::Node();
    return value && value.IsScalar() ? QString::fromStdString(value.Scalar()) : QString();
}

void addCliYaml(const QString& path, QList<ImportOffer>& offers)
{
    QString problem;
    const auto text = readFile(path, &problem);
    if (!text)
        return;
    const QString file = shownPath(path);
    if (!problem.isEmpty()) {
        offers += unusable(file, problem);
        return;
    }
    try {
        const YAML::Node root = YAML::Load(text->toStdString());
        const YAML::Node environments = root.IsMap() ? root["environments"] : YAML::Node();
        if (!environments || !environments.IsMap()) {
            offers += unusable(file, Texts::tr("No environments are set up in it."));
            return;
        }
        int count = 0;
        for (const auto& entry : environments) {
            if (++count > MostEnvironments || !entry.first.IsScalar())
                break;
            const QString name = QString::fromStdString(entry.first.Scalar());
            const YAML::Node& one = entry.second;
            const YAML::Node pat = one.IsMap() ? one["pat"] : YAML::Node();
            const QString base = textOf(one, "baseurl");
            ImportOffer offer = offerFrom(u"%1, %2"_s.arg(file, name.simplified().left(100)), name,
                base.isEmpty() ? textOf(one, "tenanturl") : base,
                pat ? textOf(pat, "clientid") : QString(),
                pat ? textOf(pat, "clientsecret") : QString());
            if (offer.isUsable && offer.secret.isEmpty()) {
                offer.note
                    = Texts::tr("The command line tool keeps id and secret in its own keychain "
                                "entries: enter them after the import.");
            }
            offers += offer;
        }
    } catch (const YAML::Exception& error) {
        offers += unusable(file,
            Texts::tr("It is no valid YAML: %1 (line %2).")
                .arg(QString::fromStdString(error.msg).left(200))
                .arg(error.mark.line + 1));
    }
}

} // namespace

ImportPlaces ImportPlaces::ofThisUser()
{
    const QString folder = QDir::homePath() + u"/.sailpoint/"_s;
    return { .environment = QProcessEnvironment::systemEnvironment(),
        .configJson = { QDir::current().filePath(u"config.json"_s), folder + u"config.json"_s },
        .cliYaml = folder + u"config.yaml"_s };
}

QList<ImportOffer> findImports(const ImportPlaces& places)
{
    QList<ImportOffer> offers;
    addEnvironment(places.environment, offers);
    QStringList seen;
    for (const QString& path : places.configJson) {
        const QString real = QFileInfo(path).canonicalFilePath();
        if (!real.isEmpty() && seen.contains(real))
            continue;
        seen += real;
        addConfigJson(path, offers);
    }
    addCliYaml(places.cliYaml, offers);
    return offers;
}

} // namespace ic
