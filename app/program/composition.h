#pragma once

#include "base/apicall.h"
#include "base/clock.h"
#include "base/netstatus.h"
#include "base/secret.h"
#include "base/signedin.h"
#include "net/scheduler.h"
#include "net/transportoptions.h"
#include "profile/signinkind.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

namespace ic {

class ApiClient;
class ApiRecorder;
class Credentials;
class QnamTransport;

/// Where the refresh token of a sign-in with the browser is kept while it is used: each answer of
/// the tenant replaces it. Both are called on the thread of the Composition.
struct KeptSignIn
{
    /// Only in the place of the one that was sent: whoever signed in meanwhile, or out, stays so.
    std::function<void(const Secret& before, const Secret& now)> keep = {};
    /// Answers later, on the same thread.
    std::function<void(std::function<void(const Secret& newest)>)> findNewest = {};
};

/// Where a tenant is and how to sign in to it.
struct Connection
{
    ApiBase base;
    QString clientId = {};
    /// Or the refresh token. Empty = not known yet, see Composition::signInAgain().
    Secret clientSecret = {};
    TransportOptions transport = {};
    SignInKind signIn = SignInKind::ClientSecret;
    KeptSignIn kept = {};
};

/// Reads SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, the variables of SailPoint's own
/// tools, and takes the secret out of this process's environment, so that no child inherits it; see
/// takeGivenSecret(). nullopt with an empty `problem` if none of them is set, with a sentence if
/// they cannot be used.
std::optional<Connection> connectionFromEnvironment(QString* problem);

/// Builds and owns everything between the network and the code that asks: clock, network thread,
/// and on that thread transport, credentials and scheduler; then the client, on the calling
/// thread. The only place that knows all of these classes.
class Composition final : public QObject
{
    Q_OBJECT

public:
    Composition(const Connection& connection, const SchedulerOptions& options);
    /// Ends what is under way. What was sent may still be done by the tenant.
    ~Composition() override;

    /// Where all programs of this user count what they send with this client id, for
    /// SchedulerOptions::rateFile.
    static QString rateFileFor(const Connection& connection);

    /// Refuses changes in the network layer from now on, or allows them; see
    /// Scheduler::setReadOnly(). Saying the same again does nothing.
    void setReadOnly(bool readOnly, qint64 closesAfterMs = 0);
    /// The person gave another secret: what waits for the sign-in goes on. Without one nobody is
    /// signed in any more, and nothing of the sign-in is kept.
    void signInAgain(const Secret& clientSecret);

    /// Speaks another version of the API from the next request on.
    void setVersion(const QString& version);

    ApiClient& client() { return *m_client; }
    Scheduler& scheduler() { return *m_scheduler; }
    const Clock& clock() const { return m_clock; }

signals:
    /// On this object's thread, at most 10 times a second.
    void statusChanged(const ic::NetStatus& status);
    /// With every token. On this object's thread.
    void signedIn(const ic::SignedIn& who);
    /// Everything waits for signInAgain(). On this object's thread.
    void signInRefused(const ic::ApiError& error);
    /// A request that changes something left. On this object's thread.
    void changeLeft();
    /// On this object's thread: a request left, or ended.
    void callRecorded(const ic::ApiCall& call);

private:
    std::unique_ptr<Credentials> credentialsFor(const Connection& connection);
    void keep(const Secret& before, const Secret& now);

    const KeptSignIn m_kept;
    Secret m_lastKept; ///< empty once somebody signed out
    const SystemClock m_clock;
    QThread m_networkThread;
    QObject m_onNetworkThread; ///< lives there; a way to run code there
    std::unique_ptr<QnamTransport> m_transport;
    std::unique_ptr<ApiRecorder> m_recorder;
    std::unique_ptr<Credentials> m_credentials;
    std::unique_ptr<Scheduler> m_scheduler;
    std::unique_ptr<ApiClient> m_client;
    std::optional<std::pair<bool, qint64>> m_readOnly; ///< as told last
};

} // namespace ic
