#include "ui/jobs/activityview.h"

#include "ui/jobs/joblist.h"
#include "ui/jobs/stopjobdialog.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/attentionstrip.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/statepage.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "jobs/jobcenter.h"
#include "models/operations/changelock.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// A button that has two actions looks as if it had a menu.
void setOnly(QToolButton& button, QAction* action)
{
    if (QAction* before = button.defaultAction(); before != action)
        button.removeAction(before);
    button.setDefaultAction(action);
}

} // namespace

ActivityView::ActivityView(
    JobCenter& center, const ChangeLock& lock, Notices& notices, QWidget* parent)
    : QWidget(parent)
    , m_notices(notices)
    , m_center(center)
    , m_lock(lock)
    , m_jobs(center)
    , m_tree(new JobList(m_jobs, this))
    , m_empty(new StatePage(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"activity"_s);
    setFocusProxy(m_tree);
    makeActions();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(makeUnfinished());
    layout->addWidget(m_pages, 1);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ActivityView::showMenu);
    connect(m_tree, &QTreeView::activated, this, &ActivityView::open);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &ActivityView::update);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_empty);
    for (const auto change :
        { &QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved })
        connect(&m_jobs, change, this, &ActivityView::update);
    connect(&m_jobs, &QAbstractItemModel::dataChanged, this, &ActivityView::update);
    connect(&m_jobs, &QAbstractItemModel::rowsInserted, this, &ActivityView::onInserted);
    connect(&m_jobs, &JobsModel::unfinishedChanged, this, &ActivityView::updateUnfinished);
    connect(&lock, &ChangeLock::changed, this, &ActivityView::update);
    const auto showNone = [this] {
        m_empty->setState(u"activity"_s, tr("No jobs yet"),
            tr("Jobs of this tenant appear here, also after a restart; those of every tenant, and "
               "of earlier demos, are in the audit log."));
    };
    showNone();
    connect(&center, &JobCenter::happened, this, [this, showNone](const JobEvent& event) {
        if (event.kind == JobEvent::Kind::JournalOpened)
            showNone();
        else if (event.kind == JobEvent::Kind::JournalFailed)
            m_empty->setState(u"triangle-alert"_s, tr("The journal cannot be written"),
                tr("%1 No job can start until this is solved.").arg(event.error.reason()));
    });
    update();
    setTabOrder(m_resumeButton, m_tree); // as they stand
}

QList<QAction*> ActivityView::actionsInMenus() const
{
    return { m_resume, m_pause, m_cancel, m_retry, m_items, m_pauseAll, m_clear };
}

void ActivityView::makeActions()
{
    const auto action = [this](const QString& text, const QString& iconName, auto slot) {
        auto* made = new QAction(icon(iconName), text, this);
        connect(made, &QAction::triggered, this, slot);
        return made;
    };
    m_pause = action(tr("Pause"), u"circle-pause"_s, &ActivityView::pauseOrResume);
    m_cancel = action(tr("Cancel…"), u"x"_s, &ActivityView::askToCancel);
    m_retry = action(
        tr("Retry failed"), u"rotate-cw"_s, [this] { repeat(OperationSubject::Kind::Failed); });
    m_repeatUnknown
        = action({}, u"rotate-cw"_s, [this] { repeat(OperationSubject::Kind::Unknown); });
    m_repeatUnknown->setObjectName(u"jobRepeatUnknown"_s);
    m_resume = action({}, u"circle-play"_s, [this] { emit resumeRequested(m_offered); });
    m_resume->setObjectName(u"jobResumeUnfinished"_s);
    m_discard = action(tr("Discard…"), u"x"_s, &ActivityView::askToDiscard);
    m_items = action(tr("Show items"), u"list-filter"_s, [this] {
        if (const JobSnapshot* job = current())
            emit itemsRequested(job->id);
    });
    m_pauseAll = action(tr("Pause all"), u"circle-pause"_s, [this] { m_center.pauseAll(); });
    m_clear = action(tr("Clear finished"), u"check"_s, [this] { m_jobs.clearEnded(); });
    m_clear->setToolTip(tr("Takes finished jobs off this list. The audit log keeps them."));
    m_copy = action(tr("Copy summary"), u"copy"_s, &ActivityView::copySummary);
}

