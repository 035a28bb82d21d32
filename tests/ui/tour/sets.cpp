// Selection sets, and the selection of the last time.

#include "tour.h"

#include "models/filter/viewlistmodel.h"

#include <QAbstractButton>
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
    QTest::keyClicks(field, u"Leavers of November"_s);
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

bool Tour::restored()
{
    for (const int row : { 0, 1, 2 })
        m_console.clickCell(row, Tick);
    if (!m_console.restartJobs())
        return fail(u"the window does not come back"_s);
    auto* strip = m_console.find<QWidget>(u"selectionStrip"_s);
    if (!stop(u"selection-restored"_s, [strip] { return strip->isVisible(); }))
        return false;
    click(u"stripClear"_s);
    return true;
}
