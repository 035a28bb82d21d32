#pragma once

#include <QKeySequence>
#include <QList>
#include <QStringList>

#include <functional>

class QAction;
class QMainWindow;

namespace ic {

/// Property of an action or a QShortcut: what it is called in the list of shortcuts, where its text
/// names whom it would reach at the moment, or where it has none.
inline constexpr char ShortcutTitle[] = "shortcutTitle";

struct ShortcutEntry
{
    QString group = {}; ///< a menu, or where the key is pressed
    QString text = {};
    QList<QKeySequence> keys = {};

    QString keyText() const;
};

/// What an action is called: without the marks of mnemonics and of "more input follows".
QString readableText(QString text);

/// Every action of the window once, in the order of the menus, then those that are in no menu.
/// `menus`: those it stands in, the outermost first.
void forEachAction(const QMainWindow& window,
    const std::function<void(const QStringList& menus, QAction&)>& visit);

/// Every action of the window that has a key, in the order of the menus; then those that are in no
/// menu, then what fixedKeys() says.
QList<ShortcutEntry> shortcutsOf(const QMainWindow& window);

} // namespace ic
