// The views of the sidebar without the sidebar: what they are, what is kept of them, how they are
// counted, and which of them the table shows.

#include "base/wording.h"
#include "models/filter/savedviews.h"
#include "models/filter/viewcounts.h"
#include "models/filter/viewlistmodel.h"

#include "snapshot/snapshot.h"
#include "support/clientrig.h"
#include "support/snapshotpages.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QString Locked = u"cloudStatus eq \"LOCKED\""_s;
const IdentityQuery LockedPeople { .filter = Locked };
const IdentityQuery Everybody { .scope = IdentityScope::All };

struct Rig : ClientRig
{
    QString parameter(const QString& name)
    {
        const QUrlQuery query(wire.request(wire.oldest()).url);
        return query.queryItemValue(name, QUrl::FullyDecoded);
    }
    void answer(const QByteArray& total)
    {
        WireReply reply { .status = 200, .body = "[]" };
        if (!total.isEmpty())
            reply.headers = { { "x-total-count", total } };
        wire.answer(wire.oldest(), reply);
        turn();
    }
    /// Of three correlated identities, two of them locked, and an uncorrelated one.
    std::shared_ptr<Snapshot> snapshot(const SnapshotFacts& facts)
    {
        const QString path = folder.filePath(u"snapshot"_s);
        const QString written = writeSnapshot(path,
            { pageOf(QByteArray(R"([{"id":"1","identityStatus":"LOCKED","emailAddress":"a@b"},
                {"id":"2","identityStatus":"LOCKED"},{"id":"3","identityStatus":"ACTIVE"}])")) },
            { pageOf(QByteArray(R"([{"id":"4","emailAddress":"c@d"}])")) }, facts);
        const Snapshot::Opened opened = Snapshot::openHere(path, {});
        return written.isEmpty() && opened ? *opened : nullptr;
    }
    /// The number; -1 if there is none, -2 while the tenant is asked for it.
    qint64 counted(const IdentityQuery& query)
    {
        const auto isKnown = [&] {
            turn();
            return wire.openCount() > 0 || !counts.of(query).isAsked;
        };
        return !QTest::qWaitFor(isKnown) || counts.of(query).isAsked
            ? -2
            : counts.of(query).number.value_or(-1);
    }
    QModelIndex view(const QString& name) const
    {
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex heading = model.index(group, 0);
            for (int row = 0; row < model.rowCount(heading); ++row) {
                const QModelIndex index = model.index(row, 0, heading);
                if (const NamedView* found = model.viewAt(index); found && found->name == name)
                    return index;
            }
        }
        return {};
    }
    QString current() const
    {
        QStringList names;
        for (const NamedView& each : standardViews() + saved.views()) {
            if (view(each.name).data(ViewListModel::CurrentRole).toBool())
                names += view(each.name).data().toString();
        }
        return names.join(u'|');
    }

    QTemporaryDir folder;
    SavedViews saved;
    ViewCounts counts { client, clock };
    SelectionSets sets { QString() };
    ViewListModel model { saved, counts, sets, clock };
    QAbstractItemModelTester tester { &model,
        QAbstractItemModelTester::FailureReportingMode::QtTest };
};

} // namespace

class TestViews : public QObject
{
    Q_OBJECT

private slots:
    void standardViewsAreWhatTheApiCanFilter();
    void savedViewsComeBack();
    void hostileSettingsAreIgnoredOneByOne_data();
    void hostileSettingsAreIgnoredOneByOne();
    void viewsOfASnapshotComeBack();
    void thereIsAnEndToSaving();
    void namesAreUnique();
    void whatWasDeletedComesBackOnce();
    void countingAsksForNoRecords();
    void whatIsCountedIsNotAskedAgain();
    void failuresAreKeptApart();
    void aYoungSnapshotCounts();
    void aSnapshotCountsWhomItHolds();
    void noSnapshotOfBeforeAChangeCounts();
    void aNewerNumberStays();
    void theViewThatEqualsTheFilterIsCurrent();
    void anOrderBelongsToASavedViewOnly();
    void chosenIdsAreNoView();
    void everyStateIsSaid();
};

