#include "ui/window/sidebarentry.h"

#include "ui/parts/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

// As SidebarDelegate has them.
constexpr int Margin = 12;
constexpr int IconSide = 16;
constexpr int TextLeft = Margin + IconSide + 9;
constexpr int RowHeight = 24;
constexpr int Above = 6;

} // namespace

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
    return { 100, std::max(RowHeight, fontMetrics().height() + 6) + Above };
}

void SidebarEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeColors& colors = themeColors(palette());
    const QRect row = contentsRect();
    if (m_isCurrent)
        painter.fillRect(row, colors.currentRow);
    else if (underMouse())
        painter.fillRect(row, colors.tickedRow);
    const QColor color
        = m_isCurrent ? colors.currentRowText : palette().color(QPalette::WindowText);
    const auto mirrored
        = [&](const QRect& place) { return QStyle::visualRect(layoutDirection(), row, place); };
    const QRect picture(
        row.left() + Margin, row.center().y() - IconSide / 2 + 1, IconSide, IconSide);
    m_action.icon().paint(&painter, mirrored(picture));
    QFont own = font();
    if (m_isCurrent)
        own.setWeight(QFont::DemiBold);
    painter.setFont(own);
    painter.setPen(color);
    const QRect place(row.left() + TextLeft, row.top(), row.width() - TextLeft - 6, row.height());
    painter.drawText(mirrored(place),
        static_cast<int>(
            QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter)
            | Qt::TextSingleLine,
        QFontMetrics(own).elidedText(m_action.iconText(), Qt::ElideRight, place.width()));
    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 2));
        painter.drawRect(row.adjusted(1, 1, -1, -1));
    }
}

void SidebarEntry::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace ic
