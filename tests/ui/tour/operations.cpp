// Changes: the confirmations, a job under way, what came of it, the records.

#include "support/operations.h"
#include "tour.h"

#include "models/jobs/jobsmodel.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::openConfirmation(const Operation* operation)
{
    auto* action = m_console.find<QAction>(u"operation-"_s + operation->key);
    action->trigger();
    return QTest::qWaitFor(
               [this] {
                   QDialog* dialog = m_console.dialog();
                   auto* text = dialog == nullptr
                       ? nullptr
                       : dialog->findChild<QLabel*>(u"preparationText"_s);
                   return text != nullptr && !text->isVisibleTo(dialog);
               },
               20'000)
        || fail(u"the confirmation of %1 did not come"_s.arg(operation->title));
}

bool Tour::confirmations()
{
    m_console.search(u"ma"_s);
    if (!QTest::qWaitFor([this] { return rows() > 0 && rows() < 10'000; }))
        return fail(u"the search finds nothing"_s);
    for (const int row : { 1, 2, 3, 5, 8 })
        m_console.clickCell(row, Tick);
    for (const Operation* operation : operations()) {
        if (!openConfirmation(operation) || !stop(u"confirm-"_s + operation->key)
            || !closeDialog(u"Cancel"_s))
            return false;
    }
    if (!openConfirmation(&resetIdentity()))
        return false;
    QTest::keyClicks(m_console.dialog()->findChild<QLineEdit*>(u"confirmText"_s), u"6"_s);
    if (!stop(u"confirm-mistake"_s) || !closeDialog(u"Cancel"_s) || !press(u"Clear"_s))
        return false;
    const int owner = m_details.rowWhere(isOwner);
    m_console.clickCell(owner, Tick);
    for (const int row : { owner + 1, owner + 2, owner + 3 })
        m_console.clickCell(row, Tick);
    if (!openConfirmation(&deleteIdentity()))
        return false;
    auto* tabs = m_console.dialog()->findChild<QTabWidget*>(u"deletionTabs"_s);
    tabs->setCurrentIndex(1);
    return stop(u"confirm-delete-owners"_s) && closeDialog(u"Cancel"_s) && press(u"Clear"_s);
}

bool Tour::job()
{
    auto* jobs = m_console.find<QTreeView>(u"jobs"_s);
    trigger(u"Activity"_s);
    if (!stop(u"no-jobs"_s, [jobs] { return jobs->model()->rowCount() == 0; }))
        return false;
    trigger(u"Rows on screen, then all matching"_s);
    trigger(u"Rows on screen, then all matching"_s);
    if (!openConfirmation(&synchronizeAttributes()))
        return false;
    click(u"confirm"_s, m_console.dialog());
    const auto settled = [jobs] {
        return jobs->model()->rowCount() == 1
            ? jobs->model()->index(0, 0).data(JobsModel::ProgressRole).toInt()
            : -1;
    };
    if (!stop(u"job-running"_s, [settled] { return settled() > 0; }))
        return false;
    jobs->setCurrentIndex(jobs->model()->index(0, 0));
    click(u"jobPause"_s);
    const auto state
        = [jobs] { return jobs->model()->index(0, JobsModel::State).data().toString(); };
    if (!stop(u"job-paused"_s, [state] { return inEnglish(state()) == u"Paused by you"_s; }))
        return false;
    click(u"jobCancel"_s);
    if (!stop(u"job-cancel"_s, [this] { return m_console.dialog() != nullptr; }))
        return false;
    click(u"stop"_s, m_console.dialog());
    if (!stop(u"job-cancelled"_s, [state] { return inEnglish(state()) == u"Cancelled"_s; }))
        return false;
    click(u"jobItems"_s);
    if (!stop(u"job-items"_s, [this] { return m_console.dialog() != nullptr; }))
        return false;
    return closeDialog(u"Close"_s) && press(u"Clear"_s);
}

bool Tour::unknown()
{
    auto* jobs = m_console.find<QTreeView>(u"jobs"_s);
    const int before = jobs->model()->rowCount();
    for (const int row : { 1, 2, 3 })
        m_console.clickCell(row, Tick);
    m_console.tenant().faults().add(
        { .kind = demo::FaultKind::DropBefore, .count = 1, .pathContains = u"/synchronize"_s });
    if (!openConfirmation(&synchronizeAttributes()))
        return false;
    click(u"confirm"_s, m_console.dialog());
    const auto ended = [jobs, before] {
        return jobs->model()->rowCount() > before
            && inEnglish(jobs->model()->index(0, JobsModel::State).data().toString())
            == u"Done with errors"_s;
    };
    if (!QTest::qWaitFor(ended, 20'000))
        return fail(u"the job with unknown ones did not end"_s);
    jobs->setCurrentIndex(jobs->model()->index(0, 0));
    click(u"jobItems"_s);
    if (!stop(u"job-unknown"_s, [this] { return m_console.dialog() != nullptr; }))
        return false;
    QDialog* results = m_console.dialog();
    click(u"repeatUnknown"_s, results);
    const auto isPrepared = [this] {
        auto* text = m_console.find<QLabel>(u"preparationText"_s);
        return text != nullptr && !text->isVisibleTo(text->window());
    };
    if (!stop(u"confirm-unknown"_s, isPrepared))
        return false;
    for (auto* dialog : m_console.window().findChildren<QDialog*>())
        dialog->reject();
    return press(u"Clear"_s);
}

bool Tour::unfinished()
{
    auto* jobs = m_console.find<QTreeView>(u"jobs"_s);
    const int before = jobs->model()->rowCount();
    for (int row = 1; row <= 24; ++row) // more than leave at once
        m_console.clickCell(row, Tick);
    m_console.tenant().faults().set({ .latencyMs = 300 });
    if (!openConfirmation(&resetIdentity()))
        return false;
    QTest::keyClicks(m_console.dialog()->findChild<QLineEdit*>(u"confirmText"_s),
        m_console.dialog()->findChild<QPushButton*>(u"confirm"_s)->text().section(u' ', -1));
    m_console.tenant().faults().set({ .latencyMs = 10'000 }); // nothing is done before it ends
    click(u"confirm"_s, m_console.dialog());
    if (!QTest::qWaitFor([&] { return jobs->model()->rowCount() > before; }))
        return fail(u"no job to be interrupted"_s);
    m_console.tenant().faults().set({});
    if (!restart())
        return fail(u"the window did not come back"_s);
    auto* resume = m_console.find<QPushButton>(u"unfinishedResume"_s);
    if (!stop(u"job-unfinished"_s, [resume] { return resume->isVisible(); }))
        return false;
    click(u"unfinishedResume"_s);
    const auto isPrepared = [this] {
        auto* text = m_console.find<QLabel>(u"preparationText"_s);
        return text != nullptr && !text->isVisibleTo(text->window());
    };
    if (!stop(u"confirm-resume"_s, isPrepared) || !closeDialog(u"Cancel"_s))
        return false;
    m_console.find<QWidget>(u"bottom"_s)->hide();
    return true;
}

bool Tour::audit()
{
    trigger(u"Audit log…"_s);
    if (!stop(u"audit"_s, [this] { return m_console.dialog() != nullptr; }))
        return false;
    m_console.find<QWidget>(u"bottom"_s)->hide();
    return closeDialog(u"Close"_s);
}
