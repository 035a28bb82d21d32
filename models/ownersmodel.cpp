#include "models/ownersmodel.h"

#include "base/plaintext.h"
#include "models/ownershipmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// What a row is and where it hangs, in one internal id: level, row of the person, row of the way.
struct Place
{
    quintptr level = 0; ///< 0 person, 1 way of owning, 2 object
    quintptr person = 0; ///< of the parents, as far as there are any
    quintptr way = 0;

    static Place of(quintptr id) { return { id & 3, id >> 2 & 0xFFFF'FFFF, id >> 34 }; }
    quintptr id() const { return level | person << 2 | way << 34; }
};

QString plural(const QString& word, int count)
{
    if (count == 1)
        return u"1 "_s + word;
    const QString many = word.endsWith(u'y') ? word.chopped(1) + u"ies"_s : word + u's';
    return u"%1 %2"_s.arg(count).arg(many);
}

} // namespace

void OwnersModel::setOwners(std::vector<Owner> owners)
{
    beginResetModel();
    m_owners = std::move(owners);
    endResetModel();
}

QList<QStringList> OwnersModel::checklist() const
{
    QList<QStringList> rows { { u"Owner"_s, u"Account name"_s, u"Owner id"_s, u"Owned as"_s,
        u"Object"_s, u"Type"_s, u"Object id"_s } };
    for (const Owner& owner : m_owners) {
        for (const OwnershipAssociation& way : owner.owned.associations) {
            for (const Reference& object : way.entities) {
                rows += { owner.identity.name, owner.identity.alias, owner.identity.id.text(),
                    associationWords(way.associationType), object.name, object.type, object.id };
            }
        }
    }
    return rows;
}

QModelIndex OwnersModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, Place().id());
    Place place = Place::of(parent.internalId());
    if (place.level == 0)
        place.person = static_cast<quintptr>(parent.row());
    else
        place.way = static_cast<quintptr>(parent.row());
    ++place.level;
    return createIndex(row, column, place.id());
}

QModelIndex OwnersModel::parent(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const Place place = Place::of(index.internalId());
    switch (place.level) {
    case 1:
        return createIndex(static_cast<int>(place.person), 0, Place().id());
    case 2:
        return createIndex(
            static_cast<int>(place.way), 0, Place { .level = 1, .person = place.person }.id());
    default:
        return {};
    }
}

int OwnersModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_owners.size());
    if (parent.column() != 0)
        return 0;
    const Place place = Place::of(parent.internalId());
    const auto row = static_cast<size_t>(parent.row());
    if (place.level == 0)
        return static_cast<int>(m_owners[row].owned.associations.size());
    if (place.level == 1) {
        return static_cast<int>(
            m_owners[place.person].owned.associations.at(parent.row()).entities.size());
    }
    return 0;
}

int OwnersModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString OwnersModel::cell(const QModelIndex& index) const
{
    const Place place = Place::of(index.internalId());
    if (place.level == 0) {
        const Owner& owner = m_owners[static_cast<size_t>(index.row())];
        if (index.column() == ObjectColumn)
            return firstShown({ owner.identity.name, owner.identity.id.text() });
        if (index.column() == TypeColumn)
            return plural(u"object"_s, static_cast<int>(owner.owned.entityCount()));
        return owner.identity.id.text();
    }
    const QList<OwnershipAssociation>& ways = m_owners[place.person].owned.associations;
    if (place.level == 1) {
        const OwnershipAssociation& way = ways.at(index.row());
        if (index.column() == ObjectColumn)
            return associationWords(way.associationType);
        return index.column() == TypeColumn ? QString::number(way.entities.size()) : QString();
    }
    const Reference& object = ways.at(static_cast<qsizetype>(place.way)).entities.at(index.row());
    if (index.column() == ObjectColumn)
        return firstShown({ object.name, u"–"_s });
    return shownLine(index.column() == TypeColumn ? objectTypeWords(object.type) : object.id);
}

QVariant OwnersModel::data(const QModelIndex& index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return cell(index);
}

QVariant OwnersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const QStringList titles { u"Object"_s, u"Type"_s, u"Id"_s };
    return titles.value(section);
}

QString ownedWords(const OwnershipDetails& details)
{
    QList<std::pair<QString, int>> counts;
    for (const OwnershipAssociation& association : details.associations) {
        if (association.entities.isEmpty())
            counts.append({ u"unnamed object"_s, 1 });
        for (const Reference& entity : association.entities) {
            const QString type
                = entity.type.isEmpty() ? u"object"_s : objectTypeWords(entity.type).toLower();
            const auto same = std::ranges::find(counts, type, &std::pair<QString, int>::first);
            if (same == counts.end())
                counts.append({ type, 1 });
            else
                ++same->second;
        }
    }
    QStringList words;
    for (const auto& [type, count] : std::as_const(counts))
        words += plural(type, count);
    return words.join(u", "_s);
}

} // namespace ic
