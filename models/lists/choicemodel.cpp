#include "models/lists/choicemodel.h"

#include "base/plaintext.h"
#include "models/table/identitytablemodel.h"
#include "models/table/statuswords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// Internal id of the entries; candidates carry the row of their entry.
constexpr quintptr TopLevel = static_cast<quintptr>(-1);

bool isEntry(const QModelIndex& index)
{
    return index.internalId() == TopLevel;
}

} // namespace

void ChoiceModel::setReport(const MatchReport& report)
{
    beginResetModel();
    const std::vector<Group> before = std::move(m_groups);
    m_groups.clear();
    for (const MatchedEntry* one : report.with(MatchOutcome::Ambiguous)) {
        Group group { .entry = one->entry, .candidates = {} };
        const auto old = std::ranges::find(before, group.entry, &Group::entry);
        for (const IdentityId& id : one->candidates) {
            group.candidates += report.people.value(id);
            if (old != before.end() && old->choice >= 0 && old->candidates.at(old->choice).id == id)
                group.choice = group.candidates.size() - 1;
        }
        m_groups.push_back(std::move(group));
    }
    endResetModel();
}

bool ChoiceModel::choose(const QModelIndex& index)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || isEntry(index))
        return false;
    Group& group = m_groups[index.internalId()];
    const qsizetype choice = index.row() < group.candidates.size() ? index.row() : -1;
    if (choice == group.choice)
        return true;
    group.choice = choice;
    const QModelIndex entry = this->index(static_cast<int>(index.internalId()), 0);
    emit dataChanged(this->index(0, 0, entry),
        this->index(static_cast<int>(group.candidates.size()), ColumnCount - 1, entry));
    emit choiceChanged();
    return true;
}

QList<IdentityId> ChoiceModel::chosen() const
{
    QList<IdentityId> ids;
    for (const Group& group : m_groups) {
        if (group.choice >= 0)
            ids += group.candidates.at(group.choice).id;
    }
    return ids;
}

IdentityId ChoiceModel::chosenFor(const ListEntry& entry) const
{
    for (const Group& group : m_groups) {
        if (group.entry == entry && group.choice >= 0)
            return group.candidates.at(group.choice).id;
    }
    return {};
}

QModelIndex ChoiceModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : TopLevel);
}

QModelIndex ChoiceModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || isEntry(index))
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, TopLevel);
}

int ChoiceModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (!isEntry(parent) || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<size_t>(parent.row())].candidates.size()) + 1;
}

int ChoiceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() && !isEntry(parent) ? 0 : ColumnCount;
}

Qt::ItemFlags ChoiceModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (index.isValid() && !isEntry(index) && index.column() == NameColumn)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant ChoiceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isEntry(index))
        return groupData(m_groups[static_cast<size_t>(index.row())], index.column(), role);
    return candidateData(m_groups[index.internalId()], index.row(), index.column(), role);
}

QVariant ChoiceModel::groupData(const Group& group, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        if (column == NameColumn)
            return group.entry.text;
        return column == AccountColumn
            ? tr("line %1").arg(group.entry.line)
            : tr("%Ln candidates", "%Ln candidate", static_cast<int>(group.candidates.size()));
    case LineRole:
        return group.entry.line;
    case IdentityTableModel::IdentityIdRole:
        return u"–"_s; // the delegate takes a row without an id for one that is not loaded
    case IdentityTableModel::ColumnKindRole:
        return static_cast<int>(IdentityColumn::Kind::Text);
    default:
        return {};
    }
}

QVariant ChoiceModel::candidateData(const Group& group, int row, int column, int role) const
{
    const bool isNobody = row >= group.candidates.size();
    const Identity person = isNobody ? Identity() : group.candidates.at(row);
    switch (role) {
    case Qt::DisplayRole:
        if (isNobody)
            return column == NameColumn ? tr("None of them") : QString();
        if (column == NameColumn)
            return firstShown({ person.name, person.id.text() });
        return column == StatusColumn ? statusLook(person.identityStatus).word
                                      : firstShown({ person.alias, u"–"_s });
    case Qt::CheckStateRole:
        if (column != NameColumn)
            return {};
        return (isNobody ? group.choice < 0 : group.choice == row) ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        if (isNobody)
            return {};
        if (column == StatusColumn)
            return toolTipText(statusLook(person.identityStatus).explanation);
        return column == NameColumn
            ? toolTipText(u"%1\n%2"_s.arg(person.emailAddress, person.id.text()).trimmed())
            : QString();
    case LineRole:
        return group.entry.line;
    case IsNobodyRole:
        return isNobody;
    case IdentityTableModel::IdentityIdRole:
        return isNobody || person.id.isEmpty() ? u"–"_s : person.id.text();
    case IdentityTableModel::ColumnKindRole:
        return static_cast<int>(column == StatusColumn && !isNobody ? IdentityColumn::Kind::Status
                                                                    : IdentityColumn::Kind::Text);
    case IdentityTableModel::RawValueRole:
        return person.identityStatus;
    default:
        return {};
    }
}

/// For screen readers, which tick what is checkable.
bool ChoiceModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    return role == Qt::CheckStateRole && value.toInt() == Qt::Checked && choose(index);
}

QVariant ChoiceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles { tr("Person"), tr("Account name"), tr("Status") };
    return titles.value(section);
}

} // namespace ic
