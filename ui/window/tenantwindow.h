#pragma once

#include "models/details/identitydetail.h"
#include "ui/details/compareaction.h"
#include "ui/details/detailpane.h"
#include "ui/filter/datemenu.h"
#include "ui/operations/operationdesk.h"
#include "ui/overview/centerpages.h"
#include "ui/parts/panecycle.h"
#include "ui/table/identitybrowser.h"
#include "ui/window/bottomdock.h"
#include "ui/window/lockaction.h"
#include "ui/window/programwindow.h"
#include "ui/window/setdesk.h"
#include "ui/window/sidebar.h"
#include "ui/window/statusstrip.h"

class QToolBar;

namespace ic {

class ElidedLabel;
class TenantBand;

/// The window of one tenant: band, filter, selection, table, details, jobs, status. It shows no
/// other one: what is ticked in it can only mean people of that tenant.
class TenantWindow final : public ProgramWindow
{
    Q_OBJECT

public:
    TenantWindow(ConnectionService& connections, const UiServices& services);
    ~TenantWindow() override;

    void followSettings() override;

protected:
    ConnectionDialogStart connectionStart() const override;
    QList<Command> commands() override;
    std::optional<CommandPalette::People> people() override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QDockWidget* makeDock(const QString& name, const QString& title);
    QToolBar* addBandBar();
    void makeToolBar();
    void makeBand();
    void makeMenus();
    void arrangeDocks();
    void addPanes();
    void connectParts();
    void connectVerbs();
    void showDetails(const Identity& identity);
    void restoreArrangement();
    void fitPanes();
    void pauseAndQuit();

    const ConnectionService& m_connections;
    const UiServices m_services;
    bool m_quitting = false;
    bool m_roomy = true;
    bool m_sidebarFolded = false; ///< hidden because the window is narrow

    // Destroyed from the end: what shows something before what it shows.
    IdentityDetail m_detail;
    IdentityBrowser m_browser;
    SetDesk m_sets;
    OperationDesk m_desk;
    OperationActions m_verbs;
    QDockWidget* m_sidebarDock;
    QDockWidget* m_detailDock;
    DetailPane m_details; ///< in its dock
    Sidebar m_sidebar; ///< in its dock
    BottomDock m_bottom;
    CenterPages m_center; ///< with the browser
    LockAction m_lock;
    CompareAction m_compare;
    QToolBar* m_toolBar;
    ElidedLabel* m_target; ///< whom the verbs beside it are about
    QToolBar* m_bandBar; ///< shows and hides the band
    TenantBand* m_band;
    StatusStrip* m_status;
    DateMenu m_dates;
    PaneCycle m_panes;
};

} // namespace ic
