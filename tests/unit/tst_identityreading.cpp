#include "csv/identityreading.h"
#include "csv/tablefile.h"

#include "support/exportrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// Reads and notes how it ended.
struct Reader
{
    Reader(ExportRig& rig, const ExportRequest& wish)
        : reading(rig.client, rig.clock, wish)
    {
        QObject::connect(&reading, &IdentityReading::finished, &reading,
            [this](const IdentityReading::Outcome& result) {
                ++finishes;
                outcome = result;
            });
        reading.start();
        rig.turn();
    }
    QStringList names() const
    {
        QStringList list;
        for (const Identity& identity : (*outcome)->identities)
            list += identity.name;
        return list;
    }

    IdentityReading reading;
    std::optional<IdentityReading::Outcome> outcome;
    int finishes = 0;
};

} // namespace

class TestIdentityReading : public QObject
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
        const QList<Identity>& read = (*reader.outcome)->identities;
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
        QCOMPARE((*reader.outcome)->identities,
            QList<Identity>({ { .id = IdentityId(u"\uFEFFid"_s),
                .name = u"\uFEFFName"_s,
                .alias = u"a\u200B"_s } }));
    }

    void readsEverythingInOrder()
    {
        ExportRig rig(3000);
        ExportRequest wish;
        wish.filters = u"name sw \"P\""_s;
        wish.except = { IdentityId(ExportRig::idOf(7)) };
        Reader reader(rig, wish);
        QCOMPARE(rig.query(rig.wire.oldest()).filters, u"name sw \"P\""_s);
        QCOMPARE(rig.wire.request(rig.wire.oldest()).lane, Lane::Bulk);
        rig.answerAll(true);
        QTRY_VERIFY(reader.outcome);
        QStringList expected;
        for (int i = 0; i < 3000; ++i) {
            if (i != 7)
                expected += ExportRig::person(i).value(u"name"_s).toString();
        }
        QCOMPARE(reader.names(), expected);
        QCOMPARE(reader.finishes, 1);
    }

    void namesWhoIsGone()
    {
        ExportRig rig(150);
        ExportRequest wish;
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
        QCOMPARE((*reader.outcome)->identities.size(), 112);
        QCOMPARE((*reader.outcome)->missing,
            (QList<IdentityId> {
                IdentityId(ExportRig::idOf(500)), IdentityId(ExportRig::idOf(501)) }));
    }

    /// Whoever drops the filter on the way answers with the beginning of the list.
    void othersThanWereAskedForAreRefused()
    {
        ExportRig rig(150);
        ExportRequest wish;
        wish.ids = QList<IdentityId> { IdentityId(ExportRig::idOf(140)) };
        Reader reader(rig, wish);
        QJsonArray page;
        for (int i = 0; i < 100; ++i)
            page += ExportRig::person(i);
        rig.wire.answer(rig.wire.oldest(), { .status = 200, .body = QJsonDocument(page).toJson() });
        rig.turn();
        QTRY_VERIFY(reader.outcome);
        QVERIFY(!*reader.outcome);
        QCOMPARE(reader.outcome->error().kind, ApiError::Kind::Malformed);
        QVERIFY(reader.outcome->error().reason().contains(u"not asked for"_s));
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
        QCOMPARE((*reader.outcome)->unsettled, 0);
    }

    void errorsAndCancel()
    {
        ExportRig rig(300);
        Reader refused(rig, {});
        rig.refuse(rig.wire.oldest(), 400, "no");
        QTRY_VERIFY(refused.outcome);
        QCOMPARE(refused.outcome->error().kind, ApiError::Kind::BadRequest);
        Reader cancelled(rig, {});
        cancelled.reading.cancel();
        QTRY_VERIFY(cancelled.outcome);
        QCOMPARE(cancelled.outcome->error().kind, ApiError::Kind::Cancelled);
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 0);
    }

    void tablesAreGuarded()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(u"list.csv"_s);
        QVERIFY(writeTableFile(path, { { u"Name"_s, u"Id"_s }, { u"=1+1"_s, u"a,b"_s } }));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Name,Id\r\n'=1+1,\"a,b\"\r\n"));
        const auto refused = writeTableFile(dir.path(), { { u"x"_s } });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ApiError::Kind::File);
    }
};

QTEST_GUILESS_MAIN(TestIdentityReading)
#include "tst_identityreading.moc"
