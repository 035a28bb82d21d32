#include "ui/parts/icons.h"

#include "ui/parts/paintedonce.h"
#include "ui/parts/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QPixmap pixmapFor(const QString& name, const QSize& size, qreal ratio, const QColor& color)
{
    return paintedOnce(u"icon/"_s + name, size, ratio, { color }, [&](QPainter& painter) {
        QFile file(u":/icons/%1.svg"_s.arg(name));
        if (!file.open(QIODevice::ReadOnly)) {
            qWarning("There is no icon named %s", qPrintable(name));
            return;
        }
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer(svg).render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
    });
}

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QString name, Tone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, colorFor(mode));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return pixmapFor(m_name, size, 1, colorFor(mode));
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // `size` is in device pixels here.
        QPixmap result = pixmapFor(m_name, size / scale, scale, colorFor(mode));
        return result;
    }

    QString iconName() override { return m_name; }
    QIconEngine* clone() const override { return new LineIconEngine(m_name, m_tone); }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        if (m_tone != Tone::Plain && mode != QIcon::Selected)
            return toneText(m_tone, palette);
        return palette.color(
            mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::WindowText);
    }

    QString m_name;
    Tone m_tone;
};

} // namespace

QIcon icon(const QString& name)
{
    return QIcon(new LineIconEngine(name, Tone::Plain));
}

QIcon icon(const QString& name, Tone tone)
{
    return QIcon(new LineIconEngine(name, tone));
}

void paintIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    painter.drawPixmap(rect.topLeft(), pixmapFor(name, rect.size(), ratio, color));
}

} // namespace ic
