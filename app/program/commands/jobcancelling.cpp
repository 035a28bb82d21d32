#include "program/commands/jobcancelling.h"

#include "jobs/journalreader.h"
#include "program/commands/jobtext.h"

using namespace Qt::StringLiterals;

namespace ic {

JobCancelling::JobCancelling(const TenantWish& wish, const JobId& id)
    : TenantRun(wish)
    , m_id(id)
{
}

JobCancelling::~JobCancelling() = default;

void JobCancelling::onTenant()
{
    const auto reader = JournalReader::open(JobCenter::defaultJournalPath());
    const Expected<JobSnapshot> job
        = reader ? (*reader)->job(m_id) : Expected<JobSnapshot>(reader.error());
    if (!job) {
        fail(job.error());
        return;
    }
    if (const QString why = whyNotHere(*job, connection().base.tenant()); !why.isEmpty()) {
        fail(why, ExitCode::Refused);
        return;
    }
    m_follower = std::make_unique<JobFollower>(
        network().scheduler(), network().clock(), connection().base.tenant());
    connect(m_follower.get(), &JobFollower::finished, this, &JobCancelling::onFinished,
        Qt::QueuedConnection);
    m_follower->cancel(m_id);
}

void JobCancelling::onFinished(JobFollower::End finished, const ApiError& error)
{
    switch (finished) {
    case JobFollower::End::Ended:
        print(jobLine(m_follower->job()));
        end(exitCodeOf(m_follower->job()));
        return;
    case JobFollower::End::Paused:
        fail(tr("Stopped before everything that was sent was read."), ExitCode::Cancelled);
        return;
    case JobFollower::End::SignInRefused:
        fail(tr("The tenant refused the sign-in."), ExitCode::SignInRefused);
        return;
    case JobFollower::End::NotStarted:
    case JobFollower::End::NoJournal:
        fail(error);
        return;
    case JobFollower::End::Elsewhere:
        fail(tr("Another program of yours runs the job. Stop it there."), ExitCode::Refused);
        return;
    }
}

void JobCancelling::interrupt()
{
    if (!m_follower || !m_follower->pause())
        TenantRun::interrupt();
}

} // namespace ic
