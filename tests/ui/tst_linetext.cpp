// Lines that are shaped once are drawn as Qt draws them each time.

#include "support/ink.h"

#include "ui/parts/linetext.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestLineText : public QObject
{
    Q_OBJECT

private slots:
    void asQtDrawsIt_data();
    void asQtDrawsIt();
    void nothingIsDrawnForNothing();
    void itIsAsWideAsQtSays();
};

namespace {

constexpr QRect Place(10, 4, 180, 22);

QImage drawn(const QFont& font, Qt::LayoutDirection direction, qreal ratio,
    const std::function<void(QPainter&)>& draw)
{
    QImage image(QSize(200, 30) * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font);
    painter.setPen(Qt::black);
    painter.setLayoutDirection(direction);
    draw(painter);
    return image;
}

} // namespace

void TestLineText::asQtDrawsIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << u"Aaron Evans"_s;
    QTest::newRow("too long") << u"A name that goes on and on beyond all that fits"_s;
    QTest::newRow("right to left") << u"\u05D3\u05D5\u05D3 \u05DB\u05D4\u05DF"_s;
    QTest::newRow("markup") << u"<b>Tom &amp; Anna</b>"_s;
    QTest::newRow("accents") << u"Zo\u00EB M\u00FCller"_s;
}

void TestLineText::asQtDrawsIt()
{
    QFETCH(const QString, text);
    QFont bold;
    bold.setWeight(QFont::DemiBold);
    for (const auto direction : { Qt::LeftToRight, Qt::RightToLeft }) {
        for (const Qt::Alignment alignment : { Qt::AlignLeft, Qt::AlignRight }) {
            for (const QFont& font : { QFont(), bold }) {
                for (const qreal ratio : { 1.0, 2.0 }) {
                    const QImage wanted = drawn(font, direction, ratio, [&](QPainter& painter) {
                        painter.drawText(Place,
                            static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                            QFontMetrics(font).elidedText(text, Qt::ElideRight, Place.width()));
                    });
                    for (int i = 0; i < 2; ++i) { // the second time it is kept
                        const QImage seen = drawn(font, direction, ratio,
                            [&](QPainter& painter) { paintLine(painter, Place, alignment, text); });
                        // At the right a line begins between two pixels, where one may be rounded
                        // otherwise.
                        const bool isExact = seen == wanted;
                        const bool isAtRight
                            = (alignment == Qt::AlignRight) != (direction == Qt::RightToLeft);
                        QVERIFY2(
                            isExact || (isAtRight && isNear(inkOf(seen), inkOf(wanted), ratio)),
                            qPrintable(
                                u"direction %1, alignment %2, weight %3, ratio %4"_s.arg(direction)
                                    .arg(alignment.toInt())
                                    .arg(font.weight())
                                    .arg(ratio)));
                    }
                }
            }
        }
    }
}

void TestLineText::nothingIsDrawnForNothing()
{
    const QImage blank = drawn({}, Qt::LeftToRight, 1, [](QPainter&) {});
    QCOMPARE(drawn({}, Qt::LeftToRight, 1,
                 [](QPainter& painter) { paintLine(painter, Place, Qt::AlignLeft, {}); }),
        blank);
    QCOMPARE(drawn({}, Qt::LeftToRight, 1,
                 [](QPainter& painter) {
                     paintLine(painter, QRect(0, 0, 0, 20), Qt::AlignLeft, u"narrow"_s);
                 }),
        blank);
}

void TestLineText::itIsAsWideAsQtSays()
{
    QFont bold;
    bold.setWeight(QFont::Black);
    for (const QString& text : { QString(), u"Locked"_s, u"Deactivated"_s }) {
        for (const QFont& font : { QFont(), bold, QFont() })
            QCOMPARE(lineWidth(font, text), QFontMetrics(font).horizontalAdvance(text));
    }
}

QTEST_MAIN(TestLineText)
#include "tst_linetext.moc"
