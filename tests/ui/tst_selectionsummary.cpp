// What the details tell of the ticked identities while nobody is open.

#include "support/detailrig.h"
#include "support/operations.h"

#include "jobs/jobcenter.h"
#include "ui/details/tallylist.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QApplication>
#include <QMap>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Status = 4;
constexpr int Processing = 6;

QWidget* page(Details& details)
{
    return details.console.visible(u"selectionSummary"_s);
}

bool says(Details& details, const QString& text)
{
    return QTest::qWaitFor(
        [&] {
            if (page(details) == nullptr)
                return false;
            for (auto* label : page(details)->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text() == text)
                    return true;
            }
            return false;
        },
        5000);
}

QString tally(Details& details, const QString& name)
{
    for (auto* list : details.console.window().findChildren<TallyList*>()) {
        if (list->isVisible() && list->accessibleName() == name)
            return list->accessibleDescription();
    }
    return {};
}

/// As a person would count a column of the ticked rows.
QString counted(Details& details, const QList<int>& rows, int column)
{
    QMap<QString, int> numbers;
    for (const int row : rows) {
        const QString word = details.console.cell(row, column);
        ++numbers[word == u"–"_s ? u"None"_s : word];
    }
    QList<std::pair<int, QString>> sorted;
    for (auto it = numbers.cbegin(); it != numbers.cend(); ++it)
        sorted += { -it.value(), it.key() };
    std::ranges::sort(sorted);
    QStringList said;
    for (const auto& [number, word] : sorted)
        said += u"%1 %2"_s.arg(word).arg(-number);
    return said.join(u", "_s);
}

void trigger(Details& details, const QKeySequence& keys)
{
    for (QAction* action : details.console.window().findChildren<QAction*>()) {
        if (action->shortcut() == keys)
            action->trigger();
    }
}

} // namespace

class TestSelectionSummary : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void ticksAreCountedByStateUntilSomebodyIsOpen();
    void whatTheViewDoesNotShowIsSaid();
    void whatIsNotKnownIsSaid();
    void whatWasReadBeforeAJobIsNotSaidAfterIt();
};

void TestSelectionSummary::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestSelectionSummary::ticksAreCountedByStateUntilSomebodyIsOpen()
{
    Details details({ .identities = 1000 });
    details.console.clickCell(0, Tick);
    QVERIFY(page(details) == nullptr); // one is no whole
    QList<int> rows { 0 };
    for (int row = 1; row < 20; ++row) {
        details.console.clickCell(row, Tick);
        rows += row;
    }
    QVERIFY(says(details, u"20 selected"_s));
    QVERIFY(says(details, u"All in this view"_s));
    QTRY_COMPARE(tally(details, u"By status"_s), counted(details, rows, Status));
    QCOMPARE(tally(details, u"By processing state"_s), counted(details, rows, Processing));
    for (auto* label : page(details)->findChildren<QLabel*>())
        QVERIFY2(!label->isVisible() || !label->text().contains(u"not known"_s),
            qPrintable(label->text()));
    QVERIFY(details.open(3)); // a person is more than a number
    QVERIFY(page(details) == nullptr);
    QCOMPARE(details.title(), details.console.cell(3, Name));
}

void TestSelectionSummary::whatTheViewDoesNotShowIsSaid()
{
    Details details({ .identities = 1000 });
    details.console.clickCell(0, Tick);
    details.console.clickCell(1, Tick);
    QVERIFY(says(details, u"2 selected"_s));
    QTRY_VERIFY(!tally(details, u"By status"_s).isEmpty());
    const QString before = tally(details, u"By status"_s);
    details.console.search(u"zz-nobody"_s);
    QVERIFY(QTest::qWaitFor([&] { return !details.console.stateTitle().isEmpty(); }));
    QVERIFY(says(details, u"0 in this view, 2 not in this view"_s));
    // They were read when they were ticked, and are still known.
    QVERIFY(QTest::qWaitFor([&] { return tally(details, u"By status"_s) == before; }));
    QTest::mouseClick(details.console.button(u"Clear filter"_s), Qt::LeftButton);
    QVERIFY(says(details, u"All in this view"_s));
    QVERIFY(QTest::qWaitFor([&] { return !tally(details, u"By status"_s).isEmpty(); }));
}

void TestSelectionSummary::whatIsNotKnownIsSaid()
{
    Details details({ .identities = 1000 });
    trigger(details, QKeySequence::SelectAll);
    trigger(details, QKeySequence::SelectAll);
    const int rows = details.console.rows();
    QVERIFY(says(details, u"%1 selected"_s.arg(rows)));
    QVERIFY(says(details, u"All in this view"_s));
    QVERIFY(says(details,
        u"Counted from 250 that were read. The states of the other %1 are not known."_s.arg(
            rows - 250)));
    details.console.clickCell(0, Tick); // one of them is left out
    QVERIFY(says(details, u"%1 selected"_s.arg(rows - 1)));
    QVERIFY(says(details,
        u"Counted from 249 that were read. The states of the other %1 are not known."_s.arg(
            rows - 250)));
    details.console.search(u"ma"_s);
    QVERIFY(says(details, u"How many of them this view shows is not known."_s));
}

void TestSelectionSummary::whatWasReadBeforeAJobIsNotSaidAfterIt()
{
    Details details({ .identities = 1000 });
    BulkPlan plan { .operation = &inviteIdentities(), .profile = u"acme-demo"_s };
    for (int row = 0; row < 250 && plan.targets.size() < 3; ++row) {
        if (details.console.cell(row, Status) != u"Unregistered"_s)
            continue;
        details.console.table().scrollTo(details.console.table().model()->index(row, 0));
        details.console.clickCell(row, Tick);
        plan.targets += BulkTarget { IdentityId(details.idOf(row)), u"Name"_s, u"alias"_s };
    }
    QCOMPARE(plan.targets.size(), 3);
    QVERIFY(says(details, u"3 selected"_s));
    QTRY_COMPARE(tally(details, u"By status"_s), u"Unregistered 3"_s);
    details.console.search(u"zz-nobody"_s); // no row is left that could be read again
    QVERIFY(says(details, u"0 in this view, 3 not in this view"_s));
    plan.targets.removeLast();
    details.console.jobs().start(plan);
    QTRY_COMPARE_WITH_TIMEOUT(
        tally(details, u"By status"_s), u"Pending 2, Unregistered 1"_s, 10'000);
}

QTEST_MAIN(TestSelectionSummary)
#include "tst_selectionsummary.moc"
