#include "ui/operations/operationdesk.h"

#include "models/operations/operationsummary.h"
#include "ui/details/lockedbar.h"
#include "ui/jobs/resultdialog.h"
#include "ui/operations/operationdialog.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/table/identitybrowser.h"
#include "ui/table/rowmenu.h"

#include "jobs/jobcenter.h"
#include "models/jobs/jobsmodel.h"
#include "models/operations/changelock.h"
#include "models/table/connectionstatus.h"

#include <QAction>
#include <QApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

OperationDesk::OperationDesk(const UiServices& services, IdentityBrowser& browser, QWidget* parent)
    : QObject(parent)
    , m_services(services)
    , m_browser(browser)
    , m_window(parent)
    , m_rows(services.client, browser.table())
    , m_journal(services.jobs.journalPath())
{
    connect(&m_rows, &RowRefresh::gone, this, &OperationDesk::untick);
    connect(&m_services.lock, &ChangeLock::changed, this, &OperationDesk::changed);
    connect(&m_services.jobs, &JobCenter::happened, this, &OperationDesk::onEvent);
}

void OperationDesk::onEvent(const JobEvent& event)
{
    switch (event.kind) {
    case JobEvent::Kind::JournalFailed:
        m_journalProblem = event.error.sentence();
        m_services.notices.say(m_journalProblem);
        emit changed();
        return;
    case JobEvent::Kind::JournalOpened:
        if (!std::exchange(m_journalProblem, {}).isEmpty())
            m_services.notices.say(tr("The journal can be written again. Changes can be made."));
        emit changed();
        return;
    case JobEvent::Kind::NotStarted:
        m_services.notices.say(event.error.sentence());
        return;
    case JobEvent::Kind::Changed:
        showAltered(event);
        return;
    case JobEvent::Kind::Ended:
        showAltered(event);
        m_rows.readStates(m_browser.selection());
        onEnded(event.job);
        return;
    }
}

/// Of whom the tables show something else now, and who is gone from them.
void OperationDesk::showAltered(const JobEvent& event)
{
    m_browser.selection().forgetStates(event.altered);
    m_rows.refresh(event.altered);
    if (!event.gone.isEmpty()) {
        untick(event.gone);
        m_browser.refresh(); // what moved up, and how many are left
    }
    if (const QList<IdentityId> all = event.altered + event.gone; !all.isEmpty()) {
        m_browser.addChanged(event.altered, event.gone);
        emit identitiesAffected(all);
    }
}

/// Nobody can do anything to them any more; of "all matching" they are no part either.
void OperationDesk::untick(const QList<IdentityId>& gone)
{
    if (!m_browser.selection().isAllMatching())
        m_browser.selection().setSelected(gone, false);
}

