#include "models/identitycomparison.h"

#include "api/identityfields.h"
#include "base/plaintext.h"
#include "models/relativetime.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString shown(const IdentityField& field, const Identity& identity)
{
    switch (field.id) {
    case FieldId::Created:
        return localTime(identity.created);
    case FieldId::Modified:
        return localTime(identity.modified);
    case FieldId::LastRefresh:
        return localTime(identity.lastRefresh);
    case FieldId::IsManager:
        return identity.isManager ? u"Yes"_s : u"No"_s;
    default:
        return field.text(identity);
    }
}

QString managerId(const Identity& identity)
{
    return identity.manager ? identity.manager->id : QString();
}

bool isSetByHand(const Identity& identity)
{
    return identity.lifecycleState && identity.lifecycleState->manuallyUpdated;
}

} // namespace

void IdentityComparison::setIdentities(const Identity& first, const Identity& second)
{
    beginResetModel();
    m_differing.clear();
    m_equal.clear();
    m_firstName = shownLine(first.name);
    m_secondName = shownLine(second.name);
    for (const IdentityField& field : identityFields()) {
        const bool equal = field.text(first) == field.text(second);
        add(field.title, shown(field, first), shown(field, second), equal);
        if (field.id == FieldId::LifecycleState) {
            const bool a = isSetByHand(first);
            const bool b = isSetByHand(second);
            add(u"Lifecycle set by hand"_s, a ? u"Yes"_s : u"No"_s, b ? u"Yes"_s : u"No"_s, a == b);
        } else if (field.id == FieldId::ManagerName) {
            add(u"Manager id"_s, managerId(first), managerId(second),
                managerId(first) == managerId(second));
        }
    }
    QSet<QString> keys;
    for (const Identity* identity : { &first, &second }) {
        const QStringList own = identity->attributes.keys();
        keys.unite(QSet<QString>(own.cbegin(), own.cend()));
    }
    QStringList sorted = keys.values();
    std::sort(sorted.begin(), sorted.end());
    for (const QString& key : std::as_const(sorted)) {
        const QJsonValue a = first.attributes.value(key);
        const QJsonValue b = second.attributes.value(key);
        // Absent and null are the same.
        const bool nothing = (a.isNull() || a.isUndefined()) && (b.isNull() || b.isUndefined());
        add(key, attributeText(a), attributeText(b), nothing || a == b);
    }
    endResetModel();
}

void IdentityComparison::setShowsEqual(bool on)
{
    if (on == m_showsEqual)
        return;
    beginResetModel();
    m_showsEqual = on;
    endResetModel();
}

void IdentityComparison::add(
    const QString& field, const QString& first, const QString& second, bool equal)
{
    (equal ? m_equal : m_differing) += Row { field, first, second };
}

const IdentityComparison::Row& IdentityComparison::rowAt(int row) const
{
    return row < m_differing.size() ? m_differing.at(row) : m_equal.at(row - m_differing.size());
}

int IdentityComparison::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : differing() + (m_showsEqual ? equal() : 0);
}

int IdentityComparison::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IdentityComparison::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == DiffersRole)
        return index.row() < differing();
    if (role != Qt::DisplayRole)
        return {};
    const Row& row = rowAt(index.row());
    if (index.column() == FieldColumn)
        return shownLine(row.field);
    return firstShown({ index.column() == FirstColumn ? row.first : row.second, u"–"_s });
}

QVariant IdentityComparison::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FieldColumn:
        return u"Field"_s;
    case FirstColumn:
        return m_firstName;
    case SecondColumn:
        return m_secondName;
    default:
        return {};
    }
}

} // namespace ic
