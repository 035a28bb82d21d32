#pragma once

#include "jobs/backgroundjournal.h"
#include "models/table/statuswords.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>

namespace ic {

/// A StatusLook, of the cells that hold what came of something.
inline constexpr int OutcomeRole = Qt::UserRole;

/// The identities of one job and what came of each, out of the journal: a list of its whole length,
/// of which the pages are read that are looked at. What is shown stays until there is something
/// newer; the window waits for none of it.
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

    static constexpr int PageRows = 250;

    /// The journal at `path` must be there.
    JobItemModel(const QString& path, const JobId& id, QObject* parent = nullptr);
    ~JobItemModel() override;

    /// Which outcomes are shown; none = all.
    void setStates(const QList<ItemState>& states);
    /// Only whose name, account or id holds it are shown, of many the first; empty = all.
    void setText(const QString& text);
    const QString& text() const { return m_list.text; }
    /// Whether it is not known yet who holds it.
    bool isSearching() const { return m_isOtherList && !m_list.text.isEmpty(); }
    /// Reads again what is shown.
    void reload();
    /// Which rows can be seen: they are read first, and the others only when they are.
    void setVisibleRows(int first, int last);

    /// The job as it is written down; nullopt until it was read.
    const std::optional<JobSnapshot>& job() const { return m_job; }
    /// Whether there is anybody the tenant can be asked about, see JournalReader::checkableCount().
    bool canBeChecked() const { return m_canBeChecked; }
    /// Why the last reading failed.
    const std::optional<ApiError>& error() const { return m_error; }

    /// nullptr while it is not read.
    const JobItem* item(int row) const;
    /// Of an item that is read.
    StatusLook lookOf(const JobItem& item) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// job(), canBeChecked() or error() is another, or was read once more.
    void changed();

private:
    static constexpr size_t MostPages = 40; ///< kept

    struct Page
    {
        QList<JobItem> items;
        int reading = 0; ///< see m_reading
    };

    void readOtherList();
    void readJob();
    void readPage();
    void onRows(int page, int reading, const Expected<ItemRows>& rows);
    void setTotal(int total);
    void keep(int page, const Page& rows);

    const JobId m_id;
    BackgroundJournal m_journal;
    std::optional<JobSnapshot> m_job;
    bool m_canBeChecked = false;
    std::optional<ApiError> m_error;
    ItemList m_list;
    std::map<int, Page> m_pages;
    int m_total = 0;
    int m_reading = 0; ///< counts the calls of reload(): what an earlier one read is old
    int m_firstPage = 0; ///< that is looked at …
    int m_lastPage = 0; ///< … and the last
    bool m_isAsking = false;
    bool m_isOtherList = true; ///< the rows are not yet those of m_list
};

/// Chip and word of an outcome. For deletions that went through it says "Deleted".
StatusLook outcomeLook(ItemState state, const Operation* operation);
/// What happened to an item, in a sentence.
QString outcomeText(const JobItem& item);

} // namespace ic
