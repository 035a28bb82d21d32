#pragma once

#include <QColor>
#include <QPixmap>
#include <QSize>
#include <QString>

#include <functional>
#include <initializer_list>

class QPainter;
class QRect;

namespace ic {

/// A small picture that is painted again and again: `paint` makes it once, with antialiasing, for
/// each name, size, device and colors that it is made of.
void paintOnce(QPainter& painter, const QRect& rect, const QString& name,
    std::initializer_list<QColor> colors, const std::function<void(QPainter&)>& paint);
/// The same to keep; `size` in device-independent pixels.
QPixmap paintedOnce(const QString& name, const QSize& size, qreal ratio,
    std::initializer_list<QColor> colors, const std::function<void(QPainter&)>& paint);

} // namespace ic
