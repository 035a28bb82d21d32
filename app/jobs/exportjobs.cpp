#include "jobs/exportjobs.h"

#include "jobs/journal.h"
#include "snapshot/snapshotform.h"

#include <algorithm>
#include <limits>

namespace ic {

namespace {

int countOf(qint64 rows)
{
    return static_cast<int>(std::clamp<qint64>(rows, 0, std::numeric_limits<int>::max()));
}

JobState stateOf(const IdentityExport::Outcome& outcome)
{
    if (outcome)
        return outcome->hasRemarks() ? JobState::DoneWithErrors : JobState::Done;
    return outcome.error().kind == ApiError::Kind::Cancelled ? JobState::Cancelled
                                                             : JobState::Failed;
}

JobState stateOf(ExportProgress::State state)
{
    switch (state) {
    case ExportProgress::State::Counting:
    case ExportProgress::State::Reading:
        return JobState::Running;
    case ExportProgress::State::Waiting:
        return JobState::Waiting;
    case ExportProgress::State::Saving:
        return JobState::Following;
    }
    Q_UNREACHABLE();
}

QString sentenceOf(const IdentityExport::Outcome& outcome, const ExportRecord& record)
{
    if (outcome)
        return outcome->summary();
    const QString nothing = record.isSnapshot() ? ExportJobs::tr("No snapshot was taken.")
                                                : ExportJobs::tr("No file was written.");
    return outcome.error().kind == ApiError::Kind::Cancelled
        ? nothing
        : nothing + u' ' + outcome.error().sentence();
}

} // namespace

ExportJobs::ExportJobs(ApiClient& client, const Clock& clock,
    const std::unique_ptr<Journal>& journal, QString journalPath, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_journal(journal)
    , m_path(std::move(journalPath))
{
}

ExportJobs::~ExportJobs()
{
    QList<IdentityExport*> saving;
    for (const auto& [id, running] : m_exports) {
        if (running.reading && running.reading->isSaving())
            saving += running.reading.get();
    }
    for (IdentityExport* const one : std::as_const(saving))
        one->settle(); // what is on its way to the disk gets there
    for (auto& [id, running] : m_exports) {
        if (running.reading) {
            running.reading->disconnect(this);
            running.reading.reset(); // takes away what was written
            running.job.state = JobState::Abandoned;
            running.job.exported->outcome = running.job.exported->isSnapshot()
                ? tr("The program was quit before the snapshot was taken.")
                : tr("The program was quit before the export was done. No file was written.");
        }
        if (m_journal)
            (void)m_journal->endExport(running.job);
    }
}

ExportJobs::Running* ExportJobs::find(const JobId& id)
{
    const auto found = m_exports.find(id.text());
    return found != m_exports.end() && found->second.reading ? &found->second : nullptr;
}

ExportForm ExportJobs::formOf(const ExportRequest& request) const
{
    return request.format == ExportFormat::Snapshot ? snapshotForm(request, m_clock.utcNow())
                                                    : ExportForm();
}

std::optional<ApiError> ExportJobs::start(const JobId& id, const ExportPlan& plan)
{
    // Held before it can be seen, so that no other program takes it for abandoned.
    std::unique_ptr<JobLock> lock = takeJobLock(m_path, id);
    const Expected<JobSnapshot> job = m_journal->createExport(id, plan);
    if (!job)
        return job.error();
    Running& running = m_exports[id.text()];
    running = { *job, std::move(lock),
        std::make_unique<IdentityExport>(m_client, m_clock, plan.request, formOf(plan.request)) };
    IdentityExport* const reading = running.reading.get();
    connect(reading, &IdentityExport::progress, this,
        [this, id](const ExportProgress& progress) { onProgress(id, progress); });
    connect(reading, &IdentityExport::finished, this,
        [this, id](const IdentityExport::Outcome& outcome) { onFinished(id, outcome); });
    emit happened({ .job = running.job });
    reading->start();
    return std::nullopt;
}

void ExportJobs::record(const ExportPlan& written, int rows)
{
    if (!m_journal)
        return;
    const JobId id = newJobId();
    std::unique_ptr<JobLock> lock = takeJobLock(m_path, id);
    const Expected<JobSnapshot> job = m_journal->createExport(id, written);
    if (!job) {
        emit journalFailed(job.error());
        return;
    }
    Running& ended = m_exports[id.text()];
    ended = { *job, std::move(lock), nullptr };
    ended.job.state = JobState::Done;
    ended.job.counts.succeeded = rows;
    if (write(ended))
        m_exports.erase(id.text());
}

bool ExportJobs::pause(const JobId& id)
{
    Running* const running = find(id);
    if (running == nullptr || running->reading->isSaving()
        || running->job.state == JobState::PausedByPerson)
        return isInHand(id);
    running->reading->pause();
    running->job.state = JobState::PausedByPerson;
    running->job.reason.clear();
    running->job.ratePerSecond = 0;
    running->job.etaMs = -1;
    emit happened({ .job = running->job });
    return true;
}

bool ExportJobs::resume(const JobId& id)
{
    Running* const running = find(id);
    if (running == nullptr || running->job.state != JobState::PausedByPerson)
        return isInHand(id);
    running->job.state = JobState::Running;
    emit happened({ .job = running->job });
    running->reading->resume();
    return true;
}

bool ExportJobs::cancel(const JobId& id)
{
    const bool isOurs = isInHand(id); // with that it has ended
    if (Running* const running = find(id))
        running->reading->cancel();
    return isOurs;
}

void ExportJobs::pauseAll()
{
    for (const auto& [id, running] : m_exports)
        pause(running.job.id);
}

void ExportJobs::onProgress(const JobId& id, const ExportProgress& progress)
{
    Running* const running = find(id);
    if (running == nullptr)
        return;
    JobSnapshot& job = running->job;
    job.counts.succeeded = countOf(progress.rowsWritten);
    job.total = countOf(std::max(progress.expected, progress.rowsWritten));
    const bool isSaving = progress.state == ExportProgress::State::Saving;
    job.underWay = isSaving ? 1 : 0; // quitting waits for it
    if (job.state != JobState::PausedByPerson || isSaving) {
        job.state = stateOf(progress.state);
        job.reason = job.state == JobState::Waiting
            ? tr("Waiting for the tenant or its request limit.")
            : QString();
        job.ratePerSecond = isSaving ? 0 : progress.rowsPerSecond;
        job.etaMs = isSaving || progress.secondsLeft < 0 ? -1 : progress.secondsLeft * 1000LL;
    }
    emit happened({ .job = job });
}

void ExportJobs::onFinished(const JobId& id, const IdentityExport::Outcome& outcome)
{
    Running* const running = find(id);
    if (running == nullptr)
        return;
    JobSnapshot& job = running->job;
    job.state = stateOf(outcome);
    job.endedAt = m_clock.utcNow();
    job.exported->outcome = sentenceOf(outcome, *job.exported);
    job.reason.clear();
    job.underWay = 0;
    job.ratePerSecond = 0;
    job.etaMs = -1;
    job.counts.succeeded = outcome ? countOf(outcome->written) : 0;
    if (outcome)
        job.total = job.counts.succeeded;
    running->reading.release()->deleteLater(); // it is what calls
    const JobSnapshot ended = job;
    if (write(*running))
        m_exports.erase(id.text());
    emit happened({ .job = ended });
    emit happened({ .kind = JobEvent::Kind::Ended, .job = ended });
}

bool ExportJobs::write(Running& ended)
{
    if (!m_journal)
        return false;
    const Expected<std::monostate> written = m_journal->endExport(ended.job);
    if (!written)
        emit journalFailed(written.error());
    return written.hasValue();
}

void ExportJobs::writeEnds()
{
    for (auto it = m_exports.begin(); it != m_exports.end();)
        it = !it->second.reading && write(it->second) ? m_exports.erase(it) : ++it;
}

} // namespace ic
