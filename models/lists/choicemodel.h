#pragma once

#include "models/lists/matchreport.h"

#include <QAbstractItemModel>

#include <vector>

namespace ic {

/// The ambiguous entries of a list and below each its candidates, one of which may be chosen; the
/// last row of each is "None of them", the choice until one is made. Choices of earlier reports are
/// kept where entry and candidate are the same.
class ChoiceModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        AccountColumn,
        StatusColumn,
        ColumnCount,
    };
    enum Role {
        LineRole = Qt::UserRole + 100, ///< int, from 1; of entries and candidates
        IsNobodyRole, ///< the row is "None of them"
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setReport(const MatchReport& report);
    /// Chooses the candidate, or nobody, whom the row stands for; false if it stands for an entry.
    bool choose(const QModelIndex& index);
    /// Who is chosen, in the list's order; an identity may be chosen more than once.
    QList<IdentityId> chosen() const;
    /// Who is chosen for an entry; empty = nobody.
    IdentityId chosenFor(const ListEntry& entry) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void choiceChanged();

private:
    struct Group
    {
        ListEntry entry;
        QList<Identity> candidates;
        qsizetype choice = -1; ///< of candidates; -1 = nobody
    };

    QVariant groupData(const Group& group, int column, int role) const;
    QVariant candidateData(const Group& group, int row, int column, int role) const;

    std::vector<Group> m_groups;
};

} // namespace ic
