#include "support/clientrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

ApiRequest get(Lane lane = Lane::Interactive)
{
    return { .path = { u"identities"_s },
        .lane = lane,
        .operation = u"List identities"_s,
        .neededRight = u"idn:identity:read"_s };
}

ApiRequest post(Lane lane = Lane::Interactive)
{
    return { .verb = Verb::Post,
        .path = { u"identities"_s, u"1"_s, u"reset"_s },
        .body = QByteArray(),
        .repeat = Repeat::Never,
        .lane = lane,
        .operation = u"Reset"_s };
}

/// A scheduler on a clock that stands still, with a wire and tokens under the test's hand.
struct Rig : ClientRig
{
    explicit Rig(const SchedulerOptions& options = {})
        : ClientRig(options, u"https://acme.api.identitynow.com"_s)
    {
    }

    void signIn(qint64 lifetimeMs = 3'600'000)
    {
        scheduler.pump();
        if (tokens.isWaiting())
            tokens.give("token-1", lifetimeMs);
        scheduler.pump();
    }
    Scheduler::Id ask(const ApiRequest& request)
    {
        const Scheduler::Id id = ++lastId;
        scheduler.submit(id, request, [this, id](const Expected<ApiResponse>& result) {
            order += id;
            if (result)
                answers.insert(id, *result);
            else
                errors.insert(id, result.error());
        });
        return id;
    }
    void after(qint64 ms)
    {
        clock.advance(ms);
        scheduler.pump();
    }

    Scheduler::Id lastId = 0;
    QList<Scheduler::Id> order;
    QHash<Scheduler::Id, ApiResponse> answers;
    QHash<Scheduler::Id, ApiError> errors;
};

} // namespace

class TestScheduler : public QObject
{
    Q_OBJECT

private slots:
    void sendsWhatTheApiNeeds();
    void oneTokenForManyWaiters();
    void aShortTokenIsRenewedBeforeItsEnd();
    void unauthorizedRenewsOnceThenFails();
    void wrongCredentialsFailAllThatWait();
    void interactiveGoesFirstAndHasItsOwnRoom();
    void bulkBeginsWithAllThatMayBeUnderWay();
    void aClickFindsRoomWhileBulkRunsFlatOut_data();
    void aClickFindsRoomWhileBulkRunsFlatOut();
    void bulkReachesTheLimitAtAnyLatency_data();
    void bulkReachesTheLimitAtAnyLatency();
    void tooManyRequestsPauseEverythingAndGoOn();
    void tooManyRequestsAreBounded();
    void readsAreRepeatedAndBounded();
    void aBrokenAnswerIsReadAgainButChangesNothing();
    void changesLeaveOnce_data();
    void changesLeaveOnce();
    void answeredRefusalsOfAChangeAreRepeated();
    void pathsWithoutAnIdNeverLeave_data();
    void pathsWithoutAnIdNeverLeave();
    void addressesAreRead_data();
    void addressesAreRead();
    void foreignLettersShowInTheHost();
    void theTenantIsTheSameInEveryVersion();
    void aLateAnswerSaysNothingOfTheVersionThatIsSpokenNow();
    void whatShowsThatAVersionEnds_data();
    void whatShowsThatAVersionEnds();
    void deadlineEndsAnAttempt();
    void cancelledRequestsDoNotAnswer();
    void readOnlyRefusesChangesBeforeTheyLeave();
    void errorsNameWhatHappened_data();
    void errorsNameWhatHappened();
    void statusTellsBudgetAndLink();
};

