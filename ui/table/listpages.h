#pragma once

#include "models/table/identitytablemodel.h"

#include <QTimer>
#include <QWidget>

class QTableView;

namespace ic {

class ConnectionStatus;
class FilterBar;
class IdentitySource;
class Notices;
class StatePage;

/// The table, and in the place of its rows what is said while there is nothing to show: that the
/// list is loading or empty, or why it failed, and what can be done about it.
class ListPages final : public QWidget
{
    Q_OBJECT

public:
    /// All of them outlive the pages.
    ListPages(IdentityTableModel& model, const IdentitySource& source, FilterBar& filter,
        const ConnectionStatus& status, Notices& notices, QWidget* parent = nullptr);

    /// Outlives the pages.
    void setTable(QTableView& table);
    /// For the status line: how many there are, are loaded, and since when.
    QString listText() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeState();
    void hideState();
    void onState();
    void showLoading();
    void showEmpty();
    void showFailed();
    QString failedTitle() const;
    void showState(const QString& icon, const QString& title, const QString& detail,
        const QString& primary, const QString& secondary);
    void onPrimary();
    void onSecondary();

    IdentityTableModel& m_model;
    const IdentitySource& m_source;
    FilterBar& m_filter;
    const ConnectionStatus& m_status;
    Notices& m_notices;
    QTimer m_loadingDelay;
    StatePage* m_state;
    QTableView* m_table = nullptr;
};

} // namespace ic
