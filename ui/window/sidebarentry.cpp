#include "ui/window/sidebarentry.h"

#include "ui/window/sidebardelegate.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int Above = 6;
}

SidebarEntry::SidebarEntry(QAction& action, QWidget* parent)
    : QAbstractButton(parent)
    , m_action(action)
{
    setObjectName(u"overviewEntry"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setContentsMargins(0, Above, 0, 0);
    setToolTip(action.toolTip());
    setCurrent(false);
    connect(this, &QAbstractButton::clicked, &action, &QAction::trigger);
}

void SidebarEntry::setCurrent(bool current)
{
    m_isCurrent = current;
    setAccessibleName(current ? tr("%1, shown", "an entry of the sidebar").arg(m_action.iconText())
                              : m_action.iconText());
    update();
}

QSize SidebarEntry::sizeHint() const
{
    return { 100, SidebarRow::height(fontMetrics()) + Above };
}

void SidebarEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionViewItem option;
    option.initFrom(this);
    option.rect = contentsRect();
    option.font = font();
    const SidebarRow row {
        .text = m_action.iconText(), .iconName = m_action.icon().name(), .isCurrent = m_isCurrent
    };
    row.paint(painter, option);
}

void SidebarEntry::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace ic
