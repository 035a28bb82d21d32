// The filter bar over a snapshot as a person uses it, and how the tenant's bar leads to one.

#include "base/qtversion.h"
#include "support/snapshotfilters.h"

#include "ui/filter/conditionform.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/valuelist.h"
#include "ui/parts/theme.h"
#include "ui/table/rowmenu.h"

#include "api/filter/filterparser.h"
#include "api/identityrecord.h"
#include "api/jsondocument.h"

#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// Two attributes and the values they have; answers from the event loop, as a snapshot does.
class FewValues final : public FilterValues
{
public:
    CallId attributes(QObject* context, std::function<void(const QStringList&)> callback) override
    {
        QMetaObject::invokeMethod(
            context,
            [callback] {
                callback({ u"department"_s, u"cost center"_s, u"groups"_s });
            },
            Qt::QueuedConnection);
        return 1;
    }
    CallId values(const QString& key, const QString& beginning, int most, QObject* context,
        std::function<void(const QList<Value>&)> callback) override
    {
        asked += key + u'|' + beginning;
        QList<Value> found;
        const QList<Value> all = key == u"attributes.department"_s
            ? QList<Value> { { u"Sales"_s, 12304 }, { {}, 800 }, { u"Sales Ops"_s, 410 },
                  { u"<b>R&D</b>"_s, 12 } }
            : key == u"identityStatus"_s ? QList<Value> { { u"ACTIVE"_s, 40000 }, { u"ODD"_s, 1 } }
                                         : QList<Value>();
        for (const Value& value : all) {
            if (value.text.startsWith(beginning, Qt::CaseInsensitive) && found.size() < most)
                found += value;
        }
        QMetaObject::invokeMethod(
            context,
            [this, call = ++m_last, callback, found] {
                if (!m_cancelled.contains(call))
                    callback(found);
            },
            Qt::QueuedConnection);
        return m_last;
    }
    void cancel(CallId call) override { m_cancelled += call; }

    QStringList asked;

private:
    CallId m_last = 1;
    QList<CallId> m_cancelled;
};

struct Bar
{
    explicit Bar(FilterReach reach = FilterReach::Snapshot)
        : expression(bar.findChild<QLineEdit*>(u"expression"_s))
        , search(bar.findChild<QLineEdit*>(u"quickSearch"_s))
        , wanted(&bar, &FilterBar::snapshotWanted)
    {
        bar.resize(1200, 60);
        bar.setVisible(true);
        QObject::connect(&bar, &FilterBar::applied, [this] { bar.setResult(u"12 match."_s); });
        if (reach == FilterReach::Snapshot) {
            bar.setReach(reach, values);
            QCoreApplication::processEvents(); // the attributes
        }
    }

    void click(QWidget* widget)
    {
        QTest::mouseClick(widget, Qt::LeftButton);
        QCoreApplication::processEvents();
    }
    template <class T> T* find(const char* name)
    {
        return bar.findChild<T*>(QString::fromLatin1(name));
    }
    void addCondition() { click(find<QToolButton>("addCondition")); }
    void choose(const char* combo, const QString& text)
    {
        auto* box = find<QComboBox>(combo);
        QVERIFY2(box->findText(text) >= 0, qPrintable(text));
        box->setCurrentIndex(box->findText(text));
        QCoreApplication::processEvents();
    }
    ConditionForm* form() { return bar.findChild<ConditionForm*>(); }
    void apply() { QTest::keyClick(form(), Qt::Key_Return); }
    QStringList chips()
    {
        QStringList texts;
        for (const auto* chip : bar.findChildren<QToolButton*>(u"filterChip"_s))
            texts += chip->text();
        return texts;
    }
    void clickChip(int index) { click(bar.findChildren<QToolButton*>(u"filterChip"_s).at(index)); }
    QStringList offered()
    {
        QStringList rows;
        const auto* list = bar.findChild<ValueList*>();
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            rows += list->topLevelItem(i)->text(0) + u' ' + list->topLevelItem(i)->text(1);
        return list->isVisible() ? rows : QStringList();
    }
    void clickOffered(int row)
    {
        auto* list = bar.findChild<ValueList*>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
            list->visualItemRect(list->topLevelItem(row)).center());
        QCoreApplication::processEvents();
    }
    QMenu* menu()
    {
        auto* button = find<QToolButton>("historyButton");
        button->menu()->popup(button->mapToGlobal(QPoint(0, button->height())));
        return button->menu();
    }
    QAbstractButton* link() { return find<QAbstractButton>("answerFromSnapshot"); }

    std::shared_ptr<FewValues> values = std::make_shared<FewValues>();
    FilterBar bar;
    QLineEdit* expression;
    QLineEdit* search;
    QSignalSpy wanted;
};

