#include "program/browsersigninrun.h"

#include "base/plaintext.h"
#include "net/qnamtransport.h"
#include "net/wireerror.h"

#include <QUrlQuery>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

BrowserSignInRun::BrowserSignInRun(
    const Connection& connection, const QString& redirectUri, OpenPage openPage, QObject* parent)
    : BrowserSignIn(parent)
    , m_connection(connection)
    , m_isOwnClient(connection.signIn == SignInKind::OwnClient)
    , m_redirect(redirectUri, QUrl::StrictMode)
    , m_openPage(std::move(openPage))
    , m_attempt(std::make_unique<SignInAttempt>(connection.clientId, redirectUri, m_clock))
    , m_transport(std::make_unique<QnamTransport>(connection.transport))
    , m_endpoint(std::make_unique<TokenEndpoint>(connection.base, *m_transport))
{
    m_endpoint->setDeadline(connection.transport.network.timeoutSeconds * 1000);
    // Its own clock decides; the timer only looks when it is time to.
    m_limit.setInterval(1000);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        if (m_state == State::Waiting && m_attempt->msLeft() == 0)
            fail(tr("The ten minutes of this sign-in are over. Start it anew."));
    });
    m_limit.start();
    if (m_isOwnClient) {
        m_listener = std::make_unique<LoopbackListener>(m_redirect,
            [this](const QUrlQuery& query) { return take(m_attempt->readRedirect(query)); });
        if (const QString problem = m_listener->start(); !problem.isEmpty()) {
            fail(problem);
            return;
        }
    }
    ask();
}

BrowserSignInRun::BrowserSignInRun(const QString& problem, QObject* parent)
    : BrowserSignIn(parent)
{
    fail(problem);
}

BrowserSignInRun::~BrowserSignInRun() = default;

QString BrowserSignInRun::pageHost() const
{
    const QString host = shownHost(m_page.host()); // letters that look alike are told apart
    return m_page.port() < 0 ? host : u"%1:%2"_s.arg(host, QString::number(m_page.port()));
}

void BrowserSignInRun::openPage() const
{
    if (m_state == State::Waiting)
        m_openPage(page());
}

QString BrowserSignInRun::confirmationCode() const
{
    return m_isOwnClient || m_attempt == nullptr ? QString() : m_attempt->confirmationCode();
}

qint64 BrowserSignInRun::msLeft() const
{
    return m_attempt == nullptr ? 0 : m_attempt->msLeft();
}

void BrowserSignInRun::ask()
{
    const WireRequest request { .url = m_connection->base.infoUrl(),
        .headers = { { "Accept", "application/json" },
            { "User-Agent", "IdentityConsole/" CONSOLE_VERSION } },
        .largestBody = LargestInfo };
    m_transport->start(request, [this](const WireReply& reply) { onInfo(reply); });
    QTimer::singleShot(m_connection->transport.network.timeoutSeconds * 1000, this, [this] {
        if (m_state == State::Asking)
            fail(tr("%1 did not answer.").arg(m_connection->base.displayHost()));
    });
}

void BrowserSignInRun::onInfo(const WireReply& reply)
{
    if (m_state != State::Asking)
        return;
    const QString host = m_connection->base.displayHost();
    const ApiRequest asked { .operation = tr("Ask where to sign in") };
    if (!isSuccess(asked, reply)) {
        const ApiError error = errorFor(asked, reply, host);
        fail(error.title() + u' ' + error.reason());
        return;
    }
    QString problem;
    const QUrl endpoint = authorizeEndpointIn(reply.body, host, &problem);
    if (endpoint.isEmpty()) {
        fail(problem);
        return;
    }
    m_page = m_attempt->page(endpoint);
    m_state = State::Waiting;
    emit changed();
}

QString BrowserSignInRun::take(const QString& pasted)
{
    return m_state == State::Waiting && !m_isOwnClient ? take(m_attempt->readText(pasted))
                                                       : tr("This sign-in takes no text now.");
}

QString BrowserSignInRun::take(const SignInAttempt::Answer& answer)
{
    if (m_state != State::Waiting)
        return tr("This sign-in has ended.");
    m_problem = answer.problem;
    if (answer.problem.isEmpty()) {
        m_state = State::Finishing;
        m_endpoint->post(m_attempt->formFor(answer.code),
            [this](const Expected<TokenAnswer>& tokens) { onTokens(tokens); });
    }
    emit changed();
    return answer.problem;
}

void BrowserSignInRun::onTokens(const Expected<TokenAnswer>& tokens)
{
    if (!tokens) {
        const ApiError& error = tokens.error();
        fail(error.kind == ApiError::Kind::Unauthorized
                ? tr("The tenant did not take the code of this sign-in: %1")
                      .arg(error.serverText.isEmpty() ? error.detail : error.serverText)
                : error.title() + u' ' + error.reason());
        return;
    }
    if (tokens->refreshToken.isEmpty()) {
        fail(m_isOwnClient
                ? tr("The tenant gave no refresh token. Give the client the grant type "
                     "REFRESH_TOKEN in ISC.")
                : tr("The tenant gave no refresh token: the sign-in would end within minutes."));
        return;
    }
    m_refreshToken = tokens->refreshToken;
    m_who = tokens->who;
    m_state = State::Done;
    if (m_listener)
        m_listener->answer(true, tr("Signed in"),
            tr("Identity Console has what it needs. You can close this page."));
    emit changed();
}

void BrowserSignInRun::fail(const QString& problem)
{
    m_state = State::Failed;
    m_problem = problem;
    m_limit.stop();
    if (m_listener) {
        m_listener->answer(false, tr("Not signed in"), problem);
        m_listener.release()->deleteLater(); // it may be telling us this
    }
    QMetaObject::invokeMethod(this, &BrowserSignIn::changed, Qt::QueuedConnection);
}

} // namespace ic
