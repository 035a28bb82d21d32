#include "ui/operations/operationdesk.h"

#include "ui/dialogs/operationdialog.h"
#include "ui/dialogs/resultdialog.h"
#include "ui/identitybrowser.h"
#include "ui/operations/operationwords.h"
#include "ui/rowmenu.h"
#include "ui/text.h"

#include "bulk/jobcenter.h"
#include "bulk/journalreader.h"
#include "models/changelock.h"
#include "models/connectionstatus.h"
#include "models/jobsmodel.h"

#include <QAction>
#include <QApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostItems = 1'000'000; // of one job

} // namespace

OperationDesk::OperationDesk(const UiServices& services, IdentityBrowser& browser, QWidget* parent)
    : QObject(parent)
    , m_services(services)
    , m_browser(browser)
    , m_window(parent)
    , m_rows(services.client, browser.table())
{
    connect(&m_rows, &RowRefresh::gone, this, [this](const QList<IdentityId>& ids) {
        // Nobody can do anything to them any more; of "all matching" they are no part either.
        if (!m_browser.selection().isAllMatching())
            m_browser.selection().setSelected(ids, false);
    });
    connect(&m_services.lock, &ChangeLock::changed, this, &OperationDesk::changed);
    if (m_services.jobs != nullptr)
        connectJobs();
}

void OperationDesk::connectJobs()
{
    const JobCenter* jobs = m_services.jobs;
    connect(jobs, &JobCenter::journalFailed, this, [this](const ApiError& error) {
        m_journalProblem = error.sentence();
        emit notice(m_journalProblem);
        emit changed();
    });
    connect(jobs, &JobCenter::opened, this, [this] {
        if (!std::exchange(m_journalProblem, {}).isEmpty())
            emit notice(u"The journal can be written again. Changes can be made."_s);
        emit changed();
    });
    connect(jobs, &JobCenter::notStarted, this,
        [this](const JobId&, const ApiError& error) { emit notice(error.sentence()); });
    connect(jobs, &JobCenter::jobEnded, this, &OperationDesk::onEnded);
    connect(jobs, &JobCenter::identitiesAffected, this, [this](const QList<IdentityId>& ids) {
        m_rows.refresh(ids);
        emit identitiesAffected(ids);
    });
}

QString OperationDesk::refusal() const
{
    if (m_services.lock.isLocked())
        return m_services.lock.refusal();
    if (m_services.jobs == nullptr)
        return u"There is no journal, and without it nothing is changed."_s;
    return m_journalProblem;
}

bool OperationDesk::hasSelection() const
{
    return !m_browser.selection().isEmpty();
}

OperationTarget OperationDesk::target() const
{
    if (hasSelection())
        return { .count = m_browser.selection().count(), .refusal = refusal() };
    if (const Identity* identity = m_browser.currentIdentity())
        return targetOf(*identity);
    return { .refusal = refusal() };
}

OperationTarget OperationDesk::targetOf(const Identity& identity) const
{
    // Without an id nothing can be done to it.
    const qint64 count = identity.id.isEmpty() ? 0 : 1;
    return { .name = subjectOf(identity).name, .count = count, .refusal = refusal() };
}

void OperationDesk::open(OperationId operation)
{
    if (hasSelection()) {
        confirm(operation, subjectOf(m_browser.selection(), m_browser.model().query().sorters),
            m_browser.selectedOutsideView());
    } else if (const Identity* identity = m_browser.currentIdentity()) {
        open(operation, *identity);
    }
}

void OperationDesk::open(OperationId operation, const Identity& identity)
{
    confirm(operation, subjectOf(identity), 0);
}

void OperationDesk::inviteAllUninvited()
{
    confirm(OperationId::InviteIdentities, subjectOfEverybody(), 0);
}

void OperationDesk::confirm(OperationId operation, const OperationSubject& subject, qint64 outside)
{
    ask(operation, subject, outside, [this](const BulkPlan& plan) { start(plan); });
}

void OperationDesk::ask(OperationId operation, const OperationSubject& subject, qint64 outside,
    const std::function<void(const BulkPlan&)>& confirmed)
{
    if (!refusal().isEmpty()) {
        emit notice(refusal());
        return;
    }
    auto* dialog = new OperationDialog(m_services, operation, subject, outside, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &OperationDialog::confirmed, this, confirmed);
    connect(dialog, &OperationDialog::notice, this, &OperationDesk::notice);
    connect(dialog, &QDialog::finished, this,
        [this] { m_browser.view().setFocus(Qt::OtherFocusReason); });
    dialog->open();
}

void OperationDesk::resume(const JobId& id)
{
    const auto job = m_services.jobs == nullptr ? std::nullopt : m_services.jobs->job(id);
    if (!job)
        return;
    if (job->state != JobState::Interrupted)
        m_services.jobs->resume(id);
    else
        askAgain(id, OperationSubject::Kind::NotStarted);
}

