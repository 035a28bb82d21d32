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
        const QString what = item.httpStatus == 0
            ? JobItemModel::tr("Sent, no answer.")
            : JobItemModel::tr("The answer does not say whether it was done.");
        const QString advice
            = what + u' ' + JobItemModel::tr("Check the identity before you repeat it.");
        return item.detail.isEmpty() ? advice : u"%1 %2"_s.arg(advice, item.detail);
    }
    return item.detail;
}

JobItemModel::JobItemModel(const QString& path, const JobId& id, QObject* parent)
    : QAbstractTableModel(parent)
    , m_id(id)
    , m_journal(path)
{
    reload();
}

JobItemModel::~JobItemModel() = default;

void JobItemModel::setStates(const QList<ItemState>& states)
{
    if (std::exchange(m_list.states, states) != states)
        readOtherList();
}

void JobItemModel::setText(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (std::exchange(m_list.text, trimmed) != trimmed)
        readOtherList();
}

void JobItemModel::readOtherList()
{
    m_isOtherList = true;
    m_firstPage = 0;
    m_lastPage = 0;
    m_journal.withdraw();
    m_isAsking = false;
    reload();
}

void JobItemModel::reload()
{
    ++m_reading;
    readPage();
    readJob();
}

void JobItemModel::setVisibleRows(int first, int last)
{
    if (m_isOtherList)
        return; // they are not of the list that comes
    m_firstPage = std::max(0, first) / PageRows;
    m_lastPage = std::max(first, last) / PageRows;
    readPage();
}

void JobItemModel::readJob()
{
    using Read = std::pair<JobSnapshot, int>;
    m_journal.ask(
        [id = m_id](const JournalReader& reader, const std::atomic_bool&) -> Expected<Read> {
            const Expected<JobSnapshot> job = reader.job(id);
            const Expected<int> checkable = reader.checkableCount(id);
            if (!job || !checkable)
                return !job ? job.error() : checkable.error();
            return Read(*job, *checkable);
        },
        [this](const Expected<Read>& read) {
            if (read) {
                m_job = read->first;
                m_canBeChecked = read->second > 0;
            } else {
                m_error = read.error();
            }
            emit changed();
        });
}

/// One at a time: whoever scrolls on does not wait for what is out of sight.
void JobItemModel::readPage()
{
    if (m_isAsking)
        return;
    for (int page = m_firstPage; page <= m_lastPage; ++page) {
        const auto known = m_pages.find(page);
        if (!m_isOtherList && known != m_pages.end() && known->second.reading == m_reading)
            continue;
        m_isAsking = true;
        m_journal.ask(
            [id = m_id, list = m_list, page](
                const JournalReader& reader, const std::atomic_bool& stop) {
                return reader.itemRows(id, list, page * PageRows, PageRows, &stop);
            },
            [this, page, reading = m_reading](
                const Expected<ItemRows>& rows) { onRows(page, reading, rows); });
        return;
    }
}

void JobItemModel::onRows(int page, int reading, const Expected<ItemRows>& rows)
{
    m_isAsking = false;
    if (!rows) {
        m_error = rows.error();
        emit changed();
        return;
    }
    if (std::exchange(m_error, std::nullopt))
        emit changed();
    if (m_isOtherList) {
        beginResetModel();
        m_isOtherList = false;
        m_pages.clear();
        m_total = rows->total;
        keep(page, { rows->items, reading });
        endResetModel();
    } else {
        setTotal(rows->total);
        keep(page, { rows->items, reading });
        if (!rows->items.isEmpty()) {
            const int first = page * PageRows;
            emit dataChanged(index(first, 0),
                index(first + static_cast<int>(rows->items.size()) - 1, ColumnCount - 1));
        }
    }
    readPage();
}

void JobItemModel::setTotal(int total)
{
    if (total == m_total)
        return;
    // The page in which the list ended is another one now.
    m_pages.erase(m_pages.lower_bound(std::min(total, m_total) / PageRows), m_pages.end());
    if (total > m_total) {
        beginInsertRows({}, m_total, total - 1);
        m_total = total;
        endInsertRows();
    } else {
        beginRemoveRows({}, total, m_total - 1);
        m_total = total;
        endRemoveRows();
        m_lastPage = std::min(m_lastPage, std::max(0, total - 1) / PageRows);
        m_firstPage = std::min(m_firstPage, m_lastPage);
    }
}

void JobItemModel::keep(int page, const Page& rows)
{
    m_pages[page] = rows;
    if (m_pages.size() <= MostPages)
        return;
    // The farthest one goes.
    const bool isFirstFarther
        = page - m_pages.begin()->first > std::prev(m_pages.end())->first - page;
    m_pages.erase(isFirstFarther ? m_pages.begin() : std::prev(m_pages.end()));
}

const JobItem* JobItemModel::item(int row) const
{
    const auto page = m_pages.find(row / PageRows);
    const int at = row % PageRows;
    return page == m_pages.end() || at >= page->second.items.size() ? nullptr
                                                                    : &page->second.items[at];
}

StatusLook JobItemModel::lookOf(const JobItem& item) const
{
    return outcomeLook(item.state, m_job ? m_job->operation : nullptr);
}

int JobItemModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_total;
}

int JobItemModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobItemModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = index.column() == HttpColumn || index.column() == TriesColumn;
        return QVariant::fromValue(Qt::Alignment(number ? Qt::AlignRight : Qt::AlignLeft));
    }
    const JobItem* const known = item(index.row());
    if (known == nullptr)
        return {};
    const JobItem& item = *known;
    // Longer than its column more often than not. The tag keeps entities from being shown.
    if (role == Qt::ToolTipRole && index.column() == DetailColumn) {
        const QString text = toolTipText(outcomeText(item));
        return text.isEmpty() ? text : u"<p style=\"white-space:pre-wrap\">%1</p>"_s.arg(text);
    }
    if (role == OutcomeRole && index.column() == OutcomeColumn)
        return QVariant::fromValue(lookOf(item));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return firstShown({ item.target.name, item.target.id.text() });
    case AccountColumn:
        return shownLine(item.target.account);
    case OutcomeColumn:
        return lookOf(item).word;
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

} // namespace ic