QAction* actionIn(QMenu* menu, const QString& text)
{
    for (QAction* action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

/// As a click on the entry.
void choose(QMenu* menu, QAction* action)
{
    QVERIFY(action != nullptr && action->isEnabled());
    const QPoint place = menu->actionGeometry(action).center();
    QTest::mouseMove(menu, place);
    QTest::mouseClick(menu, Qt::LeftButton, {}, place);
    QCoreApplication::processEvents();
}

Identity zoe()
{
    const JsonDocument document(QByteArray(
        R"({"id":"7","name":"Zoe","lifecycleState":{"stateName":"active"},
            "attributes":{"department":"Sales"}})"));
    return Identity::fromRecord(IdentityRecord::of({ document.root(), document.json() }));
}

} // namespace

class TestFilterSnapshotBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void searchFindsContainedText();
    void formOffersAttributesWithTheirValues();
    void valuesOfAnEnumerationAndOfLists();
    void noValueIsAnOperator();
    void datesAreRelativeOrFixed();
    void numbersAndTimesOfAttributes();
    void duplicatesByTicks();
    void anyConditionSurvivesTheForm();
    void expressionSpeaksTheLanguage();
    void exactIsAnOption();
    void whatTheTenantCannotIsOfferedInPlace();
    void theFormLeadsToASnapshot();
    void recentFiltersKnowWhoAnswers();
    void goesToTheSnapshotAndBack();
    void cellsOfAttributesBecomeFilters();
};

void TestFilterSnapshotBar::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestFilterSnapshotBar::searchFindsContainedText()
{
    Bar bar;
    QVERIFY(bar.search->toolTip().startsWith(u"Finds this text anywhere in"_s));
    QTest::keyClicks(bar.search, u"ma"_s);
    QTest::keyClick(bar.search, Qt::Key_Return);
    QCOMPARE(bar.bar.filter(), u"anyField co \"ma\""_s);
    QCOMPARE(bar.bar.words(), u"Any name, email or attribute contains \"ma\""_s);
    bar.bar.search(u"zoe"_s);
    QCOMPARE(bar.bar.filter(), u"anyField co \"zoe\""_s);
    QCOMPARE(bar.bar.scope(), IdentityScope::All);
    QCOMPARE(bar.search->text(), u"zoe"_s);
}

void TestFilterSnapshotBar::formOffersAttributesWithTheirValues()
{
    Bar bar;
    bar.addCondition();
    QVERIFY(bar.form()->isVisible());
    QVERIFY(!bar.find<QAbstractButton>("conditionFromSnapshot")->isVisible());
    bar.choose("conditionField", u"department"_s);
    QCOMPARE(bar.find<QComboBox>("conditionOperator")->currentText(), u"is"_s);
    QCOMPARE(
        bar.offered(), (QStringList { u"Sales 12,304"_s, u"Sales Ops 410"_s, u"<b>R&D</b> 12"_s }));
    auto* text = bar.find<QLineEdit>("conditionText");
    QTest::keyClicks(text, u"sales o"_s);
    QCoreApplication::processEvents();
    QCOMPARE(bar.offered(), QStringList { u"Sales Ops 410"_s });
    QCOMPARE(bar.values->asked.last(), u"attributes.department|sales o"_s);
    bar.clickOffered(0);
    QCOMPARE(text->text(), u"Sales Ops"_s);
    QVERIFY(text->hasFocus());
    bar.apply();
    QVERIFY(!bar.form()->isVisible());
    QCOMPARE(bar.chips(), QStringList { u"department is Sales Ops"_s });
    QCOMPARE(bar.bar.filter(), u"attributes.department eq \"Sales Ops\""_s);

    // By the keys: down to the second one, which is chosen and not applied yet.
    bar.addCondition();
    bar.choose("conditionField", u"department"_s);
    auto* list = bar.bar.findChild<ValueList*>();
    for (const Qt::Key key : { Qt::Key_Tab, Qt::Key_Down }) {
        text->setFocus();
        QTest::keyClick(text, key);
        QVERIFY(list->hasFocus() && list->topLevelItem(0)->isSelected());
    }
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(bar.form()->isVisible() && text->hasFocus());
    QCOMPARE(text->text(), u"Sales Ops"_s);
    QTest::keyClick(text, Qt::Key_Escape);

    // Of another field nothing is offered that belongs to this one.
    bar.clickChip(0);
    QCOMPARE(bar.find<QComboBox>("conditionField")->currentText(), u"department"_s);
    bar.choose("conditionField", u"cost center"_s);
    QCOMPARE(bar.offered(), QStringList());
    bar.choose("conditionOperator", u"does not contain"_s);
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"not (attributes.\"cost center\" co \"Sales Ops\")"_s);
}

