#pragma once

#include "profile/profile.h"
#include "ui/commands/commandpalette.h"
#include "ui/parts/theme.h"

#include <QMainWindow>

class QActionGroup;
class QVBoxLayout;

namespace ic {

class Clock;
class ConnectionService;
class Notices;
class Settings;
class WindowPlace;
struct ConnectionDialogStart;

/// What a window needs whatever it shows. All outlive the window.
struct ProgramServices
{
    ConnectionService& connections;
    const Clock& clock;
    Settings& settings;
    Notices& notices; ///< of this window alone
    QString journalPath; ///< to be shown
};

/// What every window of the program has: the notices, the status line, and the actions that need no
/// tenant.
class ProgramWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Shows what the settings say now; they were changed here or in another window.
    virtual void followSettings();
    /// Appears where `before` is, which is about to close, instead of beside it.
    void takePlaceOf(const QWidget& before);

signals:
    void demoRequested(ic::SignInKind signIn);
    void connectRequested(const ic::Profile& profile);
    void newWindowRequested();
    /// Something that other windows show as well was set; see followSettings().
    void settingsChanged();
    /// It was closed, and is not used any more.
    void closed();

protected:
    explicit ProgramWindow(const ProgramServices& services);
    ~ProgramWindow() override;

    /// What follows the notices from top to bottom.
    QVBoxLayout& column() { return *m_column; }
    /// A menu of the menu bar, with a line between two groups.
    QMenu* addMenu(const QString& title, const QList<QList<QAction*>>& groups);
    /// File, with what a window adds in the middle.
    void addFileMenu(const QList<QList<QAction*>>& middle);
    /// Opens the list of commands.
    QAction* commandsAction() { return m_commands; }
    /// What it offers; a window adds its own.
    virtual QList<Command> commands();
    virtual std::optional<CommandPalette::People> people() { return {}; }
    QAction* themesAction() { return m_themesMenu->menuAction(); }
    /// The menus that stand last.
    void addWindowAndHelpMenus();

    void openConnections(QWidget* above);
    /// Whether connections and settings can be opened.
    void setDialogsOffered(bool offered);
    /// Where the dialog of the connections begins in this window.
    virtual ConnectionDialogStart connectionStart() const;

    void closeEvent(QCloseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* makeAction(const QString& text, const QString& iconName, const QKeySequence& keys);
    void makeThemes();
    void onFocusChanged(QWidget* before, QWidget* now);
    void setTheme(ThemeMode mode);
    void showSettings(bool shortcuts);
    void onSettingsSaved(ThemeMode before);

    const ProgramServices m_services;
    WindowPlace* m_place;
    QVBoxLayout* m_column;
    QAction* m_commands;
    QAction* m_newWindow;
    QAction* m_connections;
    QAction* m_settings;
    QAction* m_closeWindow;
    QAction* m_quit;
    QAction* m_guide;
    QAction* m_shortcuts;
    QAction* m_tryBrowser;
    QAction* m_about;
    QActionGroup* m_themes;
    QMenu* m_themesMenu;
};

} // namespace ic
