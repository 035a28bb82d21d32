#include "models/jobs/jobsmodel.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "jobs/jobcenter.h"

#include <QFileInfo>
#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 LongJobMs = 30'000;

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

bool isRunning(const JobSnapshot& job)
{
    return !isEnded(job.state) && job.state != JobState::PausedByPerson
        && job.state != JobState::Interrupted && job.canBeTouched();
}

/// The file, or whom a snapshot is of, and what came of it.
QString exportText(const JobSnapshot& job)
{
    QStringList parts { job.exported->isSnapshot() ? job.exported->whom
                                                   : QFileInfo(job.exported->path).fileName() };
    if (const QString outcome = summaryLine(job); !outcome.isEmpty())
        parts += outcome;
    return parts.join(u" · "_s);
}

/// While a job stands still: why.
QString paceText(const JobSnapshot& job)
{
    if (isEnded(job.state) && !job.foreign)
        return {};
    if (!job.reason.isEmpty() && (job.state != JobState::Waiting || job.ratePerSecond == 0)) {
        return job.state == JobState::PausedOffline
            ? JobsModel::tr("%1 Continues by itself.").arg(job.reason)
            : job.reason;
    }
    QStringList parts;
    if (job.ratePerSecond >= 0.05)
        parts
            += JobsModel::tr("%1 per s")
                   .arg(QLocale().toString(job.ratePerSecond, 'f', job.ratePerSecond < 10 ? 1 : 0));
    if (job.etaMs >= 0)
        parts += JobsModel::tr("%1 left").arg(durationText(job.etaMs));
    return parts.join(u" · "_s);
}

} // namespace

QString jobTitle(const JobSnapshot& job)
{
    if (job.exported && !job.exported->isSnapshot()) {
        return job.exported->how.format == ExportFormat::Csv ? JobsModel::tr("Export CSV")
                                                             : JobsModel::tr("Export JSON Lines");
    }
    if (job.parameters.allUninvited && job.operation != nullptr && job.operation->tenantsChoice) {
        return JobsModel::tr("%1 %2", "a verb and whom: Invite all uninvited people")
            .arg(job.operation->title, job.operation->tenantsChoice->people);
    }
    const QString title = job.operationTitle();
    return job.retryOf.isEmpty() ? title : JobsModel::tr("%1 (repeated)").arg(title);
}

QString jobOriginText(const JobSnapshot& job)
{
    const QString at = momentText(beganAt(job));
    return job.actor.isEmpty() ? JobsModel::tr("the job started at %1").arg(at)
                               : JobsModel::tr("the job that %1 started at %2").arg(job.actor, at);
}

QString jobActorsText(const JobSnapshot& job)
{
    const auto named
        = [](const QString& name) { return name.isEmpty() ? JobsModel::tr("not known") : name; };
    QStringList resumed;
    for (const Resumption& resumption : job.resumptions)
        resumed += named(resumption.by);
    resumed.removeDuplicates();
    return resumed.isEmpty()
        ? named(job.actor)
        : JobsModel::tr("%1, resumed by %2").arg(named(job.actor), resumed.join(u", "_s));
}

QString jobPeopleText(const JobSnapshot& job)
{
    const QString began = momentText(beganAt(job));
    QStringList sentences { job.actor.isEmpty()
            ? JobsModel::tr("Started %1.").arg(began)
            : JobsModel::tr("Started %1 by %2.").arg(began, job.actor) };
    for (const Resumption& resumption : job.resumptions) {
        const QString at = momentText(resumption.at);
        sentences += resumption.by.isEmpty()
            ? JobsModel::tr("Resumed %1.").arg(at)
            : JobsModel::tr("Resumed %1 by %2.").arg(at, resumption.by);
    }
    return sentences.join(u' ');
}

bool isWorthANotification(const JobSnapshot& job)
{
    return isEnded(job.state) && job.startedAt.isValid()
        && job.startedAt.msecsTo(job.endedAt) > LongJobMs;
}

QString jobProgressText(const JobSnapshot& job)
{
    if (job.exported && job.total == 0)
        return isEnded(job.state) ? QString() : JobsModel::tr("Counting…");
    return JobsModel::tr("%1 of %2")
        .arg(numberText(job.counts.settled() - job.counts.cancelled), numberText(job.total));
}

