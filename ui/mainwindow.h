#pragma once

#include "api/catalog.h"
#include "base/ids.h"
#include "profile/profile.h"
#include "ui/theme.h"
#include "ui/uiservices.h"

#include <QMainWindow>

#include <memory>
#include <optional>
#include <utility>

class QAction;
class QActionGroup;
class QDockWidget;
class QStackedWidget;
class QToolBar;

namespace ic {

class BottomDock;
class DateMenu;
class OpenInIscAction;
class Clock;
class ConnectionService;
class DetailPane;
class NoticeStrip;
class OperationActions;
class SignInPanel;
class Settings;
class StartPage;
class StatePage;
class StatusStrip;
class TenantBand;

/// One window for one tenant: band, filter, selection, table, details, status. Before a tenant is
/// connected it says how to connect.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Call once, first; without it there is no list of connections. All outlive the window.
    void setServices(ConnectionService& connections, const Clock& clock, Settings& settings);
    /// Before connectTo(): the connections to choose from.
    void showStart();
    /// What the window says before connectTo(); both as plain text.
    void showNotConnected(const QString& title, const QString& detail, bool offerDemo);
    /// Shows a tenant. Call once.
    void connectTo(const UiServices& services);

    /// Opens the results of a job, of whatever start of the program. Only while connected.
    void showJobResult(const JobId& id);
    /// A message for the status line, which goes by itself.
    void say(const QString& text);
    /// News that stays until the person puts it away.
    void notify(const QString& text);
    /// Shows what the settings say now; they were changed here or in another window.
    void followSettings();

signals:
    void demoRequested();
    void connectRequested(const ic::Profile& profile);
    void newWindowRequested();
    /// Something that other windows show as well was set; see followSettings().
    void settingsChanged();
    /// It was closed, and is not used any more.
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Everything that exists only with a tenant.
    struct Session;

    void makeActions();
    void makeMenus();
    void makeToolBar();
    void makeWidgets();
    void buildSession(const UiServices& services);
    void fitPanes();
    void pauseAndQuit();
    void showAudit();
    void connectOperations(DetailPane& pane);
    void setTheme(ThemeMode mode);
    /// Filter, table, details, sidebar; then the filter again.
    void addPanes();
    void stepPane(int by);
    void exportIdentities();
    void pasteList();
    /// Two ticked identities, or the open one and the ticked one.
    std::optional<std::pair<IdentityId, IdentityId>> comparedPair() const;
    void compareIdentities();
    void showAbout();
    void showConnections();
    void openConnections(QWidget* above);
    void showSettings(bool shortcuts);
    void toggleLock();
    void updateActions();

    OperationActions* m_operations;
    QToolBar* m_toolBar = nullptr;
    QStackedWidget* m_pages;
    StatePage* m_notConnected;
    StartPage* m_start;
    NoticeStrip* m_notice;
    TenantBand* m_band;
    QToolBar* m_bandBar = nullptr; ///< shows and hides the band
    SignInPanel* m_signIn;
    StatusStrip* m_status;
    QDockWidget* m_detailDock;
    BottomDock* m_bottom;
    bool m_quitting = false;
    bool m_roomy = true;
    bool m_sidebarFolded = false; ///< hidden because the window is narrow
    QDockWidget* m_sidebarDock;
    ConnectionService* m_connectionService = nullptr;
    const Clock* m_clock = nullptr;
    Settings* m_settings = nullptr; ///< null before setServices() or connectTo()
    std::unique_ptr<Session> m_session;

    QAction* m_refresh;
    QAction* m_reloadIdentity;
    QAction* m_export;
    QAction* m_pasteList;
    QAction* m_copyRow;
    QAction* m_copyId;
    QAction* m_find;
    QAction* m_expression;
    QAction* m_saveView;
    QAction* m_selectAll;
    QAction* m_selectNone;
    QAction* m_newWindow;
    QAction* m_connections;
    QAction* m_lock;
    QAction* m_settingsDialog;
    QAction* m_shortcuts;
    QAction* m_closeWindow;
    QAction* m_quit;
    QAction* m_about;
    QAction* m_activity;
    QAction* m_apiLog;
    QAction* m_audit;
    QAction* m_inviteAll;
    QAction* m_back;
    QAction* m_forward;
    QAction* m_compare;
    OpenInIscAction* m_openInIsc;
    QAction* m_lastResult;
    QActionGroup* m_themes;
    DateMenu* m_dates = nullptr;
};

} // namespace ic
