#include "base/apierror.h"
#include "base/apiversion.h"
#include "base/expected.h"
#include "base/ids.h"
#include "base/secret.h"

#include "support/pseudolanguage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

constexpr int LastKind = static_cast<int>(ApiError::Kind::VersionGone);

} // namespace

class TestApiError : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasWords_data();
    void everyKindHasWords();
    void everyWordCanBeTranslated();
    void kindsAreNamedApart();
    void sayWhatTheDesignSays_data();
    void sayWhatTheDesignSays();
    void whatPassesByItself_data();
    void whatPassesByItself();
    void remedyReplacesTheAdvice();
    void detailsHoldEverything();
    void forbiddenNamesTheRight_data();
    void forbiddenNamesTheRight();
    void sentenceEndsWithTheTrackingId();
    void redactorReplacesEverySecret();
    void redactorKnowsEverySpelling_data();
    void redactorKnowsEverySpelling();
    void redactorLeavesTheRest();
};

void TestApiError::everyKindHasWords_data()
{
    QTest::addColumn<int>("kind");
    for (int i = 0; i <= LastKind; ++i)
        QTest::addRow("%s", qPrintable(kindName(static_cast<ApiError::Kind>(i)))) << i;
}

void TestApiError::everyKindHasWords()
{
    QFETCH(int, kind);
    const ApiError bare { .kind = static_cast<ApiError::Kind>(kind), .httpStatus = 500 };
    const ApiError full { .kind = bare.kind,
        .httpStatus = 403,
        .operation = u"List identities"_s,
        .serverText = u"The server's words"_s,
        .detail = u"Local words"_s,
        .neededRight = u"idn:identity:read; ORG_ADMIN"_s,
        .host = u"acme.api.identitynow.com"_s,
        .version = u"v2024"_s,
        .proxy = u"proxy.acme.com:3128"_s };
    for (const ApiError& error : { bare, full }) {
        for (const QString& text : { error.title(), error.reason(), error.advice() }) {
            if (bare.kind == ApiError::Kind::Cancelled && text == error.advice())
                continue; // nothing to do
            QVERIFY2(text.endsWith(u'.'), qPrintable(error.sentence()));
            QVERIFY2(!text.contains(u".."_s), qPrintable(text));
            QVERIFY2(text.front().isUpper() || text.startsWith(error.host), qPrintable(text));
            for (const QChar forbidden : u"<>&!\n"_s)
                QVERIFY2(!text.contains(forbidden), qPrintable(text));
            for (const QString& word : { u"please"_s, u"oops"_s, u"successfully"_s })
                QVERIFY2(!text.contains(word, Qt::CaseInsensitive), qPrintable(text));
        }
    }
}

void TestApiError::everyWordCanBeTranslated()
{
    test::PseudoLanguage language;
    QVERIFY(QCoreApplication::installTranslator(&language));
    static const QRegularExpression plain(u"[A-Za-z]"_s);
    for (int kind = 0; kind <= LastKind; ++kind) {
        for (const int status : { 0, 200, 407, 500 }) {
            for (const QString& operation :
                { QString(), u"1"_s, QCoreApplication::translate("ic::ApiError", "Sign in") }) {
                const ApiError bare { .kind = static_cast<ApiError::Kind>(kind),
                    .httpStatus = status,
                    .operation = operation };
                // Nothing that is filled in has a letter.
                ApiError full = bare;
                full.serverText = u"2"_s;
                full.detail = u"3"_s;
                full.neededRight = u"4:5"_s;
                full.host = u"6"_s;
                full.proxy = u"7"_s;
                full.version = u"8"_s;
                full.place = u"9"_s;
                full.trackingId = u"10"_s;
                ApiError levels = bare;
                levels.neededRight = u"4:5; 11"_s;
                ApiError user = bare;
                user.neededRight = u"11"_s;
                for (const ApiError& error : { bare, full, levels, user })
                    QVERIFY2(!error.sentence().remove(currentApiVersion()).contains(plain),
                        qPrintable(error.sentence()));
            }
        }
    }
}

void TestApiError::kindsAreNamedApart()
{
    QSet<QString> names;
    for (int i = 0; i <= LastKind; ++i)
        names.insert(kindName(static_cast<ApiError::Kind>(i)));
    QCOMPARE(names.size(), LastKind + 1);
}

