// A sign-in that lasts by refresh tokens: each answer replaces the last one, and one that another
// window replaced meanwhile is found.

#include "auth/refreshcredentials.h"

#include "support/fakewire.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct Rig
{
    explicit Rig(const QString& token = u"refresh-1"_s)
        : credentials(
            *ApiBase::fromText(u"https://acme.test"_s, &problem), u"sailapps"_s, Secret(token),
            [this](const RefreshCredentials::Found& answer) { found = answer; }, wire)
    {
        QObject::connect(&credentials, &RefreshCredentials::replaced, &credentials,
            [this](const Secret& before, const Secret& now) {
                sentBefore += before.reveal();
                kept += now.reveal();
            });
    }
    void fetch()
    {
        result.reset();
        credentials.fetch([this](const Expected<AccessToken>& token) {
            keptWhenUsed = kept;
            result = token;
        });
    }
    QByteArray sent() const { return wire.started.constLast().body.value_or(QByteArray()); }
    void grant(const QByteArray& refreshToken)
    {
        wire.ok(wire.oldest(),
            R"({"access_token":"token-of-an-hour","expires_in":3600,"refresh_token":")"
                + refreshToken + R"("})");
    }
    void refuse()
    {
        wire.answer(wire.oldest(),
            { .status = 400,
                .headers = { { "content-type", "application/json" } },
                .body = R"({"error":"invalid_grant","error_description":"It was replaced"})" });
    }

    QString problem;
    FakeTransport wire;
    RefreshCredentials::Found found; ///< the last question for the newest
    QStringList sentBefore;
    QStringList kept;
    QStringList keptWhenUsed;
    std::optional<Expected<AccessToken>> result;
    RefreshCredentials credentials;
};

} // namespace

class TestRefreshCredentials : public QObject
{
    Q_OBJECT

private slots:
    void everyAnswerReplacesTheToken();
    void anAnswerWithoutOneLeavesIt();
    void theNewestIsLookedUpAfterARefusal();
    void itIsTriedOnce();
    void theSameOneIsNotTriedAgain();
    void theNewestMayComeLater();
    void whatPassesAsksNobody();
    void withoutATokenNothingIsSent();
    void whoSignedInAgainKnowsBetter();
    void signingOutIsNotUndoneByAnAnswer();
    void whatIsOnItsWayAtTheEndIsRead();
};

void TestRefreshCredentials::everyAnswerReplacesTheToken()
{
    Rig rig;
    rig.fetch();
    QCOMPARE(rig.wire.started.constLast().url, QUrl(u"https://acme.test/oauth/token"_s));
    QCOMPARE(rig.sent(),
        QByteArray("grant_type=refresh_token&client_id=sailapps&refresh_token=refresh-1"));
    rig.grant("refresh-2");
    QVERIFY(rig.result && rig.result->hasValue());
    QCOMPARE(rig.result->value().value, QByteArray("token-of-an-hour"));
    QCOMPARE(rig.keptWhenUsed, QStringList { u"refresh-2"_s }); // before anybody needs it
    rig.fetch();
    QVERIFY(rig.sent().endsWith("refresh_token=refresh-2"));
    rig.grant("refresh-3");
    QCOMPARE(rig.kept, (QStringList { u"refresh-2"_s, u"refresh-3"_s }));
    QCOMPARE(rig.sentBefore, (QStringList { u"refresh-1"_s, u"refresh-2"_s }));
    QCOMPARE(rig.credentials.refreshToken().reveal(), u"refresh-3"_s);
    QCOMPARE(rig.credentials.replacedToken().reveal(), u"refresh-2"_s);
    rig.credentials.setSecret(Secret(u"refresh-of-the-dialog"_s));
    QVERIFY(rig.credentials.replacedToken().isEmpty());
}

void TestRefreshCredentials::anAnswerWithoutOneLeavesIt()
{
    Rig rig;
    rig.fetch();
    rig.wire.ok(rig.wire.oldest(), R"({"access_token":"token-of-an-hour"})");
    QVERIFY(rig.result && rig.result->hasValue());
    QVERIFY(rig.kept.isEmpty());
    rig.fetch();
    QVERIFY(rig.sent().endsWith("refresh_token=refresh-1"));
}

void TestRefreshCredentials::theNewestIsLookedUpAfterARefusal()
{
    Rig rig;
    rig.fetch();
    rig.refuse();
    QVERIFY(!rig.result);
    QVERIFY(rig.found);
    rig.found(Secret(u"refresh-of-another-window"_s));
    QVERIFY(rig.sent().endsWith("refresh_token=refresh-of-another-window"));
    rig.grant("refresh-9");
    QVERIFY(rig.result && rig.result->hasValue());
    QCOMPARE(rig.kept, QStringList { u"refresh-9"_s });
}