void TestScheduler::sendsWhatTheApiNeeds()
{
    Rig rig;
    ApiRequest request = get();
    request.path = { u"identities"_s, u"a/b c"_s };
    request.query = { { u"filters"_s, u"email eq \"a+b@x.test\" & #1%"_s } };
    rig.ask(request);
    rig.signIn();
    QCOMPARE(rig.wire.started.size(), 1);
    const WireRequest& sent = rig.wire.started.first();
    QCOMPARE(sent.url.toEncoded(),
        QByteArray("https://acme.api.identitynow.com/v2024/identities/a%2Fb%20c"
                   "?filters=email%20eq%20%22a%2Bb%40x.test%22%20%26%20%231%25"));
    QVERIFY(sent.headers.contains({ "Authorization", "Bearer token-1" }));
    QVERIFY(sent.headers.contains({ "X-SailPoint-Experimental", "true" }));
    rig.wire.answer(rig.wire.oldest(),
        { .status = 200, .headers = { { "x-total-count", "1284" } }, .body = "[]" });
    QCOMPARE(rig.answers.value(1).totalCount.value_or(-1), 1284);
    QCOMPARE(rig.answers.value(1).body, QByteArray("[]"));
}

void TestScheduler::oneTokenForManyWaiters()
{
    Rig rig;
    for (int i = 0; i < 20; ++i)
        rig.ask(get(i % 2 == 0 ? Lane::Interactive : Lane::Bulk));
    rig.scheduler.pump();
    rig.scheduler.pump();
    QCOMPARE(rig.tokens.fetches, 1);
    QCOMPARE(rig.wire.started.size(), 0);
    rig.tokens.give("token-1");
    rig.scheduler.pump();
    QVERIFY(rig.wire.started.size() >= 8);
    QCOMPARE(rig.tokens.fetches, 1);
}

