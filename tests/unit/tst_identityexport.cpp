#include "files/identityexport.h"

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
        QVERIFY(rig.wire.mostOpen <= IdentityWalk::MostOutstanding);
        if (counts) {
            // All pages, each with two rows of the one before it, and a look beyond a last page
            // that is full.
            const int pages = identities < 250 ? 1 : (identities - 250) / 248 + 2;
            QCOMPARE(rig.wire.started.size(), pages);
        }
    }

    void asksAsTheApiWants()
    {
        ExportRig rig(600);
        ExportRequest request = rig.request();
        request.who.filters = u"name sw \"P\""_s;
        request.who.sorters = QStringList { u"-cloudStatus"_s };
        request.who.correlatedOnly = false;
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
        QCOMPARE(rig.query(rig.wire.oldest()).offset, 248);
        QVERIFY(rig.query(rig.wire.newest()).count); // the page that holds the end
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
        QCOMPARE(rig.wire.mostOpen, IdentityWalk::MostOutstanding);
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
        QCOMPARE(furthest, 248 * IdentityWalk::MostAhead);
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
        const Transport::Id last = rig.wire.newest();
        QCOMPARE(rig.query(last).offset, 496);
        rig.tenant.remove(490, 10); // now the last page would begin beyond the end
        rig.refuse(last, 400, "Specified offset is invalid.");
        rig.answerAll();
        QTRY_VERIFY(rig.outcome);
        QVERIFY(*rig.outcome);
        QCOMPARE(rig.outcome->value().written, 490);
        QCOMPARE(rig.outcome->value().unsettled, 0);
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
        QVERIFY(result.summary().contains(u"lacks at least 1 who came"_s));
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
        QVERIFY(rig.outcome->value().summary().startsWith(u"Wrote 1,281 rows of 1,284 expected"_s));
        QVERIFY(rig.outcome->value().summary().endsWith(
            u"counts 1,281 now. Nobody who stayed is missing."_s));
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

    void whatAShortPageLacksIsReadAgain()
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
        QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, 1000)));
        QVERIFY(rig.outcome->value().reread > 0);
        QCOMPARE(rig.outcome->value().unsettled, 0);
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
        QVERIFY(rig.outcome->value().summary().contains(u"The tenant changed meanwhile"_s));
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
    void standsStillAndGoesOn_data();
    void standsStillAndGoesOn();
};

void TestIdentityExport::standsStillAndGoesOn_data()
{
    QTest::addColumn<bool>("selection");
    QTest::newRow("all that match") << false;
    QTest::newRow("a selection") << true;
}

void TestIdentityExport::standsStillAndGoesOn()
{
    QFETCH(bool, selection);
    constexpr int Count = 9000;
    ExportRig rig(Count);
    ExportRequest request = rig.request();
    if (selection) {
        request.who.ids.emplace();
        for (int i = 0; i < Count; ++i)
            *request.who.ids += IdentityId(ExportRig::idOf(i));
    }
    rig.start(request);
    rig.answer(rig.wire.oldest());
    rig.exporter->pause();
    rig.answerAll();
    QVERIFY(!rig.outcome); // what was under way came, and is not taken for all
    rig.turn();
    QCOMPARE(rig.wire.openCount(), 0);
    rig.exporter->resume();
    rig.turn();
    rig.answerAll();
    QTRY_VERIFY(rig.outcome);
    QVERIFY(rig.outcome->hasValue());
    QCOMPARE((*rig.outcome)->written, Count);
    QCOMPARE(rig.file(), ExportRig::rows(ExportRig::range(0, Count)));
}

QTEST_GUILESS_MAIN(TestIdentityExport)
#include "tst_identityexport.moc"
