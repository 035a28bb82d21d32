#pragma once

#include "api/types/identity.h"

#include <QAbstractTableModel>

namespace ic {

/// A fixed list of identities, in the columns of a confirmation. Speaks the roles of
/// IdentityTableModel, so its delegate can paint it.
class CandidateModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        AccountColumn,
        StatusColumn,
        LifecycleColumn,
        ColumnCount,
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setIdentities(const QList<Identity>& identities);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Identity> m_identities;
};

} // namespace ic
