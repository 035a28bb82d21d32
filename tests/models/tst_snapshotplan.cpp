// What a snapshot costs, said before: as many requests as are sent then, and about how long.

#include "models/export/exportsubject.h"
#include "models/snapshot/snapshotplan.h"
#include "snapshot/snapshotfacts.h"

#include "support/exportboard.h"

using namespace ic;
using namespace ic::test;

class TestSnapshotPlan : public QObject
{
    Q_OBJECT

private slots:
    void asManyAsAreSent_data();
    void asManyAsAreSent();
    void isSaid();
    void whomItIsOf();
};

void TestSnapshotPlan::asManyAsAreSent_data()
{
    QTest::addColumn<int>("identities");
    for (const int identities : { 0, 1, 249, 250, 251, 498, 499, 10'000, 48'212 })
        QTest::addRow("%d", identities) << identities;
}

void TestSnapshotPlan::asManyAsAreSent()
{
    QFETCH(int, identities);
    ExportBoard rig(identities);
    SnapshotSubject whom
        = *SnapshotSubject::shown({ .query = { .scope = IdentityScope::Correlated } });
    whom.count = identities;
    const JobId id = newJobId();
    rig.board->start(id, snapshotJob(whom, rig.folder.filePath(u"one.sqlite"_s)));
    rig.turn();
    rig.settle();
    QVERIFY(rig.waitFor(id, JobState::Done));
    QCOMPARE(rig.wire.started.size(), whom.requests());
}

void TestSnapshotPlan::isSaid()
{
    SnapshotSubject whom
        = *SnapshotSubject::shown({ .query = { .scope = IdentityScope::Correlated } });
    whom.count = 48'212;
    QCOMPARE(whom.costText({ .used = 100, .limit = 100 }),
        u"48,212 identities: 195 requests, about 20 s"_s);
    QCOMPARE(whom.costText({ .limit = 100, .medianLatencyMs = 16'000 }),
        u"48,212 identities: 195 requests, about 3 min"_s); // some at once, each as long as that
    QCOMPARE(whom.costText({}), u"48,212 identities: 195 requests, about 1 s"_s);
    whom.count = 1'000'000;
    QCOMPARE(
        whom.costText({ .limit = 100 }), u"1,000,000 identities: 4,033 requests, about 7 min"_s);
    whom.count = 1;
    QCOMPARE(whom.costText({ .limit = 100 }), u"1 identity: 1 request, about 1 s"_s);
    SnapshotSubject all = SnapshotSubject::everybody();
    QCOMPARE(all.requests(), 0);
    all.count = 48'212;
    QCOMPARE(all.requests(), 198); // another part, and counted before and after
}

void TestSnapshotPlan::whomItIsOf()
{
    const SnapshotSubject all = SnapshotSubject::everybody();
    QVERIFY(!all.who.correlatedOnly && all.who.filters.isEmpty());
    QCOMPARE(all.words, u"All identities"_s);
    ExportView view { .query = { .scope = IdentityScope::Correlated,
                          .filter = u"cloudStatus eq \"LOCKED\""_s,
                          .sorters = { u"-name"_s } },
        .total = 7 };
    const SnapshotSubject shown = *SnapshotSubject::shown(view);
    QCOMPARE(shown.who.filters, view.query.filter);
    QVERIFY(shown.who.correlatedOnly && shown.who.sorters.isEmpty());
    QCOMPARE(shown.count, 7);
    QCOMPARE(shown.words, u"Correlated: Status is Locked"_s);
    const ExportPlan plan = snapshotJob(shown, u"/x.sqlite"_s);
    QVERIFY(plan.record.isSnapshot());
    QCOMPARE(plan.request.format, ExportFormat::Snapshot);
    QCOMPARE(plan.record.whom, shown.words);
    view.query.onlyIds = { u"a"_s };
    QVERIFY(!SnapshotSubject::shown(view));
    const SnapshotSubject again = SnapshotSubject::again(
        { .filters = u"cloudStatus eq \"LOCKED\""_s, .correlatedOnly = true, .count = 7 });
    QCOMPARE(again.who.filters, shown.who.filters);
    QCOMPARE(again.words, shown.words);
}

QTEST_GUILESS_MAIN(TestSnapshotPlan)
#include "tst_snapshotplan.moc"
