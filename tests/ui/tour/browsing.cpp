// The list: search, filter, columns, selection.

#include "tour.h"

#include "ui/filter/conditionform.h"
#include "ui/filter/filterbar.h"
#include "ui/table/columndialog.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::browse()
{
    return stop(u"browse"_s, [this] { return rows() > 0 && m_console.waitForLoadedScreen(); });
}

bool Tour::search()
{
    const int total = rows();
    m_console.search(u"ma"_s);
    if (!stop(u"search"_s, [this, total] {
            return rows() > 0 && rows() < total && m_console.waitForLoadedScreen();
        }))
        return false;
    auto* header = m_console.table().horizontalHeader();
    m_console.clickHeader(4);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::ShiftModifier,
        QPoint(header->sectionViewportPosition(2) + 20, header->height() / 2));
    return stop(u"sorted-by-two"_s, [this] { return m_console.waitForLoadedScreen(); });
}

bool Tour::expression()
{
    click(u"expressionButton"_s);
    auto* field = m_console.find<QLineEdit>(u"expression"_s);
    field->selectAll();
    QTest::keyClicks(field, u"alias sw \"ma\" and lifecycle eq \"x\""_s);
    if (!stop(u"expression-mistake"_s, [field] {
            return inEnglish(field->accessibleDescription()).startsWith(u"Position 19"_s);
        }))
        return false;
    field->selectAll();
    QTest::keyClicks(field, u"alias sw \"ma\" and cloudSt"_s);
    if (!stop(u"expression-completion"_s, [this] {
            QWidget* list = m_console.find<QWidget>(u"suggestions"_s);
            return list != nullptr && list->isVisible();
        }))
        return false;
    QTest::keyClick(field, Qt::Key_Escape);
    const int found = rows();
    field->selectAll();
    QTest::keyClicks(field, u"alias sw \"ma\" and not cloudStatus eq \"ACTIVE\""_s);
    QTest::keyClick(field, Qt::Key_Return);
    return stop(u"expression"_s,
        [this, found] { return rows() > 0 && rows() < found && m_console.waitForLoadedScreen(); });
}

bool Tour::conditions()
{
    click(u"expressionButton"_s); // back to chips
    if (!stop(u"chips"_s, [this] {
            return m_console.window().findChildren<QToolButton*>(u"filterChip"_s).size() == 2;
        }))
        return false;
    click(u"addCondition"_s);
    auto* form = m_console.window().findChild<ConditionForm*>();
    if (!stop(u"condition"_s, [form] { return form->isVisible(); }))
        return false;
    QTest::keyClick(form, Qt::Key_Escape);
    auto& bar = *m_console.window().findChild<FilterBar*>();
    bar.clear();
    return QTest::qWaitFor([this] { return rows() > 1000 && m_console.waitForLoadedScreen(); })
        || fail(u"the filter is not cleared"_s);
}

bool Tour::columnsAndDensity()
{
    click(u"columnsButton"_s);
    if (!stop(u"columns"_s, [this] { return m_console.dialog() != nullptr; })
        || !closeDialog(u"Cancel"_s))
        return false;
    const int normal = m_console.table().rowHeight(0);
    trigger(u"Compact rows"_s);
    if (!stop(u"compact"_s, [this, normal] {
            return m_console.table().rowHeight(0) < normal && m_console.waitForLoadedScreen();
        }))
        return false;
    trigger(u"Normal rows"_s);
    return true;
}

bool Tour::findInTable()
{
    trigger(u"Find in table"_s);
    auto* field = m_console.find<QLineEdit>(u"tableFind"_s);
    m_console.window().activateWindow(); // a dialog was the active one
    if (!QTest::qWaitFor([field] { return field->hasFocus(); }))
        return fail(u"the field to find in has no focus"_s);
    QTest::keyClicks(field, u"ma"_s);
    auto* count = m_console.find<QLabel>(u"tableFindCount"_s);
    const auto isFound = [count] { return !count->text().isEmpty() && count->text()[0].isDigit(); };
    if (!QTest::qWaitFor(isFound))
        return fail(u"nothing is found in the table"_s);
    // What was found of the first letter alone may still be counted.
    const bool reached = stop(u"find-in-table"_s, [this, count] {
        if (inEnglish(count->text()).startsWith(u"2 of "_s))
            return true;
        click(u"tableFindNext"_s);
        return false;
    });
    QTest::keyClick(field, Qt::Key_Escape);
    return reached;
}

bool Tour::selection()
{
    for (const int row : { 2, 3, 6 })
        m_console.clickCell(row, Tick);
    auto* count = m_console.find<QLabel>(u"selectionCount"_s);
    if (!stop(u"selected"_s, [count] { return inEnglish(count->text()) == u"3 selected"_s; }))
        return false;
    if (!press(u"Show selected only"_s)
        || !stop(
            u"selected-only"_s, [this] { return rows() == 3 && m_console.waitForLoadedScreen(); })
        || !press(u"Back to the view"_s))
        return false;
    if (!QTest::qWaitFor([this] { return rows() > 1000; }))
        return fail(u"the view does not come back"_s);
    trigger(u"Rows on screen, then all matching"_s);
    trigger(u"Rows on screen, then all matching"_s);
    if (!stop(
            u"all-selected"_s, [count] { return inEnglish(count->text()).startsWith(u"All "_s); }))
        return false;
    return press(u"Clear"_s);
}

bool Tour::rowMenu()
{
    m_console.clickCell(4, Name);
    QWidget* const viewport = m_console.table().viewport();
    const QPoint at = m_console.table().visualRect(m_console.table().currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, viewport->mapToGlobal(at));
    QApplication::sendEvent(viewport, &event);
    const auto menu = [this] {
        for (auto* candidate : m_console.window().findChildren<QMenu*>()) {
            if (candidate->isVisible())
                return candidate;
        }
        return static_cast<QMenu*>(nullptr);
    };
    if (!stop(u"row-menu"_s, [menu] { return menu() != nullptr; }))
        return false;
    menu()->close();
    return true;
}

bool Tour::commands()
{
    trigger(u"Commands"_s);
    auto* field = m_console.find<QLineEdit>(u"commandField"_s);
    if (field == nullptr)
        return fail(u"the list of commands does not open"_s);
    QTest::keyClicks(field, u"ma"_s);
    auto* asked = m_console.find<QLabel>(u"commandAsked"_s);
    if (!stop(u"commands"_s,
            [asked] { return inEnglish(asked->text()).startsWith(u"Identities asked of"_s); }))
        return false;
    QTest::keyClick(field, Qt::Key_Escape);
    return true;
}

bool Tour::guide()
{
    trigger(u"Guide"_s);
    auto* guide = m_console.find<QDialog>(u"guide"_s);
    if (guide == nullptr)
        return fail(u"the guide does not open"_s);
    QTest::keyClicks(guide->findChild<QLineEdit*>(u"guideSearch"_s), u"lock"_s);
    return stop(u"guide"_s, [guide] { return guide->isVisible(); }) && closeDialog(u"Close"_s);
}