void TestScheduler::aShortTokenIsRenewedBeforeItsEnd()
{
    Rig rig;
    rig.ask(get());
    rig.signIn(15'000);
    rig.wire.ok(rig.wire.oldest());
    rig.after(12'500); // within the last fifth of the lifetime
    rig.ask(get());
    rig.scheduler.pump();
    QCOMPARE(rig.tokens.fetches, 2); // renewal runs …
    QCOMPARE(rig.wire.openCount(), 1); // … and nobody waits for it
    QVERIFY(rig.wire.started.last().headers.contains({ "Authorization", "Bearer token-1" }));
    rig.tokens.give("token-2", 15'000);
    rig.ask(get());
    rig.scheduler.pump();
    QVERIFY(rig.wire.started.last().headers.contains({ "Authorization", "Bearer token-2" }));
    QCOMPARE(rig.tokens.fetches, 2);
}

void TestScheduler::unauthorizedRenewsOnceThenFails()
{
    Rig rig;
    const auto first = rig.ask(get());
    const auto second = rig.ask(get());
    rig.signIn();
    const QList<Transport::Id> open = rig.wire.open();
    const WireReply refused { .status = 401, .body = "{\"error\":\"JWT is expired\"}" };
    rig.wire.answer(open[0], refused);
    rig.wire.answer(open[1], refused);
    rig.scheduler.pump();
    QCOMPARE(rig.tokens.fetches, 2); // one for both
    rig.tokens.give("token-2");
    rig.scheduler.pump();
    QCOMPARE(rig.wire.openCount(), 2);
    rig.wire.ok(rig.wire.oldest());
    rig.wire.answer(rig.wire.oldest(), refused);
    QCOMPARE(rig.answers.size() + rig.errors.size(), 2);
    QCOMPARE(rig.errors.size(), 1);
    QCOMPARE(rig.errors.cbegin()->kind, ApiError::Kind::Unauthorized);
    QVERIFY(rig.errors.contains(first) || rig.errors.contains(second));
}

void TestScheduler::wrongCredentialsFailAllThatWait()
{
    Rig rig;
    rig.ask(get());
    rig.ask(get(Lane::Bulk));
    rig.scheduler.pump();
    rig.tokens.refuse({ .kind = ApiError::Kind::Unauthorized, .serverText = u"bad secret"_s });
    QCOMPARE(rig.errors.size(), 2);
    QCOMPARE(rig.errors.value(1).kind, ApiError::Kind::Unauthorized);
    QCOMPARE(rig.errors.value(1).operation, u"List identities"_s);
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::SignInNeeded);
    // A passing fault is tried again instead.
    Rig other;
    other.ask(get());
    other.scheduler.pump();
    other.tokens.refuse({ .kind = ApiError::Kind::Offline });
    QVERIFY(other.errors.isEmpty());
    other.after(2000);
    QCOMPARE(other.tokens.fetches, 2);
    other.tokens.give("token");
    other.scheduler.pump();
    QCOMPARE(other.wire.openCount(), 1);
}

void TestScheduler::interactiveGoesFirstAndHasItsOwnRoom()
{
    Rig rig;
    for (int i = 0; i < 40; ++i)
        rig.ask(get(Lane::Bulk));
    rig.signIn();
    QVERIFY(rig.wire.openCount(Lane::Bulk) >= 2);
    const int bulkOpen = rig.wire.openCount(Lane::Bulk);
    for (int i = 0; i < 6; ++i)
        rig.ask(get(Lane::Interactive));
    rig.scheduler.pump();
    QCOMPARE(rig.wire.openCount(Lane::Interactive), 4);
    QCOMPARE(rig.wire.openCount(Lane::Bulk), bulkOpen);
}

void TestScheduler::bulkBeginsWithAllThatMayBeUnderWay()
{
    for (const BulkPace pace : { BulkPace::Full, BulkPace::Considerate }) {
        Rig rig({ .rateLimit = 0, .pace = pace });
        for (int i = 0; i < 200; ++i)
            rig.ask(get(Lane::Bulk));
        rig.signIn();
        QCOMPARE(rig.wire.openCount(), 16);
    }
}

void TestScheduler::aClickFindsRoomWhileBulkRunsFlatOut_data()
{
    QTest::addColumn<int>("every"); // 10 ms
    QTest::addColumn<int>("longest"); // ms
    QTest::newRow("somebody clicks now and then") << 700 << 110;
    QTest::newRow("somebody comes back") << 1250 << 1210;
}

void TestScheduler::aClickFindsRoomWhileBulkRunsFlatOut()
{
    QFETCH(int, every);
    QFETCH(int, longest);
    Rig rig;
    for (int i = 0; i < 2000; ++i)
        rig.ask(get(Lane::Bulk));
    rig.signIn();
    qint64 waited = 0;
    for (int tick = 0; tick < 6000; ++tick) { // a minute in steps of 10 ms
        rig.after(10);
        for (const Transport::Id id : rig.wire.open())
            rig.wire.ok(id);
        if (tick % every != every / 2)
            continue;
        const auto click = rig.ask(get(Lane::Interactive));
        const qint64 asked = rig.clock.monotonicMs();
        rig.scheduler.pump();
        while (rig.wire.openCount(Lane::Interactive) == 0
            && rig.clock.monotonicMs() - asked < 20'000) {
            rig.after(10);
            for (const Transport::Id id : rig.wire.open()) {
                if (rig.wire.request(id).lane == Lane::Bulk)
                    rig.wire.ok(id);
            }
        }
        waited = std::max(waited, rig.clock.monotonicMs() - asked);
        for (const Transport::Id id : rig.wire.open())
            rig.wire.ok(id);
        QVERIFY(rig.answers.contains(click));
    }
    QVERIFY2(waited <= longest, qPrintable(u"a click waited %1 ms"_s.arg(waited)));
}

void TestScheduler::bulkReachesTheLimitAtAnyLatency_data()
{
    QTest::addColumn<int>("latencyMs");
    QTest::addColumn<bool>("considerate");
    QTest::addColumn<int>("atLeast"); // requests a minute once it is up to speed
    QTest::newRow("80 ms, considerate") << 80 << true << 588;
    QTest::newRow("80 ms, full") << 80 << false << 588;
    QTest::newRow("1000 ms, considerate") << 1000 << true << 588;
    QTest::newRow("1000 ms, full") << 1000 << false << 588;
}

void TestScheduler::bulkReachesTheLimitAtAnyLatency()
{
    QFETCH(int, latencyMs);
    QFETCH(bool, considerate);
    QFETCH(int, atLeast);
    Rig rig({ .pace = considerate ? BulkPace::Considerate : BulkPace::Full });
    for (int i = 0; i < 5000; ++i)
        rig.ask(get(Lane::Bulk));
    rig.signIn();

    // The tenant counts what arrives 5 ms after it left, in any window of 10 s.
    QHash<Transport::Id, qint64> answerAt;
    std::deque<qint64> arrived;
    int refused = 0;
    int done = 0;
    int doneAtStart = 0;
    qint64 first400 = latencyMs; // the sign-in takes as long
    const qint64 begin = rig.clock.monotonicMs();
    for (qint64 ms = 0; ms < 90'000; ms += 5) {
        rig.clock.set(begin + ms);
        const qint64 now = rig.clock.monotonicMs();
        for (const Transport::Id id : rig.wire.open()) {
            if (!answerAt.contains(id)) {
                while (!arrived.empty() && arrived.front() + 10'000 <= now)
                    arrived.pop_front();
                if (arrived.size() >= 100)
                    ++refused;
                arrived.push_back(now);
                answerAt.insert(id, now + latencyMs);
            } else if (answerAt.value(id) <= now) {
                rig.wire.ok(id);
                first400 += ++done == 400 ? ms : 0;
            }
        }
        rig.scheduler.pump();
        if (ms == 30'000)
            doneAtStart = done;
    }
    QCOMPARE(refused, 0);
    QVERIFY2(done - doneAtStart >= atLeast,
        qPrintable(u"%1 requests in a minute"_s.arg(done - doneAtStart)));
    // Short runs, too: 97 of 100 that the limit's average allows.
    QVERIFY2(first400 <= 40'000 * 100 / 97, qPrintable(u"400 in %1 ms"_s.arg(first400)));
    QVERIFY(rig.wire.mostOpen <= 16);
}

void TestScheduler::tooManyRequestsPauseEverythingAndGoOn()
{
    Rig rig;
    rig.ask(get());
    rig.ask(post());
    rig.signIn();
    const QList<Transport::Id> open = rig.wire.open();
    rig.wire.answer(
        open[0], { .status = 429, .headers = { { "retry-after", "3" } }, .body = "{}" });
    rig.wire.answer(
        open[1], { .status = 429, .headers = { { "retry-after", "3" } }, .body = "{}" });
    rig.after(2900);
    QCOMPARE(rig.wire.openCount(), 0);
    QVERIFY(rig.scheduler.status().waitMs > 0);
    rig.after(101);
    QCOMPARE(rig.wire.openCount(), 2); // an answer of 429 says that nothing was done
    rig.wire.ok(rig.wire.oldest());
    rig.wire.ok(rig.wire.oldest());
    QCOMPARE(rig.answers.size(), 2);
}

void TestScheduler::tooManyRequestsAreBounded()
{
    Rig rig;
    rig.ask(get());
    rig.signIn();
    int answered = 0;
    for (; rig.errors.isEmpty() && answered < 50; ++answered) {
        rig.wire.answer(rig.wire.oldest(),
            { .status = 429, .headers = { { "retry-after", "86400" } }, .body = "{}" });
        rig.after(60'001); // the longest wait that is obeyed
    }
    QCOMPARE(answered, 6);
    QCOMPARE(rig.errors.value(1).kind, ApiError::Kind::RateLimited);
    QCOMPARE(rig.errors.value(1).retryAfterSeconds, 60);
}

void TestScheduler::readsAreRepeatedAndBounded()
{
    for (const WireReply& fault : { WireReply { .status = 500, .body = "{}" },
             WireReply { .failure = WireReply::Failure::Dropped },
             WireReply { .failure = WireReply::Failure::Unreachable } }) {
        Rig rig;
        rig.ask(get());
        rig.signIn();
        int attempts = 0;
        for (; rig.errors.isEmpty() && attempts < 20; ++attempts) {
            rig.wire.answer(rig.wire.oldest(), fault);
            rig.after(6000);
        }
        QCOMPARE(attempts, 3);
        QCOMPARE(rig.wire.openCount(), 0);
    }
}

void TestScheduler::aBrokenAnswerIsReadAgainButChangesNothing()
{
    for (const ApiRequest& request : { get(), post() }) {
        Rig rig;
        int looks = 0;
        std::optional<Expected<ApiResponse>> result;
        rig.scheduler.submit(
            7, request, [&result](const Expected<ApiResponse>& given) { result = given; },
            [&looks](const ApiResponse& response) -> std::optional<ApiError> {
                ++looks;
                if (response.body == "good")
                    return std::nullopt;
                return ApiError { .httpStatus = response.status, .detail = u"broken"_s };
            });
        rig.signIn();
        const bool reads = request.repeat == Repeat::Safe;
        rig.wire.answer(rig.wire.oldest(),
            { .status = 200, .headers = { { "slpt-request-id", "t1" } }, .body = "bad" });
        QCOMPARE(result.has_value(), !reads); // what was done is done
        rig.after(6000);
        if (!reads) {
            QVERIFY(result->hasValue());
            QCOMPARE(rig.wire.started.size(), 1);
            continue;
        }
        rig.wire.ok(rig.wire.oldest(), "good");
        QCOMPARE(result->value().body, QByteArray("good"));
        QCOMPARE(looks, 2);

        result.reset();
        rig.scheduler.submit(
            8, request, [&result](const Expected<ApiResponse>& given) { result = given; },
            [](const ApiResponse&) { return ApiError { .detail = u"broken"_s }; });
        rig.after(0);
        const qsizetype before = rig.wire.started.size();
        while (!result) {
            rig.wire.answer(rig.wire.oldest(),
                { .status = 200, .headers = { { "slpt-request-id", "t1" } }, .body = "bad" });
            rig.after(6000);
        }
        QCOMPARE(rig.wire.started.size() - before + 1, 3);
        QCOMPARE(result->error().kind, ApiError::Kind::Malformed);
        QCOMPARE(result->error().detail, u"broken"_s);
        QCOMPARE(result->error().trackingId, u"t1"_s);
        // Whoever answers like this, it is not the tenant.
        QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Offline);
    }
}

void TestScheduler::changesLeaveOnce_data()
{
    QTest::addColumn<int>("failure");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    const auto row
        = [](const char* name, WireReply::Failure failure, int status, ApiError::Kind kind) {
              QTest::newRow(name) << static_cast<int>(failure) << status << static_cast<int>(kind);
          };
    using Failure = WireReply::Failure;
    row("read and closed", Failure::Dropped, 0, ApiError::Kind::OutcomeUnknown);
    row("not even connected", Failure::Unreachable, 0, ApiError::Kind::Offline);
    row("internal error", Failure::None, 500, ApiError::Kind::ServerFault);
    row("gateway gave up", Failure::None, 504, ApiError::Kind::OutcomeUnknown);
    row("redirect", Failure::None, 307, ApiError::Kind::Redirected);
    row("refused", Failure::None, 400, ApiError::Kind::BadRequest);
}

void TestScheduler::changesLeaveOnce()
{
    QFETCH(int, failure);
    QFETCH(int, status);
    QFETCH(int, kind);
    Rig rig;
    rig.ask(post());
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(),
        { .failure = static_cast<WireReply::Failure>(failure), .status = status });
    for (int i = 0; i < 20; ++i)
        rig.after(10'000);
    QCOMPARE(rig.wire.started.size(), 1);
    QCOMPARE(static_cast<int>(rig.errors.value(1).kind), kind);
}

void TestScheduler::answeredRefusalsOfAChangeAreRepeated()
{
    // 401 and 429 say that nothing was done: the only two answers a change is sent again after.
    Rig rig;
    rig.ask(post());
    rig.signIn();
    rig.wire.answer(rig.wire.oldest(), { .status = 401, .body = "{}" });
    rig.scheduler.pump();
    rig.tokens.give("token-2");
    rig.scheduler.pump();
    QCOMPARE(rig.wire.started.size(), 2);
    rig.wire.answer(
        rig.wire.oldest(), { .status = 429, .headers = { { "retry-after", "1" } }, .body = "{}" });
    rig.after(1100);
    QCOMPARE(rig.wire.started.size(), 3);
    rig.wire.answer(rig.wire.oldest(), { .status = 202 });
    QCOMPARE(rig.answers.size(), 1);
}

void TestScheduler::pathsWithoutAnIdNeverLeave_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("empty") << QString();
    QTest::newRow("dot") << u"."_s;
    QTest::newRow("two dots") << u".."_s;
}

void TestScheduler::pathsWithoutAnIdNeverLeave()
{
    QFETCH(QString, id);
    Rig rig;
    ApiRequest request = post();
    request.verb = Verb::Delete;
    request.path = { u"identities"_s, id };
    rig.ask(request);
    rig.signIn();
    QCoreApplication::processEvents();
    QCOMPARE(rig.wire.started.size(), 0);
    QCOMPARE(rig.errors.value(1).kind, ApiError::Kind::BadRequest);
}

void TestScheduler::addressesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url"); // of /identities; empty = refused
    const auto row = [](const char* text, const QString& url) {
        QTest::newRow(text) << QString::fromLatin1(text) << url;
    };
    const QString plain = u"https://acme.api.identitynow.com/v2024/identities"_s;
    row("https://acme.api.identitynow.com", plain);
    row("https://acme.api.identitynow.com/", plain);
    row(" https://acme.api.identitynow.com/v2024/ ", plain);
    row("https://acme.api.identitynow.com/v2025",
        u"https://acme.api.identitynow.com/v2025/identities"_s);
    row("https://acme.api.identitynow.com/v2026/identities?limit=1",
        u"https://acme.api.identitynow.com/v2026/identities"_s);
    const QString current = u"https://acme.api.identitynow.com/identities/v1"_s;
    row("https://acme.api.identitynow.com/identities/v1", current);
    row("https://acme.api.identitynow.com/identities/v1/ef38/reset", current);
    row("https://acme.api.identitynow.com/task-status/v1/ef38", current);
    row("https://proxy.test/isc/identities/v1/", u"https://proxy.test/isc/identities/v1"_s);
    row("https://gateway.test/api/v3/isc", u"https://gateway.test/api/v3/isc/v2024/identities"_s);
    row("https://gateway.test/api/v2025/isc/v2026",
        u"https://gateway.test/api/v2025/isc/v2026/identities"_s);
    row("https://acme.api.identitynow.com/identities/v2", {});
    row("https://acme.api.identitynow.com/v3", {});
    row("https://acme.api.identitynow.com/beta/identities", {});
    row("http://127.0.0.1:8080", u"http://127.0.0.1:8080/v2024/identities"_s);
    row("https://proxy.test/isc/acme", u"https://proxy.test/isc/acme/v2024/identities"_s);
    row("https://acme.test:8443/isc", u"https://acme.test:8443/isc/v2024/identities"_s);
    row("http://acme.api.identitynow.com", {});
    row("https://me:secret@acme.api.identitynow.com", {});
    row("acme", {});
    row("ftp://acme", {});
}

void TestScheduler::addressesAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    QString problem;
    const auto address = ApiBase::fromText(text, &problem);
    QCOMPARE(address.has_value(), !url.isEmpty());
    if (address) {
        QCOMPARE(address->urlFor(get()).toString(), url);
        const QStringList path = versionedPath(address->version(), { u"identities"_s });
        QCOMPARE(address->address() + u'/' + path.join(u'/'), url);
    } else
        QVERIFY(!problem.isEmpty() && !problem.contains(u"secret"_s));
}

void TestScheduler::foreignLettersShowInTheHost()
{
    QString problem;
    const auto address = ApiBase::fromText(u"https://аcme.api.identitynow.com:8443"_s, &problem);
    QVERIFY(address.has_value());
    QCOMPARE(address->displayHost(), u"xn--cme-5cd.api.identitynow.com:8443"_s);
    QCOMPARE(address->address(), u"https://xn--cme-5cd.api.identitynow.com:8443"_s);
}

/// What is kept for a tenant is found by these.
void TestScheduler::theTenantIsTheSameInEveryVersion()
{
    QString problem;
    const ApiBase plain = *ApiBase::fromText(u"https://gateway.test:8443/isc"_s, &problem);
    for (const QString& path : { u"/v2024"_s, u"/v2026/"_s, u"/identities/v1"_s }) {
        const ApiBase base
            = *ApiBase::fromText(u"https://gateway.test:8443/isc"_s + path, &problem);
        QCOMPARE(base.tenant(), plain.tenant());
        QCOMPARE(base.displayHost(), plain.displayHost());
        QCOMPARE(base.address(), plain.address());
        QCOMPARE(base.tokenUrl(), plain.tokenUrl());
    }
}

void TestScheduler::aLateAnswerSaysNothingOfTheVersionThatIsSpokenNow()
{
    Rig rig;
    rig.ask(get());
    rig.ask(get());
    rig.signIn();
    QCOMPARE(rig.wire.started.size(), 2);
    rig.scheduler.setVersion(u"current"_s);
    rig.wire.answer(rig.wire.oldest(), { .status = 410 });
    rig.wire.answer(
        rig.wire.oldest(), { .status = 200, .headers = { { "x-deprecated", "true" } } });
    QCOMPARE(rig.errors.value(1).version, u"v2024"_s);
    QCOMPARE(rig.scheduler.status().version, u"current"_s);
    QCOMPARE(rig.scheduler.status().versionState, NetStatus::Version::Served);
    rig.ask(get());
    rig.after(0);
    QCOMPARE(rig.wire.started.last().url.path(), u"/identities/v1"_s);
}

void TestScheduler::whatShowsThatAVersionEnds_data()
{
    QTest::addColumn<bool>("ofOne"); // identity; else of the list
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("deprecated");
    QTest::addColumn<int>("state");
    const auto row = [](const char* name, bool ofOne, int status, const QByteArray& deprecated,
                         NetStatus::Version state) {
        QTest::newRow(name) << ofOne << status << deprecated << int(state);
    };
    row("nothing said", false, 200, {}, NetStatus::Version::Served);
    row("deprecated", true, 200, "true", NetStatus::Version::Deprecated);
    row("however written", false, 200, " True", NetStatus::Version::Deprecated);
    row("not deprecated", false, 200, "false", NetStatus::Version::Served);
    row("an error says nothing of it", false, 500, "true", NetStatus::Version::Served);
    row("410", true, 410, {}, NetStatus::Version::Gone);
    row("the list is not there", false, 404, {}, NetStatus::Version::Gone);
    row("one thing is not there, says nobody knows who", true, 404, {}, NetStatus::Version::Served);
}

void TestScheduler::whatShowsThatAVersionEnds()
{
    QFETCH(bool, ofOne);
    QFETCH(int, status);
    QFETCH(QByteArray, deprecated);
    QFETCH(int, state);
    Rig rig;
    ApiRequest request = get();
    if (ofOne)
        request.path += u"ef38"_s;
    rig.ask(request);
    rig.signIn();
    WireReply reply { .status = status };
    if (!deprecated.isEmpty())
        reply.headers.insert("x-deprecated", deprecated);
    rig.wire.answer(rig.wire.oldest(), reply);
    QCOMPARE(int(rig.scheduler.status().versionState), state);
}

void TestScheduler::deadlineEndsAnAttempt()
{
    Rig rig;
    rig.ask(get());
    rig.ask(post());
    rig.signIn();
    rig.after(29'999);
    QCOMPARE(rig.wire.openCount(), 2);
    rig.after(1);
    QCOMPARE(rig.wire.aborted.size(), 2);
    QCOMPARE(rig.errors.value(2).kind, ApiError::Kind::OutcomeUnknown);
    QVERIFY(!rig.errors.contains(1)); // a read is tried again, in all three times
    for (int i = 0; i < 4; ++i)
        rig.after(31'000);
    QCOMPARE(rig.errors.value(1).kind, ApiError::Kind::Timeout);
    QCOMPARE(rig.wire.started.size(), 4);
}

void TestScheduler::cancelledRequestsDoNotAnswer()
{
    Rig rig;
    const auto flying = rig.ask(get());
    rig.signIn();
    rig.scheduler.cancel(flying);
    QCOMPARE(rig.wire.aborted.size(), 1);
    const auto queued = rig.ask(get());
    rig.scheduler.cancel(queued);
    rig.scheduler.pump();
    QCOMPARE(rig.wire.openCount(), 0);
    QVERIFY(rig.order.isEmpty());
    // Its room is free again.
    for (int i = 0; i < 4; ++i)
        rig.ask(get());
    rig.scheduler.pump();
    QCOMPARE(rig.wire.openCount(), 4);
}

void TestScheduler::readOnlyRefusesChangesBeforeTheyLeave()
{
    Rig rig({ .readOnly = true });
    const auto change = rig.ask(post(Lane::Bulk));
    const auto read = rig.ask(get());
    rig.signIn();
    QCOMPARE(rig.errors.value(change).kind, ApiError::Kind::ReadOnly);
    QCOMPARE(rig.wire.started.size(), 1);
    rig.wire.ok(rig.wire.oldest());
    QVERIFY(rig.answers.contains(read));
}

void TestScheduler::errorsNameWhatHappened_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("trackingId");
    const auto row = [](const char* name, int status, const char* type, const char* body,
                         ApiError::Kind kind, const QString& text, const QString& tracking) {
        QTest::newRow(name) << status << QByteArray(type) << QByteArray(body)
                            << static_cast<int>(kind) << text << tracking;
    };
    row("403", 403, "application/json",
        R"({"detailCode":"403 Forbidden","trackingId":"b21b1f7ce4da4d639f2c62a57171b427",
            "messages":[{"locale":"en-US","localeOrigin":"DEFAULT",
            "text":"The server understood the request but refuses to authorize it."}]})",
        ApiError::Kind::Forbidden,
        u"The server understood the request but refuses to authorize it."_s,
        u"b21b1f7ce4da4d639f2c62a57171b427"_s);
    row("404 for a list", 404, "", "", ApiError::Kind::VersionGone, {}, {});
    row("HTML from a gateway", 503, "text/html", "<html><body>Bad</body></html>",
        ApiError::Kind::ServerFault, {}, {});
    row("409", 409, "application/json", R"({"message":"conflict"})", ApiError::Kind::BadRequest,
        u"conflict"_s, {});
}

void TestScheduler::errorsNameWhatHappened()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, text);
    QFETCH(QString, trackingId);
    Rig rig;
    rig.ask(get());
    rig.signIn();
    for (int i = 0; i < 3 && rig.errors.isEmpty(); ++i) {
        rig.wire.answer(rig.wire.oldest(),
            { .status = status, .headers = { { "content-type", type } }, .body = body });
        rig.after(6000);
    }
    const ApiError error = rig.errors.value(1);
    QCOMPARE(static_cast<int>(error.kind), kind);
    QCOMPARE(error.serverText, text);
    QCOMPARE(error.trackingId, trackingId);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.operation, u"List identities"_s);
    QCOMPARE(error.neededRight, u"idn:identity:read"_s);
}

void TestScheduler::statusTellsBudgetAndLink()
{
    Rig rig;
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Idle);
    rig.ask(get());
    rig.signIn();
    QCOMPARE(rig.scheduler.status().used, 1);
    QCOMPARE(rig.scheduler.status().limit, 100);
    rig.after(142);
    rig.wire.ok(rig.wire.oldest());
    QCOMPARE(rig.scheduler.status().medianLatencyMs, 142);
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Connected);
    rig.ask(post());
    rig.scheduler.pump();
    rig.wire.answer(rig.wire.oldest(), { .failure = WireReply::Failure::Unreachable });
    QCOMPARE(rig.scheduler.status().link, NetStatus::Link::Offline);
    QCOMPARE(rig.scheduler.status().used, 1); // what never left does not count
}

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