void TestViews::standardViewsAreWhatTheApiCanFilter()
{
    const QList<NamedView> views = standardViews();
    QStringList said;
    for (const NamedView& view : views)
        said += view.name + u" = "_s + view.words();
    QCOMPARE(said,
        QStringList({ u"All correlated = Correlated identities"_s,
            u"All identities = All identities"_s, u"Uncorrelated = Uncorrelated identities"_s,
            u"Processing errors = Correlated: Processing state is Error"_s,
            u"Not registered = Correlated: Status is Unregistered"_s,
            u"Pending = Correlated: Status is Pending"_s,
            u"Locked = Correlated: Status is Locked"_s,
            u"Disabled = Correlated: Status is Disabled"_s,
            u"Protected = Correlated: Protected is Yes"_s }));
}

void TestViews::savedViewsComeBack()
{
    SavedViews saved;
    QVERIFY(saved.save(u"  Ma, <b>locked</b>\t & late "_s,
        { .scope = IdentityScope::All,
            .filter = u"name sw \"M\\\"a|b\" and cloudStatus eq \"LOCKED\""_s,
            .sorters = { u"-cloudStatus"_s, u"alias"_s } }));
    QVERIFY(saved.save(u"Ünïcode 🚀 |,"_s, {}));
    SavedViews again;
    again.setTexts(saved.toTexts());
    QCOMPARE(again.views(), saved.views());
    QCOMPARE(again.views().at(0).name, u"Ma, <b>locked</b> & late"_s);
    QCOMPARE(again.views().at(0).query.sorters, QStringList({ u"-cloudStatus"_s, u"alias"_s }));
    QCOMPARE(again.views().at(0).query.scope, IdentityScope::All);
}

void TestViews::hostileSettingsAreIgnoredOneByOne_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("empty") << QString();
    QTest::newRow("too few parts") << u"correlated\tname"_s;
    QTest::newRow("unknown scope") << u"everybody\tname\tX\t"_s;
    QTest::newRow("unknown sorter") << u"all\tsalary\tX\t"_s;
    QTest::newRow("sorter twice") << u"all\tname,-name\tX\t"_s;
    QTest::newRow("no sorter") << u"all\t\tX\t"_s;
    QTest::newRow("no name") << u"all\tname\t\t"_s;
    QTest::newRow("name of spaces") << u"all\tname\t  \t"_s;
    QTest::newRow("name with a line break") << u"all\tname\ta\nb\t"_s;
    QTest::newRow("name that turns the text round") << u"all\tname\ta\u202eb\t"_s;
    QTest::newRow("name without end") << u"all\tname\t%1\t"_s.arg(QString(61, u'x'));
    QTest::newRow("half a character") << u"all\tname\ta%1\t"_s.arg(QChar(0xd83d));
    QTest::newRow("filter nobody answers") << u"all\tname\tX\tsalary co \"a\""_s;
    QTest::newRow("damaged filter") << u"all\tname\tX\tname sw \"a"_s;
    QTest::newRow("name twice") << u"all\tname\tGOOD\t"_s;
}

void TestViews::hostileSettingsAreIgnoredOneByOne()
{
    QFETCH(QString, line);
    SavedViews saved;
    saved.setTexts({ u"all\tname\tGood\t"_s + Locked, line, u"correlated\t-alias\tAlso good\t"_s });
    QCOMPARE(saved.views().size(), 2);
    QCOMPARE(saved.views().at(0).name, u"Good"_s);
    QCOMPARE(saved.views().at(1).name, u"Also good"_s);
}

