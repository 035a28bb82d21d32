#include "jobs/jobcenter.h"

#include "jobs/jobboard.h"
#include "net/scheduler.h"

#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

JobCenter::JobCenter(
    Scheduler& scheduler, const Clock& clock, const JobCenterOptions& options, QObject* parent)
    : QObject(parent)
    , m_options(options)
    , m_board(std::make_unique<JobBoard>(scheduler, clock, options))
{
    qRegisterMetaType<JobEvent>();
    connect(m_board.get(), &JobBoard::happened, this, &JobCenter::onEvent);
    connect(&scheduler, &Scheduler::statusChanged, m_board.get(),
        [board = m_board.get(), waited = false](const NetStatus& status) mutable {
            // Says so when it begins and when it ends, not ten times a second.
            if (status.waitMs > 0 || waited)
                board->setTenantWait(status.waitMs);
            waited = status.waitMs > 0;
        });
    connect(&scheduler, &Scheduler::tenantTimeTold, m_board.get(), &JobBoard::forgetOld);
    m_thread.setObjectName(u"jobs"_s);
    m_board->moveToThread(&m_thread);
    m_thread.start();
    onJobsThread([](JobBoard& board) { board.open(); });
}

QString JobCenter::defaultJournalPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/identity-console/journal.sqlite"_s;
}

JobCenter::~JobCenter()
{
    QMetaObject::invokeMethod(
        m_board.get(), [this] { m_board.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

template <class Work> void JobCenter::onJobsThread(Work work)
{
    QMetaObject::invokeMethod(
        m_board.get(), [board = m_board.get(), work] { work(*board); }, Qt::QueuedConnection);
}

JobId JobCenter::start(const BulkPlan& given, const JobId& retryOf)
{
    const JobId id = newJobId();
    BulkPlan plan = given;
    plan.host = m_options.host; // where it is really sent, whatever the window is called
    const int planned = plan.parameters.allUninvited ? 1 : static_cast<int>(plan.targets.size());
    const int skipped = static_cast<int>(plan.skipped.size());
    m_jobs.insert(id,
        { .id = id,
            .operation = plan.operation,
            .parameters = plan.parameters,
            .profile = plan.profile,
            .host = plan.host,
            .actor = plan.actor,
            .retryOf = retryOf,
            .counts = { .planned = planned, .skipped = skipped },
            .total = planned + skipped });
    onJobsThread([=](JobBoard& board) { board.start(id, plan, retryOf); });
    return id;
}

JobId JobCenter::start(const ExportPlan& given)
{
    const JobId id = newJobId();
    ExportPlan plan = given;
    plan.host = m_options.host;
    m_jobs.insert(id,
        { .id = id,
            .profile = plan.profile,
            .host = plan.host,
            .actor = plan.actor,
            .exported = plan.record });
    onJobsThread([=](JobBoard& board) { board.start(id, plan); });
    return id;
}

void JobCenter::record(const ExportPlan& written, int rows)
{
    ExportPlan plan = written;
    plan.host = m_options.host;
    onJobsThread([=](JobBoard& board) { board.exports().record(plan, rows); });
}

void JobCenter::pause(const JobId& id)
{
    onJobsThread([id](JobBoard& board) { board.pause(id); });
}

void JobCenter::pauseAll()
{
    ++m_pausing;
    onJobsThread([this](JobBoard& board) {
        board.pauseAll();
        // After the news of each job.
        QMetaObject::invokeMethod(
            this, [this] { --m_pausing; }, Qt::QueuedConnection);
    });
}

void JobCenter::resume(const JobId& id, const std::optional<ResumePlan>& confirmed)
{
    onJobsThread([=](JobBoard& board) { board.resume(id, confirmed); });
}

void JobCenter::signedIn()
{
    onJobsThread([](JobBoard& board) { board.signedIn(); });
}

void JobCenter::cancel(const JobId& id)
{
    onJobsThread([id](JobBoard& board) { board.cancel(id); });
}

void JobCenter::checkUnknown(const JobId& id)
{
    onJobsThread([id](JobBoard& board) { board.checkUnknown(id); });
}

QList<JobSnapshot> JobCenter::jobs() const
{
    QList<JobSnapshot> jobs = m_jobs.values();
    std::ranges::sort(jobs, {}, &JobSnapshot::createdAt);
    return jobs;
}

std::optional<JobSnapshot> JobCenter::job(const JobId& id) const
{
    const auto found = m_jobs.constFind(id);
    return found == m_jobs.cend() ? std::nullopt : std::optional(*found);
}

int JobCenter::underWay() const
{
    int sum = 0;
    for (const JobSnapshot& job : m_jobs)
        sum += job.underWay;
    return sum;
}

void JobCenter::onEvent(const JobEvent& event)
{
    if (event.isNews())
        m_jobs.insert(event.job.id, event.job);
    else if (event.kind == JobEvent::Kind::NotStarted
        && !m_jobs.value(event.job.id).createdAt.isValid())
        m_jobs.remove(event.job.id); // it is not in the journal
    emit happened(event);
}

} // namespace ic