void OperationDesk::askAgain(const JobId& id, OperationSubject::Kind kind)
{
    if (m_services.jobs == nullptr)
        return;
    const auto reader = JournalReader::open(m_services.jobs->journalPath());
    const Expected<JobSnapshot> job = reader ? (*reader)->job(id) : reader.error();
    const Expected<QList<JobItem>> items = reader
        ? (*reader)->items(id, { .states = { itemStateOf(kind) }, .limit = MostItems })
        : reader.error();
    if (!job || !items) {
        emit notice(!job ? job.error().sentence() : items.error().sentence());
        return;
    }
    const QString problem = !job->isOf(m_services.jobs->host())
        ? u"The job ran on %1. Open a window there to act on it."_s.arg(job->profile)
        : job->foreign ? job->reason
                       : refusal();
    if (!problem.isEmpty()) {
        emit notice(problem);
        return;
    }
    if (items->isEmpty()) {
        emit notice(u"Nobody of the job is left to be confirmed."_s);
        return;
    }
    ask(job->operation, subjectOf(*job, *items, kind), 0, [this, id, kind](const BulkPlan& plan) {
        if (kind != OperationSubject::Kind::NotStarted) {
            start(plan, id);
            return;
        }
        m_started.insert(id);
        m_services.jobs->resume(id,
            ResumePlan { .by = plan.actor,
                .confirmed
                = plan.parameters.allUninvited ? 1 : static_cast<int>(plan.targets.size()),
                .skipped = plan.skipped });
    });
}

/// Nobody can do anything to them any more, on whatever row or page they were.
void OperationDesk::untickDeleted(const JobId& id)
{
    const auto reader = JournalReader::open(m_services.jobs->journalPath());
    if (!reader)
        return;
    const Expected<QList<JobItem>> items
        = (*reader)->items(id, { .states = { ItemState::Succeeded }, .limit = MostItems });
    if (!items || items->isEmpty())
        return;
    QList<IdentityId> ids;
    for (const JobItem& item : *items)
        ids += item.target.id;
    if (!m_browser.selection().isAllMatching())
        m_browser.selection().setSelected(ids, false);
    m_browser.refresh(); // what moved up, and how many are left
}

void OperationDesk::start(const BulkPlan& plan, const JobId& retryOf)
{
    m_started.insert(m_services.jobs->start(plan, retryOf));
    emit notice(plan.parameters.allUninvited
            ? u"Invite all uninvited: started. It runs in the background."_s
            : startedText(plan.operation, plan.targets.size()));
}

void OperationDesk::onEnded(const JobSnapshot& job)
{
    m_lastEnded = job.id;
    if (job.operation == OperationId::DeleteIdentity)
        untickDeleted(job.id);
    if (m_started.contains(job.id))
        emit notice(u"%1: %2"_s.arg(job.operationTitle(), summaryLine(job)));
    if (isWorthANotification(job) && !m_window->isActiveWindow()) {
        QApplication::alert(m_window);
        if (m_services.notify)
            m_services.notify(u"%1 on %2"_s.arg(jobTitle(job), job.profile), summaryLine(job));
    }
    emit changed();
}

void OperationDesk::showResult(const JobId& id)
{
    if (m_services.jobs == nullptr || id.isEmpty())
        return;
    for (auto* open : m_window->findChildren<ResultDialog*>()) {
        if (open->job() == id && open->isVisible()) {
            open->raise();
            open->activateWindow();
            return;
        }
    }
    auto* dialog = new ResultDialog(m_services, id, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ResultDialog::notice, this, &OperationDesk::notice);
    connect(dialog, &ResultDialog::repeatRequested, this, &OperationDesk::askAgain);
    connect(dialog, &ResultDialog::detailsRequested, this, &OperationDesk::detailsRequested);
    connect(dialog, &ResultDialog::selectRequested, this, [this](const QList<IdentityId>& ids) {
        m_browser.selection().clear();
        m_browser.selection().setSelected(ids, true);
        emit notice(u"Selected %1."_s.arg(identitiesText(ids.size())));
    });
    dialog->show();
}

void OperationDesk::addActions(
    QMenu& menu, const OperationTarget& target, const std::function<void(OperationId)>& chosen)
{
    auto* actions = new OperationActions(false, &menu);
    actions->setTarget(target);
    connect(actions, &OperationActions::triggered, this, chosen);
    if (auto* row = qobject_cast<RowMenu*>(&menu))
        row->addIdentityActions(actions->inMenus());
    else
        menu.addActions(actions->inMenus());
}

void OperationDesk::fillRowMenu(RowMenu& menu, const Identity& identity)
{
    const qint64 selected = m_browser.selection().count();
    if (m_browser.selection().isSelected(identity.id) && selected > 1) {
        // A menu on one of the ticked is about all of them; its first line says so.
        menu.setTarget(u"%1 selected identities"_s.arg(numberText(selected)));
        addActions(menu, target(), [this](OperationId operation) { open(operation); });
        return;
    }
    addActions(menu, targetOf(identity),
        [this, identity](OperationId operation) { open(operation, identity); });
    if (selected > 0 && !m_browser.selection().isSelected(identity.id)) {
        auto* others = new QMenu(u"%1 selected"_s.arg(numberText(selected)), &menu);
        others->setObjectName(u"selectedMenu"_s);
        others->setToolTipsVisible(true);
        addActions(*others, target(), [this](OperationId operation) { open(operation); });
        menu.addIdentityActions({ others->menuAction() });
    }
}

} // namespace ic