void TestViews::viewsOfASnapshotComeBack()
{
    SavedViews saved;
    const IdentityQuery silent { .filter = u"lastRefresh lt now-30d and email isnull"_s,
        .sorters = { u"-attributes.a,b\tc%2C"_s, u"lastRefresh"_s, u"name"_s } };
    QVERIFY(saved.save(u"Silent"_s, silent));
    QVERIFY(saved.save(u"By email"_s, { .sorters = { u"emailAddress"_s } }));
    QVERIFY(saved.save(u"Locked"_s, { .filter = Locked }));
    SavedViews again;
    again.setTexts(saved.toTexts());
    QCOMPARE(again.views(), saved.views());
    QCOMPARE(again.views().first().query, silent);
    QStringList ofTheTenant;
    for (const NamedView& view : again.views()) {
        QVERIFY(view.isFor(FilterReach::Snapshot));
        if (view.isFor(FilterReach::ListApi))
            ofTheTenant += view.name;
    }
    QCOMPARE(ofTheTenant, QStringList { u"Locked"_s });
    QCOMPARE(again.views().first().words(),
        u"Correlated: Last refresh is before 30 days ago and Email has no value"_s);
    QVERIFY(!standardViews().constLast().isFor(FilterReach::Snapshot)); // protected
    // What is kept to act on everybody who matches is the tenant's alone.
    QVERIFY(!NamedView::fromText(again.views().first().toText()));
}

void TestViews::thereIsAnEndToSaving()
{
    QStringList lines;
    for (int i = 0; i < 2 * SavedViews::MostViews; ++i)
        lines += u"all\tname\tView %1\t"_s.arg(i);
    SavedViews saved;
    saved.setTexts(lines);
    QCOMPARE(saved.views().size(), SavedViews::MostViews);
    QVERIFY(!saved.save(u"One more"_s, {}));
    QVERIFY(saved.save(u"view 3"_s, { .filter = Locked }));
    QCOMPARE(saved.views().size(), SavedViews::MostViews);
}

void TestViews::namesAreUnique()
{
    SavedViews saved;
    QVERIFY(saved.save(u"A"_s, {}));
    QVERIFY(saved.save(u"B"_s, {}));
    QVERIFY(saved.save(u"a"_s, { .filter = Locked }));
    QCOMPARE(saved.views().size(), 2);
    QCOMPARE(saved.views().at(0).query.filter, Locked);
    QVERIFY(!saved.rename(u"B"_s, u"A"_s));
    QVERIFY(!saved.rename(u"B"_s, u" "_s));
    QVERIFY(saved.rename(u"B"_s, u"b"_s)); // only the case
    QCOMPARE(saved.views().at(1).name, u"b"_s);
    QVERIFY(!saved.save(u"Of ids"_s, { .onlyIds = { u"1"_s } }));
}

void TestViews::whatWasDeletedComesBackOnce()
{
    SavedViews saved;
    for (const QString& name : { u"A"_s, u"B"_s, u"C"_s })
        QVERIFY(saved.save(name, {}));
    saved.remove(u"B"_s);
    QCOMPARE(saved.views().size(), 2);
    saved.restore();
    saved.restore();
    QCOMPARE(saved.views().size(), 3);
    QCOMPARE(saved.views().at(1).name, u"B"_s);
    saved.remove(u"B"_s);
    QVERIFY(saved.save(u"b"_s, {}));
    QVERIFY(!saved.removed()); // its name is taken
}

void TestViews::countingAsksForNoRecords()
{
    Rig rig;
    rig.counts.ask({ .scope = IdentityScope::Uncorrelated, .filter = Locked });
    rig.turn();
    QCOMPARE(rig.wire.openCount(Lane::Bulk), 1);
    QCOMPARE(rig.parameter(u"limit"_s), u"0"_s);
    QCOMPARE(rig.parameter(u"count"_s), u"true"_s);
    QCOMPARE(rig.parameter(u"defaultFilter"_s), u"NONE"_s);
    QCOMPARE(rig.parameter(u"filters"_s), u"correlated eq false and (%1)"_s.arg(Locked));
}