QString OperationDesk::refusal() const
{
    if (m_services.lock.isLocked())
        return m_services.lock.refusal();
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

void OperationDesk::open(const Operation& operation)
{
    if (hasSelection()) {
        OperationSubject those
            = subjectOf(m_browser.selection(), m_browser.model().query().sorters);
        those.origin = m_browser.keeper().origin();
        those.keptAt = m_browser.rowsKeptAt();
        confirm(operation, those, m_browser.selectedOutsideView());
    } else if (const Identity* identity = m_browser.currentIdentity()) {
        open(operation, *identity);
    }
}

void OperationDesk::open(const Operation& operation, const Identity& identity)
{
    OperationSubject subject = subjectOf(identity);
    subject.keptAt = m_browser.rowsKeptAt();
    confirm(operation, subject, 0);
}

void OperationDesk::openForEverybody(const Operation& operation)
{
    confirm(operation, subjectOfEverybody(), 0);
}

void OperationDesk::confirm(
    const Operation& operation, const OperationSubject& subject, qint64 outside)
{
    ask(operation, subject, outside, [this](const BulkPlan& plan) { start(plan); });
}

void OperationDesk::ask(const Operation& operation, const OperationSubject& subject, qint64 outside,
    const std::function<void(const BulkPlan&)>& confirmed)
{
    if (!refusal().isEmpty()) {
        m_services.notices.say(refusal());
        return;
    }
    auto* dialog
        = new OperationDialog(m_services, operation, subject, outside, m_browser.model(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &OperationDialog::confirmed, this, confirmed);
    connect(dialog, &QDialog::finished, this,
        [this] { m_browser.view().setFocus(Qt::OtherFocusReason); });
    dialog->open();
}

void OperationDesk::resume(const JobId& id)
{
    const auto job = m_services.jobs.job(id);
    if (!job)
        return;
    if (job->state != JobState::Interrupted)
        m_services.jobs.resume(id);
    else
        askAgain(id, OperationSubject::Kind::NotStarted);
}

void OperationDesk::askAgain(const JobId& id, OperationSubject::Kind kind)
{
    m_journal.withdraw(); // a second click asks for no second confirmation
    m_journal.ask(
        [id, kind](const JournalReader& reader, const std::atomic_bool&) -> Expected<JobPart> {
            const Expected<JobSnapshot> job = reader.job(id);
            const auto items = reader.items(id, { .states = { itemStateOf(kind) } });
            if (!job || !items)
                return !job ? job.error() : items.error();
            return JobPart { *job, items->size(), subjectOf(*job, *items, kind) };
        },
        [this, kind](const Expected<JobPart>& part) {
            if (part)
                askAgainAbout(*part, kind);
            else
                m_services.notices.say(part.error().sentence());
        });
}

void OperationDesk::askAgainAbout(const JobPart& part, OperationSubject::Kind kind)
{
    const JobSnapshot& job = part.job;
    const QString problem = !job.isOf(m_services.jobs.host())
        ? tr("The job ran on %1. Open a window there to act on it.").arg(job.profile)
        : job.foreign ? job.reason
                      : refusal();
    if (!problem.isEmpty()) {
        m_services.notices.say(problem);
        return;
    }
    if (part.items == 0) {
        m_services.notices.say(tr("Nobody of the job is left to be confirmed."));
        return;
    }
    ask(*job.operation, part.subject, 0, [this, id = job.id, kind](const BulkPlan& plan) {
        if (kind != OperationSubject::Kind::NotStarted) {
            start(plan, id);
            return;
        }
        m_started.insert(id);
        m_services.jobs.resume(id,
            ResumePlan { .by = plan.actor,
                .confirmed
                = plan.parameters.allUninvited ? 1 : static_cast<int>(plan.targets.size()),
                .skipped = plan.skipped });
    });
}

void OperationDesk::start(const BulkPlan& plan, const JobId& retryOf)
{
    m_started.insert(m_services.jobs.start(plan, retryOf));
    m_services.notices.say(plan.parameters.allUninvited
            ? tr("%1: started. It runs in the background.", "what was started")
                  .arg(plan.operation->tenantsChoice->button)
            : startedText(*plan.operation, plan.targets.size()));
}

void OperationDesk::onEnded(const JobSnapshot& job)
{
    if (isWorthANotification(job) && !m_window->isActiveWindow()) {
        QApplication::alert(m_window);
        m_services.desktop.notify(tr("%1 on %2").arg(jobTitle(job), job.profile), summaryLine(job));
    }
    if (job.exported)
        return; // nobody was changed
    m_lastEnded = job.id;
    if (m_started.contains(job.id))
        m_services.notices.say(tr("%1: %2", "an operation, and what came of it")
                                   .arg(job.operationTitle(), summaryLine(job)));
    emit changed();
    if (job.counts.succeeded + job.counts.following + job.counts.unknown > 0) {
        if (job.operation == nullptr || job.operation->proof != Operation::Proof::Gone)
            m_browser.refresh(); // who belongs to the view may be others now
        emit ended();
    }
}

void OperationDesk::showResult(const JobId& id)
{
    if (!id.isEmpty())
        openResult(id);
}

void OperationDesk::showResultOf(const JobId& id, const QString& text)
{
    openResult(id)->lookFor(text);
}

void OperationDesk::showResultAt(const JobId& id, int seq)
{
    openResult(id)->showItem(seq);
}

ResultDialog* OperationDesk::openResult(const JobId& id)
{
    for (auto* open : m_window->findChildren<ResultDialog*>()) {
        if (open->job() == id && open->isVisible()) {
            open->raise();
            open->activateWindow();
            return open;
        }
    }
    auto* dialog = new ResultDialog(m_services, id, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ResultDialog::repeatRequested, this, &OperationDesk::askAgain);
    connect(dialog, &ResultDialog::detailsRequested, this, &OperationDesk::detailsRequested);
    connect(dialog, &ResultDialog::selectRequested, this, [this](const QList<IdentityId>& ids) {
        m_browser.selection().clear();
        m_browser.selection().setSelected(ids, true);
        m_services.notices.say(tr("Selected %1.").arg(identitiesText(ids.size())));
    });
    dialog->show();
    return dialog;
}

void OperationDesk::addActions(
    QMenu& menu, const OperationTarget& target, const std::function<void(const Operation&)>& chosen)
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
        menu.setTarget(tr("%1 selected identities").arg(numberText(selected)));
        addActions(menu, target(), [this](const Operation& operation) { open(operation); });
        return;
    }
    addActions(menu, targetOf(identity),
        [this, identity](const Operation& operation) { open(operation, identity); });
    if (const QString refusal = unlockRefusal(identity); !refusal.isEmpty()) {
        auto* unlock = new QAction(icon(u"lock-open"_s), tr("Unlock: only in ISC"), &menu);
        unlock->setObjectName(u"unlock"_s);
        unlock->setEnabled(false);
        unlock->setToolTip(toolTipText(refusal));
        menu.addIdentityActions({ unlock });
    }
    if (selected > 0 && !m_browser.selection().isSelected(identity.id)) {
        auto* others = new QMenu(tr("%1 selected").arg(numberText(selected)), &menu);
        others->setObjectName(u"selectedMenu"_s);
        others->setToolTipsVisible(true);
        addActions(*others, target(), [this](const Operation& operation) { open(operation); });
        menu.addIdentityActions({ others->menuAction() });
    }
}

} // namespace ic
