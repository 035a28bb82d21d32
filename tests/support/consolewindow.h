#pragma once

#include "demo/demotenant.h"
#include "program/tenantsession.h"

#include "support/memoryvault.h"

#include "ui/parts/latepage.h"

#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

class QAbstractButton;
class QDialog;

namespace ic::test {

/// What the window is told of its tenant.
struct WindowSetup
{
    enum class Client { Main, Reading, WithoutUser };

    Environment environment = Environment::Demo;
    bool readOnly = false;
    bool fixed = false; ///< as with --read-only
    Client client = Client::Main;
    QString clientSecret = {}; ///< empty = the right one
    ImportPlaces imports = {}; ///< what other tools keep
    QString shownHost = {}; ///< what the window takes for the host of the API; empty = the truth
    /// The address that leads to the tenant, by the tenant's own; nothing = directly.
    std::function<QString(const QString& tenant)> way = {};
};

/// The real window on a real demo tenant, over HTTP, for tests that click.
class ConsoleWindow
{
public:
    /// `settingsFile`: empty = none that anybody used before.
    explicit ConsoleWindow(const demo::TenantConfig& config = {}, const QString& settingsFile = {},
        SchedulerOptions options = {}, const WindowSetup& setup = {});
    ~ConsoleWindow();

    TenantWindow& window() { return m_session->window(); }
    demo::DemoTenant& tenant() { return m_tenant; }
    /// What was shown on the desktop, oldest first.
    QStringList notifications() const { return m_notifications; }
    /// Web pages that were shown, oldest first.
    QStringList openedPages() const { return m_openedPages; }
    /// What was handed to the desktop, oldest first.
    QStringList openedFiles() const { return m_openedFiles; }
    QStringList openedFolders() const { return m_openedFolders; }
    Notices& notices() { return m_notices; }
    JobCenter& jobs() { return m_session->jobs(); }
    ChangeLock& lock() { return m_session->lock(); }
    ApiLogModel& apiLog() { return m_session->apiLog(); }
    /// Its list of connections, empty at first, with a keychain in memory.
    ConnectionDesk& connections() { return *m_connections; }
    /// Where it keeps its journal, and its settings unless a file was named.
    QString folder() const { return m_settingsFolder.path(); }
    ApiClient& client() { return m_session->client(); }

    /// Closes the console as it is and opens it again on the same tenant, settings and journal.
    /// Whatever belonged to the old window is gone.
    bool restartJobs();

    /// A stopped tenant answers again, at the same address and to the same credentials, or to
    /// another secret.
    bool restartTenant(QString* problem, const QString& secret = {});

    QTableView& table();
    int rows() { return table().model()->rowCount(); }
    QString cell(int row, int column)
    {
        return table().model()->index(row, column).data().toString();
    }
    /// Waits until the list is there and has this many rows.
    bool waitForRows(int count);
    /// Waits until every row on screen is loaded.
    bool waitForLoadedScreen();
    /// Waits for areViewsCounted(): from then on a planned fault meets what the test does next.
    bool waitForCounts();

    /// Also on a tab that nobody has looked at.
    template <class T> T* find(const QString& name)
    {
        if (T* found = window().findChild<T*>(name))
            return found;
        for (auto* page : window().findChildren<LatePage*>())
            page->makeNow();
        return window().findChild<T*>(name);
    }
    /// The one that can be seen.
    QWidget* visible(const QString& name);
    /// A button of the window or its dialog by its text.
    QAbstractButton* button(const QString& text, QWidget* in = nullptr);
    QDialog* dialog();
    QString stateTitle();
    QString statusText();

    void clickCell(int row, int column, Qt::KeyboardModifiers modifiers = {});
    void clickHeader(int column);
    void search(const QString& text);
    void press(QWidget& widget, const QString& keys);

private:
    void open();

    demo::TenantConfig m_config;
    SchedulerOptions m_options;
    WindowSetup m_setup;
    demo::DemoTenant m_tenant;
    std::unique_ptr<demo::DemoTenant> m_successor;
    Notices m_notices;
    QStringList m_openedFiles;
    QStringList m_openedFolders;
    QStringList m_openedPages;
    QStringList m_notifications;
    QTemporaryDir m_settingsFolder;
    std::unique_ptr<Settings> m_settings;
    MemoryVault::Entries m_secrets;
    std::unique_ptr<ConnectionDesk> m_connections;
    std::unique_ptr<TenantSession> m_session;
};

} // namespace ic::test
