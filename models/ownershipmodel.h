#pragma once

#include "api/types/ownership.h"

#include <QAbstractItemModel>

namespace ic {

/// What an identity owns, as a tree: the ways of owning, and below each its objects.
class OwnershipModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        TypeColumn,
        IdColumn,
        ColumnCount,
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setOwnership(const OwnershipDetails& ownership);
    /// Everything as rows "owned as, name, type, id", with a heading.
    QList<QStringList> rows() const;
    /// The same as tab-separated lines.
    QString listText() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const Reference& entity, int column) const;

    QList<OwnershipAssociation> m_associations;
};

/// "ROLE_OWNER" → "Role owner": the API's words are an open set, so they are only made readable.
QString associationWords(const QString& associationType);
/// "ACCESS_PROFILE" → "Access profile"; known internal names get the product's word.
QString objectTypeWords(const QString& type);

} // namespace ic
