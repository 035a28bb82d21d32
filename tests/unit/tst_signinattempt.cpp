// One sign-in with the browser, as far as it needs no network: what is sent, and what of all that
// could come back is taken.

#include "auth/signinattempt.h"

#include "support/fakeclock.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QString Redirect = u"https://developer.sailpoint.com/sailapps"_s;

QString base64Url(const QByteArray& bytes)
{
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString textOf(const QJsonObject& answer)
{
    return u"sp1."_s + base64Url(QJsonDocument(answer).toJson(QJsonDocument::Compact));
}

QString parameter(const SignInAttempt& attempt, const QString& name)
{
    return QUrlQuery(attempt.page(QUrl(u"https://acme.test/authorize"_s)))
        .queryItemValue(name, QUrl::FullyDecoded);
}

QString valueIn(const TokenEndpoint::Fields& form, const QByteArray& name)
{
    for (const auto& [key, value] : form) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class TestSignInAttempt : public QObject
{
    Q_OBJECT

private slots:
    void thePageGetsWhatTheStandardWants();
    void everyAttemptIsAnother();
    void theTextOfThePageIsTaken();
    void otherTextsAreRefused_data();
    void otherTextsAreRefused();
    void theRedirectIsTaken();
    void otherRedirectsAreRefused_data();
    void otherRedirectsAreRefused();
    void itEndsAfterTenMinutes();
    void wherePeopleSignIn_data();
    void wherePeopleSignIn();
};

void TestSignInAttempt::thePageGetsWhatTheStandardWants()
{
    FakeClock clock;
    int asked = 0;
    const SignInAttempt attempt(u"sailapps"_s, Redirect, clock,
        [&asked](qsizetype bytes) { return QByteArray(bytes, asked++ == 0 ? 'v' : 's'); });
    const QString verifier = base64Url(QByteArray(32, 'v'));
    const QString state = base64Url(QByteArray(32, 's'));
    QCOMPARE(parameter(attempt, u"client_id"_s), u"sailapps"_s);
    QCOMPARE(parameter(attempt, u"response_type"_s), u"code"_s);
    QCOMPARE(parameter(attempt, u"redirect_uri"_s), Redirect);
    QCOMPARE(parameter(attempt, u"state"_s), state);
    QCOMPARE(parameter(attempt, u"code_challenge_method"_s), u"S256"_s);
    QCOMPARE(parameter(attempt, u"code_challenge"_s),
        base64Url(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)));
    const QUrl page = attempt.page(QUrl(u"https://acme.test/authorize?tenant=a%26b"_s));
    QVERIFY(page.toString(QUrl::FullyEncoded)
                .startsWith(u"https://acme.test/authorize?tenant=a%26b&client_id=sailapps&"_s));
    QVERIFY(!page.toString(QUrl::FullyEncoded).contains(verifier));
    QVERIFY(!page.query().contains(u"scope"_s));
    QCOMPARE(attempt.confirmationCode(), state.mid(0, 4) + u'-' + state.mid(4, 4));
    const TokenEndpoint::Fields form = attempt.formFor(Secret(u"the code"_s));
    QCOMPARE(valueIn(form, "grant_type"), u"authorization_code"_s);
    QCOMPARE(valueIn(form, "code"), u"the code"_s);
    QCOMPARE(valueIn(form, "code_verifier"), verifier);
    QCOMPARE(valueIn(form, "redirect_uri"), Redirect);
}

void TestSignInAttempt::everyAttemptIsAnother()
{
    FakeClock clock;
    const SignInAttempt one(u"sailapps"_s, Redirect, clock);
    const SignInAttempt other(u"sailapps"_s, Redirect, clock);
    QCOMPARE(parameter(one, u"state"_s).size(), 43);
    QVERIFY(parameter(one, u"state"_s) != parameter(other, u"state"_s));
    QVERIFY(parameter(one, u"code_challenge"_s) != parameter(other, u"code_challenge"_s));
}

void TestSignInAttempt::theTextOfThePageIsTaken()
{
    FakeClock clock;
    const SignInAttempt attempt(u"sailapps"_s, Redirect, clock);
    QString text = textOf({ { u"v"_s, 1 }, { u"code"_s, u"c-0-d-e"_s },
        { u"state"_s, parameter(attempt, u"state"_s) } });
    SignInAttempt::Answer answer = attempt.readText(text);
    QCOMPARE(answer.problem, QString());
    QCOMPARE(answer.code.reveal(), u"c-0-d-e"_s);
    // As a mail or a terminal breaks it.
    text.insert(40, u"\r\n  "_s);
    QCOMPARE(attempt.readText(u' ' + text + u'\n').code.reveal(), u"c-0-d-e"_s);
}

void TestSignInAttempt::otherTextsAreRefused_data()
{
    QTest::addColumn<QString>("text"); // %S is the attempt's state
    QTest::addColumn<QString>("why");
    const auto json = [](const QByteArray& text) { return QString::fromUtf8("{" + text + "}"); };
    QTest::newRow("nothing") << QString() << u"Paste the text"_s;
    QTest::newRow("the confirmation code") << u"%C"_s << u"confirmation code"_s;
    QTest::newRow("something else") << u"hello"_s << u"begins with"_s;
    QTest::newRow("another state")
        << json(R"("v":1,"code":"c","state":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")")
        << u"another sign-in"_s;
    QTest::newRow("a part of the state")
        << json(R"("v":1,"code":"c","state":"%P")") << u"another sign-in"_s;
    QTest::newRow("more than the state")
        << json(R"("v":1,"code":"c","state":"%SA")") << u"another sign-in"_s;
    QTest::newRow("no state") << json(R"("v":1,"code":"c")") << u"another sign-in"_s;
    QTest::newRow("another version")
        << json(R"("v":2,"code":"c","state":"%S")") << u"does not know"_s;
    QTest::newRow("version as text")
        << json(R"("v":"1","code":"c","state":"%S")") << u"does not know"_s;
    QTest::newRow("no code") << json(R"("v":1,"state":"%S")") << u"not whole"_s;
    QTest::newRow("cut off") << u"sp1.eyJ2IjoxLCJjb2RlIjoi"_s << u"not whole"_s;
    QTest::newRow("no base64") << u"sp1.@@@"_s << u"not whole"_s;
    QTest::newRow("a list") << u"sp1.WzEsMl0"_s << u"not whole"_s;
    QTest::newRow("endless") << QString(u"sp1."_s + QString(100'000, u'A')) << u"not whole"_s;
}

void TestSignInAttempt::otherTextsAreRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, why);
    FakeClock clock;
    const SignInAttempt attempt(u"sailapps"_s, Redirect, clock);
    const QString state = parameter(attempt, u"state"_s);
    text.replace(u"%S"_s, state)
        .replace(u"%P"_s, state.left(42))
        .replace(u"%C"_s, attempt.confirmationCode());
    if (text.startsWith(u'{'))
        text = u"sp1."_s + base64Url(text.toUtf8());
    const SignInAttempt::Answer answer = attempt.readText(text);
    QVERIFY(answer.code.isEmpty());
    QVERIFY2(answer.problem.contains(why), qPrintable(answer.problem));
}

void TestSignInAttempt::theRedirectIsTaken()
{
    FakeClock clock;
    const SignInAttempt attempt(u"own"_s, u"http://localhost:8250/callback"_s, clock);
    const SignInAttempt::Answer answer
        = attempt.readRedirect(QUrlQuery(u"code=a%2Bb&state="_s + parameter(attempt, u"state"_s)));
    QCOMPARE(answer.problem, QString());
    QCOMPARE(answer.code.reveal(), u"a+b"_s);
}

void TestSignInAttempt::otherRedirectsAreRefused_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << QString() << u"does not belong"_s;
    QTest::newRow("no state") << u"code=c"_s << u"does not belong"_s;
    QTest::newRow("another state") << u"code=c&state=AAAA"_s << u"does not belong"_s;
    QTest::newRow("two states") << u"code=c&state=%S&state=AAAA"_s << u"does not belong"_s;
    QTest::newRow("no code") << u"state=%S"_s << u"no code"_s;
    QTest::newRow("cancelled") << u"error=access_denied&error_description=Not%20today&state=%S"_s
                               << u"did not allow the sign-in: Not today"_s;
    QTest::newRow("scopes") << u"error=invalid_scope&state=%S"_s << u"sp:scopes:default"_s;
    QTest::newRow("a fault") << u"error=server_error&state=%S"_s << u"server_error"_s;
}

