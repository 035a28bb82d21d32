// The API log: one row a request, newest first, bounded, searchable, and without secrets.

#include "models/jobs/apilogmodel.h"

#include "support/fakeclock.h"
#include "support/fakewire.h"

#include "base/qtversion.h"
#include "base/secret.h"
#include "net/apirecorder.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

ApiCall made(quint64 request, int status = 200)
{
    return { .request = request,
        .state = ApiCall::State::Answered,
        .at = QDateTime(QDate(2026, 11, 23), QTime(14, 2, 11, 418), Utc),
        .method = "GET",
        .url = u"https://acme.api.identitynow.com/v2024/identities?filters=name%20sw%20%22M%22"_s,
        .status = status,
        .ms = 96 };
}

struct Log
{
    Log()
        : tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
        , filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
    }
    QString cell(int row, int column) { return model.index(row, column).data().toString(); }

    ApiLogModel model;
    ApiLogFilter filter { model };
    QAbstractItemModelTester tester;
    QAbstractItemModelTester filterTester;
};

} // namespace

class TestApiLogModel : public QObject
{
    Q_OBJECT

private slots:
    void newestFirstAndOneRowARequest();
    void saysHowItEnded_data();
    void saysHowItEnded();
    void isBounded();
    void holdsStillAndCatchesUp();
    void filters();
    void copiesAreSafeAndWithoutToken();
    void recorderTellsWithoutSecrets();
    void recorderTellsOfRetriesFailuresAndAborts();
};

void TestApiLogModel::newestFirstAndOneRowARequest()
{
    Log log;
    ApiCall first = made(1);
    first.state = ApiCall::State::UnderWay;
    log.model.record(first);
    log.model.record(made(2));
    QCOMPARE(log.model.rowCount(), 2);
    QCOMPARE(log.cell(1, ApiLogModel::Status), u"…"_s);
    QCOMPARE(log.cell(1, ApiLogModel::Milliseconds), QString());
    first = made(1);
    first.attempt = 2;
    first.bulk = true;
    first.trackingId = u"5f1c9d0e"_s;
    log.model.record(first);
    QCOMPARE(log.model.rowCount(), 2);
    QCOMPARE(log.cell(1, ApiLogModel::Status), u"200 OK"_s);
    QCOMPARE(log.cell(1, ApiLogModel::Tries), u"2"_s);
    QCOMPARE(log.cell(1, ApiLogModel::Lane), u"Bulk"_s);
    QCOMPARE(log.cell(1, ApiLogModel::TrackingId), u"5f1c9d0e"_s);
    QCOMPARE(log.cell(0, ApiLogModel::Path), u"/v2024/identities?filters=name sw \"M\""_s);
    QCOMPARE(log.cell(0, ApiLogModel::Time),
        made(1).at.toLocalTime().time().toString(u"HH:mm:ss.zzz"_s));
}

void TestApiLogModel::saysHowItEnded_data()
{
    QTest::addColumn<ApiCall>("call");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("failure");
    const auto row = [](const char* name, ApiCall call, const QString& text, bool failure) {
        QTest::newRow(name) << call << text << failure;
    };
    row("202", made(1, 202), u"202 Accepted"_s, false);
    row("204", made(1, 204), u"204 No content"_s, false);
    row("403", made(1, 403), u"403 Forbidden"_s, true);
    row("503", made(1, 503), u"503 Server error"_s, true);
    row("unknown", made(1, 299), u"299"_s, false);
    ApiCall call = made(1, 429);
    row("429", call, u"429 Too many"_s, true);
    call.retryAfterSeconds = 3;
    row("429 that says when", call, u"429 wait 3 s"_s, true);
    call = made(1, 0);
    call.state = ApiCall::State::NotSent;
    call.problem = u"Not sent: no connection."_s;
    row("offline", call, u"not sent"_s, true);
    call.state = ApiCall::State::Failed;
    call.problem = u"The connection ended before the whole answer came."_s;
    row("dropped", call, u"no answer"_s, true);
    call.state = ApiCall::State::Abandoned;
    row("aborted", call, u"cut off"_s, true);
    call.state = ApiCall::State::UnderWay;
    row("under way", call, u"…"_s, false);
}

void TestApiLogModel::saysHowItEnded()
{
    QFETCH(ApiCall, call);
    QFETCH(QString, text);
    QFETCH(bool, failure);
    Log log;
    log.model.record(call);
    QCOMPARE(log.cell(0, ApiLogModel::Status), text);
    QCOMPARE(log.model.index(0, 0).data(ApiLogModel::FailureRole).toBool(), failure);
}

void TestApiLogModel::isBounded()
{
    ApiLogModel model; // without a tester, which looks at every row at every change
    for (quint64 i = 1; i <= ApiLogModel::MostRows + 50; ++i)
        model.record(made(i));
    QCOMPARE(model.rowCount(), ApiLogModel::MostRows);
    QCOMPARE(model.call(0).request, quint64(ApiLogModel::MostRows + 50));
}

void TestApiLogModel::holdsStillAndCatchesUp()
{
    Log log;
    log.model.record(made(1));
    log.model.setHeld(true);
    log.model.record(made(2));
    log.model.record(made(3));
    QCOMPARE(log.model.rowCount(), 1);
    log.model.setHeld(false);
    QCOMPARE(log.model.rowCount(), 3);
    QCOMPARE(log.model.call(0).request, quint64(3));
}

