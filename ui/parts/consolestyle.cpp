#include "ui/parts/consolestyle.h"

#include "ui/parts/controlcolors.h"
#include "ui/parts/controlpainter.h"
#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int CellMargin = 8;
constexpr int ScrollBarExtent = 12;
constexpr int MenuArrow = 12;
constexpr int ArrowGap = 3;
constexpr int SmallestListRow = 24;
constexpr int HeaderHeight = 26;
constexpr int HeaderMargin = CellMargin - 2;
constexpr int ToolBarMargin = 4;
constexpr int ChoiceMargin = 3;

/// A button that only opens a menu, shown by its icon alone.
bool isMenuIcon(const QStyleOptionToolButton& button)
{
    return (button.features & QStyleOptionToolButton::HasMenu)
        && !(button.features & QStyleOptionToolButton::MenuButtonPopup) && !button.icon.isNull()
        && button.toolButtonStyle == Qt::ToolButtonIconOnly;
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void ConsoleStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QMenu*>(widget) != nullptr)
        widget->installEventFilter(&m_menuLeave);
}

int ConsoleStyle::pixelMetric(
    PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin:
        return CellMargin - 1;
    case PM_HeaderMargin:
        return HeaderMargin;
    case PM_ScrollBarExtent:
        return ScrollBarExtent;
    case PM_ScrollBarSliderMin:
        return SmallestHandle;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 15;
    case PM_ToolBarItemSpacing:
        return 4;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarItemMargin:
        return ToolBarMargin;
    case PM_TabBarTabHSpace:
        return 11;
    case PM_DockWidgetTitleMargin:
        return 4;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
    QStyleHintReturn* result) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
    QPainter* painter, const QWidget* widget) const
{
    const ThemeColors& colors = themeColors(option->palette);
    switch (element) {
    case PE_PanelItemViewRow:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            paintRow(*painter, *item);
        return;
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            const QStyleOptionViewItem row = withRowColors(*item);
            QProxyStyle::drawPrimitive(element, &row, painter, widget);
        }
        return;
    case PE_PanelButtonCommand:
        paintPushButton(*painter, *option);
        return;
    case PE_FrameDefaultButton:
        return; // paintPushButton() says it
    case PE_IndicatorCheckBox:
        paintCheckBox(*painter, *option);
        return;
    case PE_IndicatorItemViewItemCheck: {
        QStyleOption box(*option); // of a row, whose highlight is too pale to be ticked with
        box.palette.setColor(
            QPalette::Highlight, QGuiApplication::palette().color(QPalette::Highlight));
        paintCheckBox(*painter, box);
        return;
    }
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        return;
    case PE_FrameTabWidget:
        paintFrame(
            *painter, option->rect, option->palette.color(QPalette::Window), colors.separator);
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.bottomLeft(), QSize(option->rect.width(), 1)), colors.separator);
        return;
    case PE_IndicatorRadioButton:
        paintRadio(*painter, *option);
        return;
    case PE_PanelLineEdit:
        paintField(*painter, *option);
        return;
    case PE_FrameFocusRect:
        if (widget != nullptr && widget->inherits("QAbstractItemView"))
            return; // the current row is filled
        paintFrame(*painter, option->rect, Qt::transparent, colors.accent, 1.5);
        return;
    case PE_PanelButtonTool:
        paintToolButton(
            *painter, *option, widget != nullptr && widget->property(FramedProperty).toBool());
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        painter->setPen(colors.controlBorder);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_IndicatorDockWidgetResizeHandle: {
        // One line, as between every two surfaces.
        const QRect& r = option->rect;
        const bool upright = r.height() > r.width();
        painter->fillRect(upright ? QRect(r.center().x(), r.top(), 1, r.height())
                                  : QRect(r.left(), r.center().y(), r.width(), 1),
            colors.separator);
        return;
    }
    case PE_PanelStatusBar:
        painter->fillRect(
            QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), colors.separator);
        return;
    case PE_FrameStatusBarItem:
        return;
    case PE_IndicatorHeaderArrow:
        return; // the header draws its own, with the level beside it
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption* option,
    QPainter* painter, const QWidget* widget) const
{
    if (element == CE_ItemViewItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            QStyleOptionViewItem row
                = withRowIcon(withRowColors(*item), painter->device()->devicePixelRatioF());
            const QString line = takeLine(row);
            const QRect place = subElementRect(SE_ItemViewItemText, &row, widget);
            QProxyStyle::drawControl(element, &row, painter, widget);
            paintItemLine(*painter, row, place.adjusted(CellMargin, 0, -CellMargin, 0), line);
            return;
        }
    }
    if (element == CE_HeaderSection) {
        const auto* section = qstyleoption_cast<const QStyleOptionHeader*>(option);
        paintHeaderSection(*painter, option->rect, option->palette,
            section != nullptr
                && (section->position == QStyleOptionHeader::End
                    || section->position == QStyleOptionHeader::OnlyOneSection));
        return;
    }
    if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        header != nullptr && element == CE_HeaderLabel) {
        QStyleOptionHeader label(*header); // in one line with the cells, and as high as the section
        label.rect.adjust(2, -HeaderMargin, -2, HeaderMargin);
        QProxyStyle::drawControl(element, &label, painter, widget);
        return;
    }
    if (element == CE_HeaderEmptyArea) {
        paintHeaderSection(*painter, option->rect, option->palette, true);
        return;
    }
    if (element == CE_TabBarTabShape) {
        paintTab(*painter, *option);
        return;
    }
    if (element == CE_ProgressBarContents) {
        const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
        if (bar != nullptr && bar->maximum > bar->minimum) {
            const double all = double(bar->maximum) - bar->minimum;
            paintProgress(*painter, *bar, (double(bar->progress) - bar->minimum) / all);
            return;
        }
    }
    if (element == CE_ProgressBarGroove) {
        paintFrame(*painter, option->rect, option->palette.color(QPalette::Base),
            themeColors(option->palette).controlBorder);
        return;
    }
    if (element == CE_ToolBar) {
        painter->fillRect(QRect(option->rect.bottomLeft(), QSize(option->rect.width(), 1)),
            themeColors(option->palette).separator);
        return;
    }
    if (element == CE_PushButton && widget != nullptr) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton filled(*button);
            const auto fill = static_cast<ButtonFill>(widget->property(FillProperty).toInt());
            filled.palette = withFill(filled.palette, fill);
            QProxyStyle::drawControl(element, &filled, painter, widget);
            return;
        }
    }
    if (element == CE_ToolButtonLabel) {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        if (button != nullptr && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon
            && !button->icon.isNull() && !button->text.isEmpty()) {
            QStyleOptionToolButton label(*button);
            const auto* tool = qobject_cast<const QToolButton*>(widget);
            if (tool != nullptr && isDestructive(tool->defaultAction()))
                label.palette = withDangerText(label.palette);
            paintLabel(*painter, label, *this);
            return;
        }
    }
    if (element == CE_MenuItem) {
        const auto* menu = qobject_cast<const QMenu*>(widget);
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (menu != nullptr && item != nullptr && !(item->state & State_Selected)
            && isDestructive(menu->actionAt(item->rect.center()))) {
            QStyleOptionMenuItem red(*item);
            red.palette = withDangerText(red.palette);
            QProxyStyle::drawControl(element, &red, painter, widget);
            return;
        }
    }
    if (element == CE_PushButtonLabel) {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (button != nullptr && !button->icon.isNull() && !button->text.isEmpty()) {
            QStyleOptionButton label(*button);
            if (button->features & QStyleOptionButton::HasMenu)
                label.rect.adjust(0, 0, -pixelMetric(PM_MenuButtonIndicator, button, widget), 0);
            paintLabel(*painter, label, *this);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

QSize ConsoleStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ToolButton) {
        const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        if (button != nullptr && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon
            && !button->icon.isNull() && !button->text.isEmpty()) {
            const int text = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
            result.setWidth(2 * ToolPadding + ToolIcon + ToolGap + text + 6);
            result.setHeight(std::max(result.height(), 28));
        } else if (button != nullptr && isMenuIcon(*button)) {
            result.setWidth(ToolPadding + ToolIcon + ArrowGap + MenuArrow);
        }
    } else if (type == CT_HeaderSection) {
        result.setHeight(HeaderHeight);
    } else if (type == CT_ItemViewItem) {
        result.setHeight(std::max(result.height(), SmallestListRow));
    } else if (type == CT_PushButton) {
        result.setHeight(std::max(result.height(), 28));
        result.setWidth(std::max(result.width() + 12, 80));
    } else if (type == CT_LineEdit || type == CT_ComboBox || type == CT_SpinBox) {
        result.setHeight(std::max(result.height(), 28));
    }
    return result;
}

