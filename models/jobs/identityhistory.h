#pragma once

#include "jobs/backgroundjournal.h"

#include <QAbstractTableModel>

namespace ic {

/// What this computer did, or tried to do, to one identity of a tenant, newest first; read in
/// pages, for which the window does not wait. What is shown stays until there is something newer.
class IdentityHistory final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Time,
        Operation,
        Outcome,
        ColumnCount,
    };
    static constexpr int EventsPerPage = 100;

    /// `tenant`: as ApiBase::tenant() names it. Nothing is read before setIdentity().
    IdentityHistory(const QString& journalPath, const QString& tenant, QObject* parent = nullptr);
    ~IdentityHistory() override;

    void setIdentity(const IdentityId& id);
    const IdentityId& identity() const { return m_id; }
    /// Reads again what is shown.
    void refresh();

    const IdentityEvent& event(int row) const { return m_events.at(row); }
    /// -1 if it is not among those that are read.
    int rowOf(const EventPlace& place) const;
    /// Whether nothing was read of this identity yet.
    bool isReading() const { return m_isOtherList; }
    /// Whether there are no older ones than those that are read.
    bool isWhole() const { return m_isWhole; }
    /// Why the journal could not be read; nothing if it could.
    const std::optional<ApiError>& error() const { return m_error; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

signals:
    /// It was read, or could not be.
    void changed();

private:
    void read(const HistoryQuery& query);
    void onRead(const HistoryQuery& query, const Expected<QList<IdentityEvent>>& read);

    const QString m_tenant;
    BackgroundJournal m_journal;
    IdentityId m_id;
    QList<IdentityEvent> m_events;
    std::optional<ApiError> m_error;
    bool m_isWhole = false;
    bool m_isAsking = false;
    bool m_isOtherList = true; ///< the rows are not yet those of the identity
};

/// E.g. "Synchronize attributes".
QString eventTitle(const IdentityEvent& event);

} // namespace ic
