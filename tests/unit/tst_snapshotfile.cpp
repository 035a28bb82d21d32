#include "snapshot/snapshotreader.h"
#include "snapshot/snapshotwriter.h"

#include "base/qtversion.h"
#include "support/snapshotpages.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <numeric>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// What the snapshot gives back for the records of a page.
QJsonArray recordsOf(const QString& path)
{
    const auto reader = SnapshotReader::open(path);
    if (!reader)
        return {};
    std::vector<quint32> rows(static_cast<std::size_t>((*reader)->facts().count));
    std::iota(rows.begin(), rows.end(), 0);
    QByteArray json = "[";
    if (!(*reader)->appendRecords(json, rows))
        return {};
    return JsonDocument(json + ']').root().toQt().toArray();
}

QJsonArray jsonList(const QByteArray& json)
{
    return JsonDocument(json).root().toQt().toArray();
}

QJsonObject person(const QString& id, const QJsonObject& attributes = {})
{
    return { { u"id"_s, id }, { u"name"_s, u"Name of "_s + id }, { u"attributes"_s, attributes } };
}

/// As long as it lives, files of this program cannot become longer: a disk that is full.
class SmallFiles
{
public:
    explicit SmallFiles(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small { bytes, m_before.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallFiles()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(SmallFiles)

private:
    rlimit m_before = {};
    void (*m_handler)(int);
};

} // namespace

class TestSnapshotFile final : public QObject
{
    Q_OBJECT

private slots:
    void givesBackWhatTheTenantSaid_data();
    void givesBackWhatTheTenantSaid();
    void writesListsAsQtDoes();
    void keepsLongTexts();
    void keepsManyKeys();
    void countsWhoHasAField();
    void leavesOutWhoComesAgain();
    void tellsWhenAndWhom();
    void isNotThereBeforeItIsWhole();
    void keepsTheLastOneWhenTheDiskIsFull();
    void refusesWhatIsNone();
    void sameRecordsHaveTheSameHash();
};

void TestSnapshotFile::givesBackWhatTheTenantSaid_data()
{
    QTest::addColumn<QByteArray>("page");

    QTest::newRow("usual") << QByteArray(
        R"([{"id":"1","name":"A","alias":null,"isManager":true,"created":"2026-01-01T00:00:00Z",)"
        R"("managerRef":{"type":"IDENTITY","id":"2","name":"B"},)"
        R"("lifecycleState":{"stateName":"active","manuallyUpdated":false},)"
        R"("attributes":{"department":"Sales","groups":["a","b"],"number":12.5,"none":null}}])");
    QTest::newRow("null, empty and absent are three things")
        << QByteArray(R"([{"id":"1","alias":null},{"id":"2","alias":""},{"id":"3"}])");
    QTest::newRow("empty objects") << QByteArray(
        R"([{"id":"1","attributes":{},"managerRef":null},{"id":"2","managerRef":{}}])");
    QTest::newRow("what should be objects")
        << QByteArray(R"([{"id":"1","attributes":"x","managerRef":[1],"lifecycleState":7}])");
    QTest::newRow("no objects") << QByteArray(R"([null,7,"text",[1,{"a":2}],true,{"id":"1"}])");
    QTest::newRow("objects and lists in attributes") << QByteArray(
        R"([{"id":"1","attributes":{"a":{"b":{"c":[1,2,{"d":null}]}},"e":[],"f":{}}}])");
    QTest::newRow("NUL and other characters") << QByteArray(
        R"([{"id":"a\u0000b","name":"\u0000","attributes":{"k\u0000x":"\ufeffv\u0001\n\"\\"}}])");
    QTest::newRow("halves of surrogate pairs")
        << QByteArray(R"([{"id":"1","name":"\ud800","attributes":{"\udc00":"a\ud83dz"}}])");
    QTest::newRow("SQL") << QByteArray(
        R"([{"id":"'); DROP TABLE identities;--","c0\" TEXT);--":1,)"
        R"("attributes":{"c0":"x","row":"y","rest":"z","\" , ' ; %s ?1 :a $b":"' OR 1=1"}}])");
    QTest::newRow("numbers") << QByteArray(
        R"([{"id":"1","attributes":{"a":9007199254740993,"b":-0.1,"c":1e300,"d":0,"e":1e20}}])");
    QTest::newRow("other keys, more and fewer, in another order") << QByteArray(
        R"([{"id":"1","name":"n","attributes":{"b":1,"a":2}},{"name":"n","id":"2"},)"
        R"({"id":"3","attributes":{"a":1,"b":2},"name":"n"},{"attributes":{"c":1,"a":2},"id":"4"},)"
        R"({"id":"5","name":"n","attributes":{"b":3,"a":4}}])");
    QTest::newRow("keys twice") << QByteArray(
        R"([{"id":"0","id":"1","managerRef":{"id":"x"},"managerRef":{"name":"y"},)"
        R"("attributes":{"a":"first","a":["last"]}}])");
    QTest::newRow("the same key at every place") << QByteArray(
        R"([{"name":"top","id":"1","managerRef":{"name":"m"},"attributes":{"name":"a"}}])");
    QTest::newRow("not UTF-8") << QByteArray("[{\"id\":\"1\",\"name\":\"a\xff\xc3z\"}]");
}