void TestFilterSnapshotBar::valuesOfAnEnumerationAndOfLists()
{
    Bar bar;
    bar.addCondition();
    bar.choose("conditionField", u"Status"_s);
    QCOMPARE(bar.offered(), (QStringList { u"Active 40,000"_s, u"ODD 1"_s }));
    bar.clickOffered(1);
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"cloudStatus eq \"ODD\""_s);

    bar.addCondition();
    bar.choose("conditionField", u"department"_s);
    bar.choose("conditionOperator", u"is one of"_s);
    auto* list = bar.find<QPlainTextEdit>("conditionList");
    QVERIFY(list->isVisible());
    bar.clickOffered(0);
    QTest::keyClicks(list, u"<b"_s);
    QCoreApplication::processEvents();
    QCOMPARE(bar.offered(), QStringList { u"<b>R&D</b> 12"_s });
    bar.clickOffered(0);
    QTest::keyClick(list, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bar.bar.filter(),
        u"cloudStatus eq \"ODD\" and attributes.department in (\"Sales\",\"<b>R&D</b>\")"_s);
}

void TestFilterSnapshotBar::noValueIsAnOperator()
{
    Bar bar;
    bar.addCondition();
    bar.choose("conditionField", u"Manager"_s);
    bar.choose("conditionOperator", u"has no value"_s);
    QVERIFY(!bar.find<QLineEdit>("conditionText")->isVisible());
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"not (pr managerName)"_s);
    QCOMPARE(bar.chips(), QStringList { u"Manager has no value"_s });
    bar.bar.show(IdentityScope::All, u"managerName isnull"_s);
    bar.clickChip(0);
    QCOMPARE(bar.find<QComboBox>("conditionOperator")->currentText(), u"has no value"_s);
}

void TestFilterSnapshotBar::datesAreRelativeOrFixed()
{
    Bar bar;
    bar.addCondition();
    bar.choose("conditionField", u"Last refresh"_s);
    bar.choose("conditionOperator", u"is before"_s);
    auto* number = bar.find<QSpinBox>("timeNumber");
    QVERIFY(number->isVisible());
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, u"45"_s);
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"lastRefresh lt now-45d"_s);
    QCOMPARE(bar.chips(), QStringList { u"Last refresh is before 45 days ago"_s });

    bar.clickChip(0);
    QCOMPARE(number->value(), 45);
    bar.choose("timeUnit", u"weeks ago"_s);
    bar.choose("conditionOperator", u"is after"_s);
    QCOMPARE(number->value(), 45); // another operator keeps it
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"lastRefresh gt now-45w"_s);

    bar.clickChip(0);
    bar.choose("timeUnit", u"at a fixed time"_s);
    QVERIFY(!number->isVisible());
    bar.find<QDateTimeEdit>("timeFixed")
        ->setDateTime(QDateTime(QDate(2026, 11, 23), QTime(13, 0), Utc).toLocalTime());
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"lastRefresh gt 2026-11-23T13:00:00Z"_s);
    // Opened and applied without a change, it stays as it was written.
    for (const QString& filter : { u"created lt 2026-01-01T00:00:00.123+02:00"_s,
             u"created lt now"_s, u"created gt now+2w"_s }) {
        bar.bar.show(IdentityScope::All, filter);
        bar.clickChip(0);
        bar.apply();
        QCOMPARE(bar.bar.filter(), filter);
    }
}

