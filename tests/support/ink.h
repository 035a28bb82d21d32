#pragma once

#include <QImage>

namespace ic::test {

/// The pixels that are not of the colour of the paper.
inline QRect inkOf(const QImage& image, const QColor& paper = Qt::white)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) != paper)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

/// To a pixel, whatever that is of the device.
inline bool isNear(const QRect& one, const QRect& other, qreal ratio = 1)
{
    const int most = qRound(ratio);
    const QMargins margin(most, most, most, most);
    return one.isValid() && (one + margin).contains(other) && (other + margin).contains(one);
}

} // namespace ic::test
