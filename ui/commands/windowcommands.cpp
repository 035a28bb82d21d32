#include "ui/commands/windowcommands.h"

#include "ui/parts/actionrefusal.h"
#include "ui/settings/shortcutlist.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::WindowCommands)
};

} // namespace

QList<Command> windowCommands(const QMainWindow& window)
{
    QList<Command> commands;
    forEachAction(window, [&commands](const QStringList& menus, QAction& action) {
        const QString title = readableText(action.text());
        // Menus of rows and jobs have theirs as well: what has no key and is in none of the
        // window's menus says nothing without what it was opened on.
        const bool isOfRow = menus.isEmpty() && action.shortcuts().isEmpty();
        if (title.isEmpty() || isOfRow || !action.isVisible())
            return;
        commands += { .section = Command::Section::Actions,
            .title = title,
            .where = menus.isEmpty() ? Texts::tr("Window") : menus.join(u" ▸ "_s),
            .icon = action.icon().name(),
            .keys = action.shortcut().toString(QKeySequence::NativeText),
            .refusal = refusalOf(action),
            .run = [one = QPointer<QAction>(&action)] {
                if (one != nullptr)
                    one->trigger();
            } };
    });
    return commands;
}

} // namespace ic
