#include "models/jobs/auditmodel.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/jobs/jobsmodel.h"

using namespace Qt::StringLiterals;

namespace ic {

QString parametersText(const JobSnapshot& job)
{
    if (job.exported)
        return job.exported->words();
    return job.operation != nullptr ? job.operation->recorded(job.parameters) : QString();
}

AuditModel::AuditModel(const QString& journalPath, QObject* parent)
    : QAbstractTableModel(parent)
    , m_journal(journalPath)
{
    refresh();
}

AuditModel::~AuditModel() = default;

void AuditModel::search(const QString& text)
{
    m_text = text.trimmed();
    refresh();
}

void AuditModel::setFilter(const JobFilter& filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    refresh();
}

void AuditModel::refresh()
{
    m_journal.withdraw();
    m_isOtherList = true;
    m_total.reset();
    m_before = JobSearch::FromTheNewest;
    // The first one is shown when it is found: the next may be far away.
    read(isAll() ? JobsPerPage : 1);
}

void AuditModel::read(int limit)
{
    m_isReading = true;
    const JobQuery query { .text = m_text, .filter = m_filter, .before = m_before, .limit = limit };
    m_journal.ask([query](const JournalReader& reader,
                      const std::atomic_bool& stop) { return reader.jobs(query, &stop); },
        [this](const Expected<FoundJobs>& found) { onFound(found); });
}

void AuditModel::onFound(const Expected<FoundJobs>& found)
{
    m_isReading = false;
    if (!found) {
        fail(found.error());
        return;
    }
    m_problem.clear();
    m_before = found->last;
    if (std::exchange(m_isOtherList, false)) {
        beginResetModel();
        m_jobs = found->jobs;
        endResetModel();
    } else if (!found->jobs.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(found->jobs.size()) - 1);
        m_jobs += found->jobs;
        endInsertRows();
    }
    if (m_before == 0)
        m_total = rowCount(); // also where some were forgotten meanwhile
    else if (rowCount() < JobsPerPage)
        read(JobsPerPage - rowCount());
    else if (!m_total)
        count();
    emit changed();
}

/// Those that are not read yet.
void AuditModel::count()
{
    const JobQuery query { .text = m_text, .filter = m_filter, .before = m_before };
    m_journal.ask([query](const JournalReader& reader,
                      const std::atomic_bool& stop) { return reader.jobCount(query, &stop); },
        [this, shown = rowCount()](const Expected<int>& more) {
            if (!more) {
                fail(more.error());
                return;
            }
            m_total = shown + *more;
            emit changed();
        });
}

void AuditModel::fail(const ApiError& error)
{
    m_problem = error.sentence();
    m_isOtherList = false;
    emit changed();
}

bool AuditModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_problem.isEmpty() && !m_isOtherList && m_before > 0
        && rowCount() >= JobsPerPage;
}

void AuditModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent) && !m_isReading)
        read(JobsPerPage);
}

int AuditModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int AuditModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString AuditModel::text(const JobSnapshot& job, int column) const
{
    const QDateTime began = job.startedAt.isValid() ? job.startedAt : job.createdAt;
    switch (column) {
    case Started:
        return localTime(began);
    case Operation:
        return jobTitle(job);
    case Parameters:
        return parametersText(job);
    case Tenant:
        return u"%1 (%2)"_s.arg(job.profile, job.host);
    case By:
        return jobActorsText(job);
    case Outcome:
        return jobStateText(job);
    case Summary:
        return summaryLine(job);
    default:
        return {};
    }
}

QVariant AuditModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const QString shown = shownLine(text(job(index.row()), index.column()));
    if (role == Qt::DisplayRole)
        return shown;
    return role == Qt::ToolTipRole ? QVariant(toolTipText(shown)) : QVariant();
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { tr("Started"), tr("Operation"), tr("Tenant"), tr("By"),
        tr("Parameters"), tr("Outcome"), tr("Summary") };
    return titles.value(section);
}

} // namespace ic
