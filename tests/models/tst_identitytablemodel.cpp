#include "models/table/identitytablemodel.h"

#include "base/plaintext.h"
#include "models/selection/selectionstore.h"
#include "models/table/rowsearch.h"

#include "support/fakeclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

Identity person(int number)
{
    Identity identity;
    identity.id = IdentityId(u"%1"_s.arg(number, 32, 16, QChar(u'0')));
    identity.name = u"Person %1"_s.arg(number, 7, 10, QChar(u'0'));
    identity.identityStatus = u"ACTIVE"_s;
    return identity;
}

/// A tenant with a list that the test changes, and a model served by hand.
struct Rig
{
    explicit Rig(int people)
    {
        if (people <= 1000) { // it touches every row at every signal
            tester = std::make_unique<QAbstractItemModelTester>(
                &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        }
        for (int i = 0; i < people; ++i)
            list += person(i);
        QObject::connect(&model, &IdentityTableModel::recountWanted, &model, [this] {
            ++recounts;
            if (answersRecounts)
                model.setCounted(model.generation(), list.size());
            else if (neverCounts)
                model.setCounted(model.generation(), std::nullopt);
        });
    }

    IdentityPage answerFor(int page, bool count) const
    {
        IdentityPage answer;
        answer.identities = list.mid(page * 250, 250);
        if (count && !neverCounts)
            answer.totalCount = list.size();
        return answer;
    }

    /// Serves wishes until there are none, at most `rounds` times.
    void serve(int rounds = 10)
    {
        for (int i = 0; i < rounds; ++i) {
            model.takeUnwantedPages();
            const QList<int> pages = model.takeWantedPages();
            if (pages.isEmpty())
                return;
            for (const int page : pages) {
                asked += page;
                model.setPage(model.generation(), page, answerFor(page, model.takeCountWish()));
            }
        }
    }

    QString shown(int row) const
    {
        return model.data(model.index(row, 1), Qt::DisplayRole).toString();
    }

    FakeClock clock;
    SelectionStore selection;
    IdentityTableModel model { selection, clock };
    std::unique_ptr<QAbstractItemModelTester> tester;
    QList<Identity> list;
    QList<int> asked;
    int recounts = 0;
    bool answersRecounts = true;
    bool neverCounts = false;
};

} // namespace

class TestIdentityTableModel : public QObject
{
    Q_OBJECT

private slots:
    void pagingIsRight_data();
    void pagingIsRight();
    void asksForWhatIsVisibleAndALittleAhead();
    void withdrawsWhatIsOutOfSight();
    void keepsABoundedNumberOfPages();
    void findingTakesManyTurns();
    void staleAnswersAreDropped();
    void rowsVanishFromTheEnd();
    void rowsVanishInTheMiddle();
    void rowsAppear();
    void aTenantThatContradictsItselfHidesNobody();
    void aCountThatFailsLeavesNoRowGrey();
    void aSelectionChangesWholeRows();
    void datesStandLastInWhatChanged();
    void oddRecordsAreRowsLikeOthers();
    void aTenantThatDoesNotCountIsReadToItsEnd();
    void aWithdrawnRequestGivesTheCountBack();
    void anOffsetAtTheEndMayBeRefused();
    void failedPagesSayWhyAndCanBeRetried();
    void aFailedFirstPageIsAState();
    void refreshKeepsTheRowsPlaces();
    void ticksFollowTheIdentity();
    void serverTextIsNeverMarkup();
    void columnsComeFromOneTable();
};

void TestIdentityTableModel::pagingIsRight_data()
{
    QTest::addColumn<int>("people");
    for (const int people : { 0, 1, 249, 250, 251, 500, 751 })
        QTest::addRow("%d", people) << people;
}

