#pragma once

#include "api/types/roleassignment.h"

#include <QAbstractTableModel>

namespace ic {

/// The role assignments of one identity, in the tenant's order.
class RoleAssignmentModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        RoleColumn,
        AddedColumn,
        StartsColumn,
        EndsColumn,
        ColumnCount,
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setAssignments(const QList<RoleAssignment>& assignments);
    const QList<RoleAssignment>& assignments() const { return m_assignments; }
    /// nullptr for a row that is not there.
    const RoleAssignment* at(int row) const;
    /// -1 when none has this id.
    int rowOf(const RoleAssignmentId& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<RoleAssignment> m_assignments;
};

/// Which role a person means: the API filters by the exact id or the exact name.
struct RoleFilter
{
    QString roleId = {};
    QString roleName = {};

    bool isEmpty() const { return roleId.isEmpty() && roleName.isEmpty(); }
    /// 32 hex digits, or a UUID with dashes, are an id; anything else is a name.
    static RoleFilter fromText(const QString& text);
};

} // namespace ic
