#include "demo/tokens.h"

#include "demo/authorizations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr qsizetype MaximumTokens = 10'000;

} // namespace

Tokens::Tokens(const Clock& clock, QList<Client> clients, Authorizations& authorizations,
    const TenantConfig& config)
    : m_clock(clock)
    , m_clients(std::move(clients))
    , m_authorizations(authorizations)
    , m_lifetimeSeconds(config.tokenLifetimeSeconds)
    , m_refreshLifetimeMs(qint64(config.refreshLifetimeSeconds) * 1000)
    , m_refreshes(config.refreshes)
    , m_tenantName(config.tenantName)
{
}

Answer Tokens::grant(const Request& request)
{
    const bool isForm = request.contentType.startsWith("application/x-www-form-urlencoded");
    const QHash<QString, QString> form
        = isForm && !request.body.isEmpty() ? decodeForm(request.body) : request.query;
    const QString grantType = form.value(u"grant_type"_s).toLower();
    if (grantType.isEmpty())
        return tokenError(400, u"invalid_request"_s, u"Missing grant type"_s);
    const bool isForCode = grantType == u"authorization_code";
    const bool isForPeople = isForCode || grantType == u"refresh_token";
    if (!isForPeople && grantType != u"client_credentials") {
        return tokenError(
            400, u"unsupported_grant_type"_s, u"Unsupported grant type: "_s + grantType);
    }
    const QString id = form.value(u"client_id"_s);
    const auto client = std::ranges::find(m_clients, id, &Client::id);
    const bool isPublic = m_authorizations.knows(id);
    if (!isPublic && client == m_clients.end())
        return tokenError(401, u"invalid_client"_s, u"Client authentication failed"_s);
    if (isPublic != isForPeople) {
        return tokenError(
            400, u"unauthorized_client"_s, u"The client may not use the grant type "_s + grantType);
    }
    if (isPublic)
        return isForCode ? grantForCode(form) : grantAgain(form);
    if (client->secret != form.value(u"client_secret"_s))
        return tokenError(401, u"invalid_client"_s, u"Client authentication failed"_s);
    return jsonAnswer(issue(*client));
}

Answer Tokens::grantForCode(const QHash<QString, QString>& form)
{
    for (const QString& name : { u"code"_s, u"redirect_uri"_s, u"code_verifier"_s }) {
        if (form.value(name).isEmpty())
            return tokenError(400, u"invalid_request"_s, u"Missing "_s + name);
    }
    const QString code = form.value(u"code"_s);
    const Authorizations::Redeemed redeemed = m_authorizations.redeem(form);
    if (redeemed.isReplayed) {
        // RFC 6749 4.1.2: one of the two who have the code has stolen it.
        m_issued.removeIf([&](const auto& entry) { return entry.value().code == code; });
        m_refreshers.removeIf([&](const auto& entry) { return entry.value().code == code; });
    }
    if (!redeemed.rights) {
        return tokenError(400, u"invalid_grant"_s,
            redeemed.isReplayed ? u"The code was used before"_s
                                : u"The code is unknown or too old, or was not given for this "
                                  u"client, redirect_uri and code_verifier"_s);
    }
    return jsonAnswer(issueWithRefresher(*redeemed.rights, code));
}

Answer Tokens::grantAgain(const QHash<QString, QString>& form)
{
    const QByteArray token = form.value(u"refresh_token"_s).toUtf8();
    if (token.isEmpty())
        return tokenError(400, u"invalid_request"_s, u"Missing refresh_token"_s);
    const auto known = m_refreshers.constFind(token);
    if (known == m_refreshers.cend() || known->expiresMs <= expiry(0)
        || known->client.id != form.value(u"client_id"_s)) {
        return tokenError(400, u"invalid_grant"_s,
            u"The refresh token is unknown, too old, or was replaced by another"_s);
    }
    if (m_refreshes == 0)
        return tokenError(400, u"invalid_grant"_s, u"The sign-in has ended"_s);
    if (m_refreshes)
        --*m_refreshes;
    const Issued refresher = known.value();
    m_refreshers.erase(known);
    return jsonAnswer(issueWithRefresher(refresher.client, refresher.code));
}

QJsonObject Tokens::issueWithRefresher(const Client& client, const QString& code)
{
    QJsonObject reply = issue(client, code);
    const QByteArray token = base64Url(randomBytes(6));
    keep(m_refreshers, token, { client, code, expiry(m_refreshLifetimeMs) });
    reply.insert(u"refresh_token"_s, QString::fromLatin1(token));
    return reply;
}

QJsonObject Tokens::issue(const Client& client, const QString& code)
{
    const qint64 expiresMs = expiry(qint64(m_lifetimeSeconds) * 1000);
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

    keep(m_issued, token, { client, code, expiresMs });
    return reply;
}

qint64 Tokens::expiry(qint64 lifetimeMs) const
{
    return m_clock.utcNow().toMSecsSinceEpoch() + lifetimeMs;
}

void Tokens::keep(QHash<QByteArray, Issued>& tokens, const QByteArray& token, const Issued& issued)
{
    if (tokens.size() >= MaximumTokens) {
        tokens.removeIf(
            [nowMs = expiry(0)](const auto& entry) { return entry.value().expiresMs <= nowMs; });
    }
    tokens.insert(token, issued);
}

const Client* Tokens::clientOf(const QByteArray& authorization, QString* problem) const
{
    if (authorization.left(7).toLower() != "bearer ") {
        *problem = u"JWT is missing"_s;
        return nullptr;
    }
    const auto issued = m_issued.constFind(authorization.mid(7).trimmed());
    if (issued == m_issued.cend() || issued->expiresMs <= expiry(0)) {
        *problem = u"JWT is expired"_s;
        return nullptr;
    }
    return &issued->client;
}

} // namespace ic::demo