void TestSnapshotFile::givesBackWhatTheTenantSaid()
{
    QFETCH(const QByteArray, page);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);

    QCOMPARE(writeSnapshot(path, { pageOf(page) }), QString());

    QCOMPARE(recordsOf(path), jsonList(page));
}

void TestSnapshotFile::writesListsAsQtDoes()
{
    for (const QByteArray& json :
        { QByteArray("[]"), QByteArray(R"(["a","b c","ü東\ud83d\ude00"])"),
            QByteArray(R"(["\ufeffa","\u007f\uffff",""])"), QByteArray(R"(["a","\b\f\n\u0001"])"),
            QByteArray(R"(["\"","\\","/"])"), QByteArray(R"(["a",1,null])"),
            QByteArray(R"([["a"],{"b":"c"}])") }) {
        const JsonDocument document(json);
        QByteArray buffer;
        const SnapshotValue value = snapshotValue(document.root(), buffer);
        QCOMPARE(value.kind, ValueKind::Json);
        QCOMPARE(value.bytes.toByteArray(),
            QJsonDocument(document.root().toQt().toArray()).toJson(QJsonDocument::Compact));
    }
}

void TestSnapshotFile::keepsLongTexts()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    const QString text = QString(10'000, u'ü');
    const QJsonArray records { person(u"1"_s, { { text, text + u"'\"x"_s } }) };

    QCOMPARE(writeSnapshot(path, { pageOf(records) }), QString());

    QCOMPARE(recordsOf(path), records);
}

void TestSnapshotFile::keepsManyKeys()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    QJsonArray records;
    for (int i = 0; i < 25; ++i) {
        QJsonObject attributes;
        for (int k = 0; k < 200; ++k)
            attributes.insert(u"key %1"_s.arg(i * 200 + k), k % 2 ? QJsonValue(k) : u"text"_s);
        records += person(QString::number(i), attributes);
    }
    QJsonObject strange { { u"id"_s, u"last"_s }, { u"attributes"_s, QJsonObject() },
        { u"new at the top"_s, QJsonArray { 1, QJsonValue() } },
        { u"managerRef"_s, QJsonObject { { u"new"_s, u"in it"_s } } } };
    records += strange;
    records += QJsonValue(u"no object"_s);

    QCOMPARE(writeSnapshot(path, { pageOf(records) }), QString());

    QCOMPARE(recordsOf(path), records);
    const auto reader = SnapshotReader::open(path);
    QVERIFY(reader);
    QVERIFY((*reader)->hasRest());
    QCOMPARE((*reader)->fields().size(), 5006U); // id, name, and what the last two have
}

void TestSnapshotFile::countsWhoHasAField()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    const QByteArray page
        = R"([{"id":"1","attributes":{"a":""}},{"id":"2","attributes":{"a":null}},)"
          R"({"id":"3","attributes":{"a":0}},{"id":"4","attributes":{"a":"x"}}])";

    QCOMPARE(writeSnapshot(path, { pageOf(page) }), QString());

    const auto reader = SnapshotReader::open(path);
    QVERIFY(reader);
    const std::vector<SnapshotField>& fields = (*reader)->fields();
    QCOMPARE(fields.size(), 2U);
    QCOMPARE(fields[0].key, "id");
    QCOMPARE(fields[0].place, MemberPlace::Top);
    QCOMPARE(fields[0].filled, 4);
    QCOMPARE(fields[1].key, "a");
    QCOMPARE(fields[1].place, MemberPlace::Attribute);
    QCOMPARE(fields[1].filled, 2);
}

void TestSnapshotFile::leavesOutWhoComesAgain()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    const QJsonArray records { person(u"1"_s), person(u"2"_s) };
    const QJsonArray others { person(u"2"_s), person(u"3"_s), QJsonObject(), QJsonObject() };

    QCOMPARE(writeSnapshot(path, { pageOf(records) }, { pageOf(others) }), QString());

    const QJsonArray kept = recordsOf(path);
    QCOMPARE(kept.size(), 5); // nobody knows whether two without an id are one
    QCOMPARE(kept[2].toObject()[u"id"].toString(), u"3"_s);
    const auto reader = SnapshotReader::open(path);
    QVERIFY(reader);
    QList<bool> correlated;
    QVERIFY((*reader)->scan(false, {}, [&](const SnapshotReader::Row& row) {
        correlated += row.isCorrelated();
        return true;
    }));
    QCOMPARE(correlated, QList<bool>({ true, true, false, false, false }));
}

