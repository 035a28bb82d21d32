#pragma once

#include "models/table/statuswords.h"

#include <QColor>
#include <QIcon>
#include <QString>

class QPainter;
class QRect;

namespace ic {

/// A line icon in the colour of the application's text; follows theme and scale by itself, and
/// knows its name.
QIcon icon(const QString& name);
/// The same in the colour of a tone.
QIcon icon(const QString& name, Tone tone);

/// Paints an icon without the way through QIcon; for delegates, which paint many.
void paintIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color);

} // namespace ic
