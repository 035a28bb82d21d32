#pragma once

#include "models/table/identitytablemodel.h"

#include <QStackedWidget>
#include <QTimer>

namespace ic {

class ConnectionStatus;
class FilterBar;
class IdentitySource;
class Notices;
class StatePage;

/// The table, or in its place what is said while there is nothing to show: that the list is loading
/// or empty, or why it failed, and what can be done about it.
class ListPages final : public QStackedWidget
{
    Q_OBJECT

public:
    /// All of them outlive the pages.
    ListPages(IdentityTableModel& model, const IdentitySource& source, FilterBar& filter,
        const ConnectionStatus& status, Notices& notices, QWidget* parent = nullptr);

    /// For the status line: how many there are, are loaded, and since when.
    QString listText() const;

private:
    void onState();
    void showLoading();
    void showEmpty();
    void showFailed();
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
};

} // namespace ic
