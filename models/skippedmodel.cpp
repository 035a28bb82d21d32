#include "models/skippedmodel.h"

#include "base/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// Internal id of the groups; people carry the row of their group.
constexpr quintptr TopLevel = static_cast<quintptr>(-1);

} // namespace

QString reasonHeading(SkipReason reason)
{
    QString text = skipReasonText(reason);
    text[0] = text[0].toUpper();
    return text;
}

void SkippedModel::setSkipped(const QList<SkippedIdentity>& skipped)
{
    beginResetModel();
    m_groups.clear();
    for (const SkippedIdentity& one : skipped) {
        auto group = std::ranges::find(m_groups, one.reason, &Group::reason);
        if (group == m_groups.end())
            group = m_groups.insert(m_groups.end(), Group { one.reason });
        group->people += one;
    }
    std::ranges::stable_sort(
        m_groups, [](const Group& a, const Group& b) { return a.people.size() > b.people.size(); });
    endResetModel();
}

QModelIndex SkippedModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : TopLevel);
}

QModelIndex SkippedModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == TopLevel)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, TopLevel);
}

int SkippedModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != TopLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<size_t>(parent.row())].people.size());
}

int SkippedModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() && parent.internalId() != TopLevel ? 0 : ColumnCount;
}

QVariant SkippedModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == TopLevel) {
        const Group& group = m_groups[static_cast<size_t>(index.row())];
        if (role == ReasonRole)
            return static_cast<int>(group.reason);
        if (role != Qt::DisplayRole || index.column() != NameColumn)
            return {};
        return u"%1 (%2)"_s.arg(reasonHeading(group.reason)).arg(group.people.size());
    }
    if (role != Qt::DisplayRole)
        return {};
    const SkippedIdentity& one = m_groups[index.internalId()].people.at(index.row());
    switch (index.column()) {
    case NameColumn:
        return firstShown({ one.identity.name, one.identity.id.text() });
    case AccountColumn:
        return shownLine(one.identity.alias);
    default:
        return shownLine(one.detail);
    }
}

QVariant SkippedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { u"Display name"_s, u"Account name"_s, u"Why"_s };
    return titles.value(section);
}

} // namespace ic
