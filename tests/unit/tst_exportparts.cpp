// A snapshot keeps who is correlated, which no record says: so it is read in two parts, in which
// nobody is twice, and whoever changed sides meanwhile is not passed over in silence.

#include "reading/correlation.h"

#include "support/exportrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// A line for each identity: its alias, and whether it is correlated.
class LineEncoder final : public PageEncoder
{
public:
    Expected<DecodedPage> read(
        const ApiResponse& response, qint64 offset, std::optional<bool> correlated) const override
    {
        const auto parsed = ListIdentities::parse(response);
        if (!parsed)
            return parsed.error();
        DecodedPage page { .totalCount = response.totalCount };
        EncodedRows rows;
        for (const Identity& identity : parsed->identities) {
            rows.lines += identity.alias.toLatin1()
                + (correlated ? *correlated ? " yes\n" : " no\n" : " unknown\n");
            rows.rows.push_back({ rows.lines.size() });
            page.rows.push_back({ .key = IdKey::of(identity.id),
                .sortKey = static_cast<quint64>(offset) + page.rows.size() });
        }
        page.content = std::move(rows);
        return page;
    }
};

struct PartsRig : ExportRig
{
    using ExportRig::ExportRig;

    void begin(bool correlatedOnly = false, const QString& filters = {})
    {
        ExportRequest request = this->request();
        request.format = ExportFormat::Snapshot;
        request.who.correlatedOnly = correlatedOnly;
        request.who.filters = filters;
        start(request, ExportForm { .encoder = std::make_shared<LineEncoder>() });
    }
    QList<QByteArray> lines() const
    {
        QList<QByteArray> lines = file().split('\n');
        lines.removeLast();
        return lines;
    }
};

} // namespace

class TestExportParts final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsReadInWhichParts_data();
    void whatIsReadInWhichParts();
    void everybodyOnceAndKnown_data();
    void everybodyOnceAndKnown();
    void theCountIsWholeFromTheBeginning();
    void whoChangesSidesIsNotTwice();
    void whoChangesSidesUnseenIsCounted();
    void standsStillBetweenTheParts();
    void aFailureOfTheSecondLeavesNothing();
    void isCancelledWhileAllAreCounted();
    void standsStillAlthoughNothingCanBeWritten();
};

void TestExportParts::whatIsReadInWhichParts_data()
{
    QTest::addColumn<bool>("correlatedOnly");
    QTest::addColumn<QString>("filters");
    QTest::addColumn<QStringList>("parts");
    const QString locked = u"cloudStatus eq \"LOCKED\""_s;
    QTest::newRow("everybody") << false << QString()
                               << QStringList { u"+ "_s, u"- correlated eq false"_s };
    QTest::newRow("all of a filter")
        << false << u"%1 or name sw \"A\""_s.arg(locked)
        << QStringList { u"+ cloudStatus eq \"LOCKED\" or name sw \"A\""_s,
               u"- correlated eq false and (cloudStatus eq \"LOCKED\" or name sw \"A\")"_s };
    QTest::newRow("the correlated") << true << locked << QStringList { u"+ "_s + locked };
    QTest::newRow("the others") << false << u"correlated eq false"_s
                                << QStringList { u"- correlated eq false"_s };
    QTest::newRow("some of the others")
        << false << u"correlated eq false and (%1)"_s.arg(locked)
        << QStringList { u"- correlated eq false and (%1)"_s.arg(locked) };
}

void TestExportParts::whatIsReadInWhichParts()
{
    QFETCH(bool, correlatedOnly);
    QFETCH(QString, filters);
    QStringList parts;
    for (const CorrelationPart& part :
        partsByCorrelation({ .filters = filters, .correlatedOnly = correlatedOnly })) {
        QCOMPARE(part.who.correlatedOnly, part.correlated.value());
        parts += (*part.correlated ? u"+ "_s : u"- "_s) + part.who.filters;
    }
    QTEST(parts, "parts");
}

void TestExportParts::everybodyOnceAndKnown_data()
{
    QTest::addColumn<int>("identities");
    QTest::addColumn<int>("others"); ///< every so manieth; 0 = none
    for (const int identities : { 0, 1, 250, 251, 1500 }) {
        for (const int others : { 0, 1, 2, 7 })
            QTest::addRow("%d, %d", identities, others) << identities << others;
    }
}

void TestExportParts::everybodyOnceAndKnown()
{
    QFETCH(int, identities);
    QFETCH(int, others);
    PartsRig rig(identities);
    QList<QByteArray> expected;
    QList<QByteArray> last;
    for (int i = 0; i < identities; ++i) {
        const bool isOther = others > 0 && i % others == 0;
        if (isOther)
            rig.uncorrelated << QString::number(i);
        (isOther ? last : expected) += QByteArray::number(i) + (isOther ? " no" : " yes");
    }
    rig.begin();
    rig.answerAll();
    QTRY_VERIFY(rig.outcome);
    QVERIFY(*rig.outcome);
    QCOMPARE(rig.lines(), expected + last);
    const ExportResult& result = **rig.outcome;
    QCOMPARE(result.written, identities);
    QCOMPARE(result.expected, identities);
    QCOMPARE(result.atEnd, identities);
    QVERIFY(!result.hasRemarks());
    QCOMPARE(rig.finishes, 1);
}