void TestIdentityTableModel::pagingIsRight()
{
    QFETCH(int, people);
    Rig rig(people);
    rig.model.setQuery({});
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Loading);
    rig.serve();
    QCOMPARE(rig.model.rowCount(), people);
    QCOMPARE(rig.model.state(),
        people == 0 ? IdentityTableModel::ListState::Empty : IdentityTableModel::ListState::Ready);
    for (int first = 0; first < people; first += 100) {
        rig.model.setVisibleRows(first, std::min(first + 99, people - 1));
        rig.serve();
    }
    for (int row = 0; row < people; ++row)
        QCOMPARE(rig.shown(row), person(row).name);
    QCOMPARE(rig.recounts, 0);
    // Every page was asked for once, and none beyond the end.
    std::sort(rig.asked.begin(), rig.asked.end());
    QList<int> pages { 0 };
    for (int page = 1; page * 250 < people; ++page)
        pages += page;
    QCOMPARE(rig.asked, pages);
}

void TestIdentityTableModel::asksForWhatIsVisibleAndALittleAhead()
{
    Rig rig(2000);
    rig.model.setQuery({});
    rig.serve();
    rig.asked.clear();
    rig.model.setVisibleRows(100, 130);
    QCOMPARE(rig.model.takeWantedPages(), QList<int>()); // page 0 is there
    rig.model.setVisibleRows(200, 230); // row 250 is a little ahead
    QCOMPARE(rig.model.takeWantedPages(), QList<int> { 1 });
    QCOMPARE(rig.model.takeWantedPages(), QList<int>()); // asked once
    rig.model.setVisibleRows(1240, 1260); // two pages on screen: the upper first
    QCOMPARE(rig.model.takeWantedPages(), (QList<int> { 4, 5 }));
    QCOMPARE(rig.model.index(1240, 1).data(IdentityTableModel::LoadStateRole).toInt(),
        static_cast<int>(IdentityTableModel::State::Wanted));
}

void TestIdentityTableModel::withdrawsWhatIsOutOfSight()
{
    Rig rig(5000);
    rig.model.setQuery({});
    rig.serve();
    rig.model.setVisibleRows(1000, 1020);
    QVERIFY(rig.model.takeWantedPages().contains(4));
    rig.model.setVisibleRows(3000, 3020);
    QVERIFY(rig.model.takeUnwantedPages().contains(4));
    QVERIFY(rig.model.takeWantedPages().contains(12));
    rig.model.setVisibleRows(1000, 1020); // back: it can be asked for again
    QVERIFY(rig.model.takeWantedPages().contains(4));
}

void TestIdentityTableModel::keepsABoundedNumberOfPages()
{
    Rig rig(30'000);
    rig.model.setQuery({});
    rig.serve();
    for (int first = 0; first < 30'000; first += 200) {
        rig.model.setVisibleRows(first, first + 30);
        rig.serve();
        QVERIFY(rig.model.pagesKept() <= IdentityTableModel::PagesKept);
        QCOMPARE(rig.shown(first + 15), person(first + 15).name);
    }
}

/// Nobody waits for the rows to be looked through, and rows that are not loaded are no one's.
void TestIdentityTableModel::findingTakesManyTurns()
{
    Rig rig(5000);
    rig.model.setQuery({});
    for (int row = 0; row < 2000; row += 250) {
        rig.model.setVisibleRows(row, row + 30);
        rig.serve();
    }
    const qint64 loaded = rig.model.loadedIdentities().size();
    QVERIFY(loaded >= 2000 && loaded < 5000);
    RowSearch find(rig.model);
    find.setColumns({ 1, 2, 3, 4, 5, 6, 7 });
    find.setText(u"PERSON 00019"_s); // a hundred of them
    QVERIFY(find.isSearching());
    int turns = 0;
    for (; find.isSearching(); ++turns)
        QCoreApplication::processEvents();
    QVERIFY(turns > 10);
    QCOMPARE(find.searched(), static_cast<int>(loaded));
    QCOMPARE(find.rows().size(), 100);
    QCOMPARE(find.rows().first(), 1900);
    QCOMPARE(find.after(-1), 1900);
    QCOMPARE(find.after(1950), 1951);
    QCOMPARE(find.after(1999), 1900); // from the other end
    QCOMPARE(find.before(1900), 1999);
    QCOMPARE(find.before(5000), 1999);
    QCOMPARE(find.columnIn(1999), 1);
    QCOMPARE(find.columnIn(4999), -1);
    // What was found stays until it is found anew.
    rig.model.refresh();
    rig.list.remove(0, 50);
    rig.model.setVisibleRows(1800, 1900);
    rig.serve();
    QVERIFY(!find.rows().isEmpty());
    QTRY_COMPARE(find.rows().first(), 1850);
    find.setText(u"nobody"_s);
    QTRY_VERIFY(!find.isSearching());
    QCOMPARE(find.after(3), -1);
    QCOMPARE(find.before(3), -1);
    find.setText({});
    QVERIFY(!find.isSearching() && find.rows().isEmpty());
}

void TestIdentityTableModel::staleAnswersAreDropped()
{
    Rig rig(300);
    rig.model.setQuery({});
    const quint64 old = rig.model.generation();
    rig.model.takeWantedPages();
    rig.model.setQuery({ .filter = u"name sw \"x\""_s });
    rig.model.setPage(old, 0, rig.answerFor(0, true));
    QCOMPARE(rig.model.rowCount(), 0);
    rig.model.setPageFailed(old, 0, { .kind = ApiError::Kind::Offline });
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Loading);
    rig.model.setCounted(old, 99);
    QCOMPARE(rig.model.rowCount(), 0);
}