void TestRefreshCredentials::itIsTriedOnce()
{
    Rig rig;
    rig.fetch();
    rig.refuse();
    rig.found(Secret(u"refresh-of-another-window"_s));
    rig.found = nullptr;
    rig.refuse();
    QVERIFY(!rig.found);
    QVERIFY(rig.result && !rig.result->hasValue());
    QCOMPARE(rig.wire.started.size(), 2);
    const ApiError& error = rig.result->error();
    QVERIFY(error.isSignInRefused());
    QVERIFY2(error.sentence().contains(u"It was replaced"_s), qPrintable(error.sentence()));
    QVERIFY2(error.advice().contains(u"browser"_s), qPrintable(error.advice()));
    QVERIFY(!error.sentence().contains(u"secret"_s)); // which this person never had
}

void TestRefreshCredentials::theSameOneIsNotTriedAgain()
{
    for (const QString& newest : { QString(), u"refresh-1"_s }) {
        Rig rig;
        rig.credentials.setPauses({});
        rig.fetch();
        rig.refuse();
        rig.found(Secret(newest));
        QCOMPARE(rig.wire.started.size(), 1);
        QVERIFY(rig.result && rig.result->error().isSignInRefused());
        rig.found(Secret(u"refresh-that-comes-twice"_s)); // once is enough
        QCOMPARE(rig.wire.started.size(), 1);
    }
}

/// Two programs that begin together send the same token; the other one has not kept its answer yet.
void TestRefreshCredentials::theNewestMayComeLater()
{
    Rig rig;
    rig.credentials.setPauses({ 0, 1 });
    rig.fetch();
    rig.refuse();
    for (int i = 0; i < 2; ++i) {
        const RefreshCredentials::Found before = std::exchange(rig.found, nullptr);
        before(Secret(u"refresh-1"_s));
        before(Secret(u"refresh-that-comes-twice"_s));
        QVERIFY(!rig.result);
        QTRY_VERIFY(rig.found);
    }
    QCOMPARE(rig.wire.started.size(), 1);
    rig.found(Secret(u"refresh-2"_s));
    QVERIFY(rig.sent().endsWith("refresh_token=refresh-2"));
    rig.grant("refresh-3");
    QVERIFY(rig.result && rig.result->hasValue());
    // It does not come at all.
    rig.fetch();
    rig.refuse();
    for (int i = 0; i < 3; ++i) {
        QVERIFY(!rig.result);
        std::exchange(rig.found, nullptr)(Secret(u"refresh-3"_s));
        if (i < 2)
            QTRY_VERIFY(rig.found);
    }
    QVERIFY(rig.result && rig.result->error().isSignInRefused());
}

void TestRefreshCredentials::whatPassesAsksNobody()
{
    Rig rig;
    rig.fetch();
    rig.wire.answer(rig.wire.oldest(), { .status = 503 });
    QVERIFY(!rig.found);
    QVERIFY(rig.result && rig.result->error().isPassing());
    rig.fetch();
    QVERIFY(rig.sent().endsWith("refresh_token=refresh-1"));
}

void TestRefreshCredentials::withoutATokenNothingIsSent()
{
    Rig rig { QString() };
    rig.fetch();
    QVERIFY(!rig.result); // never from inside the call
    QCoreApplication::processEvents();
    QVERIFY(rig.result && rig.result->error().kind == ApiError::Kind::NotSignedIn);
    QVERIFY(rig.wire.started.isEmpty());
}

void TestRefreshCredentials::whoSignedInAgainKnowsBetter()
{
    Rig rig;
    rig.fetch();
    rig.credentials.setSecret(Secret(u"refresh-of-the-dialog"_s));
    rig.grant("refresh-2");
    QVERIFY(rig.kept.isEmpty());
    rig.fetch();
    QVERIFY(rig.sent().endsWith("refresh_token=refresh-of-the-dialog"));
    rig.refuse();
    rig.credentials.setSecret(Secret(u"refresh-of-a-second-dialog"_s));
    rig.found(Secret(u"refresh-of-another-window"_s));
    QCOMPARE(rig.credentials.refreshToken().reveal(), u"refresh-of-a-second-dialog"_s);
}

void TestRefreshCredentials::signingOutIsNotUndoneByAnAnswer()
{
    Rig rig;
    rig.fetch();
    rig.credentials.setSecret({});
    rig.grant("refresh-2");
    QVERIFY(rig.kept.isEmpty());
    QVERIFY(rig.credentials.refreshToken().isEmpty());
}

/// The window closes while the tenant replaces the token: what comes is the only one that is good.
void TestRefreshCredentials::whatIsOnItsWayAtTheEndIsRead()
{
    Rig rig;
    int over = 0;
    rig.credentials.retire([&over] { ++over; });
    QCOMPARE(over, 1); // nothing is on its way
    rig.fetch();
    rig.credentials.retire([&over] { ++over; });
    QCOMPARE(over, 1);
    rig.grant("refresh-2");
    QCOMPARE(over, 2);
    QCOMPARE(rig.kept, QStringList { u"refresh-2"_s });
    QVERIFY(!rig.result); // nobody waits for it

    Rig refused;
    refused.fetch();
    refused.credentials.retire([&over] { ++over; });
    refused.refuse();
    QCOMPARE(over, 3);
    QVERIFY(!refused.found); // nor is another looked for
}

QTEST_GUILESS_MAIN(TestRefreshCredentials)
#include "tst_refreshcredentials.moc"