void TestExportParts::theCountIsWholeFromTheBeginning()
{
    PartsRig rig(1000);
    for (int i = 0; i < 100; ++i)
        rig.uncorrelated << QString::number(i);
    rig.begin();
    while (rig.wire.openCount() > 0) {
        rig.clock.advance(ProgressMeter::EveryMs);
        rig.answer(rig.wire.oldest());
    }
    QTRY_VERIFY(rig.outcome);
    for (const ExportProgress& one : std::as_const(rig.progress))
        QVERIFY2(
            one.expected == -1 || one.expected == 1000, qPrintable(QString::number(one.expected)));
    QVERIFY(rig.progress.size() > 3);
    QCOMPARE(rig.progress.last().rowsWritten, 1000);
}

/// Correlated when the first part was read, and not any more when the second was.
void TestExportParts::whoChangesSidesIsNotTwice()
{
    PartsRig rig(300);
    rig.uncorrelated << u"299"_s;
    rig.begin();
    bool changed = false;
    while (rig.wire.openCount() > 0) {
        const bool isSecond = rig.query(rig.wire.oldest()).filters == u"correlated eq false"
            && rig.query(rig.wire.oldest()).limit > 0;
        if (isSecond && !std::exchange(changed, true))
            rig.uncorrelated << u"5"_s;
        rig.answer(rig.wire.oldest());
    }
    QTRY_VERIFY(rig.outcome);
    QVERIFY(changed);
    QCOMPARE(rig.lines().size(), 300);
    QVERIFY(rig.lines().contains("5 yes"));
    QVERIFY(!rig.lines().contains("5 no"));
    QVERIFY(!(*rig.outcome)->differs());
}

/// Not correlated while the first part was read, and correlated when the second was: in neither.
void TestExportParts::whoChangesSidesUnseenIsCounted()
{
    PartsRig rig(300);
    rig.uncorrelated << u"5"_s << u"299"_s;
    rig.begin();
    bool changed = false;
    while (rig.wire.openCount() > 0) {
        const bool isSecond = rig.query(rig.wire.oldest()).filters == u"correlated eq false"
            && rig.query(rig.wire.oldest()).limit > 0;
        if (isSecond && !std::exchange(changed, true))
            rig.uncorrelated.remove(u"5"_s);
        rig.answer(rig.wire.oldest());
    }
    QTRY_VERIFY(rig.outcome);
    QVERIFY(changed);
    QCOMPARE(rig.lines().size(), 299);
    QCOMPARE((*rig.outcome)->expected, 300);
    QCOMPARE((*rig.outcome)->atEnd, 300);
    QVERIFY((*rig.outcome)->differs());
    QVERIFY((*rig.outcome)->summary().contains(u"lacks at least 1"));
}

void TestExportParts::standsStillBetweenTheParts()
{
    PartsRig rig(600);
    for (int i = 300; i < 600; ++i)
        rig.uncorrelated << QString::number(i);
    rig.begin();
    while (
        rig.query(rig.wire.oldest()).filters.isEmpty() || rig.query(rig.wire.oldest()).limit == 0)
        rig.answer(rig.wire.oldest());
    rig.exporter->pause();
    rig.answerAll(); // what is under way is answered, and nothing is asked
    QVERIFY(!rig.outcome);
    rig.exporter->resume();
    rig.turn();
    rig.answerAll();
    QTRY_VERIFY(rig.outcome);
    QCOMPARE(rig.lines().size(), 600);
}

void TestExportParts::aFailureOfTheSecondLeavesNothing()
{
    PartsRig rig(600);
    rig.uncorrelated << u"1"_s;
    rig.begin();
    while (
        rig.query(rig.wire.oldest()).filters.isEmpty() || rig.query(rig.wire.oldest()).limit == 0)
        rig.answer(rig.wire.oldest());
    rig.wire.answer(rig.wire.oldest(), { .status = 403 });
    rig.turn();
    QTRY_VERIFY(rig.outcome);
    QVERIFY(!*rig.outcome);
    QCOMPARE(rig.file(), "none");
}

/// Whoever has cancelled it may keep it until the answer has come.
void TestExportParts::isCancelledWhileAllAreCounted()
{
    PartsRig rig(600);
    rig.uncorrelated << u"1"_s;
    rig.begin();
    const auto countsAll = [&rig] {
        const auto query = rig.query(rig.wire.oldest());
        return query.limit == 0 && query.filters.isEmpty();
    };
    while (!countsAll())
        rig.answer(rig.wire.oldest());
    rig.exporter->cancel();
    rig.answerAll();
    QVERIFY(rig.outcome && !*rig.outcome);
    QCOMPARE(rig.outcome->error().kind, ApiError::Kind::Cancelled);
    QCOMPARE(rig.finishes, 1);
    QCOMPARE(rig.file(), "none");
}

void TestExportParts::standsStillAlthoughNothingCanBeWritten()
{
    PartsRig rig(1);
    ExportRequest request = rig.request();
    request.path += u"/no such folder"_s;
    IdentityExport exporter(rig.client, rig.clock, request);
    std::optional<IdentityExport::Outcome> outcome;
    connect(&exporter, &IdentityExport::finished, this,
        [&](const IdentityExport::Outcome& one) { outcome = one; });
    exporter.start();
    exporter.pause();
    exporter.resume(); // before it is said that nothing can be written
    QVERIFY(!outcome);
    rig.turn();
    QVERIFY(outcome && !*outcome);
    QCOMPARE(outcome->error().kind, ApiError::Kind::File);
}

QTEST_GUILESS_MAIN(TestExportParts)
#include "tst_exportparts.moc"
