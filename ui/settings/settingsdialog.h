#pragma once

#include "ui/parts/dialogframe.h"
#include "ui/settings/shortcutlist.h"

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace ic {

class Settings;
class SettingsPage;
class ShortcutsPage;

/// What a SettingsDialog is told of the window it is opened from.
struct SettingsDialogStart
{
    QString journalPath = {};
    QList<ShortcutEntry> shortcuts = {};
    bool hasConnections = false; ///< there is a list of connections to go to
};

/// Everything that can be chosen for the console as a whole. Nothing is written before Save: some
/// of it guards against slips, and a slip in here shall cost nothing.
class SettingsDialog final : public DialogFrame
{
    Q_OBJECT

public:
    enum class Page { Appearance, Defaults, Network, Journal, Shortcuts };

    SettingsDialog(Settings& settings, const SettingsDialogStart& start, QWidget* parent = nullptr);

    void showPage(Page page);

    void accept() override;

signals:
    /// Written; what shows it can follow.
    void saved();
    void connectionsRequested();

private:
    void addPage(SettingsPage* page, const QString& name, const QString& icon);
    void onPageChanged();

    QListWidget* m_list;
    QStackedWidget* m_pages;
    QList<SettingsPage*> m_all;
    ShortcutsPage* m_shortcuts;
    QPushButton* m_restore;
};

} // namespace ic
