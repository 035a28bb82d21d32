#include "ui/settings/shortcutlist.h"

#include "ui/window/fixedkeys.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace ic {

QString readableText(QString text)
{
    text.replace(u"&&"_s, QString(QChar::Null));
    text.remove(u'&');
    text.replace(QChar::Null, u'&');
    while (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ShortcutList)
};

QString titleOf(const QObject& object, const QString& text)
{
    const QString title = object.property(ShortcutTitle).toString();
    return readableText(title.isEmpty() ? text : title);
}

using Visit = std::function<void(const QStringList&, QAction&)>;

void visitMenu(
    const QStringList& menus, const QMenu& menu, QSet<const QAction*>& seen, const Visit& visit)
{
    for (QAction* action : menu.actions()) {
        if (action->menu() != nullptr) {
            visitMenu(
                menus + QStringList(readableText(action->text())), *action->menu(), seen, visit);
        } else if (!action->isSeparator() && !seen.contains(action)) {
            seen.insert(action);
            visit(menus, *action);
        }
    }
}

} // namespace

QString ShortcutEntry::keyText() const
{
    QStringList texts;
    for (const QKeySequence& one : keys)
        texts += one.toString(QKeySequence::NativeText);
    return texts.join(u", "_s);
}

void forEachAction(const QMainWindow& window, const Visit& visit)
{
    QSet<const QAction*> seen;
    // A menu bar that is made here, as menuBar() would, is of no use for reading.
    if (const auto* bar = window.findChild<QMenuBar*>({}, Qt::FindDirectChildrenOnly)) {
        for (const QAction* top : bar->actions()) {
            if (top->menu() != nullptr)
                visitMenu({ readableText(top->text()) }, *top->menu(), seen, visit);
        }
    }
    for (QAction* action : window.findChildren<QAction*>()) {
        // An own window that stands before this one has keys of its own.
        const auto* widget = qobject_cast<QWidget*>(action->parent());
        const bool isOurs
            = widget == nullptr || widget->window() == &window || widget->windowType() == Qt::Popup;
        if (isOurs && !action->isSeparator() && !seen.contains(action)) {
            seen.insert(action);
            visit({}, *action);
        }
    }
}

QList<ShortcutEntry> shortcutsOf(const QMainWindow& window)
{
    const QString rest = Texts::tr("Window");
    QList<ShortcutEntry> entries;
    forEachAction(window, [&](const QStringList& menus, const QAction& action) {
        if (!action.shortcuts().isEmpty())
            entries += { menus.value(0, rest), titleOf(action, action.text()), action.shortcuts() };
    });
    for (const QShortcut* shortcut : window.findChildren<QShortcut*>()) {
        const auto* widget = qobject_cast<QWidget*>(shortcut->parent());
        if (widget != nullptr && widget->window() == &window)
            entries += { rest, titleOf(*shortcut, {}), { shortcut->key() } };
    }
    for (const FixedKeyRow& row : fixedKeys())
        entries += { row.group, row.text, row.keys };
    return entries;
}

} // namespace ic
