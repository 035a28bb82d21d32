// The filter bar and the table's menu as a person uses them, against a demo tenant over HTTP.

#include "support/consolewindow.h"
#include "support/filtertexts.h"

#include "ui/filter/conditionform.h"
#include "ui/filter/filterbar.h"
#include "ui/parts/flowlayout.h"

#include "api/filter/filterparser.h"
#include "base/plaintext.h"
#include "models/table/identitytablemodel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Name = 1;
constexpr int Email = 3;
constexpr int Status = 4;
constexpr int Lifecycle = 5;

/// The window with its filter bar at hand.
struct Bar
{
    explicit Bar(quint32 people = 400)
        : console({ .identities = people })
        , bar(*console.window().findChild<FilterBar*>())
        , search(console.find<QLineEdit>(u"quickSearch"_s))
        , expression(console.find<QLineEdit>(u"expression"_s))
        , expressionButton(console.find<QToolButton>(u"expressionButton"_s))
    {
        const bool loaded = QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000);
        if (!loaded || !console.waitForLoadedScreen())
            qFatal("The list does not load.");
        total = console.rows();
    }

    QList<QToolButton*> chips() { return bar.findChildren<QToolButton*>(u"filterChip"_s); }
    QList<QToolButton*> words() { return bar.findChildren<QToolButton*>(u"joiner"_s); }
    QStringList chipTexts()
    {
        QStringList texts;
        for (const QToolButton* chip : chips())
            texts += chip->text();
        return texts;
    }
    void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    void show(const QString& filter) { bar.show(IdentityScope::Correlated, filter); }
    QString state() { return expression->accessibleDescription(); }
    /// Waits for a list that is shorter than without a filter, and not empty.
    bool isNarrowed()
    {
        return QTest::qWaitFor(
                   [this] { return console.rows() > 0 && console.rows() < total; }, 10'000)
            && console.waitForLoadedScreen();
    }
    bool hasResult()
    {
        return QTest::qWaitFor([this] { return state().contains(u" match"_s); }, 10'000);
    }
    QColor fill() { return expression->palette().color(QPalette::Base); }
    QListWidget* suggestions() { return console.find<QListWidget>(u"suggestions"_s); }
    ConditionForm* form() { return bar.findChild<ConditionForm*>(); }
    template <class T> T* inForm(const char* name)
    {
        return form()->findChild<T*>(QString::fromLatin1(name));
    }
    void addCondition() { click(console.find<QToolButton>(u"addCondition"_s)); }
    void choose(const char* combo, const QString& text)
    {
        auto* box = inForm<QComboBox>(combo);
        box->setCurrentIndex(box->findText(text));
    }

    ConsoleWindow console;
    FilterBar& bar;
    QLineEdit* search;
    QLineEdit* expression;
    QToolButton* expressionButton;
    int total = 0;
};

QMenu* openMenu(const char* name)
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* menu = qobject_cast<QMenu*>(widget);
        if (menu != nullptr && menu->isVisible() && menu->objectName() == QString::fromLatin1(name))
            return menu;
    }
    return nullptr;
}

QAction* actionIn(QMenu* menu, const QString& text)
{
    if (menu == nullptr)
        return nullptr;
    for (QAction* action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

/// As a click on the entry.
bool choose(QMenu* menu, const QString& text)
{
    QAction* action = actionIn(menu, text);
    if (action == nullptr || !action->isEnabled())
        return false;
    const QPoint place = menu->actionGeometry(action).center();
    QTest::mouseMove(menu, place);
    QTest::mouseClick(menu, Qt::LeftButton, {}, place);
    return true;
}

void askForMenu(QWidget* widget, const QPoint& at)
{
    QTest::mouseMove(widget, at);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, widget->mapToGlobal(at));
    QApplication::sendEvent(widget, &event);
}

QMenu* cellMenu(Bar& bar, int row, int column)
{
    QTableView& table = bar.console.table();
    askForMenu(table.viewport(), table.visualRect(table.model()->index(row, column)).center());
    return openMenu("rowMenu");
}

} // namespace

class TestFilterBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void conditionByTheForm();
    void formOffersOnlyWhatIsLegal();
    void formSaysWhatIsWrongAndEscKeeps();
    void severalIds();
    void chipIsEditedAndRemoved();
    void theWordBetweenIsAButton();
    void negateGroupUngroup();
    void aMemberOfAGroupIsEdited();
    void threeFormsOneFilter();
    void tooDeepStaysAnExpression();
    void mistakesKeepTheExpression();
    void everyExpressionState();
    void stopGoesBack();
    void messageMovesTheCaret();
    void suggestionsByKeys();
    void enterAppliesUnlessHighlighted();
    void historyByClicks();
    void cellsBecomeFilters();
    void cellsThatCannotSayWhy();
    void copiesFromTheMenu();
    void anyTextSurvivesTheForm();
    void everythingFitsInANarrowWindow();
    void flowBreaksLines();
};

void TestFilterBar::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestFilterBar::conditionByTheForm()
{
    Bar bar;
    bar.addCondition();
    QVERIFY(bar.form()->isVisible());
    bar.choose("conditionField", u"Status"_s);
    bar.choose("conditionChoice", u"Active"_s);
    QTest::keyClick(bar.inForm<QComboBox>("conditionChoice"), Qt::Key_Return);
    QVERIFY(!bar.form()->isVisible());
    QCOMPARE(bar.chipTexts(), QStringList { u"Status is Active"_s });
    QCOMPARE(bar.bar.filter(), u"cloudStatus eq \"ACTIVE\""_s);
    QVERIFY(bar.isNarrowed());
    QCOMPARE(bar.console.cell(0, Status), u"Active"_s);

    bar.addCondition();
    auto* text = bar.inForm<QLineEdit>("conditionText");
    QVERIFY(text->hasFocus());
    QTest::keyClicks(text, u"M"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(bar.bar.filter(), u"cloudStatus eq \"ACTIVE\" and name sw \"M\""_s);
    QCOMPARE(bar.bar.words(), u"Status is Active and Display name begins with \"M\""_s);
    QCOMPARE(bar.console.window().focusWidget(), bar.chips().last());
}

void TestFilterBar::formOffersOnlyWhatIsLegal()
{
    Bar bar;
    bar.addCondition();
    auto* field = bar.inForm<QComboBox>("conditionField");
    auto* op = bar.inForm<QComboBox>("conditionOperator");
    const auto operators = [&](const QString& name) {
        bar.choose("conditionField", name);
        QStringList texts;
        for (int i = 0; i < op->count(); ++i)
            texts += op->itemText(i);
        return texts.join(u", "_s);
    };
    const QString both = u"begins with, is, does not begin with, is not"_s;
    for (const QString& name :
        { u"Display name"_s, u"Account name"_s, u"First name"_s, u"Last name"_s, u"Email"_s })
        QCOMPARE(operators(name), both);
    for (const QString& name :
        { u"Status"_s, u"Processing state"_s, u"Correlated"_s, u"Protected"_s })
        QCOMPARE(operators(name), u"is, is not"_s);
    QCOMPARE(operators(u"Id"_s), u"is, is one of, is not, is none of"_s);
    QCOMPARE(operators(u"Any name or email"_s), u"begins with, does not begin with"_s);
    for (const QString& name : { u"Lifecycle state"_s, u"Manager"_s, u"Any attribute"_s }) {
        const int row = field->findText(name);
        QVERIFY(row >= 0);
        QVERIFY(!(field->model()->index(row, 0).flags() & Qt::ItemIsEnabled));
        QCOMPARE(field->itemData(row, Qt::ToolTipRole).toString(),
            u"The list API cannot filter by this"_s);
    }
    bar.form()->hide();
}

void TestFilterBar::formSaysWhatIsWrongAndEscKeeps()
{
    Bar bar;
    bar.show(u"name sw \"a\""_s);
    bar.click(bar.chips().first());
    auto* text = bar.inForm<QLineEdit>("conditionText");
    auto* problem = bar.inForm<QLabel>("conditionProblem");
    QCOMPARE(text->text(), u"a"_s);
    text->clear();
    QTest::keyClick(text, Qt::Key_Return);
    QVERIFY(bar.form()->isVisible());
    QCOMPARE(problem->text(), u"Write a value."_s);
    QCOMPARE(text->accessibleDescription(), problem->text());
    text->setText(u"a\tb"_s);
    QVERIFY(problem->text().contains(u"control characters"_s));
    QTest::keyClicks(text, u"x"_s);
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!bar.form()->isVisible());
    QCOMPARE(bar.chipTexts(), QStringList { u"Display name begins with a"_s });
}

