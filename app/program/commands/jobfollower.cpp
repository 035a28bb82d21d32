#include "program/commands/jobfollower.h"

#include <utility>

namespace ic {

namespace {
constexpr int RestMs = 20;
}

JobFollower::JobFollower(Scheduler& scheduler, const Clock& clock, const QString& tenant)
    // The window forgets what is old; nothing is lost by a script.
    : m_center(scheduler, clock,
        { .journalPath = JobCenter::defaultJournalPath(), .host = tenant, .keepDays = 0 })
{
    m_rest.setInterval(RestMs);
    connect(&m_rest, &QTimer::timeout, this, &JobFollower::onRest);
    connect(&m_center, &JobCenter::happened, this, &JobFollower::onEvent);
}

JobFollower::~JobFollower() = default;

void JobFollower::start(const BulkPlan& plan)
{
    m_begin = [this, plan] { m_job.id = m_center.start(plan); };
}

void JobFollower::resume(const JobId& id, const std::optional<ResumePlan>& confirmed)
{
    m_job.id = id;
    m_begin = [this, confirmed] {
        if (confirmed)
            m_center.resume(m_job.id, confirmed);
    };
}

void JobFollower::cancel(const JobId& id)
{
    m_job.id = id;
    m_begin = [this] { m_center.cancel(m_job.id); };
}

bool JobFollower::pause()
{
    if (std::exchange(m_isInterrupted, true))
        return false;
    stop();
    return true;
}

void JobFollower::stop()
{
    m_isStopping = true;
    m_center.pauseAll();
    m_rest.start();
}

void JobFollower::onEvent(const JobEvent& event)
{
    switch (event.kind) {
    case JobEvent::Kind::JournalOpened:
        if (const auto begin = std::exchange(m_begin, nullptr); begin && !m_isStopping)
            begin();
        return;
    case JobEvent::Kind::JournalFailed:
        if (m_begin) // later it goes on by itself
            finish(End::NoJournal, event.error);
        return;
    case JobEvent::Kind::NotStarted:
        if (event.job.id == m_job.id)
            finish(End::NotStarted, event.error);
        return;
    case JobEvent::Kind::Changed:
    case JobEvent::Kind::Ended:
        if (event.job.id == m_job.id)
            onJob(event);
        return;
    }
}

void JobFollower::onJob(const JobEvent& event)
{
    m_job = event.job;
    if (m_begin && !isEnded(m_job.state) && !m_job.elsewhere)
        return; // as it was found
    if (m_job.elsewhere) {
        finish(End::Elsewhere);
        return;
    }
    if (!std::exchange(m_isStarted, true))
        emit started();
    emit progressed();
    if (event.kind == JobEvent::Kind::Ended || isEnded(m_job.state)) {
        finish(End::Ended);
        return;
    }
    if (m_job.state == JobState::PausedSignIn && !m_isStopping) {
        m_pausedFor = End::SignInRefused;
        stop();
    }
}

void JobFollower::onRest()
{
    if (m_center.isAtRest())
        finish(m_pausedFor);
}

void JobFollower::finish(End end, const ApiError& error)
{
    m_rest.stop();
    if (!std::exchange(m_isFinished, true))
        emit finished(end, error);
}

} // namespace ic
