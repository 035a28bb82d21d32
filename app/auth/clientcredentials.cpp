#include "auth/clientcredentials.h"

#include "base/redact.h"
#include "net/wireerror.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr double AssumedLifetimeSeconds = 300;

const QString SignIn = u"Sign in"_s;

} // namespace

ClientCredentials::ClientCredentials(const ApiBase& base, const QString& clientId,
    const QString& clientSecret, Transport& transport, QObject* parent)
    : QObject(parent)
    , m_base(base)
    , m_transport(transport)
{
    Redactor().add(clientSecret);
    m_form = "grant_type=client_credentials&client_id=" + QUrl::toPercentEncoding(clientId)
        + "&client_secret=" + QUrl::toPercentEncoding(clientSecret);
    m_deadline.setSingleShot(true);
    m_deadline.setParent(this);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_transport.abort(m_wire);
        finish(ApiError { .kind = ApiError::Kind::Timeout,
            .operation = SignIn,
            .detail = u"No answer to the sign-in within %1 s"_s.arg(DeadlineMs / 1000),
            .host = m_base.host() });
    });
}

ClientCredentials::~ClientCredentials()
{
    m_deadline.setParent(nullptr);
    m_form.fill('\0');
}

void ClientCredentials::fetch(Done done)
{
    Q_ASSERT(!m_done);
    m_done = std::move(done);
    m_deadline.start(DeadlineMs);
    const WireRequest request {
        .verb = Verb::Post,
        .url = m_base.tokenUrl(),
        .headers = { { "Content-Type", "application/x-www-form-urlencoded" },
            { "Accept", "application/json" },
            { "User-Agent", "IdentityConsole/" CONSOLE_VERSION } },
        .body = m_form,
    };
    m_wire = m_transport.start(
        request, [] {}, [this](const WireReply& reply) { onReply(reply); });
}

void ClientCredentials::onReply(const WireReply& reply)
{
    m_deadline.stop();
    const ApiRequest asked { .verb = Verb::Post, .operation = SignIn };
    if (isSuccess(asked, reply)) {
        const Expected<AccessToken> token = parseTokenAnswer(reply.body);
        if (token)
            emit signedIn(signedInFrom(reply.body));
        finish(token);
        return;
    }
    ApiError error = errorFor(asked, reply, m_base.host());
    // The endpoint answers wrong credentials with 400 or 401; both mean the same to a person.
    if (error.kind == ApiError::Kind::BadRequest || error.kind == ApiError::Kind::Forbidden)
        error.kind = ApiError::Kind::Unauthorized;
    finish(error);
}

void ClientCredentials::finish(const Expected<AccessToken>& result)
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
            .operation = SignIn,
            .detail = u"The token endpoint answered without an access_token"_s };
    }
    Redactor().add(token);
    double seconds = answer.value(u"expires_in").toVariant().toDouble();
    if (!(seconds > 0))
        seconds = AssumedLifetimeSeconds;
    return AccessToken { .value = token.toUtf8(),
        .lifetimeMs = static_cast<qint64>(seconds * 1000) };
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
    return { .userName = told.value(u"user_name").toString(),
        .identity = IdentityId(answer.value(u"identity_id").toString()) };
}

} // namespace ic
