#include "auth/clientcredentials.h"

#include "base/redact.h"
#include "net/wireerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr double AssumedLifetimeSeconds = 300;

constexpr qsizetype MostWords = 200;
constexpr qsizetype LongestWord = 200; // characters

const QString SignIn = u"Sign in"_s;

QString oneLine(const QString& text)
{
    return text.simplified().left(LongestWord);
}

} // namespace

ClientCredentials::ClientCredentials(const ApiBase& base, const QString& clientId,
    const Secret& clientSecret, Transport& transport, QObject* parent)
    : QObject(parent)
    , m_base(base)
    , m_clientId(clientId)
    , m_transport(transport)
{
    setSecret(clientSecret);
    m_deadline.setSingleShot(true);
    m_deadline.setParent(this);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_transport.abort(m_wire);
        finish(ApiError { .kind = ApiError::Kind::Timeout,
            .operation = SignIn,
            .detail = u"No answer to the sign-in within %1 s"_s.arg(m_deadlineMs / 1000),
            .host = m_base.displayHost() });
    });
}

ClientCredentials::~ClientCredentials()
{
    m_deadline.setParent(nullptr);
    m_form.fill('\0');
}

void ClientCredentials::setSecret(const Secret& clientSecret)
{
    m_form.fill('\0');
    m_form.clear();
    if (clientSecret.isEmpty())
        return;
    m_form = "grant_type=client_credentials&client_id=" + QUrl::toPercentEncoding(m_clientId)
        + "&client_secret=" + QUrl::toPercentEncoding(clientSecret.reveal());
}

void ClientCredentials::fetch(Done done)
{
    Q_ASSERT(!m_done);
    m_done = std::move(done);
    if (m_form.isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                finish(ApiError { .kind = ApiError::Kind::NotSignedIn,
                    .operation = SignIn,
                    .detail = u"The client secret is not known"_s,
                    .host = m_base.displayHost() });
            },
            Qt::QueuedConnection);
        return;
    }
    m_deadline.start(m_deadlineMs);
    const WireRequest request {
        .verb = Verb::Post,
        .url = m_base.tokenUrl(),
        .headers = { { "Content-Type", "application/x-www-form-urlencoded" },
            { "Accept", "application/json" },
            { "User-Agent", "IdentityConsole/" CONSOLE_VERSION } },
        .body = m_form,
        .largestBody = LargestAnswer,
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
    ApiError error = errorFor(asked, reply, m_base.displayHost());
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
    SignedIn who { .userName = oneLine(told.value(u"user_name").toString()),
        .identity = IdentityId(answer.value(u"identity_id").toString()),
        .lifetimeSeconds = answer.value(u"expires_in").toVariant().toLongLong() };
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
