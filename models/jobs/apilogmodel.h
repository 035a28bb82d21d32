#pragma once

#include "base/apicall.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <deque>

namespace ic {

/// The last requests, the newest first; one row a request, whatever its attempts.
class ApiLogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Time,
        Method,
        Path,
        Status,
        Milliseconds,
        Tries,
        Lane,
        TrackingId,
        ColumnCount,
    };
    static constexpr int MostRows = 2000;
    static constexpr int FailureRole = Qt::UserRole; ///< bool: it did not end with a 2xx

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const ApiCall& call(int row) const { return m_calls[static_cast<size_t>(row)]; }
    /// While held, rows stay as they are; what comes is shown afterwards.
    void setHeld(bool held);
    bool isHeld() const { return m_held; }

public slots:
    void record(const ic::ApiCall& call);

private:
    void apply(const ApiCall& call);
    QString text(const ApiCall& call, int column) const;

    std::deque<ApiCall> m_calls;
    std::deque<ApiCall> m_waiting; ///< while held
    bool m_held = false;
};

/// The rows of the log that hold a text, or that failed.
class ApiLogFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ApiLogFilter(ApiLogModel& log, QObject* parent = nullptr);

    void setText(const QString& text);
    void setFailuresOnly(bool on);
    const ApiCall& call(const QModelIndex& index) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    ApiLogModel& m_log;
    QString m_text;
    bool m_failuresOnly = false;
};

/// The request as a command; the token is taken from $ISC_TOKEN, nothing else of it is secret.
QString curlCommand(const ApiCall& call);
QString powerShellCommand(const ApiCall& call);

} // namespace ic
