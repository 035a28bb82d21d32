#pragma once

#include <QColor>

class QPainter;
class QRect;
class QStyle;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionToolButton;

namespace ic {

// How ConsoleStyle draws the controls that Fusion draws otherwise.

constexpr int ToolIcon = 16;
constexpr int ToolGap = 6; ///< between icon and text
constexpr int ToolPadding = 7;

/// `share` of `b` in `a`, from 0 to 1.
QColor mixed(const QColor& a, const QColor& b, qreal share);

/// The rounded frame of fields and buttons.
void paintFrame(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& border,
    qreal width = 1);
void paintPushButton(QPainter& painter, const QStyleOption& option);
void paintCheckBox(QPainter& painter, const QStyleOption& option);
void paintRadio(QPainter& painter, const QStyleOption& option);
/// Icon and text, beside each other.
void paintLabel(QPainter& painter, const QStyleOptionButton& button, const QStyle& style);
void paintLabel(QPainter& painter, const QStyleOptionToolButton& button, const QStyle& style);

} // namespace ic
