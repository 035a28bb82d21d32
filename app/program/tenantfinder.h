#pragma once

#include "base/netstatus.h"
#include "profile/tenant.h"
#include "program/composition.h"
#include "program/subcommand.h"

#include <QObject>
#include <QTimer>

namespace ic {

class ConnectionDesk;
class DemoChild;
struct Profile;

/// A tenant that was found, and how it may be used.
struct FoundTenant
{
    Connection connection;
    Tenant tenant = {};
    SchedulerOptions options = {}; ///< nobody clicks: at the full pace of the limit
    bool readOnly = false; ///< the person wants no change there; production is asked for by name
};

/// Which tenant, by the command line.
struct TenantWish
{
    QString profile = {}; ///< name of a connection; empty = that of the variables SAIL_*
    bool demo = false;
    std::optional<int> demoIdentities = {};
    bool rateLimit = true;

    /// --profile, --demo, --demo-identities and --rate-limit.
    static QList<Argument> arguments();
    static TenantWish of(const Arguments& given);
};

/// Finds the tenant of a command and the secret for it: from SAIL_CLIENT_SECRET, from the file
/// `client-secret` of $CREDENTIALS_DIRECTORY, as systemd hands it over, or from the system
/// keychain; never from the command line. A demo tenant lives as long as this object.
class TenantFinder final : public QObject
{
    Q_OBJECT

public:
    explicit TenantFinder(const TenantWish& wish, QObject* parent = nullptr);
    ~TenantFinder() override;

    /// One of the signals follows, perhaps from inside it; failed() also when a demo tenant ends.
    void start();

signals:
    void found(const ic::FoundTenant& tenant);
    void failed(const QString& sentence, ic::ExitCode code);
    /// The command goes on.
    void keychainFailed(const QString& sentence);

private:
    void findProfile(const QString& name);
    void useProfile(const Profile& profile, const Secret& client, const Secret& proxy);
    void useEnvironment();
    void startDemo();
    void finish(const Connection& connection, const Tenant& about,
        const SchedulerOptions& options = {}, bool readOnly = false);

    const TenantWish m_wish;
    QTimer m_keychainLimit;
    std::unique_ptr<ConnectionDesk> m_desk;
    std::unique_ptr<DemoChild> m_demo;
};

} // namespace ic
