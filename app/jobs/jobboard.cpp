#include "jobs/jobboard.h"

#include "net/scheduler.h"

namespace ic {

namespace {

ApiError refusal(const JobSnapshot& job, const QString& why)
{
    return { .kind = ApiError::Kind::BadRequest,
        .operation = job.operationTitle(),
        .detail = JobBoard::tr("Refused before sending: %1").arg(why) };
}

ApiError otherTenant(const JobSnapshot& job)
{
    return refusal(job,
        JobBoard::tr("the job belongs to %1. Open it in a window that is connected there.")
            .arg(job.host));
}

ApiError notResumed(const QString& why)
{
    return {
        .kind = ApiError::Kind::Cancelled, .operation = JobBoard::tr("Resume"), .detail = why
    };
}

/// Everything of it was sent: what is left is to read what came of it, which changes nothing.
bool needsOnlyReads(const JobSnapshot& job)
{
    return !isEnded(job.state) && job.counts.planned == 0;
}

constexpr int PastJobs = 20; // told of at the start
constexpr int WatchMs = 2000;
constexpr qint64 DayMs = 24 * 3'600'000;

} // namespace

JobBoard::JobBoard(Scheduler& scheduler, const Clock& clock, const JobCenterOptions& options)
    : m_scheduler(scheduler)
    , m_clock(clock)
    , m_options(options)
    , m_client(new ApiClient(scheduler, this))
    , m_exports(new ExportJobs(*m_client, clock, m_journal, options.journalPath, this))
    , m_watch(new QTimer(this))
{
    connect(m_exports, &ExportJobs::happened, this, &JobBoard::happened);
    connect(m_exports, &ExportJobs::journalFailed, this, &JobBoard::failJournal);
    m_watch->setInterval(WatchMs);
    connect(m_watch, &QTimer::timeout, this, &JobBoard::look);
}

JobBoard::~JobBoard()
{
    delete m_exports;
    m_running.clear(); // both write down what they know
}

std::optional<ApiError> JobBoard::ensureJournal()
{
    if (m_journal)
        return std::nullopt;
    Expected<std::unique_ptr<Journal>> journal = Journal::open(m_options.journalPath, m_clock);
    if (!journal)
        return journal.error();
    m_journal = std::move(journal).value();
    return std::nullopt;
}

void JobBoard::failJournal(const ApiError& error)
{
    m_watch->start();
    if (m_journalProblem == error)
        return; // it was said
    m_journalProblem = error;
    emit happened({ .kind = JobEvent::Kind::JournalFailed, .error = error });
}

void JobBoard::tell(const JobSnapshot& job, bool itemsChanged)
{
    emit happened({ .job = job, .itemsChanged = itemsChanged });
}

void JobBoard::refuse(const JobId& id, const ApiError& error)
{
    emit happened({ .kind = JobEvent::Kind::NotStarted, .job = { .id = id }, .error = error });
}

void JobBoard::look()
{
    if (m_journalProblem) {
        if (m_running.empty())
            m_journal.reset();
        open();
    }
    m_exports->writeEnds();
    for (const auto& [id, running] : m_running) {
        if (running.runner)
            running.runner->pump();
    }
    lookAfterOthers();
    if (m_elsewhere.isEmpty() && !m_journalProblem)
        m_watch->stop();
}

void JobBoard::open()
{
    if (const auto problem = ensureJournal()) {
        failJournal(*problem);
        return;
    }
    const Expected<std::monostate> works
        = m_journalProblem ? m_journal->tryToWrite() : std::monostate();
    const Expected<QList<JobSnapshot>> unfinished = m_journal->unfinished();
    if (!works || !unfinished) {
        failJournal(!works ? works.error() : unfinished.error());
        return;
    }
    m_journalProblem.reset();
    tellUnfinished(*unfinished);
    if (const auto ended = m_journal->ended(m_options.host, PastJobs)) {
        for (const JobSnapshot& job : *ended)
            tell(job);
    }
    emit happened({ .kind = JobEvent::Kind::JournalOpened });
}

void JobBoard::tellUnfinished(const QList<JobSnapshot>& jobs)
{
    QList<JobId> sent;
    for (JobSnapshot job : jobs) {
        if (!job.isOf(m_options.host) || m_running.contains(job.id.text())
            || m_exports->isInHand(job.id))
            continue;
        if (job.foreign) {
            tell(job);
            continue;
        }
        const auto lock = takeJobLock(m_options.journalPath, job.id);
        job.elsewhere = !lock;
        if (lock && m_journal->recover(job.id).hasValue()) {
            if (const Expected<JobSnapshot> recovered = m_journal->job(job.id))
                job = *recovered;
        }
        watch(job);
        tell(job);
        if (lock && needsOnlyReads(job))
            sent += job.id;
    }
    for (const JobId& id : std::as_const(sent))
        goOnReading(id);
}

void JobBoard::goOnReading(const JobId& id)
{
    if (JobRunner* runner = take(id))
        runner->start();
}

void JobBoard::forgetOld(const QDateTime& tenantTime)
{
    const QDateTime now = m_clock.utcNow();
    if (m_hasForgotten || m_options.keepDays <= 0 || !m_journal
        || std::abs(tenantTime.msecsTo(now)) > DayMs)
        return;
    m_hasForgotten = m_journal->removeEndedBefore(now.addDays(-m_options.keepDays)).hasValue();
}

void JobBoard::watch(const JobSnapshot& job)
{
    if (!job.elsewhere)
        return;
    m_elsewhere.insert(job.id, job);
    m_watch->start();
}

/// What another program does to its jobs can only be read; when it has ended, they are ours to
/// resume.
void JobBoard::lookAfterOthers()
{
    QList<JobId> sent;
    for (const JobSnapshot& known : m_elsewhere.values()) {
        const Expected<JobSnapshot> before
            = m_journal ? m_journal->job(known.id) : *m_journalProblem;
        if (!before || before->foreign)
            continue;
        const auto lock = takeJobLock(m_options.journalPath, known.id);
        if (lock)
            (void)m_journal->recover(known.id); // does nothing to a job that has ended
        const Expected<JobSnapshot> now = m_journal->job(known.id);
        if (!now)
            continue;
        JobSnapshot job = *now;
        job.elsewhere = !lock && !isEnded(job.state);
        if (job.elsewhere)
            m_elsewhere.insert(job.id, job);
        else
            m_elsewhere.remove(job.id);
        if (job == known)
            continue;
        tell(job, true);
        if (lock && needsOnlyReads(job))
            sent += job.id;
    }
    for (const JobId& id : std::as_const(sent))
        goOnReading(id);
}

void JobBoard::start(const JobId& id, const BulkPlan& plan, const JobId& retryOf)
{
    std::optional<ApiError> problem = ensureJournal();
    if (!problem) {
        // Held before it can be seen, so that no other program takes it for abandoned.
        std::unique_ptr<JobLock> lock = takeJobLock(m_options.journalPath, id);
        const Expected<JobSnapshot> job = m_journal->create(id, plan, retryOf);
        if (!job)
            problem = job.error();
        else if (lock)
            m_running[id.text()].lock = std::move(lock);
    }
    if (problem) {
        refuse(id, *problem);
        return;
    }
    if (JobRunner* runner = take(id))
        runner->start();
}

void JobBoard::start(const JobId& id, const ExportPlan& plan)
{
    const auto noJournal = ensureJournal();
    if (const auto problem = noJournal ? noJournal : m_exports->start(id, plan))
        refuse(id, *problem);
}

JobRunner* JobBoard::take(const JobId& id, const std::optional<ResumePlan>& confirmed)
{
    const auto known = m_running.find(id.text());
    if (known != m_running.end() && known->second.runner)
        return known->second.runner.get();
    if (const auto problem = ensureJournal()) {
        failJournal(*problem);
        return nullptr;
    }
    if (const Expected<JobSnapshot> job = m_journal->job(id);
        job && (job->foreign || job->exported || !job->isOf(m_options.host))) {
        if (job->exported && isEnded(job->state) && !confirmed)
            return nullptr; // it ended before it was to be cancelled
        refuse(id,
            job->foreign        ? refusal(*job, job->reason)
                : job->exported ? notResumed(tr("An export or a snapshot is not taken up again."))
                                : otherTenant(*job));
        return nullptr;
    }
    std::unique_ptr<JobLock> lock = known != m_running.end()
        ? std::move(known->second.lock)
        : takeJobLock(m_options.journalPath, id);
    if (!lock) {
        if (Expected<JobSnapshot> job = m_journal->job(id)) {
            JobSnapshot there = *job;
            there.elsewhere = true;
            watch(there);
            tell(there);
        }
        return nullptr;
    }
    // Somebody else may have run it since it was shown.
    const Expected<int> recovered = m_journal->recover(id);
    if (recovered && confirmed) {
        const Expected<std::monostate> written = m_journal->resume(id, *confirmed);
        if (!written) {
            if (const Expected<JobSnapshot> now = m_journal->job(id))
                tell(*now);
            refuse(id, written.error());
            return nullptr;
        }
    }
    const Expected<JobSnapshot> job = m_journal->job(id);
    const Expected<QList<RunItem>> items = m_journal->runItems(id);
    const Expected<QList<JobTask>> tasks = m_journal->tasks(id);
    if (!recovered || !job || !items || !tasks) {
        m_running.erase(id.text());
        failJournal(!recovered ? recovered.error()
                : !job         ? job.error()
                : !items       ? items.error()
                               : tasks.error());
        return nullptr;
    }
    RunningJob& running = m_running[id.text()];
    running.lock = std::move(lock);
    running.flow = ++m_lastFlow;
    running.runner = std::make_unique<JobRunner>(
        RunnerServices { *m_client, *m_journal, m_clock, m_guard, m_options.patienceMs }, *job,
        *items, *tasks, running.flow);
    JobRunner* const runner = running.runner.get();
    connect(runner, &JobRunner::happened, this, [this, flow = running.flow](const JobEvent& event) {
        // Whatever it waits for may take a night: nothing of it goes on under a closed lock.
        if (isPaused(event.job.state))
            endPermit(flow);
        if (event.kind == JobEvent::Kind::Ended) // not from inside the runner
            QMetaObject::invokeMethod(
                this, [this, id = event.job.id] { drop(id); }, Qt::QueuedConnection);
        emit happened(event);
    });
    return runner;
}

void JobBoard::drop(const JobId& id)
{
    const auto known = m_running.find(id.text());
    if (known == m_running.end() || !isEnded(known->second.runner->snapshot().state))
        return; // somebody had more of it read meanwhile
    endPermit(known->second.flow);
    m_running.erase(known);
}

void JobBoard::endPermit(quint64 flow)
{
    QMetaObject::invokeMethod(
        &m_scheduler, [scheduler = &m_scheduler, flow] { scheduler->endPermit(flow); },
        Qt::QueuedConnection);
}

void JobBoard::pause(const JobId& id)
{
    const auto known = m_running.find(id.text());
    if (m_exports->pause(id) || known == m_running.end())
        return;
    known->second.runner->pause();
    endPermit(known->second.flow);
}

void JobBoard::pauseAll()
{
    m_exports->pauseAll();
    for (const auto& [id, running] : m_running) {
        running.runner->pause();
        endPermit(running.flow);
        running.runner->pump(); // how many are under way is known when this returns
    }
}

void JobBoard::signedIn()
{
    for (const auto& [id, running] : m_running)
        running.runner->signedIn();
}

void JobBoard::resume(const JobId& id, const std::optional<ResumePlan>& confirmed)
{
    if (m_exports->resume(id))
        return;
    const auto known = m_running.find(id.text());
    const bool inHand = known != m_running.end() && known->second.runner;
    if (inHand == confirmed.has_value()) {
        refuse(id,
            notResumed(inHand ? tr("The job was taken up meanwhile.")
                              : tr("A job of an earlier start has to be confirmed again.")));
        return;
    }
    if (JobRunner* runner = take(id, confirmed)) {
        runner->resume();
        runner->start();
    }
}

void JobBoard::cancel(const JobId& id)
{
    if (m_exports->cancel(id))
        return;
    if (JobRunner* runner = take(id)) {
        runner->cancel();
        runner->start();
    }
}

void JobBoard::checkUnknown(const JobId& id)
{
    if (!m_running.contains(id.text()) && m_journal) {
        // Taken up, it would go on with what was not sent.
        const Expected<JobSnapshot> job = m_journal->job(id);
        if (job && !job->foreign && !isEnded(job->state) && !needsOnlyReads(*job)) {
            refuse(id, notResumed(tr("The job has not been resumed. Resume it first.")));
            return;
        }
    }
    if (JobRunner* runner = take(id))
        runner->checkUnknown();
}

void JobBoard::setTenantWait(qint64 ms)
{
    for (const auto& [id, running] : m_running)
        running.runner->setTenantWait(ms);
}

} // namespace ic
