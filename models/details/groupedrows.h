#pragma once

#include <QAbstractItemModel>
#include <QHash>
#include <QStringList>

#include <vector>

namespace ic {

/// What one cell shows. `roles` are what else is asked of it, by a delegate for example.
struct ShownCell
{
    QString text = {};
    QString toolTip = {}; ///< plain text
    QHash<int, QVariant> roles = {};

    bool operator==(const ShownCell&) const = default;
};

/// One row, and the rows below it. Cells that are missing are empty.
struct ShownRow
{
    QList<ShownCell> cells = {};
    QHash<int, QVariant> roles = {}; ///< of all cells that do not say otherwise
    std::vector<ShownRow> rows = {};

    bool operator==(const ShownRow&) const = default;
};

/// What a cell of the row says in a role of an item model.
QVariant shownData(const ShownRow& row, int column, int role);

/// Rows to read, in groups or without: the model of every list and tree that only shows something.
/// What the rows say is made beforehand by whoever knows the subject.
class GroupedRows final : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// A column for each title.
    explicit GroupedRows(const QStringList& titles, QObject* parent = nullptr);

    void setTitles(const QStringList& titles);
    /// Keeps the current row of views where nothing is different.
    void setRows(std::vector<ShownRow> rows);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Where a row stands that has rows below it.
    struct Place
    {
        const ShownRow* above = nullptr; ///< nullptr for the first level
        int row = 0;
    };

    void locate(const std::vector<ShownRow>& rows, const ShownRow* above);
    const ShownRow& at(const QModelIndex& index) const;

    QStringList m_titles;
    std::vector<ShownRow> m_rows;
    QHash<const ShownRow*, Place> m_groups;
};

} // namespace ic
