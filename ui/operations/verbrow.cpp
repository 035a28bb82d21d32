#include "ui/operations/verbrow.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int UsualOnes = 2;
constexpr int VerbRowWidestText = 112;
constexpr int AroundText = 42; ///< icon and edges of a button
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
    m_more = new QToolButton(this);
    m_more->setObjectName(u"moreVerbs"_s);
    m_more->setProperty(FramedProperty, true);
    m_more->setIcon(icon(u"ellipsis"_s));
    m_more->setToolTip(tr("All operations on this identity"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions.inMenus());
    m_more->setMenu(menu);
    layout->addWidget(m_more);
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
    m_target = target;
    m_actions.setTarget(target);
    fitTexts();
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const QAction& action = *m_actions.actions().at(i);
        m_buttons.at(i)->setEnabled(action.isEnabled());
        m_buttons.at(i)->setToolTip(action.toolTip());
        m_buttons.at(i)->setAccessibleName(action.text().section(u'\t', 0, 0));
    }
}

/// In a narrow pane the names are cut shorter, and nothing else.
void VerbRow::fitTexts()
{
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right() - m_more->sizeHint().width();
    const int each = room / static_cast<int>(m_buttons.size()) - layout()->spacing() - AroundText;
    for (qsizetype i = 0; i < m_buttons.size(); ++i) {
        const QString text
            = targetedText(operations().at(i)->button, m_target.name, m_target.count);
        m_buttons.at(i)->setText(menuText(
            fontMetrics().elidedText(text, Qt::ElideRight, std::min(each, VerbRowWidestText))));
    }
}

void VerbRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitTexts();
}

} // namespace ic
