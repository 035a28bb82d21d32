// The parts of a job's runner, each alone: who is next, what an answer means, and the steps around
// a deletion.

#include "support/clientrig.h"
#include "support/scriptedtenant.h"

#include "jobs/batches.h"
#include "jobs/deletion.h"
#include "jobs/outcomes.h"
#include "operations/deleteidentity.h"
#include "operations/processidentities.h"
#include "operations/resetidentity.h"

#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

using Items = QList<int>;

Items numbers(int first, int count)
{
    Items items(count);
    std::iota(items.begin(), items.end(), first);
    return items;
}

Batches batchesOf(int count)
{
    Batches batches([](int) { return 0; });
    for (const int item : numbers(0, count))
        batches.add(item);
    return batches;
}

QList<RunItem> jobItems(int count, ItemState state = ItemState::Sent)
{
    QList<RunItem> items;
    for (int i = 0; i < count; ++i)
        items += RunItem { .id = IdentityId(u"id%1"_s.arg(i)), .state = state };
    return items;
}

ApiError errorOf(ApiError::Kind kind, int status, const QString& text = {})
{
    return { .kind = kind, .httpStatus = status, .serverText = text };
}

/// The steps around deletions, and what they say.
struct DeletionRig : ClientRig
{
    explicit DeletionRig(qint64 patienceMs = 10'000)
        : recovery(client, clock, nullptr)
        , deletion(client, clock, recovery, deleteIdentity(), 1, patienceMs, nullptr)
    {
        QObject::connect(&deletion, &Deletion::ownsNothing, &deletion,
            [this](int request) { said += u"free %1"_s.arg(request); });
        QObject::connect(&deletion, &Deletion::postponed, &deletion,
            [this](int request) { said += u"postponed %1"_s.arg(request); });
        QObject::connect(&deletion, &Deletion::leftOut, &deletion,
            [this](int request, const ItemChange& change) {
                said += u"left out %1: %2"_s.arg(request).arg(*change.detail);
            });
        QObject::connect(&deletion, &Deletion::readBack, &deletion,
            [this](const ItemChange& change) { said += itemStateKey(change.to); });
        QObject::connect(
            &deletion, &Deletion::signInNeeded, &deletion, [this] { said += u"sign in"_s; });
    }
    void answerAll()
    {
        turn();
        while (wire.openCount() > 0) {
            for (const Transport::Id id : wire.open())
                wire.answer(id, tenant.answer(wire.request(id)));
            turn();
        }
    }
    /// Seconds in which everything is answered.
    void pass(int seconds)
    {
        for (int second = 0; second < seconds; ++second) {
            recovery.pump();
            deletion.pump();
            answerAll();
            clock.advance(1000);
        }
    }

    ScriptedTenant tenant;
    Recovery recovery;
    Deletion deletion;
    QStringList said;
};

} // namespace

class TestJobParts : public QObject
{
    Q_OBJECT

private slots:
    void theyTravelInOrder();
    void whoIsTooEarlyWaits();
    void aRefusedBatchIsHalvedUntilTheGuiltyStandAlone();
    void oneBatchIsTakenApartAtATime();
    void aBatchThatIsWhollyGuiltyIsTold();
    void differentReasonsAreNoReasonToAsk();

    void acceptedByProof();
    void whatAnErrorMeans_data();
    void whatAnErrorMeans();
    void theLimitGivesUpInTheEnd();
    void whatNeverLeftIsSentLater();
    void tasksSpeakOfTheNamed();

    void whoOwnsNothingMayBeDeleted();
    void whoCannotBeCheckedIsNotDeleted();
    void goneIsReadAndBelieved();
    void whoStaysIsNotCalledDeleted();
};

void TestJobParts::theyTravelInOrder()
{
    Batches batches = batchesOf(7);
    QCOMPARE(batches.take(0, 3), numbers(0, 3));
    QCOMPARE(batches.take(0, 3), numbers(3, 3));
    batches.putBack(numbers(3, 3));
    batches.putBack(numbers(0, 3)); // the last first, as they are withdrawn
    QCOMPARE(batches.take(0, 250), numbers(0, 7));
    QVERIFY(batches.isEmpty());
    QCOMPARE(batches.take(0, 250), Items());
}

