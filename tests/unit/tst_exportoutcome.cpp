#include "files/identityexport.h"

#include "net/retrypolicy.h"
#include "support/exportrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestExportOutcome final : public QObject
{
    Q_OBJECT

private slots:
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
        request.who.sorters = QStringList { u"-name"_s };
        QList<IdentityId> ids;
        QList<int> numbers;
        for (int i = 999; i >= 0; i -= 3) { // 334: four chunks
            ids += IdentityId(ExportRig::idOf(i));
            numbers += i;
        }
        ids.prepend(ids.last());
        std::rotate(ids.begin(), ids.begin() + 77, ids.end());
        request.who.ids = ids;
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
        request.who.ids = QList<IdentityId>();
        for (int i = 0; i < names.size(); ++i) {
            QJsonObject person = ExportRig::person(i);
            person[u"name"] = names[i];
            rig.tenant += person;
            request.who.ids->append(IdentityId(ExportRig::idOf(i)));
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
        request.who.ids = QList<IdentityId>();
        for (int i = 0; i < 41; ++i)
            request.who.ids->append(IdentityId(ExportRig::idOf(i)));
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
        request.who.ids = QList<IdentityId>();
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
            request.who.except += IdentityId(ExportRig::idOf(number));
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

    void aBrokenAnswerIsReadAgain_data()
    {
        QTest::addColumn<WireReply>("reply");
        const auto json = [](const QByteArray& body) {
            return WireReply {
                .status = 200, .headers = { { "content-type", "application/json" } }, .body = body
            };
        };
        QTest::newRow("truncated") << json("[{\"id\":\"1\",");
        QTest::newRow("empty") << json("");
        QTest::newRow("no list") << json("{\"error\":\"x\"}");
        QTest::newRow("web page") << WireReply { .status = 200,
            .headers = { { "content-type", "text/html" } },
            .body = "<html>Please sign in</html>" };
        QTest::newRow("web page that says it is JSON") << json("<html>Please sign in</html>");
        QTest::newRow("sent elsewhere") << WireReply { .status = 302 };
        QTest::newRow("too large")
            << WireReply { .failure = WireReply::Failure::TooLarge, .status = 200 };
        QTest::newRow("garbled") << WireReply { .failure = WireReply::Failure::Garbled,
            .status = 200 };
    }
    void aBrokenAnswerIsReadAgain()
    {
        QFETCH(WireReply, reply);
        ExportRig rig(1000);
        rig.start(rig.request());
        for (int i = 0; i < 2; ++i) { // the first page
            rig.wire.answer(rig.wire.oldest(), reply);
            rig.after(2000);
        }
        rig.answer(rig.wire.oldest());
        for (int i = 0; i < 3; ++i) { // those in the middle
            rig.wire.answer(rig.wire.oldest(), reply);
            rig.after(2000);
        }
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QVERIFY(*rig.outcome);
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 1000)));
        QVERIFY(!(*rig.outcome)->hasRemarks());
    }

    void aPageThatStaysBrokenIsNamed()
    {
        ExportRig rig(1000);
        rig.start(rig.request());
        rig.answer(rig.wire.oldest());
        const Transport::Id broken = rig.wire.oldest();
        QCOMPARE(rig.query(broken).offset, 248);
        int attempts = 0;
        rig.wire.answer(broken, { .status = 200, .body = "[{" });
        rig.after(20'000);
        while (rig.wire.openCount() > 0 && !rig.outcome) { // all others are well
            if (rig.query(rig.wire.oldest()).offset == 248) {
                ++attempts;
                rig.wire.answer(rig.wire.oldest(), { .status = 200, .body = "[{" });
                rig.after(20'000);
            } else {
                rig.answer(rig.wire.oldest());
            }
        }
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(attempts + 1, RetryPolicy::MostBulkAttempts);
        const ApiError error = rig.outcome->error();
        QCOMPARE(error.kind, ApiError::Kind::Malformed);
        QVERIFY2(error.sentence().contains(u"It happened at rows 249 to 498 of the list."_s),
            qPrintable(error.sentence()));
        QVERIFY(QDir(rig.dir.path()).isEmpty());
    }

    void oddRecordsHoldUpNobody_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::newRow("CSV") << ExportFormat::Csv;
        QTest::newRow("JSON Lines") << ExportFormat::JsonLines;
    }
    /// Equal ones are two, also where pages overlap, and one that is read twice is one.
    void oddRecordsHoldUpNobody()
    {
        QFETCH(ExportFormat, format);
        ExportRig rig(600);
        const auto changed = [](int row, const QString& member, const QJsonValue& value) {
            QJsonObject person = ExportRig::person(row);
            person[member] = value;
            return QJsonValue(person);
        };
        rig.instead[10] = changed(10, u"lifecycleState"_s, u"active"_s);
        rig.instead[11] = changed(11, u"attributes"_s, QJsonArray());
        rig.instead[12] = changed(12, u"managerRef"_s, u"x"_s);
        for (const int row : { 13, 14, 248, 249, 400 })
            rig.instead[row] = QJsonValue::Null;
        rig.instead[15] = changed(15, u"id"_s, QJsonValue::Null);
        rig.instead[16] = rig.instead[15];
        ExportRequest request = rig.request();
        request.format = format;
        if (format == ExportFormat::JsonLines)
            request.columns.clear();
        rig.start(request);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        const ExportResult& result = **rig.outcome;
        QCOMPARE(result.written, 600);
        QCOMPARE(result.odd, 10);
        QCOMPARE(result.withoutId, 7);
        QVERIFY(!result.differs());
        QVERIFY(result.hasRemarks());
        const QByteArrayList lines = rig.file().split('\n');
        QCOMPARE(lines.size(), 601);
        for (int row = 0; row < 600; ++row) {
            const QJsonValue record = rig.instead.value(row, ExportRig::person(row));
            if (format == ExportFormat::Csv) {
                QCOMPARE(lines[row].chopped(1),
                    QByteArray(record[u"id"].toString().toUtf8() + ','
                        + record[u"name"].toString().toUtf8()));
            } else if (record.isNull()) {
                QCOMPARE(lines[row], QByteArray("null"));
            } else {
                QCOMPARE(QJsonDocument::fromJson(lines[row]).object(), record.toObject());
            }
        }
    }

    void whoeverWasSelectedAndCameWithoutAnIdIsMissed()
    {
        ExportRig rig(3);
        ExportRequest request = rig.request();
        request.who.ids = QList<IdentityId>();
        for (int i = 0; i < 3; ++i)
            request.who.ids->append(IdentityId(ExportRig::idOf(i)));
        rig.instead[1] = QJsonValue::Null;
        rig.start(request);
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QCOMPARE(rig.outcome->value().written, 3);
        QCOMPARE(rig.outcome->value().withoutId, 1);
        QCOMPARE(rig.outcome->value().missing, 1);
    }

    void summaries_data()
    {
        QTest::addColumn<ExportResult>("result");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << ExportResult {
            .written = 1284, .expected = 1284, .bytes = 412'300, .elapsedMs = 2140
        } << u"Wrote 1,284 rows of 1,284 expected (412 KB) in 2.1 s. Nobody is missing."_s;
        QTest::newRow("one")
            << ExportResult { .written = 1, .bytes = 80, .elapsedMs = 90 }
            << u"Wrote 1 row (80 bytes) in under 0.1 s; the tenant gave no count. Nobody is "
               "missing."_s;
        QTest::newRow("none") << ExportResult { .expected
            = 0 } << u"Wrote 0 rows of 0 expected (0 bytes) in under 0.1 s. Nobody is missing."_s;
        QTest::newRow("large")
            << ExportResult { .written = 1'000'000,
                   .expected = 1'000'000,
                   .bytes = 201'000'000,
                   .elapsedMs = 402'000 }
            << u"Wrote 1,000,000 rows of 1,000,000 expected (201.0 MB) in 6 min 42 s. Nobody is "
               "missing."_s;
        QTest::newRow("fewer")
            << ExportResult { .written = 1281,
                   .expected = 1284,
                   .atEnd = 1280,
                   .bytes = 412'300,
                   .elapsedMs = 2140 }
            << u"Wrote 1,281 rows of 1,284 expected (412 KB) in 2.1 s. The tenant changed "
               "meanwhile and counts 1,280 now. Nobody who stayed is missing."_s;
        QTest::newRow("more") << ExportResult { .written = 1285,
            .expected = 1284,
            .atEnd = 1288,
            .bytes = 412'300,
            .elapsedMs = 2140 }
                              << u"Wrote 1,285 rows of 1,284 expected (412 KB) in 2.1 s. The "
                                 "tenant changed meanwhile and counts 1,288 now. It lacks at least "
                                 "3 who came, or changed their place in the list, meanwhile."_s;
        QTest::newRow("unsettled")
            << ExportResult { .written = 1281,
                   .expected = 1284,
                   .unsettled = 1,
                   .bytes = 412'300,
                   .elapsedMs = 2140 }
            << u"Wrote 1,281 rows of 1,284 expected (412 KB) in 2.1 s. The tenant changed "
               "meanwhile. 1 place of the list could not be settled: identities may be missing "
               "there."_s;
        QTest::newRow("odd")
            << ExportResult { .written = 44,
                   .expected = 44,
                   .odd = 3,
                   .withoutId = 1,
                   .firstOddity = u"$.lifecycleState: expected an object, found text"_s,
                   .bytes = 4000,
                   .elapsedMs = 0 }
            << u"Wrote 44 rows of 44 expected (4 KB) in under 0.1 s. 3 rows are not "
               "what the API describes (the first: $.lifecycleState: expected an "
               "object, found text). 1 row has no id: nothing can be done to "
               "whoever that is. Nobody is missing."_s;
        QTest::newRow("gone") << ExportResult {
            .written = 0, .expected = 1, .missing = 1, .bytes = 4, .elapsedMs = 0
        } << u"Wrote 0 rows of 1 expected (4 bytes) in under 0.1 s. 1 of 1 selected identity no longer exists."_s;
    }
    void summaries()
    {
        QFETCH(ExportResult, result);
        QFETCH(QString, expected);
        QCOMPARE(result.summary(), expected);
    }
};

QTEST_GUILESS_MAIN(TestExportOutcome)
#include "tst_exportoutcome.moc"
