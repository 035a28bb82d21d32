// One identity: the tabs of the details, role assignments, the comparison.

#include "tour.h"

#include "support/operations.h"

#include "jobs/jobcenter.h"

#include <QAction>
#include <QDialog>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::overview()
{
    if (!m_details.open(m_details.rowWhere(hasManyRoles)))
        return fail(u"nobody has many roles"_s);
    m_details.showTab(Overview);
    return stop(u"details-overview"_s);
}

bool Tour::attributes()
{
    m_details.showTab(Attributes);
    return stop(u"details-attributes"_s);
}

bool Tour::ownership()
{
    m_details.showTab(Ownership);
    if (!m_details.open(m_details.rowWhere(isOwner)) || !stop(u"details-ownership"_s, [this] {
            return m_details.state(u"ownershipPages"_s) == u"content"_s;
        }))
        return false;
    return m_details.open(m_details.rowWhere(ownsNothing))
        && stop(u"details-owns-nothing"_s, [this] {
               return inEnglish(m_details.state(u"ownershipPages"_s))
                   == u"Owns nothing that blocks deletion"_s;
           });
}

bool Tour::roles()
{
    if (!m_details.open(m_details.rowWhere(hasManyRoles)))
        return fail(u"nobody has many roles"_s);
    m_details.failNext(u"/role-assignments"_s);
    m_details.showTab(Roles);
    if (!stop(u"details-failed"_s, [this] { return button(u"Retry"_s) != nullptr; })
        || !press(u"Retry"_s) || !stop(u"details-roles"_s, [this] {
               return m_details.state(u"rolePages"_s) == u"content"_s;
           }))
        return false;
    auto* view = m_console.find<QTreeView>(u"roleAssignments"_s);
    view->setFocus();
    view->setCurrentIndex(view->model()->index(1, 0));
    QTest::keyClick(view, Qt::Key_Return);
    if (!stop(u"role-assignment"_s, [this] {
            QDialog* dialog = m_console.dialog();
            return dialog != nullptr && m_details.state(u"assignmentPages"_s) == u"content"_s;
        }))
        return false;
    return closeDialog(u"Close"_s);
}

bool Tour::json()
{
    m_details.showTab(Json);
    return stop(u"details-json"_s);
}

bool Tour::activityOfOne()
{
    if (!m_details.open(4))
        return fail(u"nobody can be opened"_s);
    BulkPlan plan { .operation = &sendVerification(), .profile = u"acme-demo"_s };
    plan.parameters.options = { { u"via"_s, u"EMAIL_WORK"_s } };
    plan.actor = u"j.tanaka"_s;
    const IdentityId id(m_details.idOf(4));
    plan.targets += BulkTarget { id, m_console.cell(4, Name), {} };
    m_console.jobs().start(plan);
    m_details.showTab(Activity);
    const auto isDone = [this] {
        const auto* view = m_console.find<QTreeView>(u"activityOfIdentity"_s);
        return view->model()->rowCount() > 0
            && view->model()->index(0, 2).data().toString() == sendVerification().done;
    };
    if (!stop(u"details-activity"_s, isDone))
        return false;
    m_details.showTab(Overview);
    m_console.find<QWidget>(u"bottom"_s)->hide();
    return true;
}

bool Tour::locked()
{
    const QString id = m_details.idOf(6);
    m_console.tenant().inspect([&](demo::Directory& directory) {
        directory.setStatus(*directory.find(id.toLatin1()), demo::Status::Locked, 0);
    });
    m_details.open(6);
    trigger(u"Refresh this identity"_s);
    auto* bar = m_console.find<QWidget>(u"lockedBar"_s);
    return stop(u"details-locked"_s, [bar] { return bar->isVisible(); });
}

bool Tour::compare()
{
    m_details.showTab(Overview);
    m_console.clickCell(1, Tick);
    m_console.clickCell(2, Tick);
    m_console.find<QAction>(u"compare"_s)->trigger();
    return stop(u"compare"_s, [this] { return m_details.state(u"comparePages"_s) == u"content"_s; })
        && closeDialog(u"Close"_s) && press(u"Clear"_s);
}

bool Tour::apiLog()
{
    trigger(u"API log"_s);
    auto* calls = m_console.find<QTableView>(u"apiCalls"_s);
    calls->setCurrentIndex(calls->model()->index(1, 0));
    if (!stop(u"api-log"_s, [calls] { return calls->model()->rowCount() > 5; }))
        return false;
    m_console.find<QWidget>(u"bottom"_s)->hide();
    return true;
}
