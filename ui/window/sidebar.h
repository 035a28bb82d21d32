#pragma once

#include "models/filter/savedviews.h"
#include "models/filter/viewcounts.h"
#include "models/filter/viewlistmodel.h"
#include "ui/parts/namedialog.h"
#include "ui/window/uiservices.h"

#include <QAction>
#include <QWidget>

class QMenu;
class QTreeView;

namespace ic {

class IdentityBrowser;
class SetDesk;
class SidebarEntry;

/// The views of a tenant beside its table: the console's own and those a person saved, and the
/// selection sets. A click shows a view, or says what can be done with a set. Views are counted
/// when the sidebar is first seen and the table has its rows, and then on request.
class Sidebar final : public QWidget
{
    Q_OBJECT

public:
    /// `sets` outlives the sidebar.
    Sidebar(const UiServices& services, IdentityBrowser& browser, SetDesk& sets,
        QWidget* parent = nullptr);

    /// Keeps what the table shows under a name that is asked for.
    QAction* saveViewAction() { return &m_saveView; }
    const ViewListModel& views() const { return m_model; }
    /// Shows what stands there; nothing for a heading.
    void open(const QModelIndex& index);
    void takeFocus();
    /// What is counted of the tenant, for whoever else shows it.
    ViewCounts& counts() { return m_counts; }
    /// Something was changed in the tenant: every number may be another one.
    void countAgain();
    void followSettings();
    /// Puts an entry above the views, which is current while the table cannot be seen.
    void setOverview(QAction& action);
    void setTableShown(bool shown);

signals:
    /// Somebody chose a view, be it the one that is shown.
    void viewChosen();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTree();
    void follow();
    void followConnection();
    void countMissing(bool failed = false);
    void showMenu(const QModelIndex& index, const QPoint& at);
    void addOwnActions(QMenu& menu, const NamedView& view);
    void saveView();
    NameDialog::Kind kind(const QString& title) const;
    void renameView(const NamedView& view);
    void removeView(const NamedView& view);

    UiServices m_services;
    IdentityBrowser& m_browser;
    SetDesk& m_sets;
    SavedViews m_saved;
    ViewCounts m_counts;
    ViewListModel m_model;
    QAction m_saveView;
    QTreeView* m_tree;
    SidebarEntry* m_overview = nullptr;
    bool m_wasOffline = false;
    bool m_isOutdated = false; ///< to be counted as soon as somebody looks
};

} // namespace ic
