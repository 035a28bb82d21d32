#include "models/jobs/auditmodel.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/jobs/jobsmodel.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ItemsPerPage = 1000;

QString timeText(const QDateTime& utc)
{
    return utc.isValid() ? utc.toUTC().toString(Qt::ISODate) : QString();
}

QString numberOrNothing(int number)
{
    return number == 0 ? QString() : QString::number(number);
}

QStringList header()
{
    return { u"job"_s, u"operation"_s, u"parameters"_s, u"tenant"_s, u"host"_s, u"by"_s,
        u"resumedBy"_s, u"resumed"_s, u"jobStarted"_s, u"jobEnded"_s, u"jobState"_s, u"id"_s,
        u"name"_s, u"account"_s, u"outcome"_s, u"skipReason"_s, u"attempts"_s, u"httpStatus"_s,
        u"detail"_s, u"trackingId"_s, u"taskId"_s, u"sent"_s, u"settled"_s };
}

} // namespace

QString parametersText(const JobSnapshot& job)
{
    return job.operation != nullptr ? job.operation->recorded(job.parameters) : QString();
}

AuditModel::AuditModel(const QString& journalPath, QObject* parent)
    : QAbstractTableModel(parent)
    , m_path(journalPath)
{
    refresh();
}

AuditModel::~AuditModel() = default;

bool AuditModel::open()
{
    if (m_reader)
        return true;
    Expected<std::unique_ptr<JournalReader>> reader = JournalReader::open(m_path);
    if (!reader) {
        m_problem = reader.error().sentence();
        return false;
    }
    m_reader = std::move(reader).value();
    return true;
}

void AuditModel::search(const QString& text)
{
    m_text = text.trimmed();
    refresh();
}

void AuditModel::refresh()
{
    beginResetModel();
    m_jobs.clear();
    m_total = 0;
    m_problem.clear();
    if (open()) {
        const Expected<int> count = m_reader->jobCount(m_text);
        if (count)
            m_total = *count;
        else
            m_problem = count.error().sentence();
    }
    endResetModel();
    fetchMore({});
}

bool AuditModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_problem.isEmpty() && m_jobs.size() < m_total;
}

void AuditModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    const Expected<QList<JobSnapshot>> page = m_reader->jobs(
        { .text = m_text, .offset = static_cast<int>(m_jobs.size()), .limit = JobsPerPage });
    if (!page) {
        m_problem = page.error().sentence();
        return;
    }
    if (page->isEmpty()) {
        m_total = static_cast<int>(m_jobs.size()); // some were forgotten meanwhile
        return;
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(page->size()) - 1);
    m_jobs += *page;
    endInsertRows();
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
    return role == Qt::ToolTipRole ? QVariant(shown.toHtmlEscaped()) : QVariant();
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { tr("Started"), tr("Operation"), tr("Tenant"), tr("By"),
        tr("Parameters"), tr("Outcome"), tr("Summary") };
    return titles.value(section);
}

QList<JobSnapshot> AuditModel::allFound()
{
    while (canFetchMore({}))
        fetchMore({});
    return m_jobs;
}

QList<QStringList> AuditModel::table(const QList<JobSnapshot>& jobs)
{
    QList<QStringList> rows { header() };
    for (const JobSnapshot& job : jobs) {
        QStringList resumers;
        QStringList resumed;
        for (const Resumption& resumption : job.resumptions) {
            resumers += resumption.by;
            resumed += timeText(resumption.at);
        }
        const QStringList about { job.id.text(), job.operationKey(), parametersText(job),
            job.profile, job.host, job.actor, resumers.join(u"; "_s), resumed.join(u"; "_s),
            timeText(job.startedAt), timeText(job.endedAt), jobStateKey(job.state) };
        for (int offset = 0;; offset += ItemsPerPage) {
            const Expected<QList<JobItem>> items
                = m_reader->items(job.id, { .offset = offset, .limit = ItemsPerPage });
            if (!items) {
                m_problem = items.error().sentence();
                return rows;
            }
            for (const JobItem& item : *items) {
                rows += about
                    + QStringList { item.target.id.text(), item.target.name, item.target.account,
                          itemStateKey(item.state),
                          item.skipReason ? skipReasonKey(*item.skipReason) : QString(),
                          numberOrNothing(item.attempt), numberOrNothing(item.httpStatus),
                          item.detail, item.trackingId, item.task.text(), timeText(item.sentAt),
                          timeText(item.settledAt) };
            }
            if (items->size() < ItemsPerPage)
                break;
        }
    }
    return rows;
}

} // namespace ic