QWidget* ActivityView::makeBar()
{
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    const auto button = [&](const QString& name) {
        auto* made = new QToolButton(bar);
        made->setObjectName(name);
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setAutoRaise(true);
        return made;
    };
    const auto add = [&](QAction* action, const QString& name) {
        QToolButton* made = button(name);
        made->setDefaultAction(action);
        layout->addWidget(made);
        return made;
    };
    m_pauseButton = add(m_pause, u"jobPause"_s);
    m_cancelButton = add(m_cancel, u"jobCancel"_s);
    add(m_retry, u"jobRetry"_s);
    add(m_items, u"jobItems"_s);
    add(m_exports.openFile(), u"exportOpen"_s);
    add(m_exports.showFolder(), u"exportFolder"_s);
    add(m_exports.again(), u"exportAgain"_s);
    add(m_exports.openSnapshot(), u"snapshotOpen"_s);
    layout->addStretch();
    QToolButton* audit = button(u"jobAudit"_s);
    audit->setText(tr("Audit log…"));
    audit->setIcon(icon(u"scroll-text"_s));
    connect(audit, &QToolButton::clicked, this, &ActivityView::auditRequested);
    add(m_pauseAll, u"jobPauseAll"_s);
    add(m_clear, u"jobClear"_s);
    layout->addWidget(audit);
    return bar;
}

QWidget* ActivityView::makeUnfinished()
{
    m_unfinished = new AttentionStrip(this);
    m_unfinished->setObjectName(u"unfinishedJobs"_s);
    m_unfinishedText = plainLabel({}, m_unfinished);
    m_unfinishedText->setObjectName(u"unfinishedText"_s);
    m_unfinishedText->setWordWrap(true);
    auto* items = new QPushButton(tr("Show items"), m_unfinished);
    items->setObjectName(u"unfinishedItems"_s);
    auto* discard = new QPushButton(tr("Discard"), m_unfinished);
    discard->setObjectName(u"unfinishedDiscard"_s);
    m_resumeButton = new QPushButton(m_unfinished);
    m_resumeButton->setObjectName(u"unfinishedResume"_s);
    connect(items, &QPushButton::clicked, this, [this] { emit itemsRequested(m_offered); });
    connect(discard, &QPushButton::clicked, m_discard, &QAction::trigger);
    connect(m_resumeButton, &QPushButton::clicked, m_resume, &QAction::trigger);
    auto* layout = new QHBoxLayout(m_unfinished);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_unfinishedText, 1);
    layout->addWidget(items);
    layout->addWidget(discard);
    layout->addWidget(m_resumeButton);
    for (QPushButton* button : { items, discard, m_resumeButton })
        button->setAutoDefault(true); // Enter presses it, as in a dialog
    return m_unfinished;
}

const JobSnapshot* ActivityView::current() const
{
    const QModelIndex index = m_tree->currentIndex();
    return index.isValid() ? &m_jobs.job(index.row()) : nullptr;
}

