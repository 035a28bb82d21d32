#pragma once

#include "demo/activity.h"
#include "demo/directory.h"
#include "demo/faults.h"
#include "demo/tenantconfig.h"

#include <QThread>

#include <functional>
#include <memory>

namespace ic::demo {

class DemoServer;
class TenantService;

/// The demo tenant: an HTTP server on 127.0.0.1 in a thread of its own. Every member may be called
/// from the thread that owns the object.
class DemoTenant
{
public:
    explicit DemoTenant(const TenantConfig& config = {});
    ~DemoTenant();
    Q_DISABLE_COPY_MOVE(DemoTenant)

    /// Returns when the tenant answers; false with the reason in `error` if it cannot listen.
    [[nodiscard]] bool start(QString* error);
    /// Ends the thread; open connections are closed. Harmless when not started.
    void stop();

    quint16 port() const { return m_port; }
    QString baseUrl() const; ///< "http://127.0.0.1:<port>", without a version
    QString tenantName() const { return m_config.tenantName; }

    /// The main client, an administrator with every scope.
    QString clientId() const { return m_clients[0].id; }
    QString clientSecret() const { return m_clients[0].secret; }
    const Client& mainClient() const { return m_clients[0]; }
    /// A user who may only read identities.
    const Client& readingClient() const { return m_clients[1]; }
    /// An API client with every scope whose tokens act for no user.
    const Client& appClient() const { return m_clients[2]; }

    /// A public client with a redirect address of its own; the other one, with that of SailPoint's
    /// page, is "sailapps".
    const PublicClient& ownClient() const { return m_publicClients[1]; }

    /// What goes wrong; may be changed at any time.
    FaultPlan& faults() { return m_faults; }
    /// What happened so far.
    Activity activity() const;
    /// Runs `look` in the tenant's thread while no request is handled, and waits for it.
    void inspect(const std::function<void(Directory&)>& look) const;
    /// Makes every token that was given out so far expire.
    void expireTokens();
    /// Serves this version of the API no more; nullopt: serves all.
    void setEnded(std::optional<Version> version);
    /// Lifetime of tokens to come.
    void setTokenLifetime(int seconds);
    /// How many refreshes are granted from now on to people who signed in with a browser; nullopt:
    /// any number.
    void setRefreshes(std::optional<int> count);
    /// Whether the tenant lets in nobody who comes with a browser.
    void setSignInsRefused(bool refused);

private:
    void inThread(const std::function<void()>& task) const;

    TenantConfig m_config;
    SystemClock m_systemClock;
    QList<Client> m_clients;
    QList<PublicClient> m_publicClients;
    FaultPlan m_faults;
    quint16 m_port = 0;
    QThread m_thread;
    std::unique_ptr<QObject> m_anchor; ///< lives in the thread
    std::unique_ptr<TenantService> m_service; ///< used in the thread only
    std::unique_ptr<DemoServer> m_server; ///< lives in the thread
};

} // namespace ic::demo
