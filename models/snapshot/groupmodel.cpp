#include "models/snapshot/groupmodel.h"

#include "models/filter/filterwords.h"
#include "models/selection/selectionstore.h"

#include "base/plaintext.h"
#include "base/wording.h"

#include <algorithm>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

GroupModel::GroupModel(ApiClient& client, SelectionStore& selection, QObject* parent)
    : QAbstractTableModel(parent)
    , m_selection(selection)
    , m_reading(client, IdentityReading::Detail::Id)
{
    m_tickDelay.setSingleShot(true);
    m_tickDelay.setInterval(TickDelayMs);
    connect(&m_tickDelay, &QTimer::timeout, this, &GroupModel::askTicked);
    connect(&selection, &SelectionStore::changed, this, [this] {
        if (!m_isTicking)
            m_tickDelay.start();
    });
    connect(&m_reading, &IdentityReading::finished, this,
        [this](const ReadIdentities& read) { tickGroup(read.ids()); });
    connect(&m_reading, &IdentityReading::failed, this, &GroupModel::failed);
}

GroupModel::~GroupModel()
{
    drop();
}

void GroupModel::drop()
{
    if (!m_snapshot)
        return;
    m_snapshot->cancel(std::exchange(m_call, 0));
    m_snapshot->cancel(std::exchange(m_tickCall, 0));
}

void GroupModel::ask(const GroupQuestion& question)
{
    drop();
    // The groups stay on the screen while the same ones are counted again.
    const bool isSame
        = question.keys == m_question.keys && question.view.snapshot == m_question.view.snapshot;
    m_question = question;
    m_snapshot = std::dynamic_pointer_cast<Snapshot>(question.view.snapshot);
    m_error.reset();
    if (!isSame || !m_snapshot) {
        beginResetModel();
        m_groups = {};
        m_ticked.clear();
        endResetModel();
    }
    if (m_snapshot && !question.keys.value(0).isEmpty()) {
        m_call = m_snapshot->groups(question.base().request(0, false), question.keys,
            GroupOrder::BySize, MostGroups, this, [this](const Expected<SnapshotGroups>& answer) {
                m_call = 0;
                beginResetModel();
                m_groups = answer ? *answer : SnapshotGroups();
                // They come with the largest first.
                m_largest = m_groups.groups.isEmpty() ? 1 : m_groups.groups.constFirst().count;
                if (!answer)
                    m_error = answer.error();
                arrange();
                endResetModel();
                askTicked();
                emit changed();
            });
    }
    emit changed();
}

/// How many of each group are ticked: the same groups, of those who are ticked alone.
void GroupModel::askTicked()
{
    if (!m_snapshot || m_groups.groups.isEmpty())
        return;
    m_snapshot->cancel(std::exchange(m_tickCall, 0));
    const QSet<IdentityId>& ticked = m_selection.ids();
    const bool isAsked
        = !m_selection.isAllMatching() && !ticked.isEmpty() && ticked.size() <= MostTickedAsked;
    m_ticksKnown = isAsked || m_selection.isEmpty();
    m_ticked.clear();
    if (!isAsked) {
        emit dataChanged(index(0, TickColumn), index(rowCount() - 1, TickColumn));
        return;
    }
    IdentityQuery those = m_question.base();
    const FilterResult among
        = FilterExpression::identities(QList<IdentityId>(ticked.cbegin(), ticked.cend()));
    const QString filter = std::get<FilterExpression>(among).toFilterText();
    those.filter = those.filter.isEmpty() ? filter : filter + u" and ("_s + those.filter + u')';
    m_tickCall = m_snapshot->groups(those.request(0, false), m_question.keys, GroupOrder::BySize,
        MostGroups, this, [this](const Expected<SnapshotGroups>& answer) {
            m_tickCall = 0;
            m_ticksKnown = answer.hasValue();
            if (answer) {
                for (const SnapshotGroup& group : answer->groups)
                    m_ticked.insert(group.values, group.count);
            }
            if (rowCount() > 0)
                emit dataChanged(index(0, TickColumn), index(rowCount() - 1, TickColumn));
        });
}

/// Nobody of another group is in it, so what is known of those stays known.
void GroupModel::tickGroup(const QList<IdentityId>& ids)
{
    m_isTicking = true;
    m_selection.setSelected(ids, m_ticks);
    m_isTicking = false;
    if (m_tickCall != 0 || m_selection.isAllMatching()) {
        m_tickDelay.start();
        return;
    }
    m_ticked.insert(m_tickedGroup.values, m_ticks ? m_tickedGroup.count : 0);
    if (rowCount() > 0)
        emit dataChanged(index(0, TickColumn), index(rowCount() - 1, TickColumn));
}

