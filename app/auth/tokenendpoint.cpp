#include "auth/tokenendpoint.h"

#include "net/retrypolicy.h"
#include "net/wireerror.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The operation by which ApiError knows a sign-in from other requests.
QString signIn()
{
    return QCoreApplication::translate("ic::ApiError", "Sign in");
}

constexpr qint64 AssumedLifetimeSeconds = 300;
constexpr double ShortestLifetimeSeconds = 10; // ISC gives 15 at the least …
constexpr double LongestLifetimeSeconds = 86'400; // … and half of this at the most

constexpr qsizetype MostWords = 200;
constexpr qsizetype LongestWord = 200; // characters

QString oneLine(const QString& text)
{
    return text.simplified().left(LongestWord);
}

/// Within what can be, however the number came; nothing where none was said that makes sense.
std::optional<qint64> lifetimeIn(const QJsonObject& answer)
{
    const double seconds = answer.value(u"expires_in").toVariant().toDouble();
    if (!std::isfinite(seconds) || seconds <= 0)
        return std::nullopt;
    return std::llround(std::clamp(seconds, ShortestLifetimeSeconds, LongestLifetimeSeconds));
}

/// Whether the endpoint itself refuses id and secret, in the words of RFC 6749, 5.2. Whatever else
/// comes in place of a token, from a gateway, a portal or a service that does not run, passes, and
/// no other secret would help.
bool refusesCredentials(const WireReply& reply)
{
    if (reply.status != 400 && reply.status != 401 && reply.status != 403)
        return false;
    const QString error = QJsonDocument::fromJson(reply.body).object().value(u"error").toString();
    return !error.isEmpty() && error != u"server_error" && error != u"temporarily_unavailable";
}

ApiError errorOf(const ApiRequest& asked, const WireReply& reply, const QString& host)
{
    ApiError error = errorFor(asked, reply, host);
    if (reply.failure != WireReply::Failure::None)
        return error;
    if (refusesCredentials(reply)) {
        error.kind = ApiError::Kind::Unauthorized;
    } else if (!error.isPassing()) {
        error.kind = ApiError::Kind::Malformed;
        error.detail
            = TokenEndpoint::tr("The sign-in was answered with %1, and not in the tenant's way")
                  .arg(reply.status);
    }
    const auto wait = retryAfterMs(
        reply.headers.value("retry-after"), parseHttpDate(reply.headers.value("date")));
    error.retryAfterSeconds = static_cast<int>((wait.value_or(0) + 999) / 1000);
    return error;
}

} // namespace

TokenEndpoint::TokenEndpoint(const ApiBase& base, Transport& transport, QObject* parent)
    : QObject(parent)
    , m_base(base)
    , m_transport(transport)
{
    m_deadline.setSingleShot(true);
    m_deadline.setParent(this);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_transport.giveUp(m_wire);
        finish(ApiError { .kind = ApiError::Kind::Timeout,
            .operation = signIn(),
            .detail = tr("No answer to the sign-in within %1 s").arg(m_deadlineMs / 1000),
            .host = m_base.displayHost() });
    });
}

TokenEndpoint::~TokenEndpoint()
{
    if (m_deadline.isActive())
        m_transport.abort(m_wire);
    m_deadline.setParent(nullptr);
}

void TokenEndpoint::post(const Fields& form, Done done)
{
    Q_ASSERT(!m_done);
    m_done = std::move(done);
    QByteArray body;
    for (const auto& [name, value] : form)
        body += (body.isEmpty() ? "" : "&") + name + '=' + QUrl::toPercentEncoding(value);
    m_deadline.start(m_deadlineMs);
    const WireRequest request {
        .verb = Verb::Post,
        .url = m_base.tokenUrl(),
        .headers = { { "Content-Type", "application/x-www-form-urlencoded" },
            { "Accept", "application/json" },
            { "User-Agent", "IdentityConsole/" CONSOLE_VERSION } },
        .body = body,
        .largestBody = LargestAnswer,
    };
    m_wire = m_transport.start(request, [this](const WireReply& reply) {
        m_deadline.stop();
        const ApiRequest asked { .verb = Verb::Post, .operation = signIn() };
        if (!isSuccess(asked, reply)) {
            finish(errorOf(asked, reply, m_base.displayHost()));
            return;
        }
        const Expected<AccessToken> token = parseTokenAnswer(reply.body);
        if (!token) {
            finish(token.error());
            return;
        }
        const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
        finish(TokenAnswer { .token = *token,
            .who = signedInFrom(reply.body),
            .refreshToken = Secret(answer.value(u"refresh_token").toString()) });
    });
}

void TokenEndpoint::refuse(const QString& why, Done done)
{
    QMetaObject::invokeMethod(
        this,
        [this, why, done = std::move(done)] {
            done(ApiError { .kind = ApiError::Kind::NotSignedIn,
                .operation = signIn(),
                .detail = why,
                .host = m_base.displayHost() });
        },
        Qt::QueuedConnection);
}

void TokenEndpoint::finish(const Expected<TokenAnswer>& result)
{
    const Done done = std::exchange(m_done, nullptr);
    if (done)
        done(result);
}

Expected<AccessToken> parseTokenAnswer(const QByteArray& body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    const QString token = answer.value(u"access_token").toString();
    if (token.isEmpty()) {
        return ApiError { .kind = ApiError::Kind::Malformed,
            .operation = signIn(),
            .detail = TokenEndpoint::tr("The token endpoint answered without an access_token") };
    }
    Redactor().add(token);
    return AccessToken { .value = token.toUtf8(),
        .lifetimeMs = lifetimeIn(answer).value_or(AssumedLifetimeSeconds) * 1000 };
}

SignedIn signedInFrom(const QByteArray& body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    // A JWT: three parts in base64url, the middle one holds the claims. It is only shown, not
    // trusted, so its signature does not matter.
    const QByteArray claims
        = answer.value(u"access_token").toString().toLatin1().split('.').value(1);
    const QJsonObject told
        = QJsonDocument::fromJson(QByteArray::fromBase64(claims, QByteArray::Base64UrlEncoding))
              .object();
    QString identity = answer.value(u"identity_id").toString();
    if (identity.isEmpty())
        identity = told.value(u"identity_id").toString();
    SignedIn who { .isRead = !told.isEmpty(),
        .userName = oneLine(told.value(u"user_name").toString()),
        .identity = IdentityId(identity),
        .lifetimeSeconds = lifetimeIn(answer).value_or(0) };
    for (const QJsonValue& level : told.value(u"authorities").toArray()) {
        if (who.userLevels.size() < MostWords && level.isString())
            who.userLevels += oneLine(level.toString());
    }
    const QString scopes = answer.value(u"scope").toString();
    for (const QString& scope : scopes.split(u' ', Qt::SkipEmptyParts)) {
        const bool isScope = scope.startsWith(u"idn:"_s) || scope.startsWith(u"sp:"_s);
        if (isScope && who.scopes.size() < MostWords)
            who.scopes += oneLine(scope);
    }
    return who;
}

} // namespace ic
