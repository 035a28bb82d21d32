#include "models/selection/selectionstore.h"
#include "models/table/identitysource.h"

#include "support/clientrig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int People = 10'000;

/// A list of People identities on its first page, over a real client.
struct Rig : ClientRig
{
    Rig()
        : ClientRig({ .rateLimit = 0 })
    {
        model.setQuery({});
        turn();
        answer();
    }

    int offset(const WireRequest& request) const
    {
        return QUrlQuery(request.url).queryItemValue(u"offset"_s).toInt();
    }
    /// Answers everything that is asked.
    void answer()
    {
        while (wire.openCount() > 0) {
            QJsonArray page;
            const int first = offset(wire.request(wire.oldest()));
            for (int i = first; i < std::min(People, first + 250); ++i)
                page += QJsonObject { { u"id"_s, QString::number(i) }, { u"name"_s, u"P"_s } };
            wire.answer(wire.oldest(),
                { .status = 200,
                    .headers = { { "x-total-count", QByteArray::number(People) } },
                    .body = QJsonDocument(page).toJson() });
            turn();
        }
    }
    void look(int row) { model.setVisibleRows(row, row + 30); }

    SelectionStore selection;
    IdentityTableModel model { selection, clock };
    IdentitySource source { client, model };
};

} // namespace

/// When the table's wishes become requests.
class TestIdentitySource : public QObject
{
    Q_OBJECT

private slots:
    void aJumpAfterQuietWaitsForNothing();
    void whileScrollingOnlyTheNewestWishIsServed();
    void whoeverHasArrivedWaitsForNothing();
    void asStandardOnlyTheNextRowsAreReadAhead();
    void pagesAheadComeOnceTheRowsOnScreenAreThere();
    void pagesAheadDoNotFollowAListThatIsDragged();
    void aBrokenFirstPageIsReadAgain();
    void aListThatFailsIsTriedAgainByItself();
    void aRefusedListWaitsForSomebody();
    void aCountThatFailsEnds();
    void aRangeSaysWhatItLost();
};

void TestIdentitySource::aJumpAfterQuietWaitsForNothing()
{
    Rig rig;
    QCOMPARE(rig.model.rowCount(), People);
    QTest::qWait(IdentitySource::QuietMs + IdentitySource::DebounceMs);
    const qsizetype before = rig.wire.started.size();
    // All from one event, as a click into the scroll bar's groove makes them: the last one counts.
    rig.look(3000);
    rig.look(8100);
    rig.turn();
    QCOMPARE(rig.wire.started.size(), before + 1);
    QCOMPARE(rig.offset(rig.wire.started.last()), 8000);
}

void TestIdentitySource::whileScrollingOnlyTheNewestWishIsServed()
{
    Rig rig;
    QTest::qWait(IdentitySource::QuietMs + IdentitySource::DebounceMs);
    const qsizetype before = rig.wire.started.size();
    rig.look(3100);
    rig.turn();
    QCOMPARE(rig.wire.started.size(), before + 1);
    for (const int row : { 4100, 5100, 6100 }) {
        rig.look(row);
        rig.turn();
    }
    // Nothing more for now; then the newest, and what went out of sight is withdrawn.
    QCOMPARE(rig.wire.started.size(), before + 1);
    QVERIFY(QTest::qWaitFor([&] {
        rig.turn();
        return rig.wire.started.size() > before + 1;
    }));
    QCOMPARE(rig.wire.started.size(), before + 2);
    QCOMPARE(rig.offset(rig.wire.started.last()), 6000);
    QCOMPARE(rig.wire.aborted.size(), 1);
}

void TestIdentitySource::whoeverHasArrivedWaitsForNothing()
{
    Rig rig;
    rig.look(3100);
    rig.turn(); // somebody scrolls
    const qsizetype before = rig.wire.started.size();
    rig.look(8100);
    emit rig.model.hurried();
    rig.turn();
    QCOMPARE(rig.wire.started.size(), before + 1);
    QCOMPARE(rig.offset(rig.wire.started.last()), 8000);
}

namespace {

/// What was asked for since request number `from`, in order.
QList<int> offsetsSince(const Rig& rig, qsizetype from)
{
    QList<int> offsets;
    for (qsizetype i = from; i < rig.wire.started.size(); ++i)
        offsets += rig.offset(rig.wire.started.at(i));
    return offsets;
}

/// Lets every timer of the source run out, and answers nothing.
void rest(Rig& rig)
{
    QTest::qWait(IdentitySource::QuietMs + IdentitySource::DebounceMs);
    rig.turn();
}

} // namespace

void TestIdentitySource::asStandardOnlyTheNextRowsAreReadAhead()
{
    Rig rig;
    const qsizetype before = rig.wire.started.size();
    rig.look(100); // up to row 130, and 60 more
    rest(rig);
    QCOMPARE(rig.wire.started.size(), before);
    rig.look(180);
    rest(rig);
    QCOMPARE(offsetsSince(rig, before), QList<int> { 250 });
}

void TestIdentitySource::pagesAheadComeOnceTheRowsOnScreenAreThere()
{
    Rig rig;
    qsizetype before = rig.wire.started.size();
    rig.look(0);
    rig.model.setPagesAhead(2);
    rest(rig);
    // At the top there is nothing above.
    QCOMPARE(offsetsSince(rig, before), (QList<int> { 250, 500 }));
    rig.answer();

    before = rig.wire.started.size();
    rig.look(5100);
    rest(rig);
    QCOMPARE(offsetsSince(rig, before), QList<int> { 5000 }); // first what is looked at
    rig.answer();
    rest(rig);
    QCOMPARE(offsetsSince(rig, before), (QList<int> { 5000, 4500, 4750, 5250, 5500 }));
    rig.answer();
    rest(rig);
    QCOMPARE(rig.wire.started.size(), before + 5); // and then there is rest

    // Fewer are wanted: nothing is asked for, nothing is thrown away.
    rig.model.setPagesAhead(0);
    rest(rig);
    QCOMPARE(rig.wire.started.size(), before + 5);
    QVERIFY(rig.model.identityAt(4500) != nullptr);
    rig.model.setPagesAhead(99);
    rest(rig);
    QCOMPARE(offsetsSince(rig, before + 5), (QList<int> { 4250, 5750 }));
}

