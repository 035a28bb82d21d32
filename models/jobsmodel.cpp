#include "models/jobsmodel.h"

#include "base/plaintext.h"
#include "bulk/jobcenter.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 LongJobMs = 30'000;

QString number(qint64 value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

/// The time alone for today.
QString momentText(const QDateTime& utc)
{
    const QDateTime local = utc.toLocalTime();
    return local.toString(local.date() == QDate::currentDate() ? u"HH:mm"_s : u"d MMM HH:mm"_s);
}

QDateTime beganAt(const JobSnapshot& job)
{
    return job.startedAt.isValid() ? job.startedAt : job.createdAt;
}

/// While a job stands still: why.
QString paceText(const JobSnapshot& job)
{
    if (isEnded(job.state) && !job.foreign)
        return {};
    if (!job.reason.isEmpty() && (job.state != JobState::Waiting || job.ratePerSecond == 0)) {
        return job.state == JobState::PausedOffline ? job.reason + u" Continues by itself."_s
                                                    : job.reason;
    }
    QStringList parts;
    if (job.ratePerSecond >= 0.05)
        parts += u"%1 per s"_s.arg(job.ratePerSecond, 0, 'f', job.ratePerSecond < 10 ? 1 : 0);
    if (job.etaMs >= 0)
        parts += u"%1 left"_s.arg(durationText(job.etaMs));
    return parts.join(u" · "_s);
}

} // namespace

QString jobTitle(const JobSnapshot& job)
{
    if (job.parameters.allUninvited)
        return u"Invite all uninvited people"_s;
    const QString title = job.operationTitle();
    return job.retryOf.isEmpty() ? title : u"%1 (repeated)"_s.arg(title);
}

QString jobOriginText(const JobSnapshot& job)
{
    const QString at = momentText(beganAt(job));
    return job.actor.isEmpty() ? u"the job started at %1"_s.arg(at)
                               : u"the job that %1 started at %2"_s.arg(job.actor, at);
}

QString jobActorsText(const JobSnapshot& job)
{
    const auto named = [](const QString& name) { return name.isEmpty() ? u"not known"_s : name; };
    QStringList resumed;
    for (const Resumption& resumption : job.resumptions)
        resumed += named(resumption.by);
    resumed.removeDuplicates();
    return resumed.isEmpty() ? named(job.actor)
                             : u"%1, resumed by %2"_s.arg(named(job.actor), resumed.join(u", "_s));
}

QString jobPeopleText(const JobSnapshot& job)
{
    const auto sentence = [](const QString& what, const QDateTime& at, const QString& by) {
        return by.isEmpty() ? u"%1 %2."_s.arg(what, momentText(at))
                            : u"%1 %2 by %3."_s.arg(what, momentText(at), by);
    };
    QStringList sentences { sentence(u"Started"_s, beganAt(job), job.actor) };
    for (const Resumption& resumption : job.resumptions)
        sentences += sentence(u"Resumed"_s, resumption.at, resumption.by);
    return sentences.join(u' ');
}

bool isWorthANotification(const JobSnapshot& job)
{
    return isEnded(job.state) && job.startedAt.isValid()
        && job.startedAt.msecsTo(job.endedAt) > LongJobMs;
}

QString jobProgressText(const JobSnapshot& job)
{
    return u"%1 of %2"_s.arg(
        number(job.counts.settled() - job.counts.cancelled), number(job.total));
}

QString jobStateText(const JobSnapshot& job)
{
    if (job.elsewhere)
        return u"Runs in another window"_s;
    if (job.foreign)
        return u"Of another version"_s;
    switch (job.state) {
    case JobState::Planned:
        return u"Planned"_s;
    case JobState::Running:
        return u"Running"_s;
    case JobState::Waiting:
        return job.waitMs > 0 ? u"Waiting %1 s"_s.arg((job.waitMs + 999) / 1000) : u"Waiting"_s;
    case JobState::Following:
        if (job.tasks == 0)
            return u"Reading results"_s;
        return job.tasks == 1 ? u"Following 1 task"_s
                              : u"Following %1 tasks"_s.arg(number(job.tasks));
    case JobState::PausedByPerson:
        return u"Paused by you"_s;
    case JobState::PausedOffline:
        return u"Paused: offline"_s;
    case JobState::PausedSignIn:
        return u"Paused: signed out"_s;
    case JobState::PausedReadOnly:
        return u"Paused: read-only"_s;
    case JobState::PausedJournal:
        return u"Paused: journal"_s;
    case JobState::Interrupted:
        return u"Not finished"_s;
    case JobState::Done:
        return u"Done"_s;
    case JobState::DoneWithSkips:
        return u"Done with skips"_s;
    case JobState::DoneWithErrors:
        return u"Done with errors"_s;
    case JobState::Cancelled:
        return u"Cancelled"_s;
    }
    Q_UNREACHABLE();
}