void TestViews::whatIsCountedIsNotAskedAgain()
{
    Rig rig;
    const IdentityQuery locked { .filter = Locked };
    const IdentityQuery sorted { .filter = Locked, .sorters = { u"-alias"_s } };
    rig.counts.askMissing({ locked, sorted, {} });
    rig.turn();
    QCOMPARE(rig.wire.started.size(), 2); // an order has no say in a number
    rig.counts.askMissing({ locked, {} });
    rig.turn();
    QCOMPARE(rig.wire.started.size(), 2);
    rig.answer("7");
    QCOMPARE(rig.counts.of(sorted).number, 7);
    QCOMPARE(rig.counts.of(sorted).asOf, rig.clock.utcNow());
    QVERIFY(rig.counts.of({}).isAsked);
    rig.counts.learn({}, 5); // the table was faster
    rig.turn();
    QVERIFY(!rig.counts.of({}).isAsked);
    QCOMPARE(rig.counts.of({}).number, 5);
    rig.counts.askMissing({ locked, {} });
    rig.turn();
    QCOMPARE(rig.wire.started.size(), 2);
    rig.counts.ask(locked);
    rig.turn();
    QCOMPARE(rig.wire.started.size(), 3);
}

void TestViews::failuresAreKeptApart()
{
    Rig rig;
    const IdentityQuery locked { .filter = Locked };
    rig.counts.ask(locked);
    rig.turn();
    rig.wire.answer(rig.wire.oldest(), { .status = 403, .body = "{}" });
    rig.turn();
    QVERIFY(rig.counts.of(locked).problem.startsWith(u"Not allowed"_s));
    QVERIFY(!rig.counts.of(locked).number);
    rig.counts.askMissing({ locked });
    rig.turn();
    QCOMPARE(rig.wire.openCount(), 0); // asking again and again helps nobody
    rig.counts.askMissing({ locked }, true);
    rig.turn();
    rig.answer({});
    QCOMPARE(rig.counts.of(locked).problem, u"The tenant does not say how many there are."_s);
    rig.counts.ask(locked);
    rig.turn();
    rig.answer("3");
    QCOMPARE(rig.counts.of(locked).number, 3);
    QVERIFY(rig.counts.of(locked).problem.isEmpty());
}

void TestViews::aYoungSnapshotCounts()
{
    Rig rig;
    const auto snapshot = rig.snapshot({ .takenAt = rig.clock.utcNow(), .correlatedOnly = false });
    QVERIFY(snapshot);
    rig.after(ViewCounts::YoungMs);
    const IdentityQuery silent { .filter = u"email isnull"_s };
    QVERIFY(rig.saved.save(u"Silent"_s, silent));
    rig.counts.setSnapshot(snapshot, { Everybody, LockedPeople, silent });
    QCOMPARE(rig.counted(Everybody), 4);
    QCOMPARE(rig.counted(LockedPeople), 2);
    QCOMPARE(rig.counted(silent), 2);
    QCOMPARE(rig.counts.of(Everybody).asOf, snapshot->takenAt());
    rig.counts.askMissing({ Everybody, { .scope = IdentityScope::Uncorrelated } });
    QCOMPARE(rig.counted({ .scope = IdentityScope::Uncorrelated }), 1);
    QCOMPARE(rig.wire.started.size(), 0);
    const QString age = u"Counted in the snapshot of %1."_s.arg(clockTime(snapshot->takenAt()));
    QCOMPARE(rig.view(u"Locked"_s).data(Qt::ToolTipRole).toString(),
        u"Correlated: Status is Locked\n%1 Right-click to count again."_s.arg(age));
    QCOMPARE(rig.view(u"Silent"_s).data(Qt::ToolTipRole).toString(),
        u"Correlated: Email has no value\nOnly a snapshot can show this view.\n"_s + age);
    rig.counts.ask(silent); // which the tenant cannot
    QCOMPARE(rig.counted(silent), 2);

    rig.after(1);
    rig.counts.askMissing({ Everybody, {} });
    QCOMPARE(rig.counted({}), -2);
    QCOMPARE(rig.wire.started.size(), 1);
    rig.answer("5");
    QVERIFY(!rig.counts.of({}).isOfSnapshot);
    rig.counts.setSnapshot(snapshot, { LockedPeople }); // old by now
    QCOMPARE(rig.counted(LockedPeople), 2);
}