void TestFilterSnapshotBar::numbersAndTimesOfAttributes()
{
    Bar bar;
    for (const auto& [op, written, filter] :
        { std::tuple(u"is above"_s, u"5"_s, u"attributes.department gt 5"_s),
            std::tuple(u"is at least"_s, u"now-30d"_s, u"attributes.department ge now-30d"_s),
            std::tuple(u"is below"_s, u"M"_s, u"attributes.department lt \"M\""_s),
            std::tuple(u"is"_s, u"5"_s, u"attributes.department eq \"5\""_s) }) {
        bar.bar.clear();
        bar.addCondition();
        bar.choose("conditionField", u"department"_s);
        bar.choose("conditionOperator", op);
        bar.find<QLineEdit>("conditionText")->clear();
        QTest::keyClicks(bar.find<QLineEdit>("conditionText"), written);
        bar.apply();
        QCOMPARE(bar.bar.filter(), filter);
    }
    bar.bar.show(IdentityScope::All, u"attributes.department eq 5"_s);
    bar.clickChip(0);
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"attributes.department eq 5"_s);
}

void TestFilterSnapshotBar::duplicatesByTicks()
{
    Bar bar;
    bar.addCondition();
    QTest::keyClicks(bar.find<QLineEdit>("conditionText"), u"Sales"_s);
    bar.choose("conditionField", u"Duplicates"_s); // of which that is none
    auto* fields = bar.find<QListWidget>("conditionFields");
    QVERIFY(fields->isVisible());
    QCOMPARE(bar.find<QComboBox>("conditionOperator")->currentText(), u"of the same"_s);
    bar.apply();
    QCOMPARE(bar.find<QLabel>("conditionProblem")->text(), u"Write a value."_s);
    for (const QString& name : { u"First name"_s, u"department"_s }) {
        QListWidgetItem* item = fields->findItems(name, Qt::MatchExactly).first();
        item->setCheckState(Qt::Checked);
    }
    bar.apply();
    QCOMPARE(bar.bar.filter(), u"duplicates in (\"firstname\",\"attributes.department\")"_s);
    QCOMPARE(bar.chips(), QStringList { u"The same as others in First name, department"_s });
    bar.clickChip(0);
    QCOMPARE(fields->item(0)->checkState(), Qt::Checked); // what is ticked is on top
    QCOMPARE(fields->item(1)->checkState(), Qt::Checked);
    QCOMPARE(fields->item(2)->checkState(), Qt::Unchecked);
    bar.form()->hide();
}

void TestFilterSnapshotBar::anyConditionSurvivesTheForm()
{
    ConditionForm form;
    form.setReach(FilterReach::Snapshot, {}, { u"department"_s });
    SnapshotFilters filters(
        5, { u"department"_s, u"cost center"_s, u"a\"b"_s }, { u"Sales"_s, u"7"_s, u"now-3d"_s });
    for (int i = 0; i < 1000; ++i) {
        FilterExpression condition = filters.condition();
        if (i % 3 == 0)
            condition = FilterExpression::negation(condition);
        ConditionDraft draft = *ConditionDraft::of(condition);
        draft.values.removeDuplicates(); // of fields to tick
        form.setDraft(draft);
        const FilterResult built = form.draft().toExpression(FilterReach::Snapshot);
        QVERIFY2(
            std::holds_alternative<FilterExpression>(built), qPrintable(condition.toFilterText()));
        ConditionDraft again = *ConditionDraft::of(std::get<FilterExpression>(built));
        if (draft.field == FilterField::Duplicates || draft.field == FilterField::ChangedField)
            QCOMPARE(again.values, draft.values);
        QCOMPARE(std::get<FilterExpression>(built).toFilterText(),
            std::get<FilterExpression>(draft.toExpression(FilterReach::Snapshot)).toFilterText());
    }
}