void TestJobParts::whoIsTooEarlyWaits()
{
    Batches batches([](int item) { return item == 0 ? 500 : 0; });
    batches.add(0);
    batches.add(1);
    QCOMPARE(batches.take(100, 250), Items { 1 });
    QCOMPARE(batches.nextReady(), 500);
    QVERIFY(batches.isEmpty());
    QCOMPARE(batches.take(499, 250), Items());
    QCOMPARE(batches.take(500, 250), Items { 0 });
    QCOMPARE(batches.nextReady(), -1);
}

void TestJobParts::aRefusedBatchIsHalvedUntilTheGuiltyStandAlone()
{
    for (const QSet<int>& bad : { QSet<int> { 137 }, QSet<int> { 0, 1, 249 }, QSet<int>() }) {
        Batches batches = batchesOf(250);
        QSet<int> accepted;
        QSet<int> refused;
        int requests = 0;
        for (Items items = batches.take(0, 250); !items.isEmpty(); items = batches.take(0, 250)) {
            ++requests;
            const bool isRefused
                = std::ranges::any_of(items, [&](int item) { return bad.contains(item); });
            if (isRefused && items.size() > 1) {
                batches.refuse(items, u"unknown id"_s);
                continue;
            }
            (isRefused ? refused : accepted).unite(QSet<int>(items.begin(), items.end()));
            QCOMPARE(batches.settle(items, isRefused ? u"unknown id"_s : QString()), 0);
        }
        QCOMPARE(refused, bad);
        QCOMPARE(accepted.size(), 250 - bad.size());
        QVERIFY2(requests <= 1 + 17 * bad.size(), qPrintable(QString::number(requests)));
    }
}

void TestJobParts::oneBatchIsTakenApartAtATime()
{
    Batches batches = batchesOf(8);
    const Items first = batches.take(0, 4);
    const Items second = batches.take(0, 4);
    batches.refuse(first, u"a"_s);
    batches.refuse(second, u"a"_s);
    QCOMPARE(batches.take(0, 4), numbers(0, 2));
    QCOMPARE(batches.take(0, 4), numbers(2, 2));
    QCOMPARE(batches.take(0, 4), Items()); // the other one waits for what these show
    batches.putBack(numbers(2, 2));
    QCOMPARE(batches.take(0, 1), Items { 2 }); // a trial is of one
    QCOMPARE(batches.settle({ 2 }), 0);
    QCOMPARE(batches.take(0, 4), Items { 3 });
    QCOMPARE(batches.settle({ 3 }), 0);
    QCOMPARE(batches.settle({ 0, 1 }), 0);
    QCOMPARE(batches.take(0, 4), numbers(4, 2));
}

void TestJobParts::aBatchThatIsWhollyGuiltyIsTold()
{
    Batches batches = batchesOf(6);
    batches.refuse(batches.take(0, 4), u"switched off"_s);
    int told = 0;
    for (Items items = batches.take(0, 4); items != numbers(4, 2); items = batches.take(0, 4)) {
        QCOMPARE(told, 0);
        if (items.size() > 1)
            batches.refuse(items, u"switched off"_s);
        else
            told = batches.settle(items, u"switched off"_s);
    }
    QCOMPARE(told, 4);
}

void TestJobParts::differentReasonsAreNoReasonToAsk()
{
    Batches batches = batchesOf(2);
    batches.refuse(batches.take(0, 2), u"a"_s);
    QCOMPARE(batches.settle(batches.take(0, 2), u"a"_s), 0);
    QCOMPARE(batches.settle(batches.take(0, 2), u"b"_s), 0);
    QVERIFY(batches.isEmpty());
}

void TestJobParts::acceptedByProof()
{
    const QList<RunItem> items = jobItems(2);
    const auto stateAfter = [&](const Operation& operation, const ChangeReceipt& receipt) {
        return Outcomes(operation, items).accepted({ 0, 1 }, receipt).changes.last().to;
    };
    QCOMPARE(stateAfter(resetIdentity(), { .status = 202 }), ItemState::Succeeded);
    QCOMPARE(stateAfter(deleteIdentity(), { .status = 204 }), ItemState::Following);
    QCOMPARE(stateAfter(processIdentities(), { .status = 202, .task = TaskId(u"t"_s) }),
        ItemState::Following);
    QCOMPARE(stateAfter(processIdentities(), { .status = 202 }), ItemState::Unknown);
}