void TestViews::aSnapshotCountsWhomItHolds()
{
    Rig rig;
    const QDateTime now = rig.clock.utcNow();
    const IdentityQuery isProtected { .filter = u"protected eq true"_s };
    rig.counts.setSnapshot(rig.snapshot({ .takenAt = now, .correlatedOnly = true }),
        { Everybody, LockedPeople, isProtected });
    QCOMPARE(rig.counted(LockedPeople), 2);
    QCOMPARE(rig.counted(Everybody), -1);
    QCOMPARE(rig.counted(isProtected), -1); // the list does not say it
    rig.counts.askMissing({ isProtected });
    QCOMPARE(rig.counted(isProtected), -2);

    Rig other;
    other.counts.setSnapshot(
        other.snapshot({ .takenAt = now, .filters = Locked, .correlatedOnly = false }),
        { Everybody, LockedPeople });
    QCOMPARE(other.counted(Everybody), -1);
    QCOMPARE(other.counted(LockedPeople), -1);
}

void TestViews::noSnapshotOfBeforeAChangeCounts()
{
    Rig rig;
    const auto before = rig.snapshot({ .takenAt = rig.clock.utcNow(), .correlatedOnly = false });
    rig.after(1000);
    rig.counts.setSnapshot(before, { LockedPeople });
    rig.counts.renew({ LockedPeople }); // while it is counted there
    QCOMPARE(rig.counted(LockedPeople), -2);
    rig.answer("1");
    QCOMPARE(rig.counted(LockedPeople), 1);
    rig.counts.setSnapshot(before, { LockedPeople, Everybody }); // opened again
    QCOMPARE(rig.counted(LockedPeople), 1);
    QCOMPARE(rig.counted(Everybody), -1);
    rig.after(1000);
    rig.counts.setSnapshot(
        rig.snapshot({ .takenAt = rig.clock.utcNow(), .correlatedOnly = false }), { LockedPeople });
    QCOMPARE(rig.counted(LockedPeople), 2);
}

void TestViews::aNewerNumberStays()
{
    Rig rig;
    const auto snapshot = rig.snapshot({ .takenAt = rig.clock.utcNow(), .correlatedOnly = false });
    rig.after(1000); // while it was read
    rig.counts.learn(LockedPeople, 1);
    rig.counts.setSnapshot(snapshot, { LockedPeople, Everybody });
    QCOMPARE(rig.counted(Everybody), 4);
    QCOMPARE(rig.counted(LockedPeople), 1);
}

void TestViews::theViewThatEqualsTheFilterIsCurrent()
{
    Rig rig;
    rig.model.setShown({ .scope = IdentityScope::All, .filter = u"name sw \"a\""_s });
    QCOMPARE(rig.current(), u"All identities (edited)"_s); // as it was left the last time
    rig.model.setShown({ .filter = Locked });
    QCOMPARE(rig.current(), u"Locked"_s);
    rig.model.setShown({ .filter = Locked + u" and name sw \"a\""_s });
    QCOMPARE(rig.current(), u"Locked (edited)"_s);
    rig.model.setShown({ .filter = u"name sw \"a\""_s }); // not by Locked any more
    QCOMPARE(rig.current(), u"All correlated (edited)"_s);
    rig.model.setShown({ .filter = Locked });
    rig.model.setShown({ .filter = Locked + u" and name sw \"a\""_s });
    QVERIFY(rig.saved.save(u"Locked"_s, { .filter = Locked }));
    QVERIFY(rig.saved.save(u"Locked a"_s, rig.model.shown()));
    QCOMPARE(rig.current(), u"Locked a"_s);
    rig.model.setShown({ .filter = Locked });
    QCOMPARE(rig.model.current().isStandard, true);
    rig.model.setChosen(*rig.saved.find(u"locked"_s)); // of two that are equal the one meant
    rig.model.setShown({ .filter = Locked, .sorters = { u"alias"_s } });
    rig.model.setShown({ .filter = Locked });
    QVERIFY(!rig.model.current().isStandard);
    rig.saved.remove(u"Locked"_s);
    QCOMPARE(rig.current(), u"Locked"_s);
    QVERIFY(rig.model.current().isStandard);
}

