#pragma once

#include "bulk/preflight.h"

#include <QAbstractItemModel>

#include <vector>

namespace ic {

/// Who is left out, as a tree: the reasons, and below each the people.
class SkippedModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        AccountColumn,
        WhyColumn,
        ColumnCount,
    };
    enum Role {
        ReasonRole = Qt::UserRole + 1, ///< SkipReason as int, of a group
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setSkipped(const QList<SkippedIdentity>& skipped);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group
    {
        SkipReason reason = SkipReason::NotFound;
        QList<SkippedIdentity> people = {};
    };

    std::vector<Group> m_groups; ///< the largest first
};

/// "long-term inactive" → "Long-term inactive": as a heading.
QString reasonHeading(SkipReason reason);

} // namespace ic
