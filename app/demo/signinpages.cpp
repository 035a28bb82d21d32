#include "demo/signinpages.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

constexpr char Style[] = R"(
:root { color-scheme: light dark; font: 16px/1.5 "Inter", "Segoe UI", "Noto Sans", sans-serif; }
body { margin: 0; background: #eef1f5; color: #1c2530; }
main { max-width: 30rem; margin: 8vh auto; padding: 2rem 2.25rem; background: #fff;
    border: 1px solid #d5dbe3; border-radius: 10px; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 .75rem; }
p { margin: .75rem 0; }
small, .quiet { color: #566272; font-size: .9rem; }
button { display: block; width: 100%; margin: .6rem 0; padding: .8rem 1rem; text-align: left;
    font: inherit; color: inherit; background: #f7f9fb; border: 1px solid #b9c3cf;
    border-radius: 8px; cursor: pointer; }
button:hover, button:focus-visible { border-color: #0b62c4; background: #eaf2fc; }
button.plain { width: auto; padding: .4rem 1rem; }
button b, small { display: block; overflow-wrap: anywhere; }
.code { font: 600 2rem/1.3 monospace; letter-spacing: .08em; }
.copy { font: .95rem/1.5 monospace; padding: .8rem 1rem; background: #f7f9fb;
    border: 1px solid #b9c3cf; border-radius: 8px; overflow-wrap: anywhere; user-select: all; }
@media (prefers-color-scheme: dark) {
    body { background: #12161c; color: #e4e9ef; }
    main { background: #1b212a; border-color: #323c49; }
    small, .quiet { color: #a3b0bf; }
    button, .copy { background: #232b36; border-color: #475464; }
    button:hover, button:focus-visible { background: #26374d; border-color: #6aa9f0; }
}
)";

QString escaped(const QString& text)
{
    return text.toHtmlEscaped();
}

/// `formTarget`: where a form may lead to beside this server; empty: there is no form.
Answer page(int status, const QString& title, const QString& content,
    const QByteArray& formTarget = "'none'")
{
    static const QByteArray styleHash
        = QCryptographicHash::hash(QByteArray(Style), QCryptographicHash::Sha256).toBase64();
    const QString html
        = u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          u"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          u"<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n<main>\n<h1>%1</h1>\n%3"
          u"</main>\n</body>\n</html>\n"_s.arg(escaped(title), QString::fromLatin1(Style), content);
    return { .status = status,
        .body = html.toUtf8(),
        .contentType = "text/html; charset=utf-8",
        .headers = { { "Content-Security-Policy",
                         "default-src 'none'; style-src 'sha256-" + styleHash + "'; form-action "
                             + formTarget + "; base-uri 'none'; frame-ancestors 'none'" },
            { "Referrer-Policy", "no-referrer" }, { "X-Content-Type-Options", "nosniff" } } };
}

/// Scheme, host and port of an address, as a policy names them.
QByteArray originOf(const QString& address)
{
    return QUrl(address)
        .adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveUserInfo)
        .toEncoded();
}

} // namespace

Answer peoplePage(const QString& tenantName, const QString& attempt, const PublicClient& client,
    const QList<Person>& people)
{
    QString buttons;
    for (const Person& person : people) {
        const QString userName = escaped(person.rights.userName);
        buttons += u"<button id=\"%1\" name=\"person\" value=\"%1\"><b>%2</b> <small>%1 · %3"
                   u"</small></button>\n"_s.arg(
                       userName, escaped(person.displayName), escaped(person.mayDo));
    }
    const QString content
        = u"<p>The program with the client id <b>%1</b> wants to act for you. Who are you?</p>\n"
          u"<form method=\"post\" action=\"/oauth/authorize\">\n"
          u"<input type=\"hidden\" name=\"attempt\" value=\"%2\">\n%3"
          u"<button id=\"cancel\" class=\"plain\" name=\"person\" value=\"\">Cancel</button>\n"
          u"</form>\n<p class=\"quiet\">This tenant and its people are invented: nobody needs a "
          u"password. On a real tenant, your company’s sign-in stands here.</p>\n"_s.arg(
              escaped(client.id), escaped(attempt), buttons);
    // A browser holds the answer to a form to its policy, too.
    return page(
        200, u"Sign in to %1"_s.arg(tenantName), content, "'self' " + originOf(client.landing));
}

Answer codePage(const QHash<QString, QString>& query)
{
    const QString back = u"<p>Go back to the program. You can close this page.</p>\n"_s;
    if (query.contains(u"error"_s)) {
        return page(400, u"The sign-in was refused"_s,
            u"<p id=\"problem\">%1 <small>%2</small></p>\n"_s.arg(
                escaped(query.value(u"error_description"_s) + u'.'),
                escaped(query.value(u"error"_s)))
                + back);
    }
    const QString code = query.value(u"code"_s);
    const QString state = query.value(u"state"_s);
    if (code.isEmpty() || state.size() < 8)
        return problemPage(u"The address of this page lacks the code or the state."_s);
    const QJsonObject answer { { u"v"_s, 1 }, { u"code"_s, code }, { u"state"_s, state } };
    const QByteArray text
        = "sp1." + base64Url(QJsonDocument(answer).toJson(QJsonDocument::Compact));
    return page(200, u"You are signed in"_s,
        u"<p>The program shows a confirmation code. It has to be this one:</p>\n"
        u"<p id=\"confirmation\" class=\"code\">%1-%2</p>\n"
        u"<p>If it is, copy this text and paste it into the program:</p>\n"
        u"<p id=\"answer\" class=\"copy\">%3</p>\n"
        u"<p class=\"quiet\">One click selects all of it, Ctrl+C copies it. If the program shows "
        u"another confirmation code, or none, close this page: somebody else may have begun this "
        u"sign-in.</p>\n"_s.arg(
            escaped(state.left(4)), escaped(state.mid(4, 4)), QString::fromLatin1(text)));
}

Answer problemPage(const QString& problem)
{
    return page(400, u"This sign-in cannot go on"_s,
        u"<p id=\"problem\">%1</p>\n<p>Begin it again in the program. You can close this page."
        u"</p>\n"_s.arg(escaped(problem)));
}

} // namespace ic::demo
