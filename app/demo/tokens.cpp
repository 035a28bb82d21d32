#include "demo/tokens.h"

#include "demo/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr qsizetype MaximumTokens = 10'000;

QByteArray randomBytes(int words)
{
    QByteArray bytes;
    for (int i = 0; i < words; ++i) {
        const quint64 word = QRandomGenerator::system()->generate64();
        bytes.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
    return bytes;
}

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

Tokens::Tokens(const Clock& clock, QList<Client> clients, int lifetimeSeconds, QString tenantName)
    : m_clock(clock)
    , m_clients(std::move(clients))
    , m_lifetimeSeconds(lifetimeSeconds)
    , m_tenantName(std::move(tenantName))
{
}

Answer Tokens::grant(const Request& request)
{
    const bool isForm = request.contentType.startsWith("application/x-www-form-urlencoded");
    const QHash<QString, QString> form
        = isForm && !request.body.isEmpty() ? decodeForm(request.body) : request.query;
    const QString grantType = form.value(u"grant_type"_s);
    if (grantType.isEmpty())
        return tokenError(400, u"invalid_request"_s, u"Missing grant type"_s);
    if (grantType.compare(u"client_credentials", Qt::CaseInsensitive) != 0) {
        return tokenError(
            400, u"unsupported_grant_type"_s, u"Unsupported grant type: "_s + grantType);
    }
    const QString id = form.value(u"client_id"_s);
    const QString secret = form.value(u"client_secret"_s);
    for (qsizetype i = 0; i < m_clients.size(); ++i) {
        if (m_clients[i].id == id && m_clients[i].secret == secret)
            return jsonAnswer(issue(i));
    }
    return tokenError(401, u"invalid_client"_s, u"Client authentication failed"_s);
}

QByteArray Tokens::issue(qsizetype index)
{
    const Client& client = m_clients[index];
    const qint64 nowMs = m_clock.utcNow().toMSecsSinceEpoch();
    const qint64 expiresMs = nowMs + qint64(m_lifetimeSeconds) * 1000;
    const QByteArray jtiBytes = randomBytes(2);
    const QString jti = QString::fromLatin1(jtiBytes.toHex());
    const QString tenantId = u"6e0f8b4c-0d3a-4a51-9d5e-acde00000001"_s;
    const QStringList scopes(client.scopes.begin(), client.scopes.end());

    QJsonObject claims { { u"tenant_id"_s, tenantId }, { u"pod"_s, u"demo01-useast1"_s },
        { u"org"_s, m_tenantName }, { u"client_id"_s, client.id }, { u"exp"_s, expiresMs / 1000 },
        { u"jti"_s, jti }, { u"scope"_s, QJsonArray::fromStringList(scopes) },
        { u"authorities"_s, QJsonArray::fromStringList(client.userLevels) } };
    QJsonObject reply { { u"token_type"_s, u"bearer"_s }, { u"expires_in"_s, m_lifetimeSeconds },
        { u"scope"_s, scopes.join(u' ') }, { u"accessType"_s, u"OFFLINE"_s },
        { u"tenant_id"_s, tenantId }, { u"internal"_s, false }, { u"pod"_s, u"demo01-useast1"_s },
        { u"org"_s, m_tenantName }, { u"strong_auth"_s, false },
        { u"strong_auth_supported"_s, false }, { u"enabled"_s, true }, { u"jti"_s, jti } };
    if (client.hasUser) {
        claims.insert(u"user_name"_s, client.userName);
        for (const QString& key : { u"user_id"_s, u"identity_id"_s }) {
            claims.insert(key, client.identityId);
            reply.insert(key, client.identityId);
        }
    }
    const QByteArray token = base64Url("{\"alg\":\"ES256\",\"typ\":\"JWT\"}") + '.'
        + base64Url(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + '.'
        + base64Url(randomBytes(8));
    reply.insert(u"access_token"_s, QString::fromLatin1(token));

    if (m_issued.size() >= MaximumTokens)
        m_issued.removeIf([&](const auto& entry) { return entry.value().expiresMs <= nowMs; });
    m_issued.insert(token, { index, expiresMs });
    return QJsonDocument(reply).toJson(QJsonDocument::Compact);
}

const Client* Tokens::clientOf(const QByteArray& authorization, QString* problem) const
{
    if (authorization.left(7).toLower() != "bearer ") {
        *problem = u"JWT is missing"_s;
        return nullptr;
    }
    const auto issued = m_issued.constFind(authorization.mid(7).trimmed());
    if (issued == m_issued.cend() || issued->expiresMs <= m_clock.utcNow().toMSecsSinceEpoch()) {
        *problem = u"JWT is expired"_s;
        return nullptr;
    }
    return &m_clients[issued->client];
}

} // namespace ic::demo