void TestFilterSnapshotBar::expressionSpeaksTheLanguage()
{
    Bar bar;
    bar.click(bar.find<QToolButton>("expressionButton"));
    QTest::keyClicks(bar.expression, u"attributes.d"_s);
    auto* suggestions = bar.bar.findChild<QListWidget*>(u"suggestions"_s);
    QVERIFY(suggestions != nullptr && suggestions->isVisible());
    QTest::keyClick(bar.expression, Qt::Key_Down);
    QTest::keyClick(bar.expression, Qt::Key_Return);
    QCOMPARE(bar.expression->text(), u"attributes.department "_s);
    QTest::keyClicks(bar.expression, u"eq \"Sales\" and lastRefresh lt now-30d"_s);
    QTest::keyClick(bar.expression, Qt::Key_Escape);
    QTest::keyClick(bar.expression, Qt::Key_Return);
    QCOMPARE(bar.bar.filter(), u"attributes.department eq \"Sales\" and lastRefresh lt now-30d"_s);
    QTest::keyClicks(bar.expression, u" and protected eq true"_s);
    QVERIFY(bar.expression->accessibleDescription().contains(
        u"A snapshot cannot filter by \"protected\""_s));
    QVERIFY(!bar.link()->isVisible());
}

void TestFilterSnapshotBar::exactIsAnOption()
{
    Bar live(FilterReach::ListApi);
    QMenu* menu = live.menu();
    QVERIFY(actionIn(menu, u"Match case and accents"_s) == nullptr);
    menu->close();

    Bar bar;
    QSignalSpy changed(&bar.bar, &FilterBar::exactChanged);
    menu = bar.menu();
    QVERIFY(!actionIn(menu, u"Match case and accents"_s)->isChecked());
    choose(menu, actionIn(menu, u"Match case and accents"_s));
    QVERIFY(bar.bar.isExact());
    QCOMPARE(changed.size(), 1);
    menu = bar.menu();
    QVERIFY(actionIn(menu, u"Match case and accents"_s)->isChecked());
    choose(menu, actionIn(menu, u"Match case and accents"_s));
    QVERIFY(!bar.bar.isExact());
}

void TestFilterSnapshotBar::whatTheTenantCannotIsOfferedInPlace()
{
    Bar bar(FilterReach::ListApi);
    bar.click(bar.find<QToolButton>("expressionButton"));
    QTest::keyClicks(bar.expression, u"email co \"x"_s);
    QVERIFY(!bar.link()->isVisible()); // nobody could answer that yet
    QTest::keyClicks(bar.expression, u"\""_s);
    QCOMPARE(bar.expression->accessibleDescription(),
        u"Position 7: \"email\" allows eq and sw, not co."_s);
    QVERIFY(bar.link()->isVisible());
    QTest::keyClick(bar.expression, Qt::Key_Tab);
    QVERIFY(bar.link()->hasFocus()); // Apply has nothing to do
    bar.click(bar.link());
    QCOMPARE(bar.wanted.size(), 1);
    QCOMPARE(bar.wanted.last().at(0).toString(), u"email co \"x\""_s);
    QCOMPARE(bar.bar.filter(), QString()); // nothing else is shown meanwhile
    bar.expression->setText(u"email sw \"x\""_s);
    QVERIFY(!bar.link()->isVisible());
}

void TestFilterSnapshotBar::theFormLeadsToASnapshot()
{
    Bar bar(FilterReach::ListApi);
    bar.bar.show(IdentityScope::Correlated, u"name sw \"a\""_s);
    bar.addCondition();
    bar.click(bar.find<QAbstractButton>("conditionFromSnapshot"));
    QVERIFY(!bar.form()->isVisible());
    QCOMPARE(bar.wanted.size(), 1);
    QCOMPARE(bar.wanted.last().at(0).toString(), u"name sw \"a\""_s);
}