void TestSnapshotFile::tellsWhenAndWhom()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    SnapshotFacts facts { .takenAt = QDateTime(QDate(2026, 11, 27), QTime(14, 2), Utc),
        .filters = u"name sw \"Ü'\""_s,
        .correlatedOnly = false };

    QCOMPARE(writeSnapshot(path, { pageOf({ person(u"1"_s) }) }, {}, facts), QString());

    facts.count = 1;
    const auto read = readSnapshotFacts(path);
    QVERIFY(read);
    QCOMPARE(*read, facts);

    SnapshotSink sink(path, facts);
    QVERIFY(sink.open());
    const ExportResult odd { .expected = 3, .odd = 1, .firstOddity = u"$.id: \"none\""_s };
    sink.conclude(odd);
    QVERIFY(sink.commit());
    QCOMPARE(readSnapshotFacts(path)->remarks, odd.remarks());
    QCOMPARE(readSnapshotFacts(path)->count, 0);
}

void TestSnapshotFile::isNotThereBeforeItIsWhole()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    const auto files = [&] { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); };
    {
        SnapshotSink sink(path, {});
        QVERIFY(sink.open());
        QVERIFY(sink.write(rowsOf(pageOf({ person(u"1"_s) }))));
        QCOMPARE(files().size(), 1);
        QVERIFY(files().first().endsWith(SnapshotSink::PartSuffix));
        QCOMPARE(QFileInfo(folder.filePath(files().first())).permissions()
                & (QFile::ReadGroup | QFile::ReadOther),
            QFile::Permissions());
    }
    QCOMPARE(files(), QStringList());

    QCOMPARE(writeSnapshot(path, { pageOf({ person(u"1"_s) }) }), QString());
    QCOMPARE(files(), QStringList({ u"s"_s }));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
}

void TestSnapshotFile::keepsTheLastOneWhenTheDiskIsFull()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    QCOMPARE(writeSnapshot(path, { pageOf({ person(u"the last one"_s) }) }), QString());
    QList<ApiResponse> pages;
    for (int page = 0; page < 20; ++page) {
        QJsonArray records;
        for (int i = 0; i < 50; ++i) {
            records
                += person(QString::number(page * 50 + i), { { u"text"_s, QString(1000, u'x') } });
        }
        pages += pageOf(records);
    }
    QString problem;
    {
        const SmallFiles full(200'000);
        problem = writeSnapshot(path, pages);
    }

    QVERIFY2(problem.contains(u"disk"_s), qPrintable(problem));
    QVERIFY2(
        problem.contains(path) && !problem.contains(SnapshotSink::PartSuffix), qPrintable(problem));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList({ u"s"_s }));
    QCOMPARE(recordsOf(path).first().toObject()[u"id"].toString(), u"the last one"_s);
}

void TestSnapshotFile::refusesWhatIsNone()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"s"_s);
    QVERIFY(!SnapshotReader::open(path));
    QCOMPARE(SnapshotReader::open(path).error().kind, ApiError::Kind::File);

    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    QVERIFY(!SnapshotReader::open(path));
    QVERIFY(SnapshotReader::open(path).error().detail.contains(u"damaged"_s));

    QFile::remove(path);
    QVERIFY(file.open(QIODevice::WriteOnly)); // an empty one is an SQLite file without tables
    file.close();
    QVERIFY(SnapshotReader::open(path).error().detail.contains(u"another version"_s));
}

void TestSnapshotFile::sameRecordsHaveTheSameHash()
{
    const auto hashOf = [](const QByteArray& record) {
        const QByteArray rows = rowsOf(pageOf('[' + record + ']'));
        SnapshotRowReader reader(rows);
        return reader.nextRow() ? reader.hash() : 0;
    };
    const quint64 hash = hashOf(R"({"id":"1","name":"a","attributes":{"x":1,"y":{"b":1,"c":2}}})");
    QCOMPARE(hashOf(R"({"attributes":{"y":{"c":2,"b":1},"x":1.0},"name":"a","id":"1"})"), hash);
    QCOMPARE(hashOf(R"({"id":"1","name":"a","attributes":{"x":1,"y":{"b":1,"c":2}},)"
                    R"("modified":"2026-01-01T00:00:00Z","lastRefresh":"x"})"),
        hash);
    QVERIFY(hashOf(R"({"id":"1","name":"a","attributes":{"x":2,"y":{"b":1,"c":2}}})") != hash);
    QVERIFY(hashOf(R"({"id":"a","name":"1","attributes":{"x":1,"y":{"b":1,"c":2}}})") != hash);
    QVERIFY(hashOf(R"({"id":"1","name":"a","attributes":{"x":"1","y":{"b":1,"c":2}}})") != hash);
}

QTEST_GUILESS_MAIN(TestSnapshotFile)
#include "tst_snapshotfile.moc"
