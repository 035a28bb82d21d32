#pragma once

#include "auth/loopbacklistener.h"
#include "auth/signinattempt.h"
#include "profile/browsersignin.h"
#include "profile/profile.h"
#include "program/composition.h"

#include <memory>

namespace ic {

class QnamTransport;

/// Signs in with the browser: asks the tenant where, waits for what comes back (a pasted text, or
/// the browser at this computer's door), and exchanges that for a refresh token.
class BrowserSignInRun final : public BrowserSignIn
{
    Q_OBJECT

public:
    using OpenPage = std::function<void(const QString& url)>;

    static constexpr qint64 LargestInfo = 64 * 1024; ///< bytes

    /// `connection`: where, as which client, and by which way; its secret is not used.
    BrowserSignInRun(const Connection& connection, const QString& redirectUri, OpenPage openPage,
        QObject* parent = nullptr);
    /// One that has failed: `problem` says why it cannot even be begun.
    explicit BrowserSignInRun(const QString& problem, QObject* parent = nullptr);
    ~BrowserSignInRun() override;

    State state() const override { return m_state; }
    QString problem() const override { return m_problem; }
    QString page() const override { return m_page.toString(QUrl::FullyEncoded); }
    QString pageHost() const override;
    void openPage() const override;
    QString confirmationCode() const override;
    QString take(const QString& pasted) override;
    qint64 msLeft() const override;
    Secret refreshToken() const override { return m_refreshToken; }
    SignedIn who() const override { return m_who; }

private:
    void ask();
    void onInfo(const WireReply& reply);
    QString take(const SignInAttempt::Answer& answer);
    void onTokens(const Expected<TokenAnswer>& tokens);
    void fail(const QString& problem);

    const SystemClock m_clock;
    std::optional<Connection> m_connection;
    bool m_isOwnClient = false;
    QUrl m_redirect;
    OpenPage m_openPage;
    State m_state = State::Asking;
    QString m_problem;
    QUrl m_page;
    Secret m_refreshToken;
    SignedIn m_who;
    QTimer m_limit;
    std::unique_ptr<SignInAttempt> m_attempt;
    std::unique_ptr<LoopbackListener> m_listener; ///< with a client of one's own
    std::unique_ptr<QnamTransport> m_transport;
    std::unique_ptr<TokenEndpoint> m_endpoint;
};

} // namespace ic
