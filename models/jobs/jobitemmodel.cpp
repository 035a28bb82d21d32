#include "models/jobs/jobitemmodel.h"

#include "base/plaintext.h"
#include "models/table/identitytablemodel.h"

using namespace Qt::StringLiterals;

namespace ic {

StatusLook outcomeLook(ItemState state, const Operation* operation)
{
    switch (state) {
    case ItemState::Planned:
        return { JobItemModel::tr("Not sent"), Tone::Neutral, u"circle-dashed"_s };
    case ItemState::Sent:
        return { JobItemModel::tr("Under way"), Tone::Info, u"loader"_s };
    case ItemState::Following:
        return { JobItemModel::tr("Following"), Tone::Info, u"clock"_s };
    case ItemState::Succeeded:
        return { operation != nullptr ? operation->done : JobItemModel::tr("Succeeded"), Tone::Ok,
            u"circle-check"_s };
    case ItemState::Failed:
        return { JobItemModel::tr("Failed"), Tone::Danger, u"circle-x"_s };
    case ItemState::Unknown:
        return { JobItemModel::tr("Unknown"), Tone::Warning, u"circle-question-mark"_s };
    case ItemState::Skipped:
        return { JobItemModel::tr("Skipped"), Tone::Neutral, u"circle-minus"_s };
    case ItemState::Cancelled:
        return { JobItemModel::tr("Cancelled"), Tone::Neutral, u"circle-slash"_s };
    }
    Q_UNREACHABLE();
}

QString outcomeText(const JobItem& item)
{
    if (item.state == ItemState::Skipped && item.skipReason) {
        QString reason = skipReasonText(*item.skipReason);
        reason[0] = reason[0].toUpper();
        return item.detail.isEmpty()
            ? reason
            : JobItemModel::tr("%1: %2", "a reason, and its details").arg(reason, item.detail);
    }
    if (item.state == ItemState::Unknown) {
        const QString advice
            = JobItemModel::tr("Sent, no answer. Check the identity before you repeat it.");
        return item.detail.isEmpty() ? advice : u"%1 %2"_s.arg(advice, item.detail);
    }
    return item.detail;
}

JobItemModel::JobItemModel(const QString& path, const JobId& id, QObject* parent)
    : QAbstractTableModel(parent)
    , m_job(id)
{
    auto reader = JournalReader::open(path);
    if (reader)
        m_reader = std::move(reader).value();
    else
        m_error = reader.error();
    if (const Expected<JobSnapshot> written = job())
        m_operation = written->operation;
    reload();
}

JobItemModel::~JobItemModel() = default;

void JobItemModel::setStates(const QList<ItemState>& states)
{
    if (m_states == states)
        return;
    m_states = states;
    reload();
}

QList<JobItem> JobItemModel::read(int offset, int limit)
{
    if (!m_reader)
        return {};
    const Expected<QList<JobItem>> items
        = m_reader->items(m_job, { .states = m_states, .offset = offset, .limit = limit });
    if (items) {
        m_error.reset();
        return *items;
    }
    m_error = items.error();
    return {};
}

void JobItemModel::reload()
{
    // As many as were there before, so that nobody who scrolled is thrown back to the top.
    const int wanted = std::max<int>(PageRows, static_cast<int>(m_items.size()));
    QList<JobItem> items = read(0, wanted);
    int total = 0;
    if (m_reader) {
        const Expected<int> count = m_reader->itemCount(m_job, { .states = m_states });
        total = count ? *count : 0;
    }
    if (items.size() == m_items.size()) {
        m_items = std::move(items);
        m_total = total;
        if (!m_items.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_items = std::move(items);
    m_total = total;
    endResetModel();
}

Expected<QList<JobItem>> JobItemModel::allItems(const QList<ItemState>& states) const
{
    if (!m_reader)
        return *m_error;
    QList<JobItem> all;
    for (;;) {
        const Expected<QList<JobItem>> page = m_reader->items(
            m_job, { .states = states, .offset = static_cast<int>(all.size()), .limit = PageRows });
        if (!page)
            return page.error();
        all += *page;
        if (page->size() < PageRows)
            return all;
    }
}

Expected<JobSnapshot> JobItemModel::job() const
{
    if (!m_reader)
        return *m_error;
    return m_reader->job(m_job);
}

Expected<JobCounts> JobItemModel::counts() const
{
    if (!m_reader)
        return *m_error;
    return m_reader->counts(m_job);
}

bool JobItemModel::canBeChecked() const
{
    const Expected<int> count = m_reader ? m_reader->checkableCount(m_job) : Expected<int>(0);
    return count && *count > 0;
}

StatusLook JobItemModel::lookOf(int row) const
{
    return outcomeLook(m_items.at(row).state, m_operation);
}

int JobItemModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int JobItemModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobItemModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JobItem& item = m_items.at(index.row());
    if (role == Qt::TextAlignmentRole) {
        const bool number = index.column() == HttpColumn || index.column() == TriesColumn;
        return QVariant::fromValue(Qt::Alignment(number ? Qt::AlignRight : Qt::AlignLeft));
    }
    // Longer than its column more often than not. The tag keeps entities from being shown.
    if (role == Qt::ToolTipRole && index.column() == DetailColumn) {
        const QString text = shownText(outcomeText(item)).toHtmlEscaped();
        return text.isEmpty() ? text : u"<p style=\"white-space:pre-wrap\">%1</p>"_s.arg(text);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return firstShown({ item.target.name, item.target.id.text() });
    case AccountColumn:
        return shownLine(item.target.account);
    case OutcomeColumn:
        return lookOf(index.row()).word;
    case HttpColumn:
        return item.httpStatus == 0 ? QString() : QString::number(item.httpStatus);
    case DetailColumn:
        return shownLine(outcomeText(item));
    case TriesColumn:
        return item.attempt == 0 ? QString() : QString::number(item.attempt);
    default:
        return shownLine(item.trackingId);
    }
}

QVariant JobItemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { tr("Identity"), tr("Account"), tr("Outcome"), u"HTTP"_s,
        tr("What happened"), tr("Tries"), tr("Tracking id") };
    return titles.value(section);
}

bool JobItemModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_items.size() < m_total;
}

void JobItemModel::fetchMore(const QModelIndex& parent)
{
    if (parent.isValid())
        return;
    const QList<JobItem> more = read(static_cast<int>(m_items.size()), PageRows);
    if (more.isEmpty()) {
        m_total = static_cast<int>(m_items.size());
        return;
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(more.size()) - 1);
    m_items += more;
    endInsertRows();
}

} // namespace ic