void TestApiError::sayWhatTheDesignSays_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<QString>("sentence");
    using Kind = ApiError::Kind;
    const QString host = u"acme.api.identitynow.com"_s;
    QTest::newRow("401") << ApiError { .kind = Kind::Unauthorized,
        .httpStatus = 401,
        .serverText = u"invalid_client: Bad credentials"_s }
                         << u"The tenant refused the sign-in. The token ended and could not be "
                            "renewed: invalid_client: Bad credentials. Enter the client secret "
                            "again. View and selection are kept."_s;
    QTest::newRow("sign-in") << ApiError { .kind = Kind::Unauthorized,
        .operation = u"Sign in"_s,
        .serverText = u"Bad credentials"_s }
                             << u"The tenant refused the sign-in. Client id and secret were not "
                                "accepted: Bad credentials. Check client id and client secret, "
                                "then try again."_s;
    QTest::newRow("version") << ApiError { .kind = Kind::VersionGone, .version = u"v2024"_s }
                             << u"This tenant no longer serves v2024. SailPoint ends versions of "
                                "its API from time to time. Check the address, or choose the "
                                "version “current” in Connection."_s;
    QTest::newRow("written") << ApiError { .kind = Kind::File, .detail = u"The disk is full"_s }
                             << u"The file could not be written. The disk is full. Choose another "
                                "place or name."_s;
    QTest::newRow("read") << ApiError { .kind = Kind::File,
        .operation = u"Open snapshot"_s,
        .detail = u"The file is damaged"_s,
        .remedy = u"Take a new snapshot."_s }
                          << u"The file could not be read: open snapshot. The file is damaged. "
                             "Take a new snapshot."_s;
    QTest::newRow("name") << ApiError { .kind = Kind::HostNotFound, .host = host }
                          << u"acme.api.identitynow.com was not found. No address is known for "
                             "this name. Check the tenant name and the network."_s;
    QTest::newRow("refused") << ApiError { .kind = Kind::Offline,
        .detail = u"The connection was refused"_s,
        .host = host }
                             << u"No connection to acme.api.identitynow.com. The connection was "
                                "refused. Check the network, then try again."_s;
    QTest::newRow("proxy, 407") << ApiError { .kind = Kind::Proxy,
        .httpStatus = 407,
        .detail = u"Its sign-in is wrong"_s,
        .host = host,
        .proxy = u"proxy.acme.com:3128"_s }
                                << u"The proxy proxy.acme.com:3128 refused: 407, sign-in needed. "
                                   "Its sign-in is wrong. Check the proxy and its sign-in in "
                                   "Connection ▸ Network."_s;
    QTest::newRow("5xx") << ApiError { .kind = Kind::ServerFault,
        .httpStatus = 503,
        .trackingId = u"abc"_s }
                         << u"ISC had an internal error (503). It gave no reason. Try again. If it "
                            "stays, give the tracking id to SailPoint support. Tracking id abc."_s;
}

void TestApiError::sayWhatTheDesignSays()
{
    QFETCH(ApiError, error);
    QFETCH(QString, sentence);
    QCOMPARE(error.sentence(), sentence);
}

void TestApiError::whatPassesByItself_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("passes");
    using Kind = ApiError::Kind;
    const QSet<Kind> passing { Kind::RateLimited, Kind::ServerFault, Kind::Redirected,
        Kind::Malformed, Kind::TooLarge, Kind::HostNotFound, Kind::Offline, Kind::Proxy, Kind::Tls,
        Kind::Timeout, Kind::OutcomeUnknown };
    for (int i = 0; i <= LastKind; ++i) {
        const auto kind = static_cast<Kind>(i);
        QTest::addRow("%s", qPrintable(kindName(kind))) << i << passing.contains(kind);
    }
}

void TestApiError::whatPassesByItself()
{
    QFETCH(int, kind);
    QFETCH(bool, passes);
    const ApiError error { .kind = static_cast<ApiError::Kind>(kind) };
    QCOMPARE(error.isPassing(), passes);
    QCOMPARE(error.isSignInRefused(),
        error.kind == ApiError::Kind::Unauthorized || error.kind == ApiError::Kind::NotSignedIn);
}

void TestApiError::remedyReplacesTheAdvice()
{
    const ApiError error { .kind = ApiError::Kind::Tls,
        .detail = u"The certificate ended on 4 Mar 2026"_s,
        .remedy = u"Tell whoever runs it."_s };
    QCOMPARE(error.advice(), u"Tell whoever runs it."_s);
    QCOMPARE(error.sentence(),
        u"The connection to the tenant is not trusted. The certificate ended on 4 Mar 2026. Tell "
        "whoever runs it."_s);
}

void TestApiError::detailsHoldEverything()
{
    const ApiError error { .kind = ApiError::Kind::Forbidden,
        .httpStatus = 403,
        .operation = u"Reset"_s,
        .serverText = u"No"_s,
        .detailCode = u"403 Forbidden"_s,
        .trackingId = u"abc"_s,
        .neededRight = u"idn:identity:manage"_s,
        .host = u"acme"_s,
        .proxy = u"proxy:1"_s };
    const QStringList lines = error.details().split(u'\n');
    for (const QString& line : { u"Kind: Forbidden"_s, u"Operation: Reset"_s, u"HTTP status: 403"_s,
             u"Detail code: 403 Forbidden"_s, u"Tracking id: abc"_s, u"Server text: No"_s,
             u"Needed right: idn:identity:manage"_s, u"Host: acme"_s, u"Proxy: proxy:1"_s })
        QVERIFY2(lines.contains(line), qPrintable(line));
}