void ActivityView::showMenu(const QPoint& at)
{
    if (current() == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"jobMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // One of an earlier start goes on as the panel offers it.
    const bool left = current()->state == JobState::Interrupted && current()->id == m_offered;
    menu->addActions(left ? QList { m_resume, m_discard }
                          : QList { m_pause, m_cancel, m_retry, m_exports.again() });
    if (m_repeatUnknown->isEnabled())
        menu->addAction(m_repeatUnknown);
    menu->addSeparator();
    menu->addActions({ m_items, m_exports.openFile(), m_exports.showFolder(),
        m_exports.openSnapshot(), m_copy });
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

/// The buttons are about the job that was started last.
void ActivityView::onInserted(const QModelIndex&, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        if (isEnded(m_jobs.job(row).state))
            continue;
        m_tree->setCurrentIndex(m_jobs.index(row, 0));
        emit jobAppeared();
    }
}

void ActivityView::pauseOrResume()
{
    const JobSnapshot* job = current();
    if (job == nullptr)
        return;
    if (job->exported && isPaused(job->state))
        m_center.resume(job->id);
    else if (isPaused(job->state))
        emit resumeRequested(job->id);
    else
        m_center.pause(job->id);
}

void ActivityView::askToCancel()
{
    const JobSnapshot* job = current();
    if (job == nullptr)
        return;
    if (job->exported) { // nothing is lost that could not be read again
        m_center.cancel(job->id);
        return;
    }
    auto* dialog = new StopJobDialog(*job, StopJobDialog::Kind::Cancel, window());
    connect(dialog, &QDialog::accepted, this, [this, id = job->id] { m_center.cancel(id); });
    dialog->open();
}

void ActivityView::askToDiscard()
{
    const auto job = m_center.job(m_offered);
    if (!job)
        return;
    auto* dialog = new StopJobDialog(*job, StopJobDialog::Kind::Discard, window());
    connect(dialog, &QDialog::accepted, this, [this, id = job->id] { m_center.cancel(id); });
    dialog->open();
}

void ActivityView::repeat(OperationSubject::Kind kind)
{
    if (const JobSnapshot* job = current())
        emit repeatRequested(job->id, kind);
}

/// Of the current job.
bool ActivityView::isRepeatable(int count) const
{
    const JobSnapshot* job = current();
    return job != nullptr && job->canBeTouched() && isEnded(job->state) && count > 0
        && !m_lock.isLocked();
}

void ActivityView::copySummary()
{
    const JobSnapshot* job = current();
    if (job == nullptr)
        return;
    QGuiApplication::clipboard()->setText(
        tr("%1 on %2: %3").arg(jobTitle(*job), job->profile, summaryLine(*job)));
    m_notices.say(tr("Copied the summary."));
}

void ActivityView::open()
{
    QAction* const opened = m_exports.openFile()->isEnabled() ? m_exports.openFile()
        : m_exports.openSnapshot()->isEnabled()               ? m_exports.openSnapshot()
                                                              : m_items;
    opened->trigger();
}

/// One takes no room while its action means nothing.
void ActivityView::showButtons()
{
    const auto buttons = findChildren<QToolButton*>();
    for (QToolButton* button : buttons) {
        if (button->defaultAction() != nullptr)
            button->setVisible(button->defaultAction()->isVisible());
    }
}

void ActivityView::update()
{
    const JobSnapshot* job = current();
    const bool any = job != nullptr && job->canBeTouched();
    const bool open = any && !isEnded(job->state);
    const bool stands = open && isPaused(job->state);
    // Nothing of it runs: it goes on as the panel below offers it.
    const bool left = open && job->state == JobState::Interrupted;
    setOnly(*m_pauseButton, left ? m_resume : m_pause);
    setOnly(*m_cancelButton, left ? m_discard : m_cancel);
    m_pause->setText(stands ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(icon(stands ? u"circle-play"_s : u"circle-pause"_s));
    const bool isExport = job != nullptr && job->exported; // it changes nothing
    const bool mayGoOn = !stands || isExport || !m_lock.isLocked();
    const bool isSaving = isExport && job->state == JobState::Following;
    const QString untouchable = job == nullptr ? tr("No job is chosen in Activity.")
        : job->elsewhere                       ? tr("The job runs in another window.")
        : job->foreign ? tr("The job is of another version of this program.")
                       : QString();
    const QString stopped = !any ? untouchable
        : !open                  ? tr("The job has ended.")
        : left                   ? tr("The job is of an earlier start. It is offered below.")
        : isSaving               ? tr("Its file is being saved.")
                                 : QString();
    setRefusal(*m_pause, stopped.isEmpty() && !mayGoOn ? m_lock.refusal() : stopped);
    setRefusal(*m_cancel, stopped);
    const int failed = any ? job->counts.failed : 0;
    m_retry->setText(
        failed > 0 ? tr("Retry failed (%1)").arg(numberText(failed)) : tr("Retry failed"));
    setRefusal(*m_retry,
        isRepeatable(failed)    ? QString()
            : !any              ? untouchable
            : failed == 0       ? tr("Nothing of it failed.")
            : m_lock.isLocked() ? m_lock.refusal()
                                : tr("The job has not ended."));
    const int unknown = any ? job->counts.unknown : 0;
    m_repeatUnknown->setText(tr("Repeat unknown (%1)…").arg(numberText(unknown)));
    m_repeatUnknown->setEnabled(isRepeatable(unknown));
    setRefusal(*m_items,
        job == nullptr ? tr("No job is chosen in Activity.")
            : isExport ? tr("An export has no items.")
                       : QString());
    m_cancel->setText(isExport ? tr("Cancel") : tr("Cancel…"));
    m_copy->setEnabled(job != nullptr);
    m_exports.setJob(job);
    m_items->setVisible(!isExport);
    m_retry->setVisible(!isExport);
    updateUnfinished();
    showButtons();
    setRefusal(*m_pauseAll, m_jobs.runningCount() > 0 ? QString() : tr("No job runs."));
    setRefusal(*m_clear, m_jobs.hasEnded() ? QString() : tr("No job has ended."));
    m_pages->setCurrentIndex(m_jobs.rowCount() == 0 ? 1 : 0);
}

void ActivityView::updateUnfinished()
{
    const QList<JobSnapshot> unfinished = m_jobs.unfinished();
    m_unfinished->setVisible(!unfinished.isEmpty());
    m_resume->setVisible(!unfinished.isEmpty());
    if (unfinished.isEmpty())
        return;
    // The one that is chosen, else the newest.
    const JobSnapshot* chosen = current();
    const bool isLeft = chosen != nullptr && unfinished.contains(*chosen);
    const JobSnapshot& job = isLeft ? *chosen : unfinished.constFirst();
    m_offered = job.id;
    const int count = pluralCount(unfinished.size());
    const QString said = isLeft
        ? tr("%Ln jobs did not finish. The chosen one: %1", "%Ln job did not finish: %1", count)
        : tr("%Ln jobs did not finish. The newest: %1", "%Ln job did not finish: %1", count);
    m_unfinishedText->setText(said.arg(unfinishedText(job)));
    m_resume->setText(tr("Resume %1…").arg(numberText(job.counts.planned)));
    setRefusal(*m_resume, m_lock.refusal());
    m_resumeButton->setText(m_resume->text());
    m_resumeButton->setEnabled(m_resume->isEnabled());
    m_resumeButton->setToolTip(m_resume->toolTip());
}

} // namespace ic
