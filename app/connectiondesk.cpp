#include "connectiondesk.h"

#include "addressquestion.h"
#include "connectiontest.h"
#include "net/cafile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString clientKey(const ProfileId& id)
{
    return id.text() + u"/client-secret"_s;
}

QString proxyKey(const ProfileId& id)
{
    return id.text() + u"/proxy-password"_s;
}

std::optional<TransportOptions> transportFor(
    const NetworkOptions& network, const Secret& proxyPassword, QString* problem)
{
    TransportOptions options { .network = network, .proxyPassword = proxyPassword };
    if (!network.caFile.isEmpty()) {
        options.extraCaPem = readCaFile(network.caFile, problem);
        if (options.extraCaPem.isEmpty())
            return std::nullopt;
    }
    return options;
}

} // namespace

std::optional<Connection> connectionFor(const Profile& profile, const Secret& clientSecret,
    const Secret& proxyPassword, QString* problem)
{
    std::optional<ApiBase> base = ApiBase::fromText(profile.apiBase, problem);
    if (!base)
        return std::nullopt;
    base->setVersion(profile.version);
    const auto transport = transportFor(profile.network, proxyPassword, problem);
    if (!transport)
        return std::nullopt;
    return Connection { .base = *base,
        .clientId = profile.clientId,
        .clientSecret = clientSecret,
        .transport = *transport };
}

SchedulerOptions schedulerOptionsFor(const Profile& profile)
{
    SchedulerOptions options { .readOnly = profile.readOnly, .waitForSignIn = true };
    options.interactiveDeadlineMs = profile.network.timeoutSeconds * 1000;
    options.bulkDeadlineMs = std::max<qint64>(60'000, options.interactiveDeadlineMs);
    return options;
}

ConnectionDesk::ConnectionDesk(const QString& profilesPath, std::unique_ptr<SecretVault> vault,
    const ImportPlaces& imports, QObject* parent)
    : ConnectionService(parent)
    , m_store(profilesPath)
    , m_secrets(std::move(vault))
    , m_imports(imports)
{
}

ConnectionDesk::~ConnectionDesk() = default;

void ConnectionDesk::setOpenElsewhere(std::function<QString(const Profile&)> answer)
{
    m_openElsewhere = std::move(answer);
}

QString ConnectionDesk::openElsewhere(const Profile& profile) const
{
    return m_openElsewhere ? m_openElsewhere(profile) : QString();
}

std::optional<Profile> ConnectionDesk::profileNamed(const QString& name) const
{
    const QList<Profile>& all = m_store.profiles();
    auto found = std::find_if(all.cbegin(), all.cend(), [&name](const Profile& profile) {
        return profile.name.compare(name.trimmed(), Qt::CaseInsensitive) == 0;
    });
    if (found == all.cend()) {
        found = std::find_if(all.cbegin(), all.cend(),
            [&name](const Profile& profile) { return profile.id.text() == name; });
    }
    return found == all.cend() ? std::nullopt : std::optional(*found);
}

void ConnectionDesk::findSecrets(const ProfileId& id, QObject* context,
    std::function<void(const Secret&, const Secret&)> callback)
{
    m_secrets.find(clientKey(id), context, [this, id, context, callback](const Secret& client) {
        m_secrets.find(proxyKey(id), context,
            [callback, client](const Secret& proxy) { callback(client, proxy); });
    });
}

QString ConnectionDesk::saveProfiles(const QList<Profile>& profiles)
{
    const QList<Profile> before = m_store.profiles();
    if (QString problem = m_store.save(profiles); !problem.isEmpty())
        return problem;
    for (const Profile& old : before) {
        const bool stays = std::any_of(profiles.cbegin(), profiles.cend(),
            [&old](const Profile& profile) { return profile.id == old.id; });
        if (stays)
            continue;
        m_secrets.forget(clientKey(old.id));
        m_secrets.forget(proxyKey(old.id));
    }
    emit profilesChanged();
    return {};
}

void ConnectionDesk::readSecretState(
    const ProfileId& id, QObject* context, std::function<void(const SecretState&)> callback)
{
    m_secrets.askForKeychain(context, [this, id, context, callback](bool hasKeychain) {
        findSecrets(id, context,
            [callback, hasKeychain](const Secret& client, const Secret& proxy) {
                callback({ .hasKeychain = hasKeychain,
                    .hasClientSecret = !client.isEmpty(),
                    .hasProxyPassword = !proxy.isEmpty() });
            });
    });
}

void ConnectionDesk::keepSecrets(const ProfileId& id, const Secret& clientSecret,
    const Secret& proxyPassword, QObject* context,
    std::function<void(const QString& problem)> callback)
{
    const auto keepProxy = [this, id, proxyPassword, context, callback](const QString& problem) {
        if (proxyPassword.isEmpty()) {
            callback(problem);
            return;
        }
        m_secrets.keep(proxyKey(id), proxyPassword, context,
            [callback, problem](const QString& second) {
                callback(problem.isEmpty() ? second : problem);
            });
    };
    if (clientSecret.isEmpty())
        QMetaObject::invokeMethod(context, [keepProxy] { keepProxy({}); }, Qt::QueuedConnection);
    else
        m_secrets.keep(clientKey(id), clientSecret, context, keepProxy);
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
            context,
            [callback, address, note] { callback({ .address = address, .note = note }); },
            Qt::QueuedConnection);
        return;
    }
    new AddressQuestion(address, *options, context, std::move(callback)); // deletes itself
}

std::unique_ptr<ConnectionTestRun> ConnectionDesk::startTest(
    const Profile& profile, const Secret& clientSecret, const Secret& proxyPassword)
{
    // The kept secrets are in memory once the dialog has asked for their state.
    const Secret client = clientSecret.isEmpty() ? m_secrets.known(clientKey(profile.id)) : clientSecret;
    const Secret proxy = proxyPassword.isEmpty() ? m_secrets.known(proxyKey(profile.id)) : proxyPassword;
    QString problem;
    const auto connection = connectionFor(profile, client, proxy, &problem);
    if (!connection)
        return std::make_unique<ConnectionTest>(problem);
    return std::make_unique<ConnectionTest>(*connection, schedulerOptionsFor(profile));
}

} // namespace ic