QRect ConsoleStyle::subElementRect(
    SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(4, 0, -4, 0) : rect;
}

QIcon ConsoleStyle::standardIcon(
    StandardPixmap standardIcon, const QStyleOption* option, const QWidget* widget) const
{
    if (standardIcon == SP_LineEditClearButton || standardIcon == SP_TitleBarCloseButton
        || standardIcon == SP_DockWidgetCloseButton)
        return icon(u"x"_s);
    return QProxyStyle::standardIcon(standardIcon, option, widget);
}

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
    SubControl part, const QWidget* widget) const
{
    if (control != CC_ScrollBar) {
        const QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
        // The text of a choice begins where the text of a field does.
        const bool isChoice = control == CC_ComboBox && part == SC_ComboBoxEditField;
        return isChoice ? rect.adjusted(ChoiceMargin, 0, 0, 0) : rect;
    }
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    return bar == nullptr ? QRect() : scrollBarPart(*bar, part);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (control == CC_ScrollBar)
        drawScrollBar(*option, *painter, widget);
    else if (control == CC_ToolButton && button != nullptr && isMenuIcon(*button))
        drawMenuIcon(*button, *painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control != CC_SpinBox && (combo == nullptr || !combo->editable))
        return;
    // Fusion derives the frame of these from the window's colour: it cannot be seen in the dark,
    // and is not the frame of the fields beside it.
    const ThemeColors& colors = themeColors(option->palette);
    const bool enabled = option->state & State_Enabled;
    const bool focused = option->state & State_HasFocus;
    paintFrame(*painter, option->rect, Qt::transparent,
        focused ? colors.accent : (enabled ? colors.controlBorder : colors.separator),
        focused ? 2 : 1);
}

