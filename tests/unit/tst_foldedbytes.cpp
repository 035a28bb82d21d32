#include "snapshot/foldedbytes.h"

#include "base/foldedtext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestFoldedBytes final : public QObject
{
    Q_OBJECT

private slots:
    void foldsAsTextsAreFolded()
    {
        QString letters = u"@AMZ[`amz{ 09\u007f\u0080äÄßéİŉſ\u0301\u00adΣКЖ東Ａ\ufeff\U0001F600"_s;
        for (char16_t c = 0x80; c < 0x190; ++c)
            letters += c;
        QRandomGenerator random(3);
        for (int i = 0; i < 20'000; ++i) {
            QString text;
            // Mostly plain ones, in which something else stands at any place.
            const qsizetype reach = i % 3 == 0 ? letters.size() : i % 3 == 1 ? 14 : 21;
            for (int length = random.bounded(30); length > 0; --length)
                text += letters[random.bounded(int(reach))];
            const QByteArray utf8 = text.toUtf8(); // half a surrogate pair becomes U+FFFD
            QByteArray folded = "before";
            appendFolded(folded, utf8);
            const QString known = utf8.startsWith("\ufeff") ? u'\ufeff' + QString::fromUtf8(utf8)
                                                            : QString::fromUtf8(utf8);
            QCOMPARE(folded, "before" + foldedText(known).toUtf8());
        }
    }
};

QTEST_APPLESS_MAIN(TestFoldedBytes)
#include "tst_foldedbytes.moc"