void TestApiError::forbiddenNamesTheRight_data()
{
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("reason");
    QTest::newRow("scope") << u"idn:identity:read"_s << u"The token lacks idn:identity:read."_s;
    QTest::newRow("scope and level")
        << u"idn:identity:process or idn:identity:manage; ORG_ADMIN or HELPDESK"_s
        << u"The token lacks idn:identity:process or idn:identity:manage, or its user is not "
           "ORG_ADMIN or HELPDESK."_s;
    QTest::newRow("level") << u"ORG_ADMIN (the API lists no scope)"_s
                           << u"The user of the token is not ORG_ADMIN (the API lists no scope)."_s;
    QTest::newRow("not known") << QString() << u"The token lacks the right."_s;
}

void TestApiError::forbiddenNamesTheRight()
{
    QFETCH(QString, right);
    QFETCH(QString, reason);
    const ApiError error {
        .kind = ApiError::Kind::Forbidden,
        .operation = u"List identities"_s,
        .neededRight = right,
    };
    QCOMPARE(error.title(), u"Not allowed: list identities."_s);
    QCOMPARE(error.reason(), reason + u" An API client without a user cannot do this."_s);
    QCOMPARE(error.advice(), u"Ask an administrator for the right, then sign in again."_s);
}

void TestApiError::sentenceEndsWithTheTrackingId()
{
    const ApiError error { .kind = ApiError::Kind::ServerFault,
        .httpStatus = 500,
        .trackingId = u"e7eab60924f64aa284175b9fa3309599"_s };
    QVERIFY(error.sentence().endsWith(u"Tracking id e7eab60924f64aa284175b9fa3309599."_s));
    QVERIFY(error.sentence().contains(u"(500)"_s));
}

void TestApiError::redactorReplacesEverySecret()
{
    Redactor redactor;
    redactor.add(u"s3cr3t-value"_s);
    redactor.add(u"abc"_s);
    QCOMPARE(redactor.clean(u"id=1 secret=s3cr3t-value, again s3cr3t-value abc"_s),
        u"id=1 secret=‹redacted›, again ‹redacted› abc"_s);
}

void TestApiError::redactorKnowsEverySpelling_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("written");
    const QString odd = u"p4ss\"w\\o/r d+ü€\U0001F511&="_s;
    const QString plain = u"Zq9-pl41n_s3cr3t.~"_s;
    QTest::newRow("as it is") << odd << odd;
    QByteArray percent = odd.toUtf8().toPercentEncoding();
    QTest::newRow("percent, capitals") << odd << QString::fromLatin1(percent);
    for (const char* escape :
        { "%22", "%5C", "%2F", "%2B", "%C3%BC", "%E2%82%AC", "%F0%9F%94%91", "%3D" })
        percent.replace(escape, QByteArray(escape).toLower());
    QTest::newRow("percent, small and mixed") << odd << QString::fromLatin1(percent);
    QTest::newRow("form") << odd << QString::fromLatin1(percent.replace("%20", "+"));
    QTest::newRow("percent, all") << plain
                                  << u'%' + QString::fromLatin1(plain.toLatin1().toHex('%'));
    QByteArray json = QJsonDocument(QJsonArray { odd }).toJson(QJsonDocument::Compact);
    QTest::newRow("JSON") << odd << QString::fromUtf8(json.mid(2, json.size() - 4));
    QString ascii; // as writers do that want nothing but ASCII
    for (const QChar letter : odd)
        ascii += u"\\u%1"_s.arg(letter.unicode(), 4, 16, QChar(u'0'));
    QTest::newRow("JSON, ASCII") << odd << ascii;
    QTest::newRow("JSON, slash") << odd << u"p4ss\\\"w\\\\o\\/r d+ü€\U0001F511\\u0026="_s;
    for (const QString& secret : { odd, plain }) {
        for (const char* id : { "", "a:", "id:", "anna:", "5b0f8b6e1c7d4a0f9e2a61d3c4b7f812:" }) {
            const QByteArray both = id + secret.toUtf8();
            QTest::addRow("Base64, %s%s", id, qPrintable(secret))
                << secret << QString::fromLatin1(both.toBase64());
            QTest::addRow("Base64 for addresses, %s%s", id, qPrintable(secret))
                << secret << QString::fromLatin1(both.toBase64(QByteArray::Base64UrlEncoding));
            QTest::addRow("Basic of RFC 6749, %s%s", id, qPrintable(secret))
                << secret
                << QString::fromLatin1(
                       QByteArray(id + secret.toUtf8().toPercentEncoding()).toBase64());
        }
    }
}

void TestApiError::redactorKnowsEverySpelling()
{
    QFETCH(QString, secret);
    QFETCH(QString, written);
    Redactor redactor;
    redactor.add(secret);
    QCOMPARE(redactor.clean(u"before %1 behind"_s.arg(written)), u"before ‹redacted› behind"_s);
}

void TestApiError::redactorLeavesTheRest()
{
    Redactor redactor;
    redactor.add(u"another+s3cret"_s);
    for (const QString& text : { u"100 % of c:\\new\\u0041 \\u00 %"_s, u"a+b%2Bc another"_s,
             u"YW5vdGhlcg== is another"_s, u"another%2Bs3cre"_s, u"\\"_s })
        QCOMPARE(redactor.clean(text), text);
}

QTEST_GUILESS_MAIN(TestApiError)
#include "tst_apierror.moc"
