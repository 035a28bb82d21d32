#include "bulk/jobcenter.h"

#include "bulk/jobboard.h"
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
    qRegisterMetaType<JobId>();
    qRegisterMetaType<JobSnapshot>();
    qRegisterMetaType<ApiError>();
    qRegisterMetaType<QList<IdentityId>>();
    connect(m_board.get(), &JobBoard::opened, this, &JobCenter::opened);
    connect(m_board.get(), &JobBoard::journalFailed, this, &JobCenter::journalFailed);
    connect(
        m_board.get(), &JobBoard::notStarted, this, [this](const JobId& id, const ApiError& error) {
            if (!m_jobs.value(id).createdAt.isValid())
                m_jobs.remove(id); // it is not in the journal
            emit notStarted(id, error);
        });
    connect(m_board.get(), &JobBoard::jobChanged, this, &JobCenter::onChanged);
    connect(m_board.get(), &JobBoard::jobEnded, this, [this](const JobSnapshot& job) {
        m_jobs.insert(job.id, job);
        emit jobEnded(job);
    });
    connect(m_board.get(), &JobBoard::itemsChanged, this, &JobCenter::itemsChanged);
    connect(m_board.get(), &JobBoard::identitiesAffected, this, &JobCenter::identitiesAffected);
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
    QMetaObject::invokeMethod(m_board.get(), &JobBoard::open, Qt::QueuedConnection);
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
    QMetaObject::invokeMethod(
        m_board.get(),
        [board = m_board.get(), id, plan, retryOf] { board->start(id, plan, retryOf); },
        Qt::QueuedConnection);
    return id;
}

void JobCenter::pause(const JobId& id)
{
    QMetaObject::invokeMethod(
        m_board.get(), [board = m_board.get(), id] { board->pause(id); }, Qt::QueuedConnection);
}

void JobCenter::pauseAll()
{
    ++m_pausing;
    QMetaObject::invokeMethod(
        m_board.get(),
        [this, board = m_board.get()] {
            board->pauseAll();
            // After the news of each job.
            QMetaObject::invokeMethod(
                this, [this] { --m_pausing; }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void JobCenter::resume(const JobId& id, const std::optional<ResumePlan>& confirmed)
{
    QMetaObject::invokeMethod(
        m_board.get(), [board = m_board.get(), id, confirmed] { board->resume(id, confirmed); },
        Qt::QueuedConnection);
}

void JobCenter::signedIn()
{
    QMetaObject::invokeMethod(m_board.get(), &JobBoard::signedIn, Qt::QueuedConnection);
}

void JobCenter::cancel(const JobId& id)
{
    QMetaObject::invokeMethod(
        m_board.get(), [board = m_board.get(), id] { board->cancel(id); }, Qt::QueuedConnection);
}

void JobCenter::checkUnknown(const JobId& id)
{
    QMetaObject::invokeMethod(
        m_board.get(), [board = m_board.get(), id] { board->checkUnknown(id); },
        Qt::QueuedConnection);
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

void JobCenter::onChanged(const JobSnapshot& job)
{
    m_jobs.insert(job.id, job);
    emit jobChanged(job);
}

} // namespace ic
