#include "files/rowencoder.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

QByteArray dataIn(const QString& name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR) + u"/export/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no such file");
}

} // namespace

/// Exports of people whose data is as unusual as JSON allows, to the byte: `weird.json` is JSON,
/// `nearly.json` is not quite. The expected files were written by the program as it was when it
/// read answers with Qt's parser.
class TestExportBytes final : public QObject
{
    Q_OBJECT

private slots:
    void everyByteIsAsItWas_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("ending");
        for (const QString& page : { u"weird"_s, u"nearly"_s }) {
            for (const QString& ending :
                { u".csv"_s, u"-unguarded.csv"_s, u"-columns.jsonl"_s, u".jsonl"_s })
                QTest::addRow("%s", qPrintable(page + ending)) << page << ending;
        }
    }
    void everyByteIsAsItWas()
    {
        QFETCH(const QString, page);
        QFETCH(const QString, ending);
        ExportRequest request;
        if (ending.endsWith(u".jsonl"))
            request.format = ExportFormat::JsonLines;
        for (const QString& key : { u"text"_s, u"list"_s, u"object"_s })
            request.columns += attributeColumn(key);
        if (ending == u".jsonl")
            request.columns.clear(); // every record whole
        if (ending == u"-unguarded.csv") {
            request.csv.delimiter = ';';
            request.csv.formulaGuard = false;
        }
        const auto answer
            = RowEncoder(request).read({ .status = 200, .body = dataIn(page + u".json"_s) }, 0);
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
        QCOMPARE(std::any_cast<EncodedRows>(answer->content).lines, dataIn(page + ending));
    }
};

QTEST_APPLESS_MAIN(TestExportBytes)
#include "tst_exportbytes.moc"