void TestIdentityTableModel::rowsVanishFromTheEnd()
{
    Rig rig(510);
    rig.model.setQuery({});
    rig.serve();
    rig.list.resize(400);
    rig.model.setVisibleRows(380, 420);
    rig.serve();
    QCOMPARE(rig.model.rowCount(), 400);
    QCOMPARE(rig.shown(399), person(399).name);
    // An empty page: the list ends where it would begin.
    Rig other(510);
    other.model.setQuery({});
    other.serve();
    other.list.resize(250);
    other.model.setVisibleRows(490, 509);
    other.serve();
    QCOMPARE(other.model.rowCount(), 250);
}

void TestIdentityTableModel::rowsVanishInTheMiddle()
{
    Rig rig(600);
    rig.model.setQuery({});
    rig.serve();
    rig.list.remove(10, 20); // everything after moves up by 20
    rig.model.setVisibleRows(500, 599);
    rig.serve();
    QCOMPARE(rig.model.rowCount(), 580);
    QCOMPARE(rig.shown(500), person(520).name);
    QCOMPARE(rig.shown(579), person(599).name);
}

void TestIdentityTableModel::rowsAppear()
{
    Rig rig(300);
    rig.model.setQuery({});
    rig.serve();
    for (int i = 300; i < 700; ++i)
        rig.list += person(i);
    rig.model.setVisibleRows(260, 299);
    rig.serve();
    QCOMPARE(rig.recounts, 1);
    QCOMPARE(rig.model.rowCount(), 700);
    rig.model.setVisibleRows(650, 699);
    rig.serve();
    QCOMPARE(rig.shown(699), person(699).name);
}

void TestIdentityTableModel::aTenantThatContradictsItselfHidesNobody()
{
    // It counts 1000 every time, and leaves one row out of every page.
    Rig rig(1000);
    rig.answersRecounts = false;
    QObject::connect(&rig.model, &IdentityTableModel::recountWanted, &rig.model,
        [&rig] { rig.model.setCounted(rig.model.generation(), 1000); });
    rig.model.setQuery({});
    for (int first = 0; first < 1000; first += 100) {
        rig.model.setVisibleRows(first, first + 99);
        rig.model.takeUnwantedPages();
        for (const int page : rig.model.takeWantedPages()) {
            IdentityPage answer = rig.answerFor(page, rig.model.takeCountWish());
            answer.identities.removeLast();
            rig.model.setPage(rig.model.generation(), page, answer);
        }
    }
    QCOMPARE(rig.model.rowCount(), 1000);
    QVERIFY(rig.recounts <= 3);
    QCOMPARE(rig.shown(248), person(248).name);
    QVERIFY(rig.shown(249).startsWith(u"Not given by the tenant"_s));
    QCOMPARE(rig.shown(250), person(250).name);
    QCOMPARE(rig.shown(998), person(998).name);
}

