#include "ui/operations/operationactions.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/settings/shortcutlist.h"

#include <QAction>
#include <QApplication>
#include <QFontMetrics>
#include <QToolBar>
#include <QWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString toolTip(const Operation& operation, const OperationTarget& target)
{
    if (!target.refusal.isEmpty())
        return target.refusal.toHtmlEscaped();
    QString text = target.count == 0
        ? OperationActions::tr("%1. Tick identities or click a row first.").arg(operation.title)
        : targetedText(operation.title, target.name, target.count);
    if (!operation.shortcut.isEmpty())
        text += u" (%1)"_s.arg(QKeySequence(operation.shortcut).toString(QKeySequence::NativeText));
    return text.toHtmlEscaped();
}

} // namespace

QString targetedText(const QString& verb, const QString& name, qint64 count)
{
    if (!name.isEmpty())
        return OperationActions::tr("%1 %2", "a verb and a person").arg(verb, name);
    return count > 0
        ? OperationActions::tr("%1 (%2)", "a verb and how many").arg(verb, numberText(count))
        : verb;
}

OperationActions::OperationActions(bool withKeys, QObject* parent)
    : QObject(parent)
{
    bool isDivided = false; // a line before what cannot be taken back
    for (const Operation* operation : operations()) {
        auto* action = new QAction(icon(operation->icon), {}, this);
        action->setObjectName((withKeys ? u"operation-"_s : u"row-"_s) + operation->key);
        if (withKeys)
            action->setShortcut(QKeySequence(operation->shortcut));
        action->setProperty(ShortcutTitle, operation->title);
        connect(
            action, &QAction::triggered, this, [this, operation] { emit triggered(*operation); });
        if (operation->isDestructive && !std::exchange(isDivided, true)) {
            auto* line = new QAction(this);
            line->setSeparator(true);
            m_inMenus += line;
        }
        m_actions += action;
        m_inMenus += action;
        if (operation->tenantsChoice) {
            auto* all = new QAction(
                icon(operation->icon), menuText(operation->tenantsChoice->action), this);
            all->setObjectName(u"everybody-"_s + operation->key);
            connect(all, &QAction::triggered, this,
                [this, operation] { emit everybodyTriggered(*operation); });
            m_forEverybody += all;
        }
    }
    setTarget({});
}

void OperationActions::setNameWidth(int pixels)
{
    if (pixels == m_nameWidth)
        return;
    m_nameWidth = pixels;
    setTarget(OperationTarget(m_target)); // a copy: it is assigned to
}

void OperationActions::setTarget(const OperationTarget& target)
{
    m_target = target;
    const QString shortName
        = QFontMetrics(QApplication::font()).elidedText(target.name, Qt::ElideRight, m_nameWidth);
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        const Operation& operation = *operations().at(i);
        QAction& action = *m_actions.at(i);
        // More input follows: the confirmation.
        action.setText(menuText(targetedText(operation.title, target.name, target.count)) + u'…');
        action.setIconText(menuText(targetedText(operation.button, shortName, target.count)));
        action.setEnabled(target.count > 0 && target.refusal.isEmpty());
        action.setToolTip(toolTip(operation, target));
    }
}

void OperationActions::addTo(QToolBar& bar) const
{
    bar.addActions(m_inMenus);
    tint(bar);
}

void OperationActions::tint(QToolBar& bar) const
{
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        const Operation& operation = *operations().at(i);
        QWidget* button = bar.widgetForAction(m_actions.at(i));
        if (button == nullptr || !operation.isDestructive)
            continue;
        // Of the application: after a change of the theme the bar's own comes later.
        QPalette own = QApplication::palette();
        const QColor red = themeColors(own).errorText;
        m_actions.at(i)->setIcon(icon(operation.icon, red));
        for (const auto group : { QPalette::Active, QPalette::Inactive }) {
            for (const auto role : { QPalette::WindowText, QPalette::ButtonText })
                own.setColor(group, role, red);
        }
        button->setPalette(own);
    }
}

} // namespace ic
