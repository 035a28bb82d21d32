#pragma once

#include "models/table/identitycolumns.h"
#include "models/table/identityquery.h"
#include "models/table/listlength.h"
#include "models/table/pagecache.h"

#include "base/clock.h"

#include <QAbstractTableModel>

#include <functional>
#include <optional>

namespace ic {

class SelectionStore;

/// The identities of one query as rows, of which only the pages around the visible ones are held.
///
/// The model never asks the network. It keeps a wish (the rows on screen and a little ahead) and
/// says wishChanged(); whoever serves it takes the pages to ask for with takeWantedPages() and
/// answers with setPage() or setPageFailed(), naming the generation it asked in. Answers of an
/// older generation are dropped. Row count comes from the tenant's total and follows what the
/// pages really hold when identities appear or vanish between requests.
class IdentityTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        IdentityIdRole = Qt::UserRole + 1, ///< QString, empty while not loaded, or if it has none
        LoadStateRole, ///< PageCache::State of the row as int
        ColumnKindRole, ///< IdentityColumn::Kind as int
        RawValueRole, ///< the API's own text, e.g. "UNREGISTERED"
        FailureRole, ///< QString: why the row is not loaded
        KnownTickRole, ///< bool: whether the tick of the row can be told
        LoadedRole, ///< bool: whether the row holds a record
        OddityRole, ///< QString: why the record is not what the API describes; empty = it is
    };

    enum class ListState {
        Unset, ///< no query yet
        Loading, ///< the first page is on its way
        Ready,
        Empty, ///< nothing matches
        Failed, ///< the first page failed
    };

    using State = PageCache::State;
    static constexpr int PagesKept = 24;

    IdentityTableModel(SelectionStore& selection, const Clock& clock, QObject* parent = nullptr);

    /// Shows another list. Everything loaded is dropped.
    void setQuery(const IdentityQuery& query);
    /// Asks for everything anew; the rows stay until the answers are there.
    void refresh();
    const IdentityQuery& query() const { return m_query; }
    quint64 generation() const { return m_generation; }

    ListState state() const;
    ApiError listError() const { return m_listError.value_or(ApiError()); } ///< when Failed
    /// Of the loaded rows: records that are not what the API describes.
    qint64 oddRows() const;
    qsizetype pagesKept() const { return m_cache.kept(); }
    /// When the newest page arrived, UTC; invalid before.
    QDateTime asOf() const { return m_asOf; }
    void setVisibleRows(int first, int last);
    void setPagesAhead(int pages);
    void retryFailed(); ///< failed pages are asked for again
    /// After an outage: what failed is asked for again, and if nothing did, what is on screen.
    void retryOrRefresh();
    bool hasFailedPages() const { return !m_cache.failedPages().isEmpty(); }
    /// See PageCache, also for the calls above. The requests for unwanted pages may be cancelled.
    QList<int> takeWantedPages();
    QList<int> takeUnwantedPages();
    /// Whether the next request should ask for the total; true once for each need.
    bool takeCountWish();
    /// The request that should have asked was withdrawn or failed.
    void giveBackCountWish() { m_countWish = true; }
    /// False = the tenant does not tell; there are at least as many as rowCount() says.
    bool isTotalExact() const { return m_length.isExact(); }
    void setPage(quint64 generation, int page, const IdentityPage& answer);
    void setPageFailed(quint64 generation, int page, const ApiError& error);
    /// The answer to recountWanted(); nullopt = the tenant did not tell.
    void setCounted(quint64 generation, std::optional<qint64> total);
    /// There will be none: the rows that wait for it say why.
    void setCountFailed(quint64 generation, const ApiError& error);
    /// Newer records of loaded rows, which stay where they are; those of a snapshot as they were.
    void replaceIdentities(const QList<Identity>& identities);
    /// The identity, or nullptr while it is not loaded.
    const Identity* identityAt(int row) const { return m_cache.row(row); }
    IdentityId idAt(int row) const;
    /// Every loaded row, or those since refresh(), in no order: valid until the model changes.
    QList<const Identity*> loadedIdentities(bool fresh = false) const;
    QList<int> loadedRowNumbers() const { return m_cache.loadedRowNumbers(); } ///< in no order
    /// The row of an identity among the loaded ones, or -1.
    int loadedRowOf(const IdentityId& id) const { return m_cache.rowNearScreen(id); }

    const QList<IdentityColumn>& columns() const { return m_columns; }
    void setDateStyle(DateStyle dates);
    int columnOfKey(const QString& key) const;
    /// What screen readers say of a row besides its cells.
    void setRowWords(std::function<QString(const Identity&)> say) { m_rowWords = std::move(say); }
    /// Shows an attribute as a further column, if it is not one yet; its index.
    int addAttributeColumn(const QString& attribute);
    void removeAttributeColumn(const QString& attribute);
    QStringList knownAttributes() const { return m_cache.knownAttributes(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// Something can be taken with takeWantedPages() or takeUnwantedPages().
    void wishChanged();
    void hurried(); ///< somebody has arrived: what they wish for need not wait for more scrolling
    /// The total has to be asked for without any page.
    void recountWanted();
    void stateChanged();

private:
    void setTotal(int total);
    void emitRows(int first, int last, const QList<int>& roles = {});
    void emitPage(int page);
    QVariant tickCell(const Identity& identity, int role) const;
    QString failureText(int row) const;
    QVariant unloadedCell(int row, bool isFirst, int role) const;

    SelectionStore& m_selection;
    const Clock& m_clock;
    QList<IdentityColumn> m_columns = defaultIdentityColumns();
    PageCache m_cache;
    IdentityQuery m_query;
    quint64 m_generation = 0;
    bool m_hasQuery = false;
    bool m_firstAnswer = false; ///< of this generation
    bool m_countWish = false;
    ListLength m_length;
    DateStyle m_dates = DateStyle::Relative;
    std::optional<ApiError> m_listError;
    std::function<QString(const Identity&)> m_rowWords;
    QDateTime m_asOf;
};

} // namespace ic
