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

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ShortcutList)
};

/// As it is read: without the marks of mnemonics and of "more input follows".
QString readable(QString text)
{
    text.replace(u"&&"_s, QString(QChar::Null));
    text.remove(u'&');
    text.replace(QChar::Null, u'&');
    while (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

QString titleOf(const QObject& object, const QString& text)
{
    const QString title = object.property(ShortcutTitle).toString();
    return readable(title.isEmpty() ? text : title);
}

class Collection
{
public:
    void addMenu(const QString& group, const QMenu& menu)
    {
        for (const QAction* action : menu.actions()) {
            if (action->menu() != nullptr)
                addMenu(group, *action->menu());
            else
                add(group, *action);
        }
    }
    void add(const QString& group, const QAction& action)
    {
        if (action.shortcuts().isEmpty() || m_seen.contains(&action))
            return;
        m_seen.insert(&action);
        entries += { group, titleOf(action, action.text()), action.shortcuts() };
    }

    QList<ShortcutEntry> entries;

private:
    QSet<const QAction*> m_seen;
};

} // namespace

QString ShortcutEntry::keyText() const
{
    QStringList texts;
    for (const QKeySequence& one : keys)
        texts += one.toString(QKeySequence::NativeText);
    return texts.join(u", "_s);
}

QList<ShortcutEntry> shortcutsOf(const QMainWindow& window)
{
    Collection all;
    // A menu bar that is made here, as menuBar() would, is of no use for reading.
    if (const auto* bar = window.findChild<QMenuBar*>({}, Qt::FindDirectChildrenOnly)) {
        for (const QAction* top : bar->actions()) {
            if (top->menu() != nullptr)
                all.addMenu(readable(top->text()), *top->menu());
        }
    }
    const QString rest = Texts::tr("Window");
    for (const QAction* action : window.findChildren<QAction*>()) {
        // An own window that stands before this one has keys of its own.
        const auto* widget = qobject_cast<QWidget*>(action->parent());
        if (widget == nullptr || widget->window() == &window || widget->windowType() == Qt::Popup)
            all.add(rest, *action);
    }
    for (const QShortcut* shortcut : window.findChildren<QShortcut*>()) {
        const auto* widget = qobject_cast<QWidget*>(shortcut->parent());
        if (widget != nullptr && widget->window() == &window)
            all.entries += { rest, titleOf(*shortcut, {}), { shortcut->key() } };
    }
    for (const FixedKeyRow& row : fixedKeys())
        all.entries += { row.group, row.text, row.keys };
    return all.entries;
}

} // namespace ic
