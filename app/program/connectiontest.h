#pragma once

#include "api/apiclient.h"
#include "api/endpoint.h"
#include "net/reachability.h"
#include "profile/connectioncheck.h"
#include "program/composition.h"

#include <QElapsedTimer>
#include <QHash>

#include <memory>

namespace ic {

/// Tries a connection the way the console will use it: name, TLS, token, a first read, and then
/// which of the operations the token allows. Only reads; nothing is changed.
class ConnectionTest final : public ConnectionTestRun
{
    Q_OBJECT

public:
    /// `options`: its limits and deadlines; whatever it says, the test sends no change.
    ConnectionTest(const Connection& connection, const SchedulerOptions& options = {},
        QObject* parent = nullptr);
    /// A test that ends at once: `problem` says why the connection cannot even be tried.
    explicit ConnectionTest(const QString& problem, QObject* parent = nullptr);
    ~ConnectionTest() override;

    QList<ConnectionCheck> checks() const override { return m_checks; }
    QList<RightCheck> rights() const override { return m_rights; }
    bool isFinished() const override { return m_finished; }
    QString details() const override;

private:
    using Step = ConnectionCheck::Step;
    using State = ConnectionCheck::State;

    ConnectionCheck& check(Step step);
    void set(Step step, State state, const QString& text, const QString& advice = {});
    void begin(Step step);
    void fail(Step step, const ApiError& error);
    void end();

    void onReachable(const ReachabilityResult& result);
    void signIn();
    void onSignedIn(const SignedIn& who);
    void onFirstRead(const std::optional<ApiError>& error, qint64 total, const IdentityId& first);
    void readRights(const IdentityId& someone);
    void noteRead(const QString& title, const std::optional<ApiError>& error);
    void summarizeRights();

    template <Endpoint E> void tryRead(const E& endpoint);

    std::optional<Connection> m_connection;
    SchedulerOptions m_options;
    QList<ConnectionCheck> m_checks;
    QList<RightCheck> m_rights;
    bool m_finished = false;
    SignedIn m_who;
    bool m_isSignedIn = false;
    QElapsedTimer m_timer; ///< of the step under way
    int m_readsLeft = 0;
    QHash<QString, bool> m_proved; ///< title of a read → whether the tenant allowed it
    std::unique_ptr<ReachabilityProbe> m_probe;
    std::unique_ptr<Composition> m_composition;
};

} // namespace ic
