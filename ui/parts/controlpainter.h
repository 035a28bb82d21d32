#pragma once

#include <QColor>
#include <QStyle>

class QPainter;
class QPalette;
class QRect;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionSlider;
class QStyleOptionToolButton;
class QStyleOptionViewItem;

namespace ic {

// How ConsoleStyle draws the controls that Fusion draws otherwise.

constexpr int ToolIcon = 16;
constexpr int ToolGap = 6; ///< between icon and text
constexpr int ToolPadding = 7;
constexpr int SmallestHandle = 28; ///< of a scroll bar

/// The rounded frame of fields and buttons.
void paintFrame(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& border,
    qreal width = 1);
void paintPushButton(QPainter& painter, const QStyleOption& option);
void paintCheckBox(QPainter& painter, const QStyleOption& option);
void paintRadio(QPainter& painter, const QStyleOption& option);
/// What stands behind the cells of a row. Painted for each cell of each frame, for which Fusion
/// would mix a dozen colours first.
void paintRow(QPainter& painter, const QStyleOptionViewItem& item);
/// Takes the text out of an item if it is one line. Qt would shape it anew for each frame.
QString takeLine(QStyleOptionViewItem& item);
/// What takeLine() took, in the colours of the item; nothing where it took nothing.
void paintItemLine(
    QPainter& painter, const QStyleOptionViewItem& item, const QRect& place, const QString& line);
/// Above a group of rows of a list: small, at the bottom of `place`.
void paintHeading(
    QPainter& painter, const QStyleOptionViewItem& item, const QRect& place, const QString& text);
void paintField(QPainter& painter, const QStyleOption& option);
/// `framed`: also while nobody points at it.
void paintToolButton(QPainter& painter, const QStyleOption& option, bool framed);
/// A scroll bar without arrow buttons: its whole length is groove.
QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part);
void paintScrollHandle(
    QPainter& painter, const QRect& handle, const QPalette& palette, bool isActive);
/// A section of a header: flat, with a line beneath it and one before the next.
void paintHeaderSection(QPainter& painter, const QRect& rect, const QPalette& palette, bool isLast);
/// A tab above its page: the chosen one has the accent.
void paintTab(QPainter& painter, const QStyleOption& tab);
/// What of a progress bar is done; one colour.
void paintProgress(QPainter& painter, const QStyleOption& bar, double share);
/// Icon and text, beside each other.
void paintLabel(QPainter& painter, const QStyleOptionButton& button, const QStyle& style);
void paintLabel(QPainter& painter, const QStyleOptionToolButton& button, const QStyle& style);

} // namespace ic
