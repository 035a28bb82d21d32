#include "ui/operations/operationactions.h"

#include "ui/icons.h"
#include "ui/operations/operationwords.h"
#include "ui/settings/shortcutlist.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QFontMetrics>
#include <QToolBar>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString toolTip(
    const OperationInfo& info, const OperationWords& words, const OperationTarget& target)
{
    if (!target.refusal.isEmpty())
        return target.refusal.toHtmlEscaped();
    QString text = target.count == 0
        ? u"%1. Tick identities or click a row first."_s.arg(info.title)
        : targetedText(info.title, target.name, target.count);
    if (!words.keys.isEmpty())
        text += u" (%1)"_s.arg(words.keys.toString(QKeySequence::NativeText));
    return text.toHtmlEscaped();
}

} // namespace

OperationActions::OperationActions(bool withKeys, QObject* parent)
    : QObject(parent)
{
    for (const OperationWords& words : operationWords()) {
        const OperationInfo& info = operationInfo(words.operation);
        auto* action = new QAction(icon(words.icon), {}, this);
        action->setObjectName((withKeys ? u"operation-"_s : u"row-"_s) + info.journalKey);
        if (withKeys)
            action->setShortcut(words.keys);
        action->setProperty(ShortcutTitle, info.title);
        connect(action, &QAction::triggered, this,
            [this, operation = words.operation] { emit triggered(operation); });
        if (words.separated) {
            auto* line = new QAction(this);
            line->setSeparator(true);
            m_inMenus += line;
        }
        m_actions += action;
        m_inMenus += action;
    }
    setTarget({});
}

QAction* OperationActions::action(OperationId operation) const
{
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        if (operationWords().at(i).operation == operation)
            return m_actions.at(i);
    }
    return nullptr;
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
        const OperationWords& words = operationWords().at(i);
        const OperationInfo& info = operationInfo(words.operation);
        QAction& action = *m_actions.at(i);
        // More input follows: the confirmation.
        action.setText(menuText(targetedText(info.title, target.name, target.count)) + u'…');
        action.setIconText(menuText(targetedText(words.button, shortName, target.count)));
        action.setEnabled(target.count > 0 && target.refusal.isEmpty());
        action.setToolTip(toolTip(info, words, target));
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
        const OperationWords& words = operationWords().at(i);
        QWidget* button = bar.widgetForAction(m_actions.at(i));
        if (button == nullptr || operationInfo(words.operation).danger != Danger::Destructive)
            continue;
        // Of the application: after a change of the theme the bar's own comes later.
        QPalette own = QApplication::palette();
        const QColor red = themeColors(own).errorText;
        m_actions.at(i)->setIcon(icon(words.icon, red));
        for (const auto group : { QPalette::Active, QPalette::Inactive }) {
            for (const auto role : { QPalette::WindowText, QPalette::ButtonText })
                own.setColor(group, role, red);
        }
        button->setPalette(own);
    }
}

} // namespace ic
