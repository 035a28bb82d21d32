#pragma once

#include "models/snapshot/groupquestion.h"

#include "reading/identityreading.h"
#include "snapshot/snapshot.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <memory>

namespace ic {

class SelectionStore;

/// The groups of a snapshot's identities by one or two fields, with how many are in each and how
/// many of them are ticked. A tick selects a whole group.
class GroupModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TickColumn,
        ValueColumn,
        CountColumn,
        ShareColumn,
        ColumnCount,
    };
    enum Role {
        BarRole = Qt::UserRole + 1, ///< double: the count as a share of the largest one
        LargestRole, ///< the largest count, as its text
        CurrentRole, ///< bool: the table shows this group alone
    };

    static constexpr qint64 MostGroups = 100'000;
    /// The ids that are looked for in the groups to say how many are ticked.
    static constexpr qsizetype MostTickedAsked = 20'000;
    static constexpr int TickDelayMs = 150;

    GroupModel(ApiClient& client, SelectionStore& selection, QObject* parent = nullptr);
    ~GroupModel() override;

    /// Groups are asked for; without a snapshot or a key there are none.
    void ask(const GroupQuestion& question);
    const GroupQuestion& question() const { return m_question; }

    bool isAsking() const { return m_call != 0; }
    const std::optional<ApiError>& error() const { return m_error; }
    const SnapshotGroups& groups() const { return m_groups; }
    QStringList valuesAt(int row) const { return m_groups.groups.at(row).values; }
    /// The values of a group as one text; in words where there is none.
    QString nameAt(int row) const;
    /// All groups as a table for a file or the clipboard, with a head.
    QList<QStringList> table() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    void changed();
    /// A group cannot be read.
    void failed(const ic::ApiError& error);

private:
    void drop();
    void askTicked();
    void tickGroup(const QList<IdentityId>& ids);
    void arrange();
    QVariant tickData(int row, int role) const;

    SelectionStore& m_selection;
    GroupQuestion m_question;
    std::shared_ptr<Snapshot> m_snapshot;
    Snapshot::CallId m_call = 0;
    Snapshot::CallId m_tickCall = 0;
    SnapshotGroups m_groups;
    qint64 m_largest = 1; ///< of their counts
    QHash<QStringList, qint64> m_ticked; ///< by values, as far as they are known
    bool m_ticksKnown = true; ///< also of those that are not in it: nobody
    std::optional<ApiError> m_error;
    IdentityReading m_reading; ///< of a group that is ticked or unticked
    bool m_ticks = true; ///< what is done with them
    bool m_isTicking = false; ///< that changes the selection just now
    SnapshotGroup m_tickedGroup;
    QTimer m_tickDelay;
    Column m_sortColumn = CountColumn;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace ic
