#pragma once

#include "models/identitysource.h"
#include "models/identitytablemodel.h"
#include "models/rangeids.h"
#include "models/selectionreach.h"
#include "models/selectionstore.h"
#include "ui/dialogs/exportdialog.h"
#include "ui/identityview.h"
#include "ui/uiservices.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace ic {

class FilterBar;
class RowMenu;
class SelectionBar;
class StatePage;
class TableColumns;

/// Where an administrator lives: filter, selection and table of one tenant, and what is said in
/// place of the table while there is nothing to show.
class IdentityBrowser final : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityBrowser(const UiServices& services, QWidget* parent = nullptr);
    ~IdentityBrowser() override;

    /// Asks for the first page. Call once.
    void start();

    const IdentityTableModel& model() const { return m_model; }
    IdentityTableModel& table() { return m_model; }
    /// How many of the ticked identities the view does not show; 0 also while it is not known.
    qint64 selectedOutsideView() const { return m_reach.outside().value_or(0); }
    SelectionStore& selection() { return m_selection; }
    const SelectionReach& reach() const { return m_reach; }
    IdentityView& view() { return *m_view; }
    FilterBar& filter() { return *m_filter; }

    /// The identity of the current row, or nullptr.
    const Identity* currentIdentity() const;
    /// For the status line: how many there are, are loaded, and since when.
    QString listText() const;
    ExportDialog::View exportView() const;

    TableColumns& columns() { return *m_columns; }

    /// Shows a list as if scope, filter and order had been entered.
    void showView(const IdentityQuery& view);
    void refresh();
    /// First the rows on screen, then all matching.
    void selectAll();
    void copyRow();
    /// As tab-separated text, in the columns of the table.
    void copyRowOf(const Identity& identity);
    void setDensity(Density density);
    void setDateStyle(DateStyle dates);
    /// Row height, dates and reading ahead as the settings have them now.
    void followSettings();

signals:
    /// One of them was set here.
    void settingsChanged();
    void currentIdentityChanged();
    /// Another filter or scope: what was open belongs to the view before.
    void filterChanged();
    void listStateChanged();
    void notice(const QString& text);
    /// The menu of a row is about to open; more can be put into it.
    void rowMenuOpening(ic::RowMenu* menu, const ic::Identity& identity);
    /// The details of the current identity shall be in sight.
    void detailsRequested();

private:
    void makeWidgets();
    void connectSelection();
    void restoreSettings();
    void toggleSelectedOnly();
    void selectRange(int first, int last);
    void showRowMenu(const QModelIndex& index, const QPoint& at);
    void onFilterApplied();
    void onListState();
    void showEmpty();
    void showFailed();
    void showState(const QString& icon, const QString& title, const QString& detail,
        const QString& primary, const QString& secondary);
    void onStatePrimary();
    void onStateSecondary();

    UiServices m_services;
    SelectionStore m_selection;
    IdentityTableModel m_model;
    IdentitySource m_source;
    SelectionReach m_reach;
    RangeIds m_range;
    bool m_selectedOnly = false;
    IdentityQuery m_queryBefore; ///< of the view that "show selected only" left
    std::optional<QStringList> m_viewSorters; ///< while a view is being shown: its order
    QTimer m_loadingDelay;
    FilterBar* m_filter = nullptr;
    SelectionBar* m_selectionBar = nullptr;
    IdentityView* m_view = nullptr;
    TableColumns* m_columns = nullptr;
    StatePage* m_statePage = nullptr;
    QStackedWidget* m_pages = nullptr;
};

} // namespace ic
