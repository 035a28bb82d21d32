// Selection sets, and the selection of the last time.

#include "tour.h"

#include "models/filter/viewlistmodel.h"
#include "models/table/rowrules.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::sets()
{
    for (const int row : { 1, 2, 4 })
        m_console.clickCell(row, Tick);
    trigger(u"Save selection as set…"_s);
    if (m_console.dialog() == nullptr)
        return fail(u"there is no dialog for the name of a set"_s);
    auto* field = m_console.dialog()->findChild<QLineEdit*>(u"nameField"_s);
    QTest::keyClicks(field, u"acme-leavers, November"_s);
    if (!stop(u"set-name"_s))
        return false;
    QTest::keyClick(field, Qt::Key_Return);
    auto* views = m_console.find<QTreeView>(u"views"_s);
    const QModelIndex heading = views->model()->index(views->model()->rowCount() - 1, 0);
    const auto set = [views] {
        const QModelIndex group = views->model()->index(views->model()->rowCount() - 1, 0);
        return views->model()->index(0, 0, group);
    };
    if (!heading.isValid() || !QTest::qWaitFor([set] {
            return set().data(ViewListModel::CountRole).toString() == u"3"_s;
        }))
        return fail(u"the set is not listed"_s);
    views->scrollTo(set());
    QTest::mouseClick(views->viewport(), Qt::LeftButton, {}, views->visualRect(set()).center());
    auto* menu = m_console.find<QMenu>(u"viewMenu"_s);
    if (!stop(u"set-menu"_s, [menu] { return menu != nullptr && menu->isVisible(); }))
        return false;
    menu->close();
    return press(u"Clear"_s);
}

bool Tour::rowColours()
{
    trigger(u"Row colours…"_s);
    QDialog* dialog = m_console.dialog();
    if (dialog == nullptr)
        return fail(u"there is no dialog for the colours of rows"_s);
    const QList<QPair<QString, QString>> wanted { { u"identityStatus"_s, u"LOCKED"_s },
        { u"identityStatus"_s, u"UNREGISTERED"_s }, { u"emailAddress"_s, {} },
        { u"lifecycleState"_s, u"leaveOfAbsence"_s } };
    for (const auto& [column, value] : wanted) {
        click(u"addRule"_s, dialog);
        QWidget* line = dialog->findChildren<QWidget*>(u"ruleLine"_s).constLast();
        auto* columns = line->findChild<QComboBox*>(u"ruleColumn"_s);
        columns->setCurrentIndex(columns->findData(column));
        auto* values = line->findChild<QComboBox*>(u"ruleChoice"_s);
        auto* tests = line->findChild<QComboBox*>(u"ruleTest"_s);
        if (value.isEmpty())
            tests->setCurrentIndex(tests->findData(static_cast<int>(RowRule::Test::IsEmpty)));
        else if (values->findData(value) >= 0)
            values->setCurrentIndex(values->findData(value));
        else
            line->findChild<QLineEdit*>(u"ruleText"_s)->setText(value);
    }
    if (!stop(u"row-rules"_s))
        return false;
    click(u"apply"_s, dialog);
    if (!stop(u"row-colours"_s, [this] { return m_console.dialog() == nullptr; }))
        return false;
    trigger(u"Row colours…"_s);
    for (QWidget* line : m_console.dialog()->findChildren<QWidget*>(u"ruleLine"_s))
        click(u"ruleRemove"_s, line);
    click(u"apply"_s, m_console.dialog());
    return QTest::qWaitFor([this] { return m_console.dialog() == nullptr; })
        || fail(u"the rules do not go"_s);
}

bool Tour::restored()
{
    for (const int row : { 0, 1, 2 })
        m_console.clickCell(row, Tick);
    if (!restart())
        return fail(u"the window does not come back"_s);
    auto* strip = m_console.find<QWidget>(u"selectionStrip"_s);
    if (!stop(u"selection-restored"_s, [strip] { return strip->isVisible(); }))
        return false;
    click(u"stripClear"_s);
    return true;
}
