// The sidebar as a person uses it: views are clicked, counted, saved, edited, renamed and deleted
// in the real window.

#include "support/consolewindow.h"

#include "ui/filter/filterbar.h"

#include "models/filter/viewlistmodel.h"
#include "models/table/identitytablemodel.h"
#include "ui/parts/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

class Views
{
public:
    explicit Views(const QString& settings = {})
        : console({ .identities = 2000 }, settings)
    {
        m_isReady = QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
            && console.waitForCounts();
    }

    bool isReady() const { return m_isReady; }
    QTreeView& tree() { return *console.find<QTreeView>(u"views"_s); }
    QModelIndex at(const QString& name)
    {
        const QAbstractItemModel& model = *tree().model();
        for (int group = 0; group < model.rowCount(); ++group) {
            const QModelIndex heading = model.index(group, 0);
            for (int row = 0; row < model.rowCount(heading); ++row) {
                const QModelIndex index = model.index(row, 0, heading);
                if (index.data().toString() == name)
                    return index;
            }
        }
        return {};
    }
    QString count(const QString& name)
    {
        return at(name).data(ViewListModel::CountRole).toString();
    }
    bool isCurrent(const QString& name)
    {
        return at(name).data(ViewListModel::CurrentRole).toBool();
    }
    void click(const QString& name)
    {
        const QRect place = tree().visualRect(at(name));
        QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, place.center());
    }
    /// The table has loaded what it shows, and this many rows of it.
    bool waitFor(const QString& total)
    {
        return QTest::qWaitFor(
            [&] {
                return QString::number(console.rows()) == QString(total).remove(u',')
                    && console.stateTitle().isEmpty();
            },
            10'000);
    }
    /// Chooses from the menu of a view.
    bool choose(const QString& name, const QString& entry)
    {
        const QPoint place = tree().visualRect(at(name)).center();
        QContextMenuEvent event(
            QContextMenuEvent::Mouse, place, tree().viewport()->mapToGlobal(place));
        QApplication::sendEvent(tree().viewport(), &event);
        auto* menu = console.find<QMenu>(u"viewMenu"_s);
        QAction* found = nullptr;
        for (QAction* action : menu == nullptr ? QList<QAction*>() : menu->actions()) {
            if (action->text() == entry && action->isEnabled())
                found = action;
        }
        if (found != nullptr)
            found->trigger();
        if (menu != nullptr)
            delete menu;
        return found != nullptr;
    }
    void key(const QKeySequence& keys)
    {
        for (QAction* action : console.window().findChildren<QAction*>()) {
            if (action->shortcut() == keys && action->isEnabled())
                action->trigger();
        }
    }
    void answer(const QString& name)
    {
        auto* field = console.dialog()->findChild<QLineEdit*>(u"nameField"_s);
        field->selectAll();
        QTest::keyClicks(field, name);
        QTest::mouseClick(
            console.dialog()->findChild<QAbstractButton*>(u"confirm"_s), Qt::LeftButton);
    }
    bool isOpen() { return console.find<QDockWidget>(u"sidebar"_s)->isVisible(); }

    ConsoleWindow console;

private:
    bool m_isReady = false;
};

} // namespace

class TestSidebar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void clickingShowsTheViewAndItsNumberIsTrue_data();
    void clickingShowsTheViewAndItsNumberIsTrue();
    void editedViewsSaySo();
    void theKeyboardOpensViews();
    void countsAreAskedOnceAndOnRequest();
    void failedCountsAreMarkedAndAskedAgain();
    void offlineKeepsTheLastNumbers();
    void viewsAreSavedAndComeBack();
    void aNameThatIsTakenIsReplacedKnowingly();
    void savedViewsAreRenamedReplacedAndDeleted();
    void aViewOfASnapshotIsOfferedToOne();
    void theOrderOfASavedViewComesBack();
    void theSidebarStaysClosed();
    void narrowWindowsStartWithoutIt();
    void textIsNeverMarkup();
};