void TestIdentityTableModel::aSelectionChangesWholeRows()
{
    Rig rig(300);
    rig.model.setQuery({});
    rig.serve();
    const QSignalSpy changed(&rig.model, &QAbstractItemModel::dataChanged);
    rig.selection.setSelected({ rig.model.idAt(3) }, true);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(changed.last().at(0).toModelIndex().column(), 0);
    QCOMPARE(changed.last().at(1).toModelIndex().column(), rig.model.columnCount() - 1);
}

void TestIdentityTableModel::datesStandLastInWhatChanged()
{
    Identity one;
    one.changes = { u"lastRefresh"_s, u"modified"_s, u"identityStatus"_s };
    for (const IdentityColumn& column : defaultIdentityColumns()) {
        if (column.key == ChangesColumn)
            QCOMPARE(column.rawText(one), u"Status, Last refresh, Modified"_s);
    }
}

void TestIdentityTableModel::aCountThatFailsLeavesNoRowGrey()
{
    Rig rig(300);
    rig.answersRecounts = false;
    rig.model.setQuery({});
    rig.model.takeWantedPages();
    IdentityPage answer = rig.answerFor(0, rig.model.takeCountWish());
    answer.identities.removeLast();
    rig.model.setPage(rig.model.generation(), 0, answer);
    QCOMPARE(rig.recounts, 1);
    QCOMPARE(rig.shown(249), QString()); // until the count is there
    const QSignalSpy changed(&rig.model, &QAbstractItemModel::dataChanged);
    rig.model.setCountFailed(rig.model.generation() - 1, {});
    QCOMPARE(rig.shown(249), QString());
    rig.model.setCountFailed(
        rig.model.generation(), { .kind = ApiError::Kind::ServerFault, .httpStatus = 503 });
    QCOMPARE(changed.size(), 1);
    QCOMPARE(rig.shown(249),
        u"Not given by the tenant, and it could not be counted again: ISC had an internal error "
        "(503). F5 tries again."_s);
    QCOMPARE(rig.model.index(249, 1).data(IdentityTableModel::FailureRole), rig.shown(249));
    QCOMPARE(rig.model.rowCount(), 300); // nobody was taken away
}