QString unfinishedText(const JobSnapshot& job)
{
    QStringList counts;
    const auto add = [&](int count, const QString& what) {
        if (count > 0)
            counts += u"%1 %2"_s.arg(number(count), what);
    };
    add(job.counts.succeeded, u"ok"_s);
    add(job.counts.skipped, u"skipped"_s);
    add(job.counts.failed, u"failed"_s);
    add(job.counts.following, u"followed"_s);
    add(job.counts.planned, u"not started"_s);
    add(job.counts.unknown, u"unknown"_s);
    return u"%1 on %2, started %3. %4."_s.arg(
        jobTitle(job), job.profile, momentText(beganAt(job)), counts.join(u" · "_s));
}

JobsModel::JobsModel(JobCenter& center, QObject* parent)
    : QAbstractTableModel(parent)
    , m_center(center)
{
    m_jobs = center.jobs();
    std::stable_sort(m_jobs.begin(), m_jobs.end(),
        [](const JobSnapshot& a, const JobSnapshot& b) { return a.createdAt > b.createdAt; });
    connect(&center, &JobCenter::jobChanged, this, &JobsModel::onChanged);
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

JobSnapshot JobsModel::asShown(JobSnapshot job) const
{
    if (job.state == JobState::Following && m_link == NetStatus::Link::Offline)
        job.state = JobState::PausedOffline;
    else if (job.state == JobState::Following && m_link == NetStatus::Link::SignInNeeded)
        job.state = JobState::PausedSignIn;
    return job;
}

void JobsModel::setLink(NetStatus::Link link)
{
    if (std::exchange(m_link, link) != link && !m_jobs.isEmpty())
        emit dataChanged(index(0, State), index(rowCount() - 1, State));
}

QString JobsModel::text(const JobSnapshot& job, int column) const
{
    switch (column) {
    case Operation:
        return jobTitle(job);
    case Started:
        return momentText(beganAt(job));
    case Tenant:
        return job.profile;
    case State:
        return jobStateText(asShown(job));
    case Progress:
        return jobProgressText(job);
    case Pace:
        return paceText(job);
    case Result:
        return summaryLine(job);
    default:
        return {};
    }
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const JobSnapshot& entry = job(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ToolTipRole: {
        const QString shown = text(entry, index.column());
        return shownText(entry.reason.isEmpty() ? shown : entry.reason).toHtmlEscaped();
    }
    case Qt::AccessibleTextRole:
        if (index.column() == Progress) {
            return u"%1 on %2, %3, %4 percent"_s.arg(jobTitle(entry), entry.profile,
                jobProgressText(entry), QString::number(index.data(ProgressRole).toInt() / 10));
        }
        return text(entry, index.column());
    case ProgressRole: {
        // What was cancelled was not done.
        const qint64 done = entry.counts.settled() - entry.counts.cancelled;
        return entry.total == 0 ? 0 : static_cast<int>(done * 1000 / entry.total);
    }
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { u"Operation"_s, u"Started"_s, u"Tenant"_s, u"State"_s, u"Progress"_s,
        u"Rate and time left"_s, u"Result"_s };
    return titles.value(section);
}

int JobsModel::rowOf(const JobId& id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_jobs.at(row).id == id)
            return row;
    }
    return -1;
}

QList<JobSnapshot> JobsModel::unfinished() const
{
    QList<JobSnapshot> found;
    for (const JobSnapshot& job : m_jobs) {
        if (job.state == JobState::Interrupted && job.canBeTouched())
            found += job;
    }
    return found;
}

int JobsModel::runningCount() const
{
    return static_cast<int>(std::count_if(m_jobs.begin(), m_jobs.end(), [](const JobSnapshot& job) {
        return !isEnded(job.state) && job.state != JobState::PausedByPerson
            && job.state != JobState::Interrupted && job.canBeTouched();
    }));
}

bool JobsModel::hasEnded() const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(),
        [](const JobSnapshot& job) { return isEnded(job.state); });
}

void JobsModel::clearEnded()
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isEnded(m_jobs.at(row).state))
            continue;
        m_cleared.insert(m_jobs.at(row).id);
        beginRemoveRows({}, row, row);
        m_jobs.removeAt(row);
        endRemoveRows();
    }
}

void JobsModel::onChanged(const JobSnapshot& job)
{
    const int row = rowOf(job.id);
    bool unfinished = job.state == JobState::Interrupted;
    if (row >= 0) {
        unfinished = unfinished || m_jobs.at(row).state == JobState::Interrupted;
        m_jobs[row] = job;
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    } else if (!m_cleared.contains(job.id)) {
        int at = 0;
        while (at < rowCount() && m_jobs.at(at).createdAt > job.createdAt)
            ++at;
        beginInsertRows({}, at, at);
        m_jobs.insert(at, job);
        endInsertRows();
    }
    if (unfinished)
        emit unfinishedChanged();
}

} // namespace ic