void TestSidebar::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestSidebar::clickingShowsTheViewAndItsNumberIsTrue_data()
{
    QTest::addColumn<QString>("name");
    for (const NamedView& view : standardViews())
        QTest::newRow(qPrintable(view.name)) << view.name;
}

void TestSidebar::clickingShowsTheViewAndItsNumberIsTrue()
{
    QFETCH(QString, name);
    Views views;
    QVERIFY(views.isReady());
    const QString counted = views.count(name);
    views.click(name);
    QVERIFY(views.isCurrent(name));
    QVERIFY(counted != u"0"_s);
    QVERIFY2(views.waitFor(counted), qPrintable(counted));
    const bool hasChip = views.console.visible(u"filterChip"_s) != nullptr;
    QCOMPARE(hasChip, views.at(name).row() > 2); // the first three are scopes
    QCOMPARE(views.count(name), counted);
}

void TestSidebar::editedViewsSaySo()
{
    Views views;
    QVERIFY(views.isReady());
    views.click(u"Not registered"_s);
    QVERIFY(views.waitFor(views.count(u"Not registered"_s)));
    views.console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor([&] { return views.isCurrent(u"Not registered (edited)"_s); }));
    QCOMPARE(views.at(u"Not registered (edited)"_s).data(Qt::AccessibleTextRole).toString(),
        u"Not registered, edited, %1 identities, shown in the table"_s.arg(
            views.count(u"Not registered (edited)"_s)));
    views.click(u"Not registered (edited)"_s); // back to the view as it is
    QVERIFY(QTest::qWaitFor([&] { return views.isCurrent(u"Not registered"_s); }));
    QVERIFY(views.waitFor(views.count(u"Not registered"_s)));
    QCOMPARE(views.console.find<QLineEdit>(u"quickSearch"_s)->text(), QString());
    auto* scope = views.console.find<QComboBox>(u"scope"_s);
    views.click(u"Uncorrelated"_s);
    QCOMPARE(scope->currentText(), u"Uncorrelated"_s);
    scope->setCurrentIndex(scope->findText(u"All"_s));
    QVERIFY(QTest::qWaitFor([&] { return views.isCurrent(u"All identities"_s); }));
}

void TestSidebar::theKeyboardOpensViews()
{
    Views views;
    QVERIFY(views.isReady());
    views.console.window().activateWindow();
    views.key(QKeySequence(u"Shift+F6"_s));
    views.key(QKeySequence(u"Shift+F6"_s));
    QVERIFY(views.tree().hasFocus());
    QVERIFY(views.isCurrent(views.tree().currentIndex().data().toString()));
    const int rows = views.console.rows();
    QTest::keyClick(&views.tree(), Qt::Key_Down);
    QCOMPARE(views.tree().currentIndex().data().toString(), u"All identities"_s);
    QCOMPARE(views.console.rows(), rows); // an arrow only looks
    QTest::keyClick(&views.tree(), Qt::Key_Return);
    QVERIFY(views.waitFor(views.count(u"All identities"_s)));
    QVERIFY(views.tree().hasFocus());
    QTest::keyClick(&views.tree(), Qt::Key_End);
    QCOMPARE(views.tree().currentIndex().data().toString(), u"Protected"_s); // not the hint
}

void TestSidebar::countsAreAskedOnceAndOnRequest()
{
    Views views;
    QVERIFY(views.isReady());
    const QString before = views.count(u"Locked"_s);
    const int asked = views.console.tenant().activity().requests;
    views.click(u"Locked"_s);
    QVERIFY(views.waitFor(before));
    views.click(u"All correlated"_s);
    QVERIFY(views.waitFor(views.count(u"All correlated"_s)));
    QVERIFY(views.console.tenant().activity().requests - asked <= 3); // the rows, nothing else
    QVERIFY(views.choose(u"Locked"_s, u"Count again"_s));
    QCOMPARE(views.count(u"Locked"_s), u"…"_s);
    QVERIFY(views.console.waitForCounts());
    QCOMPARE(views.count(u"Locked"_s), before);
    QVERIFY(views.choose(u"Pending"_s, u"Count all again"_s));
    QCOMPARE(views.count(u"Protected"_s), u"…"_s);
    QVERIFY(views.console.waitForCounts());
}