void TestApiLogModel::filters()
{
    Log log;
    log.model.record(made(1));
    log.model.record(made(2, 404));
    ApiCall other = made(3);
    other.url = u"https://acme.api.identitynow.com/v2024/task-status/7"_s;
    log.model.record(other);
    log.filter.setFailuresOnly(true);
    QCOMPARE(log.filter.rowCount(), 1);
    QCOMPARE(log.filter.call(log.filter.index(0, 0)).status, 404);
    log.filter.setFailuresOnly(false);
    log.filter.setText(u" TASK-status "_s);
    QCOMPARE(log.filter.rowCount(), 1);
    QCOMPARE(log.filter.call(log.filter.index(0, 0)).request, quint64(3));
    log.filter.setText({});
    QCOMPARE(log.filter.rowCount(), 3);
    // What was filtered out comes when its end makes it fit.
    log.filter.setFailuresOnly(true);
    log.model.record(made(1, 500));
    QCOMPARE(log.filter.rowCount(), 2);
}

void TestApiLogModel::copiesAreSafeAndWithoutToken()
{
    ApiCall call = made(1);
    call.method = "POST";
    call.url = u"https://acme.test/v2024/identities/x'; rm -rf ~/reset"_s;
    call.body = R"({"via":"it's"})";
    const QString curl = curlCommand(call);
    QVERIFY(curl.startsWith(u"curl -X POST 'https://acme.test/"_s));
    QVERIFY(curl.contains(u"x'\\''; rm -rf ~/reset'"_s));
    QVERIFY(curl.contains(u"--globoff"_s));
    QVERIFY(curl.contains(u"Bearer $ISC_TOKEN"_s));
    QVERIFY(curl.contains(u"--data-raw '{\"via\":\"it'\\''s\"}'"_s));
    const QString powerShell = powerShellCommand(call);
    QVERIFY(powerShell.contains(u"x''; rm -rf ~/reset'"_s));
    QVERIFY(powerShell.contains(u"Bearer $env:ISC_TOKEN"_s));
    QVERIFY(powerShell.contains(u"-Body '{\"via\":\"it''s\"}'"_s));
}

void TestApiLogModel::recorderTellsWithoutSecrets()
{
    Redactor().add(u"s3cret-in-a-filter"_s);
    FakeTransport wire;
    FakeClock clock;
    QList<ApiCall> calls;
    ApiRecorder recorder(wire, clock, [&](const ApiCall& call) { calls += call; });
    int answered = 0;
    recorder.start({ .verb = Verb::Post,
                       .url = QUrl(u"https://acme.test/oauth/token"_s),
                       .headers = { { "Authorization", "Bearer token-of-somebody" } },
                       .body = "client_secret=not-yet-registered" },
        [&](const WireReply&) { ++answered; });
    recorder.start(
        { .url = QUrl(u"https://acme.test/v2024/identities?x=s3cret-in-a-filter"_s), .number = 7 },
        [&](const WireReply&) { ++answered; });
    clock.advance(40);
    wire.answer(wire.oldest(), { .status = 200, .body = R"({"access_token":"abcdef"})" });
    wire.answer(wire.oldest(),
        { .status = 403,
            .headers = { { "content-type", "application/json" } },
            .body = R"({"trackingId":"t-1","messages":[{"text":"No s3cret-in-a-filter"}]})" });
    QCOMPARE(answered, 2);
    QCOMPARE(calls.size(), 4);
    QVERIFY(calls[0].request != calls[1].request);
    QCOMPARE(calls[2].state, ApiCall::State::Answered);
    QCOMPARE(calls[2].ms, 40);
    QCOMPARE(calls[3].request, quint64(7));
    QCOMPARE(calls[3].trackingId, u"t-1"_s);
    for (const ApiCall& call : calls) {
        const QString all = call.url + QString::fromUtf8(call.body) + call.problem;
        for (const QString& secret : { u"s3cret-in-a-filter"_s, u"not-yet-registered"_s,
                 u"token-of-somebody"_s, u"abcdef"_s })
            QVERIFY2(!all.contains(secret), qPrintable(all));
    }
}

void TestApiLogModel::recorderTellsOfRetriesFailuresAndAborts()
{
    FakeTransport wire;
    FakeClock clock;
    QList<ApiCall> calls;
    ApiRecorder recorder(wire, clock, [&](const ApiCall& call) { calls += call; });
    const WireRequest request {
        .url = QUrl(u"https://acme.test/v2024/identities"_s), .lane = Lane::Bulk, .number = 9
    };
    recorder.start(request, [](const WireReply&) {});
    wire.answer(wire.oldest(), { .status = 429, .headers = { { "retry-after", "2" } } });
    QCOMPARE(calls.last().retryAfterSeconds, 2);
    WireRequest again = request;
    again.attempt = 2;
    recorder.start(again, [](const WireReply&) {});
    wire.answer(wire.oldest(), { .failure = WireReply::Failure::Unreachable });
    QCOMPARE(calls.last().state, ApiCall::State::NotSent);
    QCOMPARE(calls.last().attempt, 2);
    QVERIFY(calls.last().bulk);
    QVERIFY(calls.last().problem.startsWith(u"Not sent"_s));
    const Transport::Id id = recorder.start(request, [](const WireReply&) {});
    recorder.abort(id);
    QCOMPARE(calls.last().state, ApiCall::State::Abandoned);
    QCOMPARE(wire.aborted.size(), 1);
    recorder.abort(id);
    QCOMPARE(calls.size(), 6);
}

QTEST_GUILESS_MAIN(TestApiLogModel)
#include "tst_apilogmodel.moc"
