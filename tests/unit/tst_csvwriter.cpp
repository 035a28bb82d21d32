#include "files/csvwriter.h"
#include "files/tablefile.h"

#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

QByteArray written(const QList<QStringList>& rows, const CsvOptions& options)
{
    CsvWriter writer(options);
    writer.start();
    for (const QStringList& row : rows)
        writer.row(row);
    return writer.takeBlock();
}

QByteArray field(const QString& value, const CsvOptions& options = {})
{
    // A second field, so that an empty one is not a row of its own.
    const QByteArray row = written({ { value, u"x"_s } }, options);
    return row.left(row.size() - 4);
}

/// A reader of RFC 4180, written from the RFC and sharing nothing with the writer.
QList<QStringList> read(const QByteArray& bytes, char delimiter)
{
    QList<QStringList> rows;
    QStringList row;
    QByteArray value;
    bool quoted = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (quoted) {
            if (c == '"' && i + 1 < bytes.size() && bytes[i + 1] == '"')
                value += bytes[++i];
            else if (c == '"')
                quoted = false;
            else
                value += c;
        } else if (c == '"') {
            quoted = true;
        } else if (c == delimiter) {
            row += QString::fromUtf8(value);
            value.clear();
        } else if (c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') {
            row += QString::fromUtf8(value);
            value.clear();
            rows += row;
            row.clear();
            ++i;
        } else {
            value += c;
        }
    }
    return rows;
}

} // namespace

class TestCsvWriter final : public QObject
{
    Q_OBJECT

private slots:
    void aListBecomesAFileOrNothing();
    void quotesWhereNeeded_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<char>("delimiter");
        QTest::addColumn<QByteArray>("expected");