void TestSidebar::failedCountsAreMarkedAndAskedAgain()
{
    Views views;
    QVERIFY(views.isReady());
    views.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
        .count = 1,
        .pathContains = u"/identities"_s,
        .status = 403 });
    QVERIFY(views.choose(u"Locked"_s, u"Count again"_s));
    const auto problem
        = [&] { return views.at(u"Locked"_s).data(ViewListModel::ProblemRole).toString(); };
    QVERIFY(QTest::qWaitFor([&] { return !problem().isEmpty(); }, 10'000));
    QVERIFY2(problem().startsWith(u"Not allowed: list identities."_s), qPrintable(problem()));
    QCOMPARE(views.count(u"Locked"_s), QString());
    QVERIFY(views.choose(u"Locked"_s, u"Count again"_s));
    QVERIFY(views.console.waitForCounts());
    QVERIFY(problem().isEmpty());
}

void TestSidebar::offlineKeepsTheLastNumbers()
{
    Views views;
    QVERIFY(views.isReady());
    const QString before = views.count(u"Locked"_s);
    views.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
        .count = 1,
        .pathContains = u"/identities"_s,
        .status = 403 });
    QVERIFY(views.choose(u"Pending"_s, u"Count again"_s));
    const auto problem
        = [&] { return views.at(u"Pending"_s).data(ViewListModel::ProblemRole).toString(); };
    QVERIFY(QTest::qWaitFor([&] { return !problem().isEmpty(); }, 10'000));
    views.console.tenant().stop();
    views.key(Qt::Key_F5);
    const auto isOld
        = [&] { return views.at(u"Locked"_s).data(ViewListModel::CountIsOldRole).toBool(); };
    QVERIFY(QTest::qWaitFor(isOld, 20'000));
    QCOMPARE(views.count(u"Locked"_s), before);
    QVERIFY(problem().isEmpty()); // the number of before is worth more now
    QString why;
    QVERIFY2(views.console.restartTenant(&why), qPrintable(why));
    QTest::mouseClick(views.console.button(u"Try now"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !isOld(); }, 20'000));
    QVERIFY(views.console.waitForCounts()); // what failed is asked for by itself
    QVERIFY(problem().isEmpty());
}

void TestSidebar::viewsAreSavedAndComeBack()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    QString number;
    {
        Views views(settings);
        QVERIFY(views.isReady());
        views.click(u"Not registered"_s);
        QVERIFY(views.waitFor(views.count(u"Not registered"_s)));
        views.console.search(u"m"_s);
        QVERIFY(QTest::qWaitFor([&] { return views.isCurrent(u"Not registered (edited)"_s); }));
        QVERIFY(QTest::qWaitFor([&] { return views.console.rows() > 0; }));
        views.key(QKeySequence(u"Ctrl+D"_s));
        QVERIFY(views.console.dialog() != nullptr);
        const QString words = views.console.dialog()->findChild<QLabel*>(u"nameWords"_s)->text();
        QVERIFY2(words.contains(u"Status is Unregistered"_s), qPrintable(words));
        views.answer(u"To invite, M"_s);
        QVERIFY(views.isCurrent(u"To invite, M"_s));
        QVERIFY(views.console.waitForCounts());
        number = views.count(u"To invite, M"_s);
        QCOMPARE(number.toInt(), views.console.rows());
    }
    Views views(settings);
    QVERIFY(views.isReady());
    QVERIFY(views.isCurrent(u"All correlated"_s)); // yesterday's filter hides nobody today
    views.click(u"All identities"_s);
    QVERIFY(views.waitFor(views.count(u"All identities"_s)));
    views.click(u"To invite, M"_s);
    QVERIFY(views.waitFor(number));
    QCOMPARE(views.console.find<QLineEdit>(u"quickSearch"_s)->text(), u"m"_s);
}

void TestSidebar::aNameThatIsTakenIsReplacedKnowingly()
{
    Views views;
    QVERIFY(views.isReady());
    views.click(u"Locked"_s);
    auto* bookmark = views.console.find<QToolButton>(u"historyButton"_s);
    emit bookmark->menu()->aboutToShow();
    bookmark->menu()->actions().constFirst()->trigger(); // the same as Ctrl+D
    views.answer(u"Mine"_s);
    views.click(u"Pending"_s);
    views.key(QKeySequence(u"Ctrl+D"_s));
    QDialog* dialog = views.console.dialog();
    auto* field = dialog->findChild<QLineEdit*>(u"nameField"_s);
    auto* confirm = dialog->findChild<QAbstractButton*>(u"confirm"_s);
    auto* note = dialog->findChild<QLabel*>(u"nameNote"_s);
    QCOMPARE(field->text(), u"Correlated: Status is Pending"_s);
    QCOMPARE(confirm->text(), u"Save"_s);
    field->clear();
    QVERIFY(!confirm->isEnabled());
    QTest::keyClicks(field, u" mine "_s);
    QCOMPARE(confirm->text(), u"Replace"_s);
    QCOMPARE(note->text(), u"There is a view “Mine”. It is replaced."_s);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(views.isCurrent(u"Pending"_s));
    QVERIFY(views.at(u"Mine"_s).isValid());
}

void TestSidebar::savedViewsAreRenamedReplacedAndDeleted()
{
    Views views;
    QVERIFY(views.isReady());
    for (const QString& name : { u"One"_s, u"Two"_s }) {
        views.key(QKeySequence(u"Ctrl+D"_s));
        views.answer(name);
    }
    QVERIFY(!views.choose(u"Locked"_s, u"Delete"_s)); // the console's own stay
    QVERIFY(views.choose(u"Two"_s, u"Rename…"_s));
    QDialog* dialog = views.console.dialog();
    auto* field = dialog->findChild<QLineEdit*>(u"nameField"_s);
    field->setText(u"one"_s);
    QVERIFY(!dialog->findChild<QAbstractButton*>(u"confirm"_s)->isEnabled());
    views.answer(u"Second"_s);
    QVERIFY(views.isCurrent(u"Second"_s));
    QVERIFY(!views.at(u"Two"_s).isValid());
    QVERIFY(!views.choose(u"Second"_s, u"Replace with what is shown"_s)); // it is that already
    views.click(u"Locked"_s);
    QVERIFY(views.choose(u"Second"_s, u"Replace with what is shown"_s));
    QVERIFY(views.isCurrent(u"Second"_s));
    QVERIFY(views.choose(u"Second"_s, u"Delete"_s));
    QVERIFY(!views.at(u"Second"_s).isValid());
    QVERIFY(views.isCurrent(u"Locked"_s));
    QVERIFY(views.choose(u"Locked"_s, u"Bring back “Second”"_s));
    QVERIFY(views.at(u"Second"_s).isValid());
    QVERIFY(views.choose(u"One"_s, u"Delete"_s));
    QVERIFY(views.choose(u"Second"_s, u"Delete"_s));
    QVERIFY(views.at(u"None yet. Ctrl+D saves one."_s).isValid());
}

void TestSidebar::aViewOfASnapshotIsOfferedToOne()
{
    Views views;
    QVERIFY(views.isReady());
    auto& bar = *views.console.window().findChild<FilterBar*>();
    bar.setReach(FilterReach::Snapshot);
    bar.show(IdentityScope::All, u"lastRefresh lt now-30d"_s);
    views.key(QKeySequence(u"Ctrl+D"_s));
    views.answer(u"Silent"_s);
    QVERIFY(!bar.setReach(FilterReach::ListApi)); // back to what the tenant was asked
    QCOMPARE(bar.filter(), QString());
    const QModelIndex view = views.at(u"Silent"_s);
    QCOMPARE(view.data(ViewListModel::IconRole).toString(), u"camera"_s);
    QVERIFY(view.data(Qt::ToolTipRole).toString().contains(u"Only a snapshot can show"_s));

    views.click(u"Silent"_s);
    QCOMPARE(bar.filter(), QString());
    QVERIFY(!views.isCurrent(u"Silent"_s));
    auto* expression = views.console.find<QLineEdit>(u"expression"_s);
    QCOMPARE(expression->text(), u"lastRefresh lt now-30d"_s);
    QSignalSpy wanted(&bar, &FilterBar::snapshotWanted);
    auto* link = bar.findChild<QAbstractButton*>(u"answerFromSnapshot"_s);
    QVERIFY(link->isVisible());
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().at(0).toString(), u"lastRefresh lt now-30d"_s);
    QCOMPARE(wanted.first().at(1).value<IdentityScope>(), IdentityScope::All);
}

void TestSidebar::theOrderOfASavedViewComesBack()
{
    Views views;
    QVERIFY(views.isReady());
    const QString first = views.console.cell(0, 1);
    views.console.clickHeader(1);
    QVERIFY(QTest::qWaitFor(
        [&] { return !views.console.cell(0, 1).isEmpty() && views.console.cell(0, 1) != first; }));
    const QString last = views.console.cell(0, 1);
    views.key(QKeySequence(u"Ctrl+D"_s));
    views.answer(u"Backwards"_s);
    views.click(u"All correlated"_s);
    QVERIFY(QTest::qWaitFor([&] { return views.console.cell(0, 1) == first; }));
    views.click(u"Backwards"_s);
    QVERIFY(QTest::qWaitFor([&] { return views.console.cell(0, 1) == last; }));
    views.console.clickHeader(1);
    QVERIFY(QTest::qWaitFor([&] { return views.isCurrent(u"Backwards (edited)"_s); }));
}

void TestSidebar::theSidebarStaysClosed()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    {
        Views views(settings);
        QVERIFY(views.isReady() && views.isOpen());
        auto* dock = views.console.find<QDockWidget>(u"sidebar"_s);
        QCOMPARE(dock->width(), 208);
        for (auto* button : dock->findChildren<QAbstractButton*>()) {
            if (button->accessibleName() == u"Close the views pane"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(!views.isOpen());
        views.console.window().close();
    }
    ConsoleWindow console({ .identities = 300 }, settings);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    auto* dock = console.find<QDockWidget>(u"sidebar"_s);
    QVERIFY(!dock->isVisible());
    const int asked = console.tenant().activity().requests;
    QVERIFY(asked <= 3); // what nobody sees is not counted
    dock->toggleViewAction()->trigger(); // View ▸ Panes
    QVERIFY(dock->isVisible());
    QVERIFY(console.waitForCounts());
}

void TestSidebar::narrowWindowsStartWithoutIt()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    {
        QMainWindow narrow;
        narrow.resize(1100, 800);
        Settings kept(settings);
        kept.setProfile(u"acme-demo"_s);
        kept.setValue(Setting::WindowGeometry, narrow.saveGeometry());
    }
    ConsoleWindow console({ .identities = 300 }, settings);
    QVERIFY(console.window().width() <= 1100); // newer versions of Qt fit it into the screen
    QVERIFY(!console.find<QDockWidget>(u"sidebar"_s)->isVisible());
    QVERIFY(console.find<QDockWidget>(u"details"_s)->isVisible());
}

void TestSidebar::textIsNeverMarkup()
{
    Views views;
    QVERIFY(views.isReady());
    views.console.search(u"<b>x</b>"_s);
    views.key(QKeySequence(u"Ctrl+D"_s));
    QCOMPARE(
        views.console.dialog()->findChild<QLabel*>(u"nameWords"_s)->textFormat(), Qt::PlainText);
    views.answer(u"<b>bold</b> & more"_s);
    QVERIFY(views.isCurrent(u"<b>bold</b> & more"_s));
    QVERIFY(views.choose(u"<b>bold</b> & more"_s, u"Delete"_s));
    QVERIFY(views.choose(u"Locked"_s, u"Bring back “<b>bold</b> && more”"_s));
}

QTEST_MAIN(TestSidebar)
#include "tst_sidebar.moc"