void TestViews::anOrderBelongsToASavedViewOnly()
{
    Rig rig;
    rig.model.setShown({ .sorters = { u"-name"_s } });
    QCOMPARE(rig.current(), u"All correlated"_s);
    QVERIFY(rig.saved.save(u"By account"_s, { .filter = Locked, .sorters = { u"alias"_s } }));
    rig.model.setChosen(rig.saved.views().first());
    rig.model.setShown({ .filter = Locked, .sorters = { u"alias"_s } });
    QCOMPARE(rig.current(), u"By account"_s);
    rig.model.setShown({ .filter = Locked, .sorters = { u"-alias"_s } });
    QCOMPARE(rig.current(), u"By account (edited)"_s);
    QVERIFY(rig.saved.save(u"Backwards"_s, rig.model.shown()));
    QCOMPARE(rig.current(), u"Backwards"_s);
}

void TestViews::chosenIdsAreNoView()
{
    Rig rig;
    rig.model.setShown({ .filter = Locked });
    rig.model.setShown({ .scope = IdentityScope::All, .onlyIds = { u"1"_s } });
    QCOMPARE(rig.current(), u"Locked"_s);
    QCOMPARE(rig.model.shown().filter, Locked);
}

void TestViews::everyStateIsSaid()
{
    Rig rig;
    const QModelIndex locked = rig.view(u"Locked"_s);
    const auto said = [&](int role) { return locked.data(role).toString(); };
    QCOMPARE(said(ViewListModel::CountRole), QString());
    rig.counts.ask({ .filter = Locked });
    rig.turn();
    QCOMPARE(said(ViewListModel::CountRole), u"…"_s);
    QCOMPARE(said(Qt::AccessibleTextRole), u"Locked, counting"_s);
    rig.answer("48212");
    rig.clock.advance(4 * 60'000);
    QCOMPARE(said(ViewListModel::CountRole), u"48,212"_s);
    QCOMPARE(said(Qt::AccessibleTextRole), u"Locked, 48,212 identities"_s);
    QCOMPARE(said(Qt::ToolTipRole),
        u"Correlated: Status is Locked\nCounted 4 min ago. Right-click to count again."_s);
    rig.counts.ask({ .filter = Locked });
    rig.turn();
    rig.wire.answer(rig.wire.oldest(), { .status = 403, .body = "{}" });
    rig.turn();
    QCOMPARE(said(ViewListModel::CountRole), QString());
    QVERIFY(said(ViewListModel::ProblemRole).startsWith(u"Not allowed"_s));
    QVERIFY(said(Qt::ToolTipRole).contains(said(ViewListModel::ProblemRole)));
    QCOMPARE(said(Qt::AccessibleTextRole), u"Locked, not counted"_s);
    rig.model.setOffline(true); // then the last number is the best there is
    QCOMPARE(said(ViewListModel::CountRole), u"48,212"_s);
    QCOMPARE(locked.data(ViewListModel::CountIsOldRole).toBool(), true);
    QCOMPARE(said(ViewListModel::ProblemRole), QString());
    rig.counts.ask({ .filter = Locked });
    QCOMPARE(said(ViewListModel::CountRole), u"48,212"_s); // also while an answer is waited for
    QVERIFY(!rig.model.index(0, 0, rig.model.index(1, 0)).flags().testFlag(Qt::ItemIsEnabled));
    QCOMPARE(rig.model.index(0, 0, rig.model.index(1, 0)).data().toString(),
        u"None yet. Ctrl+D saves one."_s);
}

QTEST_GUILESS_MAIN(TestViews)
#include "tst_views.moc"