void TestSignInAttempt::otherRedirectsAreRefused()
{
    QFETCH(QString, query);
    QFETCH(QString, why);
    FakeClock clock;
    const SignInAttempt attempt(u"own"_s, u"http://localhost:8250/callback"_s, clock);
    query.replace(u"%S"_s, parameter(attempt, u"state"_s));
    const SignInAttempt::Answer answer = attempt.readRedirect(QUrlQuery(query));
    QVERIFY(answer.code.isEmpty());
    QVERIFY2(answer.problem.contains(why), qPrintable(answer.problem));
}

void TestSignInAttempt::itEndsAfterTenMinutes()
{
    FakeClock clock;
    const SignInAttempt attempt(u"sailapps"_s, Redirect, clock);
    const QString state = parameter(attempt, u"state"_s);
    const QString text = textOf({ { u"v"_s, 1 }, { u"code"_s, u"c"_s }, { u"state"_s, state } });
    clock.advance(SignInAttempt::LongestMs - 1);
    QCOMPARE(attempt.msLeft(), 1);
    QVERIFY(attempt.readText(text).problem.isEmpty());
    clock.advance(1);
    QCOMPARE(attempt.msLeft(), 0);
    QVERIFY(attempt.readText(text).problem.contains(u"ten minutes"_s));
    QVERIFY(attempt.readRedirect(QUrlQuery(u"code=c&state="_s + state))
                .problem.contains(u"ten minutes"_s));
}

