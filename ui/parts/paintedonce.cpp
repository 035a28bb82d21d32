#include "ui/parts/paintedonce.h"

#include <QPainter>
#include <QPixmapCache>

using namespace Qt::StringLiterals;

namespace ic {

void paintOnce(QPainter& painter, const QRect& rect, const QString& name,
    std::initializer_list<QColor> colors, const std::function<void(QPainter&)>& paint)
{
    painter.drawPixmap(rect.topLeft(),
        paintedOnce(name, rect.size(), painter.device()->devicePixelRatioF(), colors, paint));
}

QPixmap paintedOnce(const QString& name, const QSize& size, qreal ratio,
    std::initializer_list<QColor> colors, const std::function<void(QPainter&)>& paint)
{
    // Numbers as characters: the key is made for each cell of each frame.
    QString key = u"ic/"_s + name;
    key += QChar(static_cast<char16_t>(size.width()));
    key += QChar(static_cast<char16_t>(size.height()));
    key += QChar(static_cast<char16_t>(ratio * 64));
    for (const QColor& color : colors) {
        const QRgb rgba = color.rgba();
        key += QChar(static_cast<char16_t>(rgba >> 16));
        key += QChar(static_cast<char16_t>(rgba));
    }
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace ic