void ConsoleStyle::drawMenuIcon(
    const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget) const
{
    // Fusion would put its arrow over the icon's corner.
    QStyleOptionToolButton frame = option;
    frame.icon = {};
    frame.features &= ~QStyleOptionToolButton::ToolButtonFeatures(QStyleOptionToolButton::HasMenu);
    QProxyStyle::drawComplexControl(CC_ToolButton, &frame, &painter, widget);
    const auto mode = (option.state & State_Enabled) ? QIcon::Normal : QIcon::Disabled;
    const QRect& all = option.rect;
    const int middle = all.center().y() + 1;
    const QRect picture(all.left() + ToolPadding / 2, middle - ToolIcon / 2, ToolIcon, ToolIcon);
    const QRect arrow(picture.right() + ArrowGap, middle - MenuArrow / 2, MenuArrow, MenuArrow);
    option.icon.paint(&painter, visualRect(option.direction, all, picture), Qt::AlignCenter, mode);
    icon(u"chevron-down"_s)
        .paint(&painter, visualRect(option.direction, all, arrow), Qt::AlignCenter, mode);
}

void ConsoleStyle::drawScrollBar(
    const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) const
{
    painter.fillRect(option.rect, option.palette.color(QPalette::Window));
    const QRect handle = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    paintScrollHandle(
        painter, handle, option.palette, option.activeSubControls & SC_ScrollBarSlider);
}

} // namespace ic