void TestIdentityTableModel::oddRecordsAreRowsLikeOthers()
{
    Rig rig(4);
    const QString why = u"$.attributes: expected an object, found a list"_s;
    rig.list[1].oddity = why;
    rig.list[2] = Identity { .name = u"Nobody"_s, .oddity = u"$.id: expected text, found null"_s };
    rig.list[3] = Identity { .oddity = u"$: expected an object, found null"_s };
    rig.model.setQuery({});
    rig.serve();
    QCOMPARE(rig.model.rowCount(), 4);
    QCOMPARE(rig.model.oddRows(), 3);
    const auto at
        = [&rig](int row, int column, int role) { return rig.model.index(row, column).data(role); };
    for (int row = 0; row < 4; ++row)
        QVERIFY(at(row, 1, IdentityTableModel::LoadedRole).toBool());
    QCOMPARE(at(0, 1, IdentityTableModel::OddityRole).toString(), QString());
    QVERIFY(at(1, 1, IdentityTableModel::OddityRole).toString().contains(why));
    QVERIFY(at(1, 1, Qt::ToolTipRole).toString().contains(why));
    QVERIFY(at(1, 1, Qt::AccessibleTextRole).toString().contains(why));
    QVERIFY(at(0, 1, Qt::ToolTipRole).toString().isEmpty());
    QCOMPARE(rig.shown(2), u"Nobody"_s);

    // Whoever has an id can be ticked; nobody else can, in no way.
    QVERIFY(rig.model.setData(rig.model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    for (const int row : { 2, 3 }) {
        QVERIFY(!rig.model.setData(rig.model.index(row, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!rig.model.index(row, 0).flags().testFlag(Qt::ItemIsUserCheckable));
        QVERIFY(!at(row, 0, Qt::CheckStateRole).isValid());
    }
    QCOMPARE(rig.selection.count(), 1);
    rig.selection.selectAllMatching({}, 4);
    QVERIFY(rig.selection.isSelected(rig.list[1].id));
    QVERIFY(!rig.selection.isSelected(IdentityId()));
    // An answer about nobody changes nobody's row.
    rig.model.replaceIdentities({ Identity { .name = u"Other"_s } });
    QCOMPARE(rig.shown(2), u"Nobody"_s);
}

void TestIdentityTableModel::aTenantThatDoesNotCountIsReadToItsEnd()
{
    Rig rig(600);
    rig.neverCounts = true;
    rig.answersRecounts = false;
    rig.model.setQuery({});
    rig.serve();
    QVERIFY(!rig.model.isTotalExact());
    QCOMPARE(rig.model.rowCount(), 251); // at least
    for (int i = 0; i < 10; ++i) {
        rig.model.setVisibleRows(rig.model.rowCount() - 20, rig.model.rowCount() - 1);
        rig.serve();
    }
    QCOMPARE(rig.model.rowCount(), 600);
    QCOMPARE(rig.shown(599), person(599).name);
}

void TestIdentityTableModel::aWithdrawnRequestGivesTheCountBack()
{
    Rig rig(3000);
    rig.model.setQuery({});
    rig.serve();
    rig.model.refresh();
    QVERIFY(rig.model.takeCountWish());
    QVERIFY(!rig.model.takeCountWish());
    rig.model.giveBackCountWish();
    QVERIFY(rig.model.takeCountWish());
}

void TestIdentityTableModel::anOffsetAtTheEndMayBeRefused()
{
    Rig rig(750);
    rig.model.setQuery({});
    rig.serve();
    rig.list.resize(500);
    rig.model.setVisibleRows(600, 650);
    for (const int page : rig.model.takeWantedPages()) {
        if (page == 2)
            rig.model.setPageFailed(rig.model.generation(), page,
                { .kind = ApiError::Kind::BadRequest,
                    .httpStatus = 400,
                    .serverText = u"Specified offset is invalid."_s });
        else
            rig.model.setPage(rig.model.generation(), page, rig.answerFor(page, false));
    }
    QCOMPARE(rig.model.rowCount(), 500);
    QVERIFY(!rig.model.hasFailedPages());
}

void TestIdentityTableModel::failedPagesSayWhyAndCanBeRetried()
{
    Rig rig(1000);
    rig.model.setQuery({});
    rig.serve();
    rig.model.setVisibleRows(600, 620);
    const QList<int> pages = rig.model.takeWantedPages();
    QCOMPARE(pages, QList<int> { 2 });
    rig.model.setPageFailed(
        rig.model.generation(), 2, { .kind = ApiError::Kind::ServerFault, .httpStatus = 500 });
    QVERIFY(rig.shown(600).startsWith(u"Not loaded: ISC had an internal error (500)."_s));
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Ready);
    QVERIFY(rig.model.hasFailedPages());
    QCOMPARE(rig.model.takeWantedPages(), QList<int>()); // not by itself
    QCOMPARE(rig.shown(100), person(100).name); // the others stay
    rig.model.retryFailed();
    rig.serve();
    QCOMPARE(rig.shown(600), person(600).name);
}

void TestIdentityTableModel::aFailedFirstPageIsAState()
{
    Rig rig(10);
    rig.model.setQuery({});
    rig.model.takeWantedPages();
    rig.model.setPageFailed(rig.model.generation(), 0,
        { .kind = ApiError::Kind::Forbidden, .neededRight = u"idn:identity:read"_s });
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Failed);
    QCOMPARE(rig.model.listError().neededRight, u"idn:identity:read"_s);
    QCOMPARE(rig.model.takeWantedPages(), QList<int>());
    rig.model.retryFailed();
    rig.serve();
    QCOMPARE(rig.model.rowCount(), 10);
}

void TestIdentityTableModel::refreshKeepsTheRowsPlaces()
{
    Rig rig(1000);
    rig.model.setQuery({});
    rig.serve();
    rig.model.setVisibleRows(500, 540);
    rig.serve();
    QSignalSpy resets(&rig.model, &QAbstractItemModel::modelReset);
    rig.list[520].name = u"Changed"_s;
    rig.list.resize(900);
    rig.model.refresh();
    QCOMPARE(rig.model.rowCount(), 1000);
    QCOMPARE(rig.shown(520), person(520).name); // what was there stays until the answer
    const QList<int> pages = rig.model.takeWantedPages();
    QVERIFY(!pages.isEmpty());
    rig.model.setPageFailed(
        rig.model.generation(), pages.first(), { .kind = ApiError::Kind::Offline });
    QCOMPARE(rig.shown(520), person(520).name); // also when there is none
    QVERIFY(rig.model.hasFailedPages());
    rig.model.refresh();
    rig.serve();
    QCOMPARE(rig.shown(520), u"Changed"_s);
    QCOMPARE(rig.model.rowCount(), 900);
    QCOMPARE(resets.size(), 0);
}

void TestIdentityTableModel::ticksFollowTheIdentity()
{
    Rig rig(300);
    rig.model.setQuery({});
    rig.serve();
    const QModelIndex tick = rig.model.index(7, 0);
    QVERIFY(rig.model.setData(tick, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(rig.selection.count(), 1);
    std::reverse(rig.list.begin(), rig.list.end());
    rig.model.setQuery({ .sorters = { u"-name"_s } });
    rig.serve();
    rig.model.setVisibleRows(280, 299);
    rig.serve();
    QCOMPARE(rig.model.index(292, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(rig.model.index(7, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(!rig.model.setData(rig.model.index(7, 1), u"x"_s, Qt::EditRole));
}

void TestIdentityTableModel::serverTextIsNeverMarkup()
{
    Rig rig(1);
    rig.list[0].name = u"<b>Bold</b>"_s;
    rig.list[0].identityStatus = u"<i>NEW</i>"_s;
    rig.model.setQuery({});
    rig.serve();
    QCOMPARE(rig.shown(0), u"<b>Bold</b>"_s); // the view paints plain text
    for (int column = 0; column < rig.model.columnCount(); ++column) {
        const QString tip = rig.model.index(0, column).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tip.contains(u"<b>"_s) && !tip.contains(u"<i>"_s), qPrintable(tip));
    }
    QVERIFY(rig.model.index(0, 4).data(Qt::ToolTipRole).toString().contains(u"&lt;i&gt;"_s));
}

void TestIdentityTableModel::columnsComeFromOneTable()
{
    Rig rig(1);
    QSet<QString> keys;
    for (const IdentityColumn& column : rig.model.columns()) {
        QVERIFY(!keys.contains(column.key));
        keys.insert(column.key);
        if (column.field != nullptr)
            QCOMPARE(column.key, column.field->key);
    }
    for (const IdentityField& field : identityFields())
        QVERIFY2(keys.remove(field.key), qPrintable(field.key));
    QCOMPARE(keys, (QSet<QString> { u"tick"_s, QString(ChangesColumn) })); // what no field has
    QCOMPARE(
        rig.model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Display name"_s);
    QCOMPARE(rig.model.headerData(3, Qt::Horizontal, Qt::ToolTipRole).toString(),
        toolTipText(
            u"ISC cannot sort by email. It sorts by display name, account name and status."_s));
}

QTEST_GUILESS_MAIN(TestIdentityTableModel)
#include "tst_identitytablemodel.moc"