QString jobStateText(const JobSnapshot& job)
{
    if (job.elsewhere)
        return JobsModel::tr("Runs in another window");
    if (job.foreign)
        return JobsModel::tr("Of another version");
    if (job.exported && job.state == JobState::Following)
        return JobsModel::tr("Saving the file");
    if (job.exported && job.state == JobState::DoneWithErrors)
        return JobsModel::tr("Done, with remarks");
    switch (job.state) {
    case JobState::Planned:
        return JobsModel::tr("Planned");
    case JobState::Running:
        return JobsModel::tr("Running");
    case JobState::Waiting:
        return job.waitMs > 0 ? JobsModel::tr("Waiting %1 s").arg((job.waitMs + 999) / 1000)
                              : JobsModel::tr("Waiting");
    case JobState::Following:
        if (job.tasks == 0)
            return JobsModel::tr("Reading results");
        return JobsModel::tr("Following %Ln tasks", "Following %Ln task", job.tasks);
    case JobState::PausedByPerson:
        return JobsModel::tr("Paused by you");
    case JobState::PausedOffline:
        return JobsModel::tr("Paused: offline");
    case JobState::PausedSignIn:
        return JobsModel::tr("Paused: signed out");
    case JobState::PausedReadOnly:
        return JobsModel::tr("Paused: read-only");
    case JobState::PausedJournal:
        return JobsModel::tr("Paused: journal");
    case JobState::Interrupted:
        return JobsModel::tr("Not finished");
    case JobState::Done:
        return JobsModel::tr("Done");
    case JobState::DoneWithSkips:
        return JobsModel::tr("Done with skips");
    case JobState::DoneWithErrors:
        return JobsModel::tr("Done with errors");
    case JobState::Cancelled:
        return JobsModel::tr("Cancelled");
    case JobState::Failed:
        return JobsModel::tr("Failed");
    case JobState::Abandoned:
        return JobsModel::tr("Interrupted");
    }
    Q_UNREACHABLE();
}

QString unfinishedText(const JobSnapshot& job)
{
    QStringList counts;
    const auto add = [&](int count, const QString& text) {
        if (count > 0)
            counts += text.arg(numberText(count));
    };
    add(job.counts.succeeded, JobsModel::tr("%1 ok"));
    add(job.counts.skipped, JobsModel::tr("%1 skipped"));
    add(job.counts.failed, JobsModel::tr("%1 failed"));
    add(job.counts.following, JobsModel::tr("%1 followed"));
    add(job.counts.planned, JobsModel::tr("%1 not started"));
    add(job.counts.unknown, JobsModel::tr("%1 unknown"));
    return JobsModel::tr("%1 on %2, started %3. %4.")
        .arg(jobTitle(job), job.profile, momentText(beganAt(job)), counts.join(u" · "_s));
}

JobsModel::JobsModel(const JobCenter& center, QObject* parent)
    : QAbstractTableModel(parent)
{
    m_jobs = center.jobs();
    std::stable_sort(m_jobs.begin(), m_jobs.end(),
        [](const JobSnapshot& a, const JobSnapshot& b) { return a.createdAt > b.createdAt; });
    connect(&center, &JobCenter::happened, this, [this](const JobEvent& event) {
        if (event.isNews())
            onChanged(event.job);
    });
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
    if (job.exported)
        return job; // it follows nothing
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
        return job.exported ? exportText(job) : summaryLine(job);
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
        return toolTipText(entry.reason.isEmpty() ? shown : entry.reason);
    }
    case Qt::AccessibleTextRole:
        if (index.column() == Progress) {
            return tr("%1 on %2, %3, %4 percent")
                .arg(jobTitle(entry), entry.profile, jobProgressText(entry),
                    QString::number(index.data(ProgressRole).toInt() / 10));
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
    static const QStringList titles { tr("Operation"), tr("Started"), tr("Tenant"), tr("State"),
        tr("Progress"), tr("Rate and time left"), tr("Result") };
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
    return static_cast<int>(std::count_if(m_jobs.begin(), m_jobs.end(), &isRunning));
}

JobsModel::Running JobsModel::stoppedByQuitting() const
{
    const auto exports = std::count_if(m_jobs.begin(), m_jobs.end(), [](const JobSnapshot& job) {
        return job.exported && !isEnded(job.state) && job.canBeTouched();
    });
    const auto jobs = std::count_if(m_jobs.begin(), m_jobs.end(),
        [](const JobSnapshot& job) { return !job.exported && isRunning(job); });
    return { static_cast<int>(jobs), static_cast<int>(exports) };
}

bool JobsModel::hasEnded() const
{
    return std::any_of(
        m_jobs.begin(), m_jobs.end(), [](const JobSnapshot& job) { return isEnded(job.state); });
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