void TestJobParts::whatAnErrorMeans_data()
{
    using Kind = ApiError::Kind;
    using Answer = Recovery::Answer;
    QTest::addColumn<bool>("isDeletion");
    QTest::addColumn<int>("count");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("state"); // of each; empty = nothing is said
    const auto row = [](const char* name, bool isDeletion, int count, Kind kind, int status,
                         Outcome::Items items, Answer answer, const QString& state = {}) {
        QTest::newRow(name) << isDeletion << count << kind << status << int(items) << int(answer)
                            << state;
    };
    using enum Outcome::Items;
    row("refused alone", false, 1, Kind::BadRequest, 400, Settled, Answer::Judged, u"failed"_s);
    row("refused together", false, 2, Kind::BadRequest, 400, Halve, Answer::Judged);
    row("no right", false, 2, Kind::Forbidden, 403, Settled, Answer::Judged, u"failed"_s);
    row("5xx", false, 2, Kind::ServerFault, 500, Settled, Answer::Bad, u"unknown"_s);
    row("5xx deleting", true, 1, Kind::ServerFault, 500, Settled, Answer::Bad, u"following"_s);
    row("dropped", false, 1, Kind::OutcomeUnknown, 0, Settled, Answer::Bad, u"unknown"_s);
    row("nobody there", false, 2, Kind::Offline, 0, Again, Answer::Missing);
    row("a portal", false, 2, Kind::Malformed, 403, Again, Answer::Bad);
    row("signed out", false, 2, Kind::Unauthorized, 401, Again, Answer::Other);
    row("limit", false, 1, Kind::RateLimited, 429, Again, Answer::Other);
    row("owner", true, 1, Kind::OwnsObjects, 400, Settled, Answer::Judged, u"skipped"_s);
    row("gone", true, 1, Kind::NotFound, 404, Settled, Answer::Judged, u"skipped"_s);
}

void TestJobParts::whatAnErrorMeans()
{
    QFETCH(bool, isDeletion);
    QFETCH(int, count);
    QFETCH(ApiError::Kind, kind);
    QFETCH(int, status);
    QFETCH(int, items);
    QFETCH(int, answer);
    QFETCH(QString, state);
    const QList<RunItem> all = jobItems(count);
    Outcomes outcomes(isDeletion ? deleteIdentity() : processIdentities(), all);
    const Outcome outcome = outcomes.failed(numbers(0, count), errorOf(kind, status), true);
    QCOMPARE(int(outcome.items), items);
    QCOMPARE(int(outcome.answer), answer);
    QCOMPARE(outcome.changes.size(), state.isEmpty() ? 0 : count);
    for (const ItemChange& change : outcome.changes)
        QCOMPARE(itemStateKey(change.to), state);
    QCOMPARE(outcome.then == Outcome::Then::SignIn, kind == ApiError::Kind::Unauthorized);
    if (isDeletion && kind == ApiError::Kind::NotFound) {
        const Outcome doubted = outcomes.failed({ 0 }, errorOf(kind, status), false);
        QCOMPARE(int(doubted.items), int(Outcome::Items::Again));
        QCOMPARE(int(doubted.answer), int(Recovery::Answer::Doubtful));
    }
}

void TestJobParts::theLimitGivesUpInTheEnd()
{
    const QList<RunItem> items = jobItems(1);
    Outcomes outcomes(resetIdentity(), items);
    const ApiError error = errorOf(ApiError::Kind::RateLimited, 429);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(int(outcomes.failed({ 0 }, error, true).items), int(Outcome::Items::Again));
    QCOMPARE(outcomes.failed({ 0 }, error, true).changes.first().to, ItemState::Failed);
}

