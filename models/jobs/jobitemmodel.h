#pragma once

#include "jobs/journalreader.h"
#include "models/table/statuswords.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>

namespace ic {

/// The identities of one job and what came of each, out of the journal, page by page.
class JobItemModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        AccountColumn,
        OutcomeColumn,
        HttpColumn,
        DetailColumn,
        TriesColumn,
        TrackingColumn,
        ColumnCount,
    };

    static constexpr int PageRows = 500;

    /// The journal at `path` must be there.
    JobItemModel(const QString& path, const JobId& id, QObject* parent = nullptr);
    ~JobItemModel() override;

    /// Which outcomes are shown; none = all.
    void setStates(const QList<ItemState>& states);
    /// Reads again what is shown.
    void reload();
    /// Everything the job has, whatever is shown; page by page, for lists and exports.
    Expected<QList<JobItem>> allItems(const QList<ItemState>& states) const;
    Expected<JobSnapshot> job() const;
    Expected<JobCounts> counts() const;
    /// Whether there is anybody the tenant can be asked about, see JournalReader::checkableCount().
    bool canBeChecked() const;
    /// Why the last reading failed.
    const std::optional<ApiError>& error() const { return m_error; }

    const JobItem& item(int row) const { return m_items.at(row); }
    StatusLook lookOf(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

private:
    QList<JobItem> read(int offset, int limit);

    JobId m_job;
    const Operation* m_operation = nullptr; ///< nullptr = this version does not know it
    std::unique_ptr<JournalReader> m_reader;
    std::optional<ApiError> m_error;
    QList<ItemState> m_states;
    QList<JobItem> m_items;
    int m_total = 0;
};

/// Chip and word of an outcome. For deletions that went through it says "Deleted".
StatusLook outcomeLook(ItemState state, const Operation* operation);
/// What happened to an item, in a sentence.
QString outcomeText(const JobItem& item);

} // namespace ic
