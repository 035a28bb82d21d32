#include "ui/operations/operationactions.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"
#include "ui/settings/shortcutlist.h"

#include <QAction>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype MostEffects = 2; // the rest is in the confirmation

QString keyText(const Operation& operation)
{
    return QKeySequence(operation.shortcut).toString(QKeySequence::NativeText);
}

QString refusalOf(const OperationTarget& target)
{
    if (!target.refusal.isEmpty() || target.count > 0)
        return target.refusal;
    return OperationActions::tr("Tick identities or click a row first.");
}

/// "Send a password-reset email to Maria Keller", "Send password-reset email (2)".
QString sentenceOf(const Operation& operation, const OperationTarget& target)
{
    return targetedText(
        target.name.isEmpty() ? operation.title : operation.verb, target.name, target.count);
}

/// Verb, target, key, why not, and what it does.
QString toolTip(const Operation& operation, const OperationTarget& target)
{
    QString first = sentenceOf(operation, target);
    if (!operation.shortcut.isEmpty())
        first += u" (%1)"_s.arg(keyText(operation));
    QStringList sentences { first + u'.' };
    if (const QString reason = refusalOf(target); !reason.isEmpty())
        sentences += reason;
    for (const EffectLine& effect :
        operation.effects.first(std::min<qsizetype>(operation.effects.size(), MostEffects)))
        sentences += effect.text;
    return toolTipText(sentences.join(u' '));
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

QString targetText(const OperationTarget& target)
{
    if (!target.name.isEmpty())
        return target.name;
    return target.count == 0 ? OperationActions::tr("Nothing selected")
                             : OperationActions::tr("%1 selected").arg(numberText(target.count));
}

OperationActions::OperationActions(bool withKeys, QObject* parent)
    : QObject(parent)
    , m_withKeys(withKeys)
{
    bool isDivided = false; // a line before what cannot be taken back
    for (const Operation* operation : operations()) {
        auto* action = new QAction(
            icon(operation->icon, operation->isDestructive ? Tone::Danger : Tone::Plain), {}, this);
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
            m_inIdentityMenu += line;
        }
        // In a toolbar nothing moves when the target changes: it is said once, beside the verbs.
        action->setIconText(
            menuText(operation->isDestructive ? operation->button + u'…' : operation->button));
        action->setProperty(DestructiveAction, operation->isDestructive);
        m_actions += action;
        m_inMenus += action;
        m_inIdentityMenu += action;
        if (operation->tenantsChoice) {
            auto* all = new QAction(
                icon(operation->icon), menuText(operation->tenantsChoice->action), this);
            all->setObjectName(u"everybody-"_s + operation->key);
            connect(all, &QAction::triggered, this,
                [this, operation] { emit everybodyTriggered(*operation); });
            m_forEverybody += all;
            m_inIdentityMenu += all;
        }
    }
    setTarget({});
}

void OperationActions::setTarget(const OperationTarget& target)
{
    for (qsizetype i = 0; i < m_actions.size(); ++i) {
        const Operation& operation = *operations().at(i);
        QAction& action = *m_actions.at(i);
        // More input follows: the confirmation.
        QString text = menuText(sentenceOf(operation, target)) + u'…';
        if (!m_withKeys && !operation.shortcut.isEmpty())
            text += u'\t' + keyText(operation);
        action.setText(text);
        setRefusal(action, refusalOf(target));
        action.setToolTip(toolTip(operation, target));
    }
}

} // namespace ic
