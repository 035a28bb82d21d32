#pragma once

#include "models/details/groupedrows.h"
#include "operations/preflight.h"

#include <QCoreApplication>

namespace ic {

/// A fixed list of identities, in the columns of a confirmation; what a row says is made when it is
/// asked for, since there may be a million. Speaks the roles of IdentityTableModel, so its delegate
/// can paint it.
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
    ~CandidateModel() override;

    /// Keeps the current row of views where nothing is different.
    void setIdentities(const QList<Identity>& identities);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<Identity> m_identities;
    mutable ShownRow m_row; ///< the last one that was asked for: views ask often, row by row
    mutable int m_rowNumber = -1;
};

/// Who is left out, as a tree: the reasons, the one with most people first, and below each the
/// people.
struct SkippedRows
{
    Q_DECLARE_TR_FUNCTIONS(SkippedRows)

public:
    enum Column {
        NameColumn,
        AccountColumn,
        WhyColumn,
    };
    enum Role {
        ReasonRole = Qt::UserRole + 1, ///< SkipReason as int, of a group
    };

    static QStringList titles();
    static std::vector<ShownRow> of(const QList<SkippedIdentity>& skipped);
};

} // namespace ic