void TestFilterSnapshotBar::recentFiltersKnowWhoAnswers()
{
    Bar bar(FilterReach::ListApi);
    bar.bar.setHistory({ u"all lastRefresh lt now-30d"_s, u"correlated name sw \"a\""_s });
    QMenu* menu = bar.menu();
    QAction* old = actionIn(menu, u"All: Last refresh is before 30 days ago"_s);
    QVERIFY(old != nullptr && old->toolTip().contains(u"Only a snapshot can answer this."_s));
    QVERIFY(!actionIn(menu, u"Correlated: Display name begins with \"a\""_s)
                 ->toolTip()
                 .contains(u"snapshot"_s));
    choose(menu, old);
    QCOMPARE(bar.bar.filter(), QString());
    QCOMPARE(bar.bar.scope(), IdentityScope::Correlated);
    QCOMPARE(bar.expression->text(), u"lastRefresh lt now-30d"_s);
    QVERIFY(bar.link()->isVisible());
    bar.click(bar.link());
    QCOMPARE(bar.wanted.last().at(0).toString(), u"lastRefresh lt now-30d"_s);
    QCOMPARE(bar.wanted.last().at(1).value<IdentityScope>(), IdentityScope::All);

    QVERIFY(bar.bar.setReach(FilterReach::Snapshot, bar.values));
    bar.bar.show(IdentityScope::All, u"lastRefresh lt now-30d"_s);
    QCOMPARE(bar.bar.filter(), u"lastRefresh lt now-30d"_s);
    QVERIFY(!bar.link()->isVisible());
}

void TestFilterSnapshotBar::goesToTheSnapshotAndBack()
{
    Bar bar(FilterReach::ListApi);
    bar.bar.show(IdentityScope::Correlated, u"cloudStatus eq \"LOCKED\""_s);
    QTest::keyClicks(bar.search, u"ma"_s); // not applied yet
    QVERIFY(bar.bar.setReach(FilterReach::Snapshot, bar.values));
    QCOMPARE(bar.bar.filter(), u"anyField co \"ma\" and cloudStatus eq \"LOCKED\""_s);
    QCOMPARE(bar.search->text(), u"ma"_s);
    QCOMPARE(bar.chips(), QStringList { u"Status is Locked"_s });
    QCoreApplication::processEvents();
    bar.addCondition();
    QVERIFY(bar.find<QComboBox>("conditionField")->findText(u"department"_s) > 0);
    bar.choose("conditionField", u"Email"_s);
    bar.choose("conditionOperator", u"has no value"_s);
    bar.apply();
    QCOMPARE(bar.chips().size(), 2);
    QVERIFY(!bar.bar.setReach(FilterReach::ListApi));
    QVERIFY(bar.bar.filter().endsWith(u"and cloudStatus eq \"LOCKED\""_s));
    QCOMPARE(bar.search->text(), u"ma"_s);
    bar.addCondition();
    QVERIFY(bar.find<QComboBox>("conditionField")->findText(u"department"_s) < 0);
    QVERIFY(bar.find<QAbstractButton>("conditionFromSnapshot")->isVisible());
    bar.form()->hide();
}

void TestFilterSnapshotBar::cellsOfAttributesBecomeFilters()
{
    const IdentityColumn department = attributeTableColumn(u"department"_s);
    FilterModel model;
    {
        RowMenu menu(zoe(), department, model);
        QSignalSpy wanted(&menu, &RowMenu::snapshotRequested);
        menu.popup(QPoint(0, 0));
        QVERIFY(!actionIn(&menu, u"Filter by this value"_s)->isEnabled());
        choose(&menu, actionIn(&menu, u"Filter a snapshot by this value…"_s));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.last().first().toString(), u"attributes.department eq \"Sales\""_s);
    }
    model.setReach(FilterReach::Snapshot);
    RowMenu menu(zoe(), department, model);
    connect(&menu, &RowMenu::filterRequested, &model, &FilterModel::combine);
    menu.popup(QPoint(0, 0));
    QVERIFY(actionIn(&menu, u"department is \"Sales\""_s) != nullptr);
    QVERIFY(actionIn(&menu, u"Filter a snapshot by this value…"_s) == nullptr);
    choose(&menu, actionIn(&menu, u"Filter by this value"_s));
    QCOMPARE(model.expression().toFilterText(), u"attributes.department eq \"Sales\""_s);

    RowMenu empty(zoe(), attributeTableColumn(u"absent"_s), model);
    connect(&empty, &RowMenu::filterRequested, &model, &FilterModel::combine);
    empty.popup(QPoint(0, 0));
    choose(&empty, actionIn(&empty, u"And this value"_s));
    QCOMPARE(model.expression().toFilterText(),
        u"attributes.department eq \"Sales\" and attributes.absent isnull"_s);
}

QTEST_MAIN(TestFilterSnapshotBar)
#include "tst_filtersnapshotbar.moc"
