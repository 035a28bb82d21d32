#include "ui/operations/verbrow.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int UsualOnes = 2;
constexpr int WidestText = 108;
} // namespace

VerbRow::VerbRow(QWidget* parent)
    : QWidget(parent)
    , m_actions(false, this)
{
    connect(&m_actions, &OperationActions::triggered, this, &VerbRow::requested);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 8);
    layout->setSpacing(6);
    for (const Operation* operation : operations().first(UsualOnes))
        layout->addWidget(makeButton(*operation));
    auto* more = new QToolButton(this);
    more->setObjectName(u"moreVerbs"_s);
    more->setProperty(FramedProperty, true);
    more->setIcon(icon(u"ellipsis"_s));
    more->setToolTip(tr("All operations on this identity"));
    more->setAccessibleName(more->toolTip());
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions.inMenus());
    more->setMenu(menu);
    layout->addWidget(more);
    layout->addStretch();
}

QToolButton* VerbRow::makeButton(const Operation& operation)
{
    // Not the action itself, which is as long as the name is.
    auto* button = new QToolButton(this);
    button->setObjectName(u"verb-"_s + operation.key);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setProperty(FramedProperty, true);
    button->setIcon(icon(operation.icon));
    connect(button, &QToolButton::clicked, this, [this, &operation] { emit requested(operation); });
    m_buttons += button;
    return button;
}

void VerbRow::setTarget(const OperationTarget& target)
{
    m_actions.setTarget(target);
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const QAction& action = *m_actions.actions().at(i);
        m_buttons.at(i)->setEnabled(action.isEnabled());
        m_buttons.at(i)->setToolTip(action.toolTip());
        const QString text = targetedText(operations().at(i)->button, target.name, target.count);
        m_buttons.at(i)->setText(
            menuText(fontMetrics().elidedText(text, Qt::ElideRight, WidestText)));
        m_buttons.at(i)->setAccessibleName(action.text().section(u'\t', 0, 0));
    }
}

} // namespace ic
