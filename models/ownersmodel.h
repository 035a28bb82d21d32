#pragma once

#include "api/types/identity.h"
#include "api/types/ownership.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <vector>

namespace ic {

/// Several people and what they own, as a tree: person, way of owning, object.
class OwnersModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        ObjectColumn,
        TypeColumn,
        IdColumn,
        ColumnCount,
    };
    struct Owner
    {
        Identity identity = {};
        OwnershipDetails owned = {};
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setOwners(std::vector<Owner> owners);
    /// A row for every object, with its owner, under a heading: what is to be reassigned.
    QList<QStringList> checklist() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const QModelIndex& index) const;

    std::vector<Owner> m_owners;
};

/// "3 roles, 1 access profile": what is owned, by type, in the order it came.
QString ownedWords(const OwnershipDetails& details);

} // namespace ic
