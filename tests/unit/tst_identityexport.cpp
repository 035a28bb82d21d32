#include "csv/identityexport.h"

#include "csv/idset.h"
#include "support/exportrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestIdentityExport final : public QObject
{
    Q_OBJECT

private slots:
    void everyNumberOfRows_data()
    {
        QTest::addColumn<int>("identities");
        QTest::addColumn<bool>("counts");
        for (const int identities : { 0, 1, 249, 250, 251, 499, 500, 501, 1284, 10'000 }) {
            for (const bool counts : { true, false })
                QTest::addRow("%d %s", identities, counts ? "counted" : "uncounted")
                    << identities << counts;
        }
    }
    void everyNumberOfRows()
    {
        QFETCH(int, identities);
        QFETCH(bool, counts);
        ExportRig rig(identities);
        rig.counts = counts;
        rig.start(rig.request());
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QVERIFY(*rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, identities)));
        const ExportResult& result = **rig.outcome;
        QCOMPARE(result.written, identities);
        QCOMPARE(result.expected, counts ? identities : -1);
        QCOMPARE(result.bytes, rig.file().size());
        QVERIFY(!result.differs());
        QCOMPARE(rig.finishes, 1);
        QVERIFY(rig.wire.mostOpen <= IdentityExport::MostOutstanding);
        if (counts) {
            // All pages, and one look beyond a last page that is full.
            const int pages = identities / 250 + 1;
            QCOMPARE(rig.wire.started.size(), pages);
        }
    }

    void asksAsTheApiWants()
    {
        ExportRig rig(300);
        ExportRequest request = rig.request();
        request.filters = u"name sw \"P\""_s;
        request.sorters = QStringList { u"-cloudStatus"_s };
        request.correlatedOnly = false;
        rig.start(request);
        const ExportRig::Query first = rig.query(rig.wire.oldest());
        QCOMPARE(first.filters, u"name sw \"P\""_s);
        QCOMPARE(first.sorters, u"-cloudStatus,name,alias"_s);
        QCOMPARE(first.defaultFilter, u"NONE"_s);
        QCOMPARE(first.limit, 250);
        QVERIFY(first.count);
        QCOMPARE(rig.wire.request(rig.wire.oldest()).lane, Lane::Bulk);
        rig.answer(rig.wire.oldest());
        QVERIFY(!rig.query(rig.wire.oldest()).count);
    }

    void headerAndMark()
    {
        ExportRig rig(1);
        ExportRequest request = rig.request();
        request.csv.header = true;
        request.csv.bom = true;
        rig.start(request);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(),
            "\xEF\xBB\xBF"
            "id,name\r\n"
                + ExportRig::rows({ 0 }));
    }

    void orderHoldsWhenAnswersOvertake()
    {
        ExportRig rig(20'000);
        rig.start(rig.request());
        rig.answerAll(true);
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 20'000)));
        QCOMPARE(rig.wire.mostOpen, IdentityExport::MostOutstanding);
    }

    void readsOnlySoFarAhead()
    {
        ExportRig rig(20'000);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        const Transport::Id stuck = rig.wire.oldest();
        int furthest = 0;
        while (rig.wire.openCount() > 1) {
            furthest = std::max(furthest, rig.query(rig.wire.newest()).offset);
            rig.answer(rig.wire.newest());
        }
        QCOMPARE(furthest, 250 * IdentityExport::MostAhead);
        rig.answer(stuck);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->value().written, 20'000);
    }

    void refusedOffsetIsTheEnd()
    {
        ExportRig rig(500);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        rig.answer(rig.wire.oldest());
        QCOMPARE(rig.query(rig.wire.oldest()).offset, 500);
        rig.refuse(rig.wire.oldest(), 400, "Specified offset is invalid.");
        QTRY_VERIFY(rig.outcome);
        QVERIFY(*rig.outcome);
        QCOMPARE(rig.outcome->value().written, 500);
        QVERIFY(!rig.outcome->value().differs());
    }

    void otherRefusalsFail()
    {
        for (const bool first : { true, false }) {
            ExportRig rig(1000);
            rig.start(rig.request());
            if (!first)
                rig.answer(rig.wire.oldest());
            rig.refuse(rig.wire.oldest(), 400, "Filter field is invalid.");
            QTRY_VERIFY(rig.outcome);
            QCOMPARE(rig.outcome->error().kind, ApiError::Kind::BadRequest);
            QCOMPARE(rig.file(), QByteArray("none"));
            rig.turn();
            QCOMPARE(rig.wire.openCount(), 0);
            QCOMPARE(rig.finishes, 1);
        }
    }

    void oneThatComesTwiceIsWrittenOnce()
    {
        ExportRig rig(600);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        // Somebody who sorts first appears: everybody moves down by one.
        rig.tenant.prepend(ExportRig::person(9999));
        rig.answerAll(true);
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 600)));
        const ExportResult& result = **rig.outcome;
        QCOMPARE(result.duplicates, 1);
        QVERIFY(result.differs());
        QVERIFY(result.summary().endsWith(u"1 identity came twice and was written once."_s));
    }

    void shrinking()
    {
        ExportRig rig(1284);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        rig.tenant.remove(1281, 3);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 1281)));
        QCOMPARE(rig.outcome->value().expected, 1284);
        QVERIFY(rig.outcome->value().differs());
        QVERIFY(rig.outcome->value().summary().startsWith(u"Expected 1,284, wrote 1,281"_s));
    }

    void shrinkingByPages()
    {
        ExportRig rig(5000);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        rig.tenant.remove(300, 4700);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->value().written, 300);
        QCOMPARE(rig.outcome->value().expected, 5000);
    }

    void aShortPageInTheMiddleIsNotTheEnd()
    {
        ExportRig rig(1000);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        const Transport::Id second = rig.wire.oldest();
        rig.wire.answer(second,
            { .status = 200,
                .body = QJsonDocument(QJsonArray { ExportRig::person(250) }).toJson() });
        rig.turn();
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->value().written, 751);
        QVERIFY(rig.outcome->value().differs());
    }

    void growing_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        QTest::newRow("within the last page") << 600 << 640;
        QTest::newRow("by a page") << 600 << 760;
        QTest::newRow("from a full page") << 500 << 501;
        QTest::newRow("by many pages") << 500 << 6000;
    }
    void growing()
    {
        QFETCH(int, before);
        QFETCH(int, after);
        ExportRig rig(before);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        for (int i = before; i < after; ++i)
            rig.tenant += ExportRig::person(i);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, after)));
        QCOMPARE(rig.outcome->value().expected, before);
        QVERIFY(rig.outcome->value().summary().contains(u"more than it had counted"_s));
    }

    void aTenantThatIgnoresOffsetsComesToAnEnd()
    {
        ExportRig rig(250);
        rig.counts = false;
        rig.start(rig.request());
        int answers = 0;
        while (rig.wire.openCount() > 0 && ++answers < 100) {
            QJsonArray page;
            for (const QJsonObject& person : rig.tenant)
                page += person;
            rig.wire.answer(
                rig.wire.oldest(), { .status = 200, .body = QJsonDocument(page).toJson() });
            rig.turn();
        }
        QVERIFY(answers < 10);
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 250)));
    }

    void cancelLeavesNothing_data()
    {
        QTest::addColumn<int>("answers");
        QTest::newRow("before the first answer") << 0;
        QTest::newRow("in the middle") << 5;
    }
    void cancelLeavesNothing()
    {
        QFETCH(int, answers);
        ExportRig rig(10'000);
        rig.start(rig.request());
        for (int i = 0; i < answers; ++i)
            rig.answer(rig.wire.oldest());
        rig.exporter->cancel();
        QVERIFY(rig.outcome);
        QCOMPARE(rig.outcome->error().kind, ApiError::Kind::Cancelled);
        QVERIFY(QDir(rig.dir.path()).isEmpty());
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 0);
        rig.exporter->cancel();
        QCOMPARE(rig.finishes, 1);
    }

    void destructionLeavesNothing()
    {
        ExportRig rig(10'000);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        rig.exporter.reset();
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 0);
        QCOMPARE(rig.finishes, 0);
        QVERIFY(QDir(rig.dir.path()).isEmpty());
    }

    void theFileThatWasThereStays()
    {
        ExportRig rig(1000);
        QFile old(rig.path());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        QCOMPARE(rig.file(), QByteArray("old"));
        rig.refuse(rig.wire.oldest(), 403, "No.");
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->error().kind, ApiError::Kind::Forbidden);
        QCOMPARE(rig.file(), QByteArray("old"));
        QCOMPARE(QDir(rig.dir.path()).entryList(QDir::Files).size(), 1);
    }

    void onlyTheOwnerMayRead()
    {
        for (const bool overwrite : { false, true }) {
            ExportRig rig(1);
            if (overwrite) {
                QFile old(rig.path());
                QVERIFY(old.open(QIODevice::WriteOnly));
                QVERIFY(old.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner
                    | QFileDevice::ReadGroup | QFileDevice::ReadOther));
            }
            rig.start(rig.request());
            rig.answerAll();
            QTRY_VERIFY(rig.outcome);
            const auto forOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup
                | QFileDevice::ReadOther | QFileDevice::WriteOther;
            QVERIFY(!(QFileInfo(rig.path()).permissions() & forOthers));
        }
    }

    void writeErrors_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("goodWrites");
        QTest::newRow("open") << static_cast<int>(FailingSink::At::Open) << 0;
        QTest::newRow("first block") << static_cast<int>(FailingSink::At::Write) << 0;
        QTest::newRow("second block") << static_cast<int>(FailingSink::At::Write) << 1;
        QTest::newRow("last block") << static_cast<int>(FailingSink::At::Write) << 3;
        QTest::newRow("commit") << static_cast<int>(FailingSink::At::Commit) << 0;
    }
    void writeErrors()
    {
        QFETCH(int, at);
        QFETCH(int, goodWrites);
        ExportRig rig(20'000); // 960 kB: four blocks
        QByteArray bytes;
        rig.start(rig.request(),
            std::make_unique<FailingSink>(static_cast<FailingSink::At>(at), goodWrites, &bytes));
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QVERIFY(!*rig.outcome);
        QCOMPARE(rig.outcome->error().kind, ApiError::Kind::File);
        QVERIFY(rig.outcome->error().sentence().contains(u"No space left on device"_s));
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 0);
        QCOMPARE(rig.finishes, 1);
    }

    void aFolderThatIsNotThere()
    {
        ExportRig rig(1);
        ExportRequest request = rig.request();
        request.path = rig.dir.filePath(u"missing/out.csv"_s);
        rig.start(request);
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->error().kind, ApiError::Kind::File);
        QVERIFY(rig.outcome->error().sentence().contains(u"missing/out.csv"_s));
        QCOMPARE(rig.wire.started.size(), 0);
    }

    void selection()
    {
        ExportRig rig(1000);
        ExportRequest request = rig.request();
        request.sorters = QStringList { u"-name"_s };
        QList<IdentityId> ids;
        QList<int> numbers;
        for (int i = 999; i >= 0; i -= 3) { // 334: four chunks
            ids += IdentityId(ExportRig::idOf(i));
            numbers += i;
        }
        ids.prepend(ids.last());
        std::rotate(ids.begin(), ids.begin() + 77, ids.end());
        request.ids = ids;
        rig.start(request);
        QCOMPARE(rig.wire.openCount(), 4);
        const ExportRig::Query first = rig.query(rig.wire.oldest());
        QCOMPARE(first.defaultFilter, u"NONE"_s);
        QCOMPARE(first.filters.count(u"\""_s), 200);
        rig.answerAll(true);
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(numbers));
        QCOMPARE(rig.outcome->value().expected, 334);
        QVERIFY(!rig.outcome->value().differs());
    }

    void selectionSortsAsTheTenantDoes()
    {
        ExportRig rig(0);
        const QStringList names { u"beta"_s, u"Alpha"_s, u"alpha"_s, u"Beta"_s };
        ExportRequest request = rig.request();
        request.columns = { exportColumn(FieldId::Name), exportColumn(FieldId::Alias) };
        request.ids = QList<IdentityId>();
        for (int i = 0; i < names.size(); ++i) {
            QJsonObject person = ExportRig::person(i);
            person[u"name"] = names[i];
            rig.tenant += person;
            request.ids->append(IdentityId(ExportRig::idOf(i)));
        }
        rig.start(request);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.file(), QByteArray("Alpha,1\r\nalpha,2\r\nbeta,0\r\nBeta,3\r\n"));
    }

    void selectedOnesThatAreGoneAreCounted()
    {
        ExportRig rig(38);
        ExportRequest request = rig.request();
        request.ids = QList<IdentityId>();
        for (int i = 0; i < 41; ++i)
            request.ids->append(IdentityId(ExportRig::idOf(i)));
        rig.start(request);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->value().missing, 3);
        QVERIFY(rig.outcome->value().summary().startsWith(u"Wrote 38 rows"_s));
        QVERIFY(rig.outcome->value().summary().endsWith(
            u"3 of 41 selected identities no longer exist."_s));
    }

    void anEmptySelectionIsNotEverybody()
    {
        ExportRig rig(10);
        ExportRequest request = rig.request();
        request.ids = QList<IdentityId>();
        rig.start(request);
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->value().written, 0);
        QCOMPARE(rig.wire.started.size(), 0);
        QCOMPARE(rig.file(), QByteArray());
    }

    void allExcept()
    {
        ExportRig rig(1000);
        ExportRequest request = rig.request();
        for (const int number : { 0, 249, 250, 600, 999, 5000 })
            request.except += IdentityId(ExportRig::idOf(number));
        rig.start(request);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QList<int> expected = ExportRig::range(0, 1000);
        for (const int number : { 0, 249, 250, 600, 999 })
            expected.removeOne(number);
        QCOMPARE(rig.file(), ExportRig::rows(expected));
        QCOMPARE(rig.outcome->value().expected, 995);
        QVERIFY(!rig.outcome->value().differs());
    }

    void progressAtMostTenTimesASecond()
    {
        ExportRig rig(10'000); // 40 pages and the look beyond
        rig.start(rig.request());
        int answers = 0;
        while (rig.wire.openCount() > 0) {
            rig.clock.advance(50);
            rig.answer(rig.wire.oldest());
            ++answers;
        }
        QTRY_VERIFY(rig.outcome);
        QVERIFY(rig.progress.size() <= answers / 2 + 2);
        QVERIFY(rig.progress.size() >= answers / 2 - 2);
        const ExportProgress middle = rig.progress[rig.progress.size() / 2];
        QCOMPARE(middle.expected, 10'000);
        QCOMPARE(middle.state, ExportProgress::State::Reading);
        QVERIFY(qAbs(middle.rowsPerSecond - 5000) < 600);
        QVERIFY(qAbs(middle.secondsLeft - 1) <= 1);
        QCOMPARE(rig.progress.last().state, ExportProgress::State::Saving);
        QCOMPARE(rig.progress.last().rowsWritten, 10'000);
    }

    void saysThatItWaits()
    {
        ExportRig rig(1000);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        QCOMPARE(rig.progress.last().state, ExportProgress::State::Reading);
        rig.clock.advance(2000);
        QTRY_COMPARE(rig.progress.last().state, ExportProgress::State::Waiting);
    }

    void summaries_data()
    {
        QTest::addColumn<ExportResult>("result");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << ExportResult {
            .written = 1284, .expected = 1284, .bytes = 412'300, .elapsedMs = 2140
        } << u"Wrote 1,284 rows (412 KB) in 2.1 s."_s;
        QTest::newRow("one") << ExportResult { .written = 1, .bytes = 80, .elapsedMs = 90 }
                             << u"Wrote 1 row (80 bytes) in 0.1 s."_s;
        QTest::newRow("none") << ExportResult { .expected = 0 }
                              << u"Wrote 0 rows (0 bytes) in 0.0 s."_s;
        QTest::newRow("large") << ExportResult {
            .written = 1'000'000, .expected = 1'000'000, .bytes = 201'000'000, .elapsedMs = 402'000
        } << u"Wrote 1,000,000 rows (201.0 MB) in 6 min 42 s."_s;
        QTest::newRow("fewer")
            << ExportResult { .written = 1281,
                   .expected = 1284,
                   .bytes = 412'300,
                   .elapsedMs = 2140 }
            << u"Expected 1,284, wrote 1,281 (412 KB) in 2.1 s: the tenant gave 3 fewer than it "
               "had counted."_s;
        QTest::newRow("gone") << ExportResult {
            .written = 0, .expected = 1, .missing = 1, .bytes = 4, .elapsedMs = 0
        } << u"Wrote 0 rows (4 bytes) in 0.0 s. 1 of 1 selected identity no longer exists."_s;
    }
    void summaries()
    {
        QFETCH(ExportResult, result);
        QFETCH(QString, expected);
        QCOMPARE(result.summary(), expected);
    }

    void aMillionIdsIn32Megabytes()
    {
        for (const bool reserved : { false, true }) {
            IdSet set;
            if (reserved)
                set.reserve(1'000'000);
            for (quint64 i = 0; i < 1'000'000; ++i)
                QVERIFY(set.insert({ 0x2c9180a46faadee4U, i }));
            QVERIFY(!set.insert({ 0x2c9180a46faadee4U, 77 }));
            QVERIFY(set.contains({ 0x2c9180a46faadee4U, 999'999 }));
            QVERIFY(!set.contains({ 0x2c9180a46faadee4U, 1'000'000 }));
            QCOMPARE(set.size(), 1'000'000);
            QVERIFY(set.bytes() <= 32'000'000);
        }
    }

    void idKeysTellIdsApart()
    {
        const auto key = [](const QString& text) { return IdKey::of(IdentityId(text)); };
        const QString id = u"2c9180a46faadee4016fb4e018c20639"_s;
        QCOMPARE(key(id), (IdKey { 0x2c9180a46faadee4U, 0x016fb4e018c20639U }));
        QVERIFY(!(key(id.toUpper()) == key(id)));
        QVERIFY(!(key(u"a"_s) == key(u"b"_s)));
        QVERIFY(!(key(u"43b3fa2a-8f1c-4a53-9d3c-3d7c1a1f2f10"_s) == key(QString())));
        IdSet set;
        QVERIFY(set.insert({}));
        QVERIFY(!set.insert({}));
        QVERIFY(set.contains({}));
    }
};

QTEST_GUILESS_MAIN(TestIdentityExport)
#include "tst_identityexport.moc"