void TestIdentitySource::pagesAheadDoNotFollowAListThatIsDragged()
{
    Rig rig;
    rig.model.setPagesAhead(3);
    rest(rig);
    rig.answer();
    rest(rig);
    const qsizetype before = rig.wire.started.size();
    for (const int row : { 3100, 4100, 5100, 6100 }) {
        rig.look(row);
        rig.turn();
    }
    rest(rig);
    // As without: the first one at once, then the newest.
    QCOMPARE(offsetsSince(rig, before), (QList<int> { 3000, 6000 }));
}

namespace {

const WireReply Broken { .status = 200, .body = "[{\"id\":" };

/// Answers a request with this until it is given up.
void failAll(Rig& rig, const WireReply& reply)
{
    while (rig.wire.openCount() > 0) {
        rig.wire.answer(rig.wire.oldest(), reply);
        rig.clock.advance(10'000);
        rig.turn();
    }
}

QTimer* retryOf(const Rig& rig)
{
    return rig.source.findChild<QTimer*>(u"listRetry"_s);
}

/// As if its time had come.
void ringNow(Rig& rig)
{
    QVERIFY(retryOf(rig)->isActive());
    QVERIFY(QMetaObject::invokeMethod(retryOf(rig), "timeout"));
    rig.turn();
}

} // namespace

void TestIdentitySource::aBrokenFirstPageIsReadAgain()
{
    Rig rig;
    rig.model.setQuery({ .filter = u"name sw \"x\""_s });
    rig.turn();
    rig.wire.answer(rig.wire.oldest(), Broken);
    rig.clock.advance(10'000);
    rig.turn();
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Loading);
    rig.answer();
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Ready);
}

void TestIdentitySource::aListThatFailsIsTriedAgainByItself()
{
    Rig rig;
    rig.model.setQuery({ .filter = u"name sw \"x\""_s });
    rig.turn();
    int wait = IdentitySource::FirstRetryMs;
    for (int i = 0; i < 8; ++i) {
        failAll(rig, i % 2 == 0 ? Broken : WireReply { .status = 503 });
        QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Failed);
        QVERIFY(rig.source.retriesIn() >= 0);
        QCOMPARE(retryOf(rig)->interval(), wait);
        wait = std::min(IdentitySource::LongestRetryMs, wait * 2);
        ringNow(rig);
        QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Loading);
    }
    rig.answer();
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Ready);
    QCOMPARE(rig.source.retriesIn(), -1);

    // Another list wants nothing of the one before.
    rig.model.setQuery({ .filter = u"name sw \"y\""_s });
    rig.turn();
    failAll(rig, Broken);
    QCOMPARE(retryOf(rig)->interval(), IdentitySource::FirstRetryMs);
    rig.model.setQuery({ .filter = u"name sw \"z\""_s });
    rig.turn();
    QCOMPARE(rig.source.retriesIn(), -1);
}

void TestIdentitySource::aRefusedListWaitsForSomebody()
{
    Rig rig;
    rig.model.setQuery({ .filter = u"name sw \"x\""_s });
    rig.turn();
    failAll(rig, { .status = 400 });
    QCOMPARE(rig.model.state(), IdentityTableModel::ListState::Failed);
    QCOMPARE(rig.source.retriesIn(), -1);
}

void TestIdentitySource::aCountThatFailsEnds()
{
    Rig rig;
    rig.look(3100);
    rest(rig);
    // The page is one row short, and the tenant does not manage to count.
    QJsonArray page;
    for (int i = 3000; i < 3249; ++i)
        page += QJsonObject { { u"id"_s, QString::number(i) } };
    rig.wire.ok(rig.wire.oldest(), QJsonDocument(page).toJson());
    rig.turn();
    QCOMPARE(rig.wire.openCount(), 1);
    QCOMPARE(QUrlQuery(rig.wire.request(rig.wire.oldest()).url).queryItemValue(u"limit"_s), u"0"_s);
    QCOMPARE(rig.model.index(3249, 1).data().toString(), QString());
    failAll(rig, { .status = 503 });
    QVERIFY(rig.model.index(3249, 1).data().toString().startsWith(u"Not given by the tenant"_s));
    QVERIFY(rig.model.identityAt(3248) != nullptr);
}

void TestIdentitySource::aRangeSaysWhatItLost()
{
    Rig rig;
    IdentityReading range(rig.client, IdentityReading::Detail::Id);
    std::optional<ReadIdentities> read;
    QObject::connect(
        &range, &IdentityReading::finished, [&](const ReadIdentities& result) { read = result; });
    range.read({ .range = ReadRequest::Range { 0, 5 } });
    rig.turn();
    // Two of six are gone, one has no id, and one came twice.
    rig.wire.ok(rig.wire.oldest(), R"([{"id":"a"},{"id":"b"},{"name":"x"},{"id":"a"}])");
    rig.turn();
    QVERIFY(read);
    QCOMPARE(read->ids(), QList<IdentityId>({ IdentityId(u"a"_s), IdentityId(u"b"_s) }));
    QCOMPARE(read->expected, 6);
}

QTEST_GUILESS_MAIN(TestIdentitySource)
#include "tst_identitysource.moc"
