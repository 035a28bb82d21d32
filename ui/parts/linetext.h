#pragma once

#include <Qt>

class QFont;
class QPainter;
class QRect;
class QString;

namespace ic {

/// Draws a text in one line at the left or right of `place`, cut with an ellipsis where it is
/// longer than `place`, in the font and pen of the painter. A text is shaped once and kept: what a
/// table shows is painted again and again. On the window's thread.
void paintLine(QPainter& painter, const QRect& place, Qt::Alignment alignment, const QString& text);
/// How wide the text is in pixels, measured once as well.
int lineWidth(const QFont& font, const QString& text);

} // namespace ic