        QTest::newRow("empty") << QString() << ',' << QByteArray();
        QTest::newRow("plain") << u"Ann"_s << ',' << QByteArray("Ann");
        QTest::newRow("inner space") << u"Ann Lee"_s << ',' << QByteArray("Ann Lee");
        QTest::newRow("delimiter") << u"Lee, Ann"_s << ',' << QByteArray("\"Lee, Ann\"");
        QTest::newRow("other delimiter") << u"Lee; Ann"_s << ',' << QByteArray("Lee; Ann");
        QTest::newRow("semicolon") << u"Lee; Ann"_s << ';' << QByteArray("\"Lee; Ann\"");
        QTest::newRow("comma in ;") << u"Lee, Ann"_s << ';' << QByteArray("Lee, Ann");
        QTest::newRow("tab") << u"Lee\tAnn"_s << '\t' << QByteArray("\"Lee\tAnn\"");
        QTest::newRow("quote") << u"the \"Boss\""_s << ',' << QByteArray("\"the \"\"Boss\"\"\"");
        QTest::newRow("line feed") << u"a\nb"_s << ',' << QByteArray("\"a\nb\"");
        QTest::newRow("carriage return") << u"a\rb"_s << ',' << QByteArray("\"a\rb\"");
        QTest::newRow("leading space") << u" a"_s << ',' << QByteArray("\" a\"");
        QTest::newRow("trailing space") << u"a "_s << ',' << QByteArray("\"a \"");
        QTest::newRow("UTF-8") << u"Zoë, 李"_s << ',' << u"\"Zoë, 李\""_s.toUtf8();
        QTest::newRow("outside the BMP") << u"😀"_s << ',' << u"😀"_s.toUtf8();
    }
    void quotesWhereNeeded()
    {
        QFETCH(QString, value);
        QFETCH(char, delimiter);
        QFETCH(QByteArray, expected);
        QCOMPARE(field(value, { .delimiter = delimiter }), expected);
    }

    void guardsFormulas_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");

        QTest::newRow("=") << u"=1+1"_s << u"'=1+1"_s;
        QTest::newRow("+") << u"+1"_s << u"'+1"_s;
        QTest::newRow("-") << u"-1"_s << u"'-1"_s;
        QTest::newRow("@") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("alone") << u"="_s << u"'="_s;
        QTest::newRow("full-width =") << u"＝1"_s << u"'＝1"_s;
        QTest::newRow("full-width +") << u"＋1"_s << u"'＋1"_s;
        QTest::newRow("full-width -") << u"－1"_s << u"'－1"_s;
        QTest::newRow("full-width @") << u"＠a"_s << u"'＠a"_s;
        QTest::newRow("after spaces") << u"  =1"_s << u"'  =1"_s;
        QTest::newRow("after a hard space") << u"\u00A0=1"_s << u"'\u00A0=1"_s;
        QTest::newRow("after an invisible") << u"\u200B=1"_s << u"'\u200B=1"_s;
        QTest::newRow("tab") << u"\tx"_s << u"'\tx"_s;
        QTest::newRow("carriage return") << u"\rx"_s << u"\"'\rx\""_s;
        QTest::newRow("line feed") << u"\nx"_s << u"\"'\nx\""_s;
        QTest::newRow("and quotes")
            << u"=HYPERLINK(\"http://x\",1)"_s << u"\"'=HYPERLINK(\"\"http://x\"\",1)\""_s;
        QTest::newRow("later is harmless") << u"a=1"_s << u"a=1"_s;
        QTest::newRow("address") << u"a@b.test"_s << u"a@b.test"_s;
        QTest::newRow("date") << u"2026-01-01"_s << u"2026-01-01"_s;
        QTest::newRow("only spaces") << u"  "_s << u"\"  \""_s;
        // The file may be opened with another delimiter, which knows nothing of these quotes.
        QTest::newRow("behind ;") << u"x;=1+1"_s << u"x;'=1+1"_s;
        QTest::newRow("behind ,") << u"x,=1+1"_s << u"\"x,'=1+1\""_s;
        QTest::newRow("behind a tab") << u"x\t@SUM(A1)"_s << u"x\t'@SUM(A1)"_s;
        QTest::newRow("behind |") << u"x|-1"_s << u"x|'-1"_s;
        QTest::newRow("behind a line break") << u"x\n=1+1"_s << u"\"x\n'=1+1\""_s;
        QTest::newRow("behind a line separator") << u"x\u2028=1"_s << u"x\u2028'=1"_s;
        QTest::newRow("behind several") << u"x; \t,=1"_s << u"\"x; \t,'=1\""_s;
        QTest::newRow("behind ; and blanks") << u"x; \u200B+1"_s << u"x;' \u200B+1"_s;
        QTest::newRow("behind ; and quotes") << u"x;\"=1+1\""_s << u"\"x;'\"\"=1+1\"\"\""_s;
        QTest::newRow("twice") << u"=1;=2"_s << u"'=1;'=2"_s;
        QTest::newRow("a list is a list") << u"a, b; c|d"_s << u"\"a, b; c|d\""_s;
    }
    void guardsFormulas()
    {
        QFETCH(QString, value);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromUtf8(field(value)), expected);
        const QByteArray unguarded = field(value, { .formulaGuard = false });
        QVERIFY(!unguarded.contains('\''));
    }

    void rowsAndMarks()
    {
        QCOMPARE(written({}, {}), QByteArray());
        QCOMPARE(written({ { u"a"_s, u"b"_s }, { u"c"_s, QString() } }, {}),
            QByteArray("a,b\r\nc,\r\n"));
        QCOMPARE(written({ { u"a"_s } }, { .bom = true }),
            QByteArray("\xEF\xBB\xBF"
                       "a\r\n"));
        QCOMPARE(written({ { QString() }, { u"a"_s } }, {}), QByteArray("\"\"\r\na\r\n"));
        QCOMPARE(written({ { QString(), QString() } }, {}), QByteArray(",\r\n"));
    }

    void rowsForTheClipboard()
    {
        QCOMPARE(tabSeparatedRow({ u"Maria"_s, u"=1+1"_s, u"a\tb"_s, u"c\nd"_s, QString() }),
            u"Maria\t'=1+1\ta b\tc d\t"_s);
        QCOMPARE(tabSeparatedRow({ u"x;=1"_s }), u"x;'=1"_s);
    }

    void blocksAreIndependent()
    {
        CsvWriter writer { {} };
        writer.row({ u"a"_s });
        QCOMPARE(writer.takeBlock(), QByteArray("a\r\n"));
        QCOMPARE(writer.size(), 0);
        writer.row({ QString() });
        QCOMPARE(writer.takeBlock(), QByteArray("\"\"\r\n"));
        QVERIFY(writer.takeBlock().isEmpty());
    }

    void comesBackAsItWas_data()
    {
        QTest::addColumn<char>("delimiter");
        QTest::addColumn<bool>("guard");
        for (const char delimiter : { ',', ';', '\t' }) {
            for (const bool guard : { false, true }) {
                QTest::addRow("%d %s", delimiter, guard ? "guarded" : "bare") << delimiter << guard;
            }
        }
    }
    void comesBackAsItWas()
    {
        QFETCH(char, delimiter);
        QFETCH(bool, guard);
        const QString alphabet = u"ab,;|\t\"\r\n '=+-@éß李😀\u00A0"_s;
        QRandomGenerator random(20261123);
        QList<QStringList> rows;
        for (int r = 0; r < 3000; ++r) {
            QStringList row;
            for (int f = 0; f < 1 + r % 4; ++f) {
                QString value;
                for (quint32 n = random.bounded(8U); n > 0; --n) {
                    const auto at = static_cast<qsizetype>(
                        random.bounded(static_cast<quint32>(alphabet.size())));
                    // Never half a surrogate pair: UTF-8 cannot carry one.
                    value += alphabet[at].isSurrogate() ? u"😀"_s : alphabet.mid(at, 1);
                }
                row += value;
            }
            rows += row;
        }
        const QByteArray bytes = written(rows, { .delimiter = delimiter, .formulaGuard = guard });
        if (guard) {
            for (QStringList& row : rows) {
                for (QString& value : row)
                    value = QString::fromUtf8(guardedFormula(value.toUtf8()));
            }
        }
        QCOMPARE(read(bytes, delimiter), rows);
        if (!guard)
            return;
        // However somebody takes it apart, no cell begins like a formula.
        static const QRegularExpression cells(u"[,;|\t\r\n]"_s);
        for (const QString& cell : QString::fromUtf8(bytes).split(cells)) {
            const QString bare = QString(cell).remove(u'"').trimmed();
            QVERIFY2(bare.isEmpty() || !u"=+-@"_s.contains(bare.front()), qPrintable(cell));
        }
    }
};

void TestCsvWriter::aListBecomesAFileOrNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"list.csv"_s);
    QVERIFY(writeTableFile(path, { { u"Owned as"_s, u"Name"_s }, { u"Role"_s, u"=1+1"_s } }));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("Owned as,Name\r\nRole,'=1+1\r\n"));
    for (const QString& wrong : { folder.filePath(u"missing/list.csv"_s), folder.path() }) {
        const auto refused = writeTableFile(wrong, { { u"x"_s } });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ApiError::Kind::File);
        QVERIFY(!refused.error().detail.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestCsvWriter)
#include "tst_csvwriter.moc"
