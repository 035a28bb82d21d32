#include "reading/identityreading.h"

#include "support/exportrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// Reads and notes how it ended.
struct Reader
{
    Reader(ExportRig& rig, const ReadRequest& request,
        IdentityReading::Detail detail = IdentityReading::Detail::Person)
        : reading(rig.client, detail)
    {
        QObject::connect(&reading, &IdentityReading::finished, [this](const ReadIdentities& read) {
            ++finishes;
            outcome = read;
        });
        QObject::connect(&reading, &IdentityReading::failed, [this](const ApiError& problem) {
            ++finishes;
            error = problem;
        });
        reading.read(request);
        rig.turn();
    }
    QStringList names() const
    {
        QStringList list;
        for (const Identity& identity : outcome->identities)
            list += identity.name;
        return list;
    }

    IdentityReading reading;
    std::optional<ReadIdentities> outcome;
    std::optional<ApiError> error;
    int finishes = 0;
};

QStringList namesOf(const QList<int>& numbers)
{
    QStringList names;
    for (const int number : numbers)
        names += ExportRig::person(number).value(u"name"_s).toString();
    return names;
}

} // namespace

class TestIdentityWalk : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatDecides()
    {
        ExportRig rig(0);
        rig.tenant += { { u"id"_s, ExportRig::idOf(1) }, { u"name"_s, u"Zoë \"Z\"\n<b>"_s },
            { u"alias"_s, u"zoe"_s }, { u"emailAddress"_s, u"z@acme.test"_s },
            { u"identityStatus"_s, u"LOCKED"_s },
            { u"lifecycleState"_s,
                QJsonObject { { u"stateName"_s, u"active"_s }, { u"manuallyUpdated"_s, true } } },
            { u"attributes"_s, QJsonObject { { u"department"_s, u"X"_s } } } };
        rig.tenant += { { u"id"_s, ExportRig::idOf(2) }, { u"name"_s, u"Bare"_s },
            { u"emailAddress"_s, QJsonValue::Null } };
        Reader reader(rig, {});
        rig.answerAll();
        QTRY_VERIFY(reader.outcome);
        const QList<Identity>& read = reader.outcome->identities;
        QCOMPARE(read.size(), 2);
        QCOMPARE(read[0],
            (Identity { .id = IdentityId(ExportRig::idOf(1)),
                .name = u"Zoë \"Z\"\n<b>"_s,
                .alias = u"zoe"_s,
                .emailAddress = u"z@acme.test"_s,
                .identityStatus = u"LOCKED"_s,
                .lifecycleState = LifecycleState { .stateName = u"active"_s } }));
        QCOMPARE(read[1], (Identity { .id = IdentityId(ExportRig::idOf(2)), .name = u"Bare"_s }));
    }

    void keepsInvisibleCharacters()
    {
        ExportRig rig(0);
        rig.tenant += { { u"id"_s, u"\uFEFFid"_s }, { u"name"_s, u"\uFEFFName"_s },
            { u"alias"_s, u"a\u200B"_s } };
        Reader reader(rig, {});
        rig.answerAll();
        QTRY_VERIFY(reader.outcome);
        QCOMPARE(reader.outcome->identities,
            QList<Identity>({ { .id = IdentityId(u"\uFEFFid"_s),
                .name = u"\uFEFFName"_s,
                .alias = u"a\u200B"_s } }));
    }

    void readsEverythingInOrder()
    {
        ExportRig rig(3000);
        ReadRequest wish;
        wish.filters = u"name sw \"P\""_s;
        wish.except = { IdentityId(ExportRig::idOf(7)) };
        Reader reader(rig, wish);
        QCOMPARE(rig.query(rig.wire.oldest()).filters, u"name sw \"P\""_s);
        QCOMPARE(rig.wire.request(rig.wire.oldest()).lane, Lane::Bulk);
        rig.answerAll(true);
        QTRY_VERIFY(reader.outcome);
        QList<int> expected = ExportRig::range(0, 3000);
        expected.removeOne(7);
        QCOMPARE(reader.names(), namesOf(expected));
        QCOMPARE(reader.finishes, 1);
    }

    void namesWhoIsGone()
    {
        ExportRig rig(150);
        ReadRequest wish;
        wish.ids.emplace();
        for (const int number : { 500, 3, 149, 501, 3 })
            *wish.ids += IdentityId(ExportRig::idOf(number));
        for (int i = 10; i < 120; ++i)
            *wish.ids += IdentityId(ExportRig::idOf(i));
        Reader reader(rig, wish);
        QCOMPARE(rig.wire.openCount(Lane::Bulk), 2); // chunks of 100
        QCOMPARE(rig.query(rig.wire.oldest()).defaultFilter, u"NONE"_s);
        rig.answerAll();
        QTRY_VERIFY(reader.outcome);
        QCOMPARE(reader.outcome->identities.size(), 112);
        QCOMPARE(reader.outcome->missing,
            (QList<IdentityId> {
                IdentityId(ExportRig::idOf(500)), IdentityId(ExportRig::idOf(501)) }));
    }

    /// More than are handed over in one turn.
    void aLargeSelectionComesInOrderAndOnce()
    {
        constexpr int Count = 4200;
        ExportRig rig(Count);
        ReadRequest wish { .sorters = { u"-name"_s } };
        wish.ids.emplace();
        QList<int> expected;
        for (int i = 0; i < Count; ++i) {
            *wish.ids += IdentityId(ExportRig::idOf(i));
            if (i % 1000 == 0)
                *wish.ids += IdentityId(ExportRig::idOf(0)); // again, in another part
            expected.prepend(i);
        }
        wish.ids->append({ IdentityId(), IdentityId(ExportRig::idOf(Count)) });
        Reader reader(rig, wish);
        rig.answerAll();
        QTRY_VERIFY(reader.outcome);
        QCOMPARE(reader.outcome->expected, Count + 1);
        QCOMPARE(reader.outcome->missing, QList { IdentityId(ExportRig::idOf(Count)) });
        QStringList names = namesOf(expected);
        names.sort(Qt::CaseInsensitive);
        std::ranges::reverse(names);
        QCOMPARE(reader.names(), names);
        QCOMPARE(reader.finishes, 1);
    }

    /// Whoever drops the filter on the way answers with the beginning of the list.
    void othersThanWereAskedForAreRefused()
    {
        ExportRig rig(150);
        ReadRequest wish;
        wish.ids = QList<IdentityId> { IdentityId(ExportRig::idOf(140)) };
        Reader reader(rig, wish);
        QJsonArray page;
        for (int i = 0; i < 100; ++i)
            page += ExportRig::person(i);
        rig.wire.answer(rig.wire.oldest(), { .status = 200, .body = QJsonDocument(page).toJson() });
        rig.turn();
        QTRY_VERIFY(reader.error);
        QCOMPARE(reader.error->kind, ApiError::Kind::Malformed);
        QVERIFY(reader.error->reason().contains(u"not asked for"_s));
    }

    void nobodyIsLostWhileOthersGo()
    {
        ExportRig rig(2000);
        Reader reader(rig, {});
        int gone = 0;
        while (rig.wire.openCount() > 0) {
            rig.answer(rig.wire.oldest());
            if (gone < 40)
                rig.tenant.removeAt(gone++ % 20); // all after it move up
        }
        QTRY_VERIFY(reader.outcome);
        const QStringList names = reader.names();
        for (const QJsonObject& stayed : std::as_const(rig.tenant))
            QVERIFY(names.contains(stayed.value(u"name"_s).toString()));
        QCOMPARE(reader.outcome->unsettled, 0);
    }

    void errorsAndCancel()
    {
        ExportRig rig(300);
        Reader refused(rig, {});
        rig.refuse(rig.wire.oldest(), 400, "no");
        QTRY_VERIFY(refused.error);
        QCOMPARE(refused.error->kind, ApiError::Kind::BadRequest);
        QCOMPARE(refused.error->operation, u"Read identities"_s);
        QCOMPARE(refused.error->place, u"rows 1 to 250 of the list"_s);
        QVERIFY(!refused.reading.isReading());
        Reader cancelled(rig, {});
        QVERIFY(cancelled.reading.isReading());
        cancelled.reading.cancel();
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 0);
        QCOMPARE(cancelled.finishes, 0);
    }

    void anotherReadingGivesUpTheFirst()
    {
        ExportRig rig(600);
        Reader reader(rig, {});
        rig.answer(rig.wire.oldest());
        reader.reading.read({ .ids = QList<IdentityId> { IdentityId(ExportRig::idOf(5)) } });
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 1);
        rig.answerAll();
        QTRY_VERIFY(reader.outcome);
        QCOMPARE(reader.names(), namesOf({ 5 }));
        QCOMPARE(reader.finishes, 1);
    }

    void nobodyIsNotEverybody()
    {
        ExportRig rig(10);
        Reader reader(rig, { .ids = QList<IdentityId>() });
        QTRY_VERIFY(reader.outcome);
        QVERIFY(reader.outcome->identities.isEmpty());
        QCOMPARE(rig.wire.started.size(), 0);
    }

    void rangesComeAsTheyStand()
    {
        ExportRig rig(1000);
        ReadRequest wish { .sorters = { u"-name"_s }, .range = ReadRequest::Range { 120, 699 } };
        Reader reader(rig, wish, IdentityReading::Detail::Id);
        QCOMPARE(rig.wire.openCount(Lane::Bulk), 3);
        QCOMPARE(rig.query(rig.wire.oldest()).offset, 120);
        QCOMPARE(rig.query(rig.wire.newest()).offset, 620);
        QCOMPARE(rig.query(rig.wire.newest()).limit, 80);
        rig.answerAll(true);
        QTRY_VERIFY(reader.outcome);
        QList<Identity> expected;
        for (const int number : ExportRig::range(120, 700))
            expected += Identity { .id = IdentityId(ExportRig::idOf(number)) };
        QCOMPARE(reader.outcome->identities, expected);
    }

    void everythingIsKeptWhereItIsWanted()
    {
        ExportRig rig(0);
        QJsonObject person = ExportRig::person(1);
        person[u"attributes"] = QJsonObject { { u"department"_s, u"X"_s } };
        rig.tenant += person;
        Reader reader(rig, {}, IdentityReading::Detail::Everything);
        rig.answerAll();
        QTRY_VERIFY(reader.outcome);
        const auto page = ListIdentities::parse(
            { .status = 200, .body = QJsonDocument(QJsonArray { person }).toJson() });
        QCOMPARE(reader.outcome->identities, page->identities);
        QCOMPARE(reader.outcome->identities.value(0).record.attribute(u"department"_s), u"X"_s);
    }

    /// What a page becomes is its owner's: here the first letters of its bytes.
    void theDecoderIsTheOwners()
    {
        ExportRig rig(600);
        QByteArray letters;
        const PageDecoder decoder = [](const ApiResponse& answer, qint64 offset) {
            DecodedPage page { .content = answer.body.left(1), .totalCount = answer.totalCount };
            const QJsonArray records = QJsonDocument::fromJson(answer.body).array();
            for (qsizetype row = 0; row < records.size(); ++row) {
                const quint64 place = static_cast<quint64>(offset + row) + 1;
                page.rows.push_back({ .key = { 1, place }, .sortKey = place });
            }
            return Expected<DecodedPage>(page);
        };
        IdentityWalk walk(rig.client, {}, decoder,
            [&](const DecodedPage& page, std::size_t from, std::size_t to) {
                letters += std::any_cast<QByteArray>(page.content) + QByteArray::number(to - from)
                    + ' ';
            });
        int finished = 0;
        QObject::connect(&walk, &IdentityWalk::finished, [&] { ++finished; });
        walk.start();
        rig.turn();
        rig.answerAll(true);
        QTRY_COMPARE(finished, 1);
        QCOMPARE(letters, QByteArray("[250 [248 [102 "));
        QCOMPARE(walk.result().rows, 600);
        QCOMPARE(walk.result().expected, 600);
        QCOMPARE(walk.result().duplicates, 0);
    }

    void theReceiverMayStopIt()
    {
        ExportRig rig(2000);
        int handedOver = 0;
        std::unique_ptr<IdentityWalk> walk;
        walk = std::make_unique<IdentityWalk>(
            rig.client, ReadRequest(),
            [](const ApiResponse& answer, qint64) {
                DecodedPage page { .totalCount = answer.totalCount };
                const Expected<IdentityPage> read = ListIdentities::parse(answer);
                for (const Identity& identity : read->identities)
                    page.rows.push_back({ .key = IdKey::of(identity.id) });
                return Expected<DecodedPage>(page);
            },
            [&](const DecodedPage&, std::size_t, std::size_t) {
                ++handedOver;
                walk->stop();
            });
        QObject::connect(walk.get(), &IdentityWalk::finished, [&] { handedOver += 100; });
        walk->start();
        rig.turn();
        rig.answerAll();
        QCOMPARE(handedOver, 1);
        QCOMPARE(rig.wire.openCount(), 0);
        QCOMPARE(rig.wire.started.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestIdentityWalk)
#include "tst_identitywalk.moc"