void TestJobParts::whatNeverLeftIsSentLater()
{
    const QList<RunItem> items = jobItems(1);
    const Outcomes outcomes(resetIdentity(), items);
    using Kind = ApiError::Kind;
    const auto locked = outcomes.notSent({ 0 }, errorOf(Kind::ReadOnly, 0));
    QCOMPARE(int(locked.items), int(Outcome::Items::Again));
    QCOMPARE(int(locked.then), int(Outcome::Then::Locked));
    QCOMPARE(int(outcomes.notSent({ 0 }, errorOf(Kind::NotSignedIn, 0)).then),
        int(Outcome::Then::SignIn));
    QCOMPARE(
        int(outcomes.notSent({ 0 }, errorOf(Kind::Offline, 0)).items), int(Outcome::Items::Again));
    const auto never = outcomes.notSent({ 0 }, errorOf(Kind::BadRequest, 0));
    QCOMPARE(never.changes.first().to, ItemState::Failed);
    QVERIFY(never.changes.first().detail->startsWith(u"Nothing was sent."_s));
}

void TestJobParts::tasksSpeakOfTheNamed()
{
    QList<RunItem> items = jobItems(3, ItemState::Following);
    items[0].task = items[1].task = TaskId(u"t1"_s);
    items[2].task = TaskId(u"t2"_s);
    const QList<ItemChange> changes
        = Outcomes(processIdentities(), items)
              .taskEnded({ .task = { .id = TaskId(u"t1"_s) },
                  .outcome = ItemState::Succeeded,
                  .detail = u"Done."_s,
                  .problems = { { .text = u"No id1 here"_s }, { .text = u"Slow"_s } } });
    QCOMPARE(changes.size(), 2); // of the other task nobody said anything
    QCOMPARE(changes[0].to, ItemState::Succeeded);
    QCOMPARE(*changes[0].detail, u"Done. It said: Slow"_s);
    QCOMPARE(changes[1].to, ItemState::Failed);
    QVERIFY(changes[1].detail->contains(u"No id1 here"_s));
}

void TestJobParts::whoOwnsNothingMayBeDeleted()
{
    DeletionRig rig;
    const QList<RunItem> items = jobItems(2, ItemState::Planned);
    rig.tenant.owners = { u"id1"_s };
    rig.deletion.readOwnership(7, 0, items[0].id);
    rig.deletion.readOwnership(8, 1, items[1].id);
    rig.answerAll();
    QCOMPARE(rig.said, (QStringList { u"free 7"_s, u"left out 8: Owns Role 1 (ROLE_OWNER)"_s }));
    QVERIFY(std::ranges::none_of(rig.wire.started, &ScriptedTenant::isChange));
}

void TestJobParts::whoCannotBeCheckedIsNotDeleted()
{
    DeletionRig rig;
    const QList<RunItem> items = jobItems(1, ItemState::Planned);
    rig.tenant.fault = [](const WireRequest&) { return WireReply { .status = 403 }; };
    rig.deletion.readOwnership(1, 0, items[0].id);
    rig.answerAll();
    QCOMPARE(rig.said.size(), 1);
    QVERIFY2(
        rig.said.first().startsWith(u"postponed"_s) || rig.said.first().contains(u"not deleted"_s),
        qPrintable(rig.said.first()));
}

void TestJobParts::goneIsReadAndBelieved()
{
    DeletionRig rig;
    const QList<RunItem> items = jobItems(2);
    rig.tenant.gone = { u"id0"_s };
    rig.deletion.follow(0, items[0]);
    rig.deletion.follow(0, items[0]); // is followed already
    QCOMPARE(rig.deletion.count(), 1);
    rig.deletion.pump();
    rig.answerAll();
    QCOMPARE(rig.said, QStringList()); // nobody was seen to be served: is it the tenant at all?
    QVERIFY(rig.recovery.isWaiting());
    rig.pass(3);
    QCOMPARE(rig.said, QStringList { u"succeeded"_s });
    QCOMPARE(rig.deletion.count(), 0);
}

void TestJobParts::whoStaysIsNotCalledDeleted()
{
    for (const bool accepted : { true, false }) {
        DeletionRig rig;
        QList<RunItem> items = jobItems(1);
        items[0].isAccepted = accepted;
        rig.deletion.follow(0, items[0]);
        rig.pass(9);
        QCOMPARE(rig.said, QStringList()); // copies may lag
        rig.pass(5);
        QCOMPARE(rig.said, QStringList { accepted ? u"unknown"_s : u"failed"_s });
    }
}

QTEST_GUILESS_MAIN(TestJobParts)
#include "tst_jobparts.moc"