void TestFilterBar::severalIds()
{
    Bar bar;
    const auto id = [&](int row) {
        return bar.console.table()
            .model()
            ->index(row, 0)
            .data(IdentityTableModel::IdentityIdRole)
            .toString();
    };
    const QStringList ids { id(2), id(5) };
    bar.addCondition();
    bar.choose("conditionField", u"Id"_s);
    bar.choose("conditionOperator", u"is one of"_s);
    auto* list = bar.inForm<QPlainTextEdit>("conditionList");
    QVERIFY(list->isVisible());
    list->setPlainText(ids.join(u'\n'));
    QTest::keyClick(list, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(bar.console.waitForRows(2));
    QCOMPARE(bar.bar.filter(), u"id in (\"%1\",\"%2\")"_s.arg(ids[0], ids[1]));
}

void TestFilterBar::chipIsEditedAndRemoved()
{
    Bar bar;
    bar.show(u"name sw \"a\" and cloudStatus eq \"LOCKED\""_s);
    QCOMPARE(bar.chips().size(), 2);
    auto* remove = bar.chips().first()->findChild<QToolButton*>(u"removeChip"_s);
    QCOMPARE(remove->accessibleName(), u"Remove condition Display name begins with \"a\""_s);
    QTest::keyClick(bar.chips().last(), Qt::Key_Return); // as a click
    QVERIFY(bar.form()->isVisible());
    bar.choose("conditionOperator", u"is not"_s);
    bar.click(bar.console.button(u"Apply"_s, bar.form()));
    QCOMPARE(bar.bar.filter(), u"name sw \"a\" and not (cloudStatus eq \"LOCKED\")"_s);
    QTest::keyClick(bar.chips().last(), Qt::Key_Delete);
    QCOMPARE(bar.bar.filter(), u"name sw \"a\""_s);
    QVERIFY(bar.chips().first()->hasFocus());
    bar.click(bar.chips().first()->findChild<QToolButton*>(u"removeChip"_s));
    QCOMPARE(bar.bar.filter(), QString());
    QVERIFY(bar.chips().isEmpty());
    QVERIFY(bar.console.waitForRows(bar.total));
}

void TestFilterBar::theWordBetweenIsAButton()
{
    Bar bar;
    bar.show(u"name sw \"a\" and name sw \"b\""_s);
    QCOMPARE(bar.words().first()->text(), u"and"_s);
    QVERIFY(QTest::qWaitFor([&] { return !bar.console.stateTitle().isEmpty(); }));
    bar.click(bar.words().first());
    QCOMPARE(bar.words().first()->text(), u"or"_s);
    QVERIFY(bar.words().first()->hasFocus());
    QCOMPARE(bar.bar.filter(), u"name sw \"a\" or name sw \"b\""_s);
    QVERIFY(QTest::qWaitFor([&] { return bar.console.rows() > 0; }));
}

void TestFilterBar::negateGroupUngroup()
{
    Bar bar;
    bar.show(u"name sw \"a\" and cloudStatus eq \"LOCKED\" and cloudStatus eq \"DISABLED\""_s);
    const auto menuOf = [&](int chip) {
        QToolButton* widget = bar.chips().at(chip);
        askForMenu(widget, widget->rect().center());
        return openMenu("chipMenu");
    };
    QVERIFY(choose(menuOf(1), u"Group with next: one of both is enough"_s));
    QCOMPARE(bar.chipTexts(),
        (QStringList { u"Display name begins with a"_s, u"(Status is Locked or Disabled)"_s }));
    QVERIFY(choose(menuOf(1), u"Negate"_s));
    QCOMPARE(bar.chipTexts().last(), u"not (Status is Locked or Disabled)"_s);
    QCOMPARE(bar.bar.filter(),
        u"name sw \"a\" and not (cloudStatus eq \"LOCKED\" or cloudStatus eq \"DISABLED\")"_s);
    QVERIFY(choose(menuOf(1), u"Remove the “not”"_s));
    QVERIFY(choose(menuOf(1), u"Ungroup"_s));
    QCOMPARE(bar.chips().size(), 3);
    QVERIFY(choose(menuOf(0), u"Negate"_s));
    QCOMPARE(bar.chipTexts().first(), u"Display name does not begin with a"_s);
    QVERIFY(choose(menuOf(0), u"Remove"_s));
    QCOMPARE(bar.chips().size(), 2);
    QVERIFY(!actionIn(menuOf(0), u"Group with next: one of both is enough"_s)->isEnabled());
    openMenu("chipMenu")->close();
}

void TestFilterBar::aMemberOfAGroupIsEdited()
{
    Bar bar;
    bar.show(u"name sw \"a\" and not (cloudStatus eq \"LOCKED\" or protected eq true)"_s);
    bar.click(bar.chips().last());
    QVERIFY(choose(openMenu("chipMenu"), u"Edit Protected is Yes…"_s));
    QVERIFY(bar.form()->isVisible());
    bar.choose("conditionChoice", u"No"_s);
    QTest::keyClick(bar.form(), Qt::Key_Return);
    QCOMPARE(bar.bar.filter(),
        u"name sw \"a\" and not (cloudStatus eq \"LOCKED\" or protected eq false)"_s);
}

void TestFilterBar::threeFormsOneFilter()
{
    Bar bar;
    bar.console.search(u"ma"_s);
    bar.click(bar.expressionButton);
    QVERIFY(bar.expression->isVisible() && bar.expression->hasFocus());
    QVERIFY(!bar.search->isEnabled());
    QCOMPARE(bar.search->toolTip(), u"Included in the expression"_s);
    QVERIFY(bar.expression->text().startsWith(u"name sw \"ma\" or alias sw \"ma\""_s));
    bar.expression->setText(u'(' + bar.expression->text() + u") and   cloudStatus eq \"ACTIVE\""_s);
    const QString written = bar.expression->text();
    bar.click(bar.expressionButton); // what was written counts
    QVERIFY(!bar.expressionButton->isChecked());
    QCOMPARE(bar.search->text(), u"ma"_s);
    QCOMPARE(bar.chipTexts(), QStringList { u"Status is Active"_s });
    bar.click(bar.expressionButton);
    QCOMPARE(bar.expression->text(), written); // as it was written
    bar.click(bar.expressionButton);
    bar.bar.clearSearch();
    QCOMPARE(bar.bar.filter(), u"cloudStatus eq \"ACTIVE\""_s);
    bar.click(bar.expressionButton);
    QCOMPARE(bar.expression->text(), u"cloudStatus eq \"ACTIVE\""_s);
}

void TestFilterBar::tooDeepStaysAnExpression()
{
    Bar bar;
    const QString deep = u"name sw \"a\" and (protected eq true or (name sw \"b\" and "
                         "protected eq false))"_s;
    bar.show(deep);
    QVERIFY(bar.expressionButton->isChecked());
    QCOMPARE(bar.expression->text(), deep);
    bar.click(bar.expressionButton);
    QVERIFY(bar.expressionButton->isChecked());
    QVERIFY(QTest::qWaitFor(
        [&] { return bar.state().contains(u"Conditions cannot show groups inside groups."_s); }));
    QCOMPARE(bar.bar.filter(), deep);
}

void TestFilterBar::mistakesKeepTheExpression()
{
    Bar bar;
    bar.click(bar.expressionButton);
    QTest::keyClicks(bar.expression, u"name co \"x\""_s);
    bar.click(bar.expressionButton);
    QVERIFY(bar.expressionButton->isChecked());
    QCOMPARE(bar.expression->text(), u"name co \"x\""_s);
    QVERIFY(bar.state().contains(u"once this is corrected"_s));
}

void TestFilterBar::everyExpressionState()
{
    Bar bar;
    const ThemeColors& colors = themeColors(bar.bar.palette());
    auto* apply = bar.console.find<QAbstractButton>(u"applyExpression"_s);
    bar.click(bar.expressionButton);
    QCOMPARE(bar.state(), u"All correlated identities."_s);
    QCOMPARE(bar.fill(), bar.bar.palette().color(QPalette::Base));
    QVERIFY(!apply->isEnabled());
    QTest::keyClicks(bar.expression, u"name sw"_s);
    QCOMPARE(bar.state(), u"Position 8: A value is missing after sw."_s);
    QCOMPARE(bar.fill(), colors.filterInvalid.fill);
    QVERIFY(!apply->isEnabled());
    QTest::keyClicks(bar.expression, u" \"m\""_s);
    QCOMPARE(bar.state(), u"Press Enter to apply."_s);
    QCOMPARE(bar.fill(), colors.filterValid.fill);
    QVERIFY(apply->isEnabled());
    bar.console.tenant().faults().set({ .latencyMs = 600 });
    bar.click(apply);
    QVERIFY(QTest::qWaitFor([&] { return bar.fill() == colors.filterBusy.fill; }));
    QCOMPARE(bar.state(), u"Loading…"_s);
    QVERIFY(bar.hasResult());
    QCOMPARE(bar.fill(), bar.bar.palette().color(QPalette::Base));
    QVERIFY(!apply->isEnabled());
}

void TestFilterBar::stopGoesBack()
{
    Bar bar;
    bar.click(bar.expressionButton);
    QTest::keyClicks(bar.expression, u"name sw \"m\""_s);
    bar.console.tenant().faults().set({ .latencyMs = 1500 });
    QTest::keyClick(bar.expression, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return bar.console.button(u"Stop"_s, &bar.bar) != nullptr; }));
    bar.console.tenant().faults().set({});
    bar.click(bar.console.button(u"Stop"_s, &bar.bar));
    QVERIFY(bar.console.waitForRows(bar.total));
    QCOMPARE(bar.bar.filter(), QString());
    QCOMPARE(bar.expression->text(), u"name sw \"m\""_s);
    QCOMPARE(bar.state(), u"Press Enter to apply."_s);
}