QString GroupModel::nameAt(int row) const
{
    QStringList names;
    const QStringList values = valuesAt(row);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const std::optional<FilterSubject> subject = filterSubject(m_question.keys.at(i));
        const QString& value = values.at(i);
        names += value.isEmpty() ? tr("– no value")
            : subject            ? shownLine(valueWords(subject->field, value))
                                 : shownLine(value);
    }
    return names.join(u"  ·  "_s);
}

QList<QStringList> GroupModel::table() const
{
    QStringList head = m_question.keys;
    head += u"count"_s;
    QList<QStringList> rows { head };
    for (const SnapshotGroup& group : m_groups.groups)
        rows += group.values + QStringList { QString::number(group.count) };
    return rows;
}

int GroupModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.groups.size());
}

int GroupModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GroupModel::tickData(int row, int role) const
{
    if (role != Qt::CheckStateRole && role != Qt::AccessibleTextRole)
        return {};
    const SnapshotGroup& group = m_groups.groups.at(row);
    const qint64 ticked = m_ticked.value(group.values);
    const bool isKnown = m_ticksKnown || m_ticked.contains(group.values);
    if (role == Qt::AccessibleTextRole) {
        return isKnown ? tr("%1 of %2 selected").arg(numberText(ticked), numberText(group.count))
                       : tr("Not known how many are selected");
    }
    if (!isKnown || (ticked > 0 && ticked < group.count))
        return Qt::PartiallyChecked;
    return ticked > 0 ? Qt::Checked : Qt::Unchecked;
}

QVariant GroupModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const SnapshotGroup& group = m_groups.groups.at(index.row());
    if (role == BarRole) {
        return static_cast<double>(group.count) / static_cast<double>(m_largest);
    }
    if (role == LargestRole)
        return numberText(m_largest);
    if (role == CurrentRole)
        return m_question.filterFor(group.values).toFilterText() == m_question.view.filter;
    if (index.column() == TickColumn)
        return tickData(index.row(), role);
    if (role == Qt::TextAlignmentRole && index.column() != ValueColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (role == Qt::ToolTipRole)
        return toolTipText(nameAt(index.row()));
    switch (static_cast<Column>(index.column())) {
    case ValueColumn:
        return nameAt(index.row());
    case CountColumn:
        return numberText(group.count);
    case ShareColumn:
        return shareText(group.count, m_groups.identities);
    case TickColumn:
    case ColumnCount:
        break;
    }
    return {};
}

bool GroupModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != TickColumn)
        return false;
    m_ticks = value.toInt() == Qt::Checked;
    m_tickedGroup = m_groups.groups.at(index.row());
    IdentityQuery members = m_question.base();
    members.filter = m_question.filterFor(valuesAt(index.row())).toFilterText();
    m_reading.read(members.list());
    return true;
}

Qt::ItemFlags GroupModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    flags.setFlag(Qt::ItemIsUserCheckable, index.column() == TickColumn);
    return flags;
}

QVariant GroupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= CountColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return toolTipText(headerData(section, orientation, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (static_cast<Column>(section)) {
    case TickColumn:
        return role == Qt::DisplayRole ? QString() : tr("Selected");
    case ValueColumn: {
        QStringList titles;
        for (const QString& key : m_question.keys)
            titles += fieldWords(key);
        return titles.join(u"  ·  "_s);
    }
    case CountColumn:
        return tr("Count");
    case ShareColumn:
        return tr("Share");
    case ColumnCount:
        break;
    }
    return {};
}

void GroupModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = static_cast<Column>(column);
    m_order = order;
    beginResetModel();
    arrange();
    endResetModel();
}

void GroupModel::arrange()
{
    const auto byName = [](const SnapshotGroup& a, const SnapshotGroup& b) {
        return std::ranges::lexicographical_compare(
            a.values, b.values, [](const QString& one, const QString& other) {
                return one.compare(other, Qt::CaseInsensitive) < 0;
            });
    };
    const auto isBefore = [&](const SnapshotGroup& a, const SnapshotGroup& b) {
        if (m_sortColumn == ValueColumn)
            return m_order == Qt::AscendingOrder ? byName(a, b) : byName(b, a);
        if (a.count != b.count)
            return m_order == Qt::AscendingOrder ? a.count < b.count : b.count < a.count;
        return byName(a, b);
    };
    std::ranges::stable_sort(m_groups.groups, isBefore);
}

} // namespace ic
