#include "ui/operations/verbrow.h"

#include "ui/icons.h"
#include "ui/operations/operationwords.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

VerbRow::VerbRow(QWidget* parent)
    : QWidget(parent)
    , m_actions(false, this)
{
    connect(&m_actions, &OperationActions::triggered, this, &VerbRow::requested);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 8);
    layout->setSpacing(6);
    for (const OperationId operation :
        { OperationId::ProcessIdentities, OperationId::SynchronizeAttributes })
        layout->addWidget(makeButton(operation));
    auto* more = new QToolButton(this);
    more->setObjectName(u"moreVerbs"_s);
    more->setIcon(icon(u"ellipsis"_s));
    more->setToolTip(u"All operations on this identity"_s);
    more->setAccessibleName(more->toolTip());
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions.inMenus());
    more->setMenu(menu);
    layout->addWidget(more);
    layout->addStretch();
}

QToolButton* VerbRow::makeButton(OperationId operation)
{
    // Not the action itself: the row stands below the name, so its texts need not repeat it.
    const OperationWords& words = wordsOf(operation);
    auto* button = new QToolButton(this);
    button->setObjectName(u"verb-"_s + operationInfo(operation).journalKey);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(icon(words.icon));
    button->setText(words.button);
    connect(button, &QToolButton::clicked, this, [this, operation] { emit requested(operation); });
    m_buttons += button;
    return button;
}

void VerbRow::setTarget(const OperationTarget& target)
{
    m_actions.setTarget(target);
    const QAction* process = m_actions.action(OperationId::ProcessIdentities);
    const QAction* synchronize = m_actions.action(OperationId::SynchronizeAttributes);
    const QAction* const actions[] { process, synchronize };
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        m_buttons.at(i)->setEnabled(actions[i]->isEnabled());
        m_buttons.at(i)->setToolTip(actions[i]->toolTip());
        m_buttons.at(i)->setAccessibleName(actions[i]->text());
    }
}

} // namespace ic