void TestFilterBar::messageMovesTheCaret()
{
    Bar bar;
    bar.click(bar.expressionButton);
    QTest::keyClicks(bar.expression, u"name sw \"m\" and email co \"x\""_s);
    QTest::keyClick(bar.expression, Qt::Key_Escape); // the suggestions, if any
    bar.console.table().setFocus();
    bar.click(bar.console.find<QLabel>(u"filterMessage"_s));
    QVERIFY(bar.expression->hasFocus());
    QCOMPARE(bar.expression->cursorPosition(), 22);
    QVERIFY(bar.expression->grab().toImage() != QImage()); // the wave is painted without harm
}

void TestFilterBar::suggestionsByKeys()
{
    Bar bar;
    bar.click(bar.expressionButton);
    QTest::keyClicks(bar.expression, u"cl"_s);
    QVERIFY(bar.suggestions()->isVisible());
    QCOMPARE(bar.suggestions()->count(), 1);
    QTest::keyClick(bar.expression, Qt::Key_Down);
    QTest::keyClick(bar.expression, Qt::Key_Return);
    QCOMPARE(bar.expression->text(), u"cloudStatus "_s);
    QTest::keyClick(bar.expression, Qt::Key_Down);
    QTest::keyClick(bar.expression, Qt::Key_Tab);
    QCOMPARE(bar.expression->text(), u"cloudStatus eq "_s);
    QVERIFY(bar.expression->hasFocus());
    QCOMPARE(bar.suggestions()->count(), 10);
    QTest::keyClick(bar.expression, Qt::Key_Up); // from the end
    QTest::keyClick(bar.expression, Qt::Key_Return);
    QCOMPARE(bar.expression->text(), u"cloudStatus eq \"LOCKED\" "_s);
    QCOMPARE(bar.bar.filter(), QString()); // nothing was applied by choosing
    QTest::keyClick(bar.expression, Qt::Key_Escape);
    QVERIFY(!bar.suggestions()->isVisible());
    QVERIFY(bar.expression->hasFocus());
    QTest::keyClicks(bar.expression, u"an"_s);
    QListWidget* list = bar.suggestions();
    QTest::mouseClick(
        list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QCOMPARE(bar.expression->text(), u"cloudStatus eq \"LOCKED\" and "_s);
    bar.console.table().setFocus();
    QVERIFY(!bar.suggestions()->isVisible());
}

void TestFilterBar::enterAppliesUnlessHighlighted()
{
    Bar bar;
    bar.click(bar.expressionButton);
    QTest::keyClicks(bar.expression, u"protected eq false "_s);
    QVERIFY(bar.suggestions()->isVisible()); // and, or
    QTest::keyClick(bar.expression, Qt::Key_Return);
    QCOMPARE(bar.bar.filter(), u"protected eq false"_s);
    QVERIFY(!bar.suggestions()->isVisible());
    QVERIFY(bar.hasResult());
}

void TestFilterBar::historyByClicks()
{
    Bar bar;
    QSignalSpy changed(&bar.bar, &FilterBar::historyChanged);
    bar.show(u"cloudStatus eq \"LOCKED\""_s);
    bar.bar.show(IdentityScope::All, u"name sw \"a & b\""_s);
    QVERIFY(changed.size() >= 2);
    QCOMPARE(bar.bar.history(),
        (QStringList { u"all name sw \"a & b\""_s, u"correlated cloudStatus eq \"LOCKED\""_s }));
    auto* button = bar.console.find<QToolButton>(u"historyButton"_s);
    QMenu* menu = button->menu();
    const auto open = [&] {
        menu->popup(button->mapToGlobal(QPoint(0, button->height())));
        return menu;
    };
    QVERIFY(actionIn(open(), u"All: Display name begins with \"a && b\""_s) != nullptr);
    QVERIFY(choose(menu, u"Correlated: Status is Locked"_s));
    QCOMPARE(bar.bar.filter(), u"cloudStatus eq \"LOCKED\""_s);
    QCOMPARE(bar.bar.scope(), IdentityScope::Correlated);
    QCOMPARE(bar.console.find<QComboBox>(u"scope"_s)->currentText(), u"Correlated"_s);
    QVERIFY(choose(open(), u"Copy filter text"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"cloudStatus eq \"LOCKED\""_s);
    QVERIFY(choose(open(), u"Clear history"_s));
    QCOMPARE(bar.bar.history(), QStringList());
    bar.bar.setHistory({ u"uncorrelated protected eq true"_s });
    QVERIFY(actionIn(open(), u"Uncorrelated: Protected is Yes"_s) != nullptr);
    menu->close();
}

void TestFilterBar::cellsBecomeFilters()
{
    Bar bar;
    const QString who = bar.console.cell(3, Name);
    QMenu* menu = cellMenu(bar, 3, Name);
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->actions().first()->text(), QString(who).replace(u'&', u"&&"_s));
    QVERIFY(!menu->actions().first()->isEnabled());
    QVERIFY(!actionIn(menu, u"Or this value"_s)->isEnabled()); // nothing to add to
    QVERIFY(choose(menu, u"Filter by this value"_s));
    QVERIFY(QTest::qWaitFor([&] { return bar.console.rows() > 0 && bar.console.rows() < 10; }));
    QVERIFY(bar.console.waitForLoadedScreen());
    for (int row = 0; row < bar.console.rows(); ++row)
        QCOMPARE(bar.console.cell(row, Name).toCaseFolded(), who.toCaseFolded());

    bar.bar.clear();
    QVERIFY(bar.console.waitForRows(bar.total));
    QVERIFY(choose(cellMenu(bar, 0, Status), u"Exclude this value"_s));
    QVERIFY(bar.bar.filter().startsWith(u"not (cloudStatus eq "_s));
    QVERIFY(bar.isNarrowed());
    QVERIFY(choose(cellMenu(bar, 0, Status), u"And this value"_s));
    QCOMPARE(bar.chips().size(), 2);
    QVERIFY(bar.isNarrowed());
    QVERIFY(choose(cellMenu(bar, 0, Email), u"Or this value"_s));
    QVERIFY(bar.bar.filter().contains(u" or email eq "_s));
    QCOMPARE(bar.chips().size(), 2); // a group and the new one
}

void TestFilterBar::cellsThatCannotSayWhy()
{
    Bar bar;
    QMenu* menu = cellMenu(bar, 0, Lifecycle);
    const QString reason = u"The list API cannot filter by lifecycle state."_s;
    QVERIFY(actionIn(menu, reason) != nullptr);
    for (const QString& text : { u"Filter by this value"_s, u"And this value"_s, u"Or this value"_s,
             u"Exclude this value"_s }) {
        QVERIFY(!actionIn(menu, text)->isEnabled());
        QCOMPARE(actionIn(menu, text)->toolTip(), toolTipText(reason));
    }
    menu->close();
}

void TestFilterBar::copiesFromTheMenu()
{
    Bar bar;
    bar.console.clickCell(2, Name);
    QVERIFY(choose(cellMenu(bar, 2, Status), u"Copy cell"_s));
    QVERIFY(QApplication::clipboard()->text().size() > 2);
    QCOMPARE(QApplication::clipboard()->text(), QApplication::clipboard()->text().toUpper());
    QVERIFY(choose(cellMenu(bar, 2, Name), u"Copy row"_s));
    QVERIFY(QApplication::clipboard()->text().startsWith(bar.console.cell(2, Name) + u'\t'));
    QVERIFY(choose(cellMenu(bar, 2, Name), u"Copy id\tCtrl+Shift+C"_s));
    QCOMPARE(QApplication::clipboard()->text().size(), 32);
    QCOMPARE(bar.console.statusText(), u"Copied the id."_s);
    // The Menu key speaks of the current row.
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(bar.console.table().viewport(), &event);
    auto* dock = bar.console.find<QDockWidget>(u"details"_s);
    dock->hide();
    QVERIFY(choose(openMenu("rowMenu"), u"Open details"_s));
    QVERIFY(dock->isVisible());
}

void TestFilterBar::anyTextSurvivesTheForm()
{
    ConditionForm form;
    QRandomGenerator random(20260303);
    for (int i = 0; i < 2000; ++i) {
        const QString text = hostileText(random);
        for (const FilterField field : { FilterField::Name, FilterField::Alias,
                 FilterField::FirstName, FilterField::LastName, FilterField::Email }) {
            form.setDraft({ field, FilterOperator::Equals, false, {} });
            form.findChild<QLineEdit*>(u"conditionText"_s)->setText(text);
            const FilterResult built = form.draft().toExpression();
            QVERIFY(std::holds_alternative<FilterExpression>(built));
            const FilterResult read = parseFilter(std::get<FilterExpression>(built).toFilterText());
            QCOMPARE(std::get<FilterExpression>(read).asCondition(),
                (FilterCondition { field, FilterOperator::Equals, { text } }));
        }
    }
}

void TestFilterBar::everythingFitsInANarrowWindow()
{
    Bar bar;
    bar.console.window().resize(1024, 700);
    bar.show(u"name sw \"a\" and (cloudStatus eq \"LOCKED\" or cloudStatus eq \"DISABLED\") and "
             "not email sw \"somebody.with.a.very.long.address@example.test\""_s);
    QVERIFY(QTest::qWaitFor([&] { return bar.bar.height() > 80; }));
    const auto fits = [&bar](const QWidget* widget) {
        const QRect place(widget->mapTo(&bar.bar, QPoint()), widget->size());
        return bar.bar.rect().contains(place);
    };
    QRect before;
    for (const QToolButton* chip : bar.chips()) {
        QVERIFY2(fits(chip), qPrintable(chip->text()));
        const QRect place(chip->mapTo(&bar.bar, QPoint()), chip->size());
        QVERIFY(!before.intersects(place));
        before = place;
    }
    bar.click(bar.expressionButton);
    QVERIFY(QTest::qWaitFor([&] { return bar.expression->width() > 300; }));
    QVERIFY(fits(bar.expression) && fits(bar.expressionButton));
}

void TestFilterBar::flowBreaksLines()
{
    QWidget box;
    auto* flow = new FlowLayout(10, 5);
    box.setLayout(flow);
    QList<QWidget*> items;
    for (int i = 0; i < 3; ++i) {
        items += new QWidget;
        items.last()->setFixedSize(100, 20);
        flow->addWidget(items.last());
    }
    QCOMPARE(flow->heightForWidth(320), 20);
    QCOMPARE(flow->heightForWidth(319), 45);
    QCOMPARE(flow->heightForWidth(50), 70);
    items[1]->setParent(nullptr);
    std::unique_ptr<QWidget> gone(items[1]);
    box.resize(210, 20);
    flow->setGeometry(QRect(0, 0, 210, 20));
    QCOMPARE(items[2]->pos(), QPoint(110, 0));
    box.setLayoutDirection(Qt::RightToLeft);
    flow->setGeometry(QRect(0, 0, 210, 20));
    QCOMPARE(items[2]->pos(), QPoint(0, 0));
}

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
