#include "models/ownershipmodel.h"

#include "base/plaintext.h"
#include "csv/csvwriter.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// Internal id of the rows of the first level; those below carry the row of their parent.
constexpr quintptr TopLevel = static_cast<quintptr>(-1);

QString readable(const QString& word)
{
    QString text = word.toLower().replace(u'_', u' ').simplified();
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

QString associationWords(const QString& associationType)
{
    return associationType.isEmpty() ? u"Owner, in a way ISC did not name"_s
                                     : readable(associationType);
}

QString objectTypeWords(const QString& type)
{
    if (type == u"CAMPAIGN_CAMPAIGNER")
        return u"Campaign"_s;
    if (type == u"WORKGROUP")
        return u"Governance group"_s;
    return readable(type);
}

void OwnershipModel::setOwnership(const OwnershipDetails& ownership)
{
    beginResetModel();
    m_associations = ownership.associations;
    endResetModel();
}

QList<QStringList> OwnershipModel::rows() const
{
    QList<QStringList> rows { { u"Owned as"_s, u"Name"_s, u"Type"_s, u"Id"_s } };
    for (const OwnershipAssociation& association : m_associations) {
        for (const Reference& entity : association.entities)
            rows += { associationWords(association.associationType), entity.name, entity.type,
                entity.id };
    }
    return rows;
}

QString OwnershipModel::listText() const
{
    QString lines;
    for (const QStringList& cells : rows())
        lines += tabSeparatedRow(cells) + u'\n';
    return lines;
}

QModelIndex OwnershipModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : TopLevel);
}

QModelIndex OwnershipModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == TopLevel)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, TopLevel);
}

int OwnershipModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_associations.size());
    if (parent.internalId() != TopLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(m_associations.at(parent.row()).entities.size());
}

int OwnershipModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() && parent.internalId() != TopLevel ? 0 : ColumnCount;
}

QString OwnershipModel::cell(const Reference& entity, int column) const
{
    switch (column) {
    case NameColumn:
        return firstShown({ entity.name, u"–"_s });
    case TypeColumn:
        return shownLine(objectTypeWords(entity.type));
    case IdColumn:
        return shownLine(entity.id);
    default:
        return {};
    }
}

QVariant OwnershipModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == TopLevel) {
        const OwnershipAssociation& association = m_associations.at(index.row());
        if (index.column() != NameColumn)
            return {};
        if (role == Qt::ToolTipRole)
            return shownText(association.associationType).toHtmlEscaped();
        if (role != Qt::DisplayRole)
            return {};
        return u"%1 (%2)"_s.arg(shownLine(associationWords(association.associationType)),
            QString::number(association.entities.size()));
    }
    const Reference& entity
        = m_associations.at(static_cast<int>(index.internalId())).entities.at(index.row());
    if (role == Qt::ToolTipRole && index.column() == TypeColumn)
        return shownText(entity.type).toHtmlEscaped(); // the API's own word
    if (role == Qt::DisplayRole)
        return cell(entity, index.column());
    return {};
}

QVariant OwnershipModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return u"Name"_s;
    case TypeColumn:
        return u"Type"_s;
    case IdColumn:
        return u"Id"_s;
    default:
        return {};
    }
}

} // namespace ic
