#pragma once

#include "support/democlient.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrlQuery>

namespace ic::demo {

/// A sign-in with a browser at the tenant, played without one.
struct DemoSignIn
{
    QByteArray clientId = "sailapps";
    QByteArray redirectUri = "https://developer.sailpoint.com/sailapps";
    QByteArray verifier = "a-verifier-that-is-not-random-but-long-enough-for-PKCE";
    QByteArray state = "StateABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    QByteArray challenge() const
    {
        return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    /// "/oauth/authorize?…"
    QByteArray target() const
    {
        return "/oauth/authorize?client_id=" + clientId + "&response_type=code&redirect_uri="
            + redirectUri.toPercentEncoding() + "&state=" + state.toPercentEncoding()
            + "&code_challenge=" + challenge() + "&code_challenge_method=S256";
    }
    /// The form that turns `code` into a token.
    QByteArray form(const QByteArray& code) const
    {
        return "grant_type=authorization_code&client_id=" + clientId + "&code=" + code
            + "&redirect_uri=" + redirectUri.toPercentEncoding() + "&code_verifier=" + verifier;
    }
};

/// What a button of the sign-in page posts: a person's name; none: Cancel.
inline QByteArray clickForm(const Reply& page, const QByteArray& person)
{
    static const QRegularExpression attempt(
        QStringLiteral("name=\"attempt\" value=\"([A-Za-z0-9_-]+)\""));
    return "attempt=" + attempt.match(QString::fromUtf8(page.body)).captured(1).toUtf8()
        + "&person=" + person;
}

inline Reply post(DemoClient& browser, const QByteArray& form)
{
    return browser.post("/oauth/authorize", form, "application/x-www-form-urlencoded");
}

/// Opens the page that `target` leads to and clicks a button.
inline Reply click(DemoClient& browser, const QByteArray& target, const QByteArray& person)
{
    return post(browser, clickForm(browser.get(target), person));
}

/// Where an answer sends the browser, encoded; empty if nowhere.
inline QByteArray sentTo(const Reply& reply)
{
    return reply.status == 303 ? reply.headers.value("location") : QByteArray();
}

/// A parameter of the address an answer sends the browser to.
inline QByteArray sentWith(const Reply& reply, const QString& name)
{
    return QUrlQuery(QUrl::fromEncoded(sentTo(reply)))
        .queryItemValue(name, QUrl::FullyDecoded)
        .toUtf8();
}

/// The refresh token of somebody who signs in now.
inline QString refreshTokenOf(const DemoTenant& tenant, const QByteArray& person)
{
    DemoClient browser(tenant);
    const DemoSignIn signIn;
    const QByteArray code
        = sentWith(click(browser, signIn.target(), person), QStringLiteral("code"));
    return browser.post("/oauth/token", signIn.form(code), "application/x-www-form-urlencoded")
        .object()[QStringLiteral("refresh_token")]
        .toString();
}

} // namespace ic::demo