void TestSignInAttempt::wherePeopleSignIn_data()
{
    QTest::addColumn<QByteArray>("endpoint");
    QTest::addColumn<QString>("why"); // empty: it is taken
    QTest::newRow("https") << QByteArray("https://acme.identitynow.com/oauth/authorize")
                           << QString();
    QTest::newRow("this computer")
        << QByteArray("http://127.0.0.1:8123/oauth/authorize") << QString();
    QTest::newRow("in the clear") << QByteArray("http://acme.test/authorize") << u"not safe"_s;
    QTest::newRow("a script") << QByteArray("javascript:alert(1)") << u"not safe"_s;
    QTest::newRow("a file") << QByteArray("file:///etc/passwd") << u"not safe"_s;
    QTest::newRow("with a name") << QByteArray("https://acme@evil.test/authorize") << u"not safe"_s;
    QTest::newRow("none") << QByteArray() << u"does not say"_s;
}

void TestSignInAttempt::wherePeopleSignIn()
{
    QFETCH(QByteArray, endpoint);
    QFETCH(QString, why);
    QString problem;
    const QUrl url = authorizeEndpointIn(
        R"({"authorizeEndpoint":")" + endpoint + R"("})", u"acme.test"_s, &problem);
    QCOMPARE(url.isEmpty(), !why.isEmpty());
    QVERIFY2(problem.contains(why), qPrintable(problem));
    if (why.isEmpty())
        QCOMPARE(url.toEncoded(), endpoint);
}

QTEST_GUILESS_MAIN(TestSignInAttempt)
#include "tst_signinattempt.moc"
