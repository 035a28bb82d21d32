#include "operations/ownershipcheck.h"

#include "support/clientrig.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Finding = OwnershipCheck::Finding;

namespace {

struct Rig : ClientRig
{
    Rig()
    {
        QObject::connect(&check, &OwnershipCheck::finished, &check, [this] { ++finishes; });
    }
    void start(int identities)
    {
        QList<IdentityId> ids;
        for (int i = 0; i < identities; ++i)
            ids += idOf(i);
        check.check(ids);
        turn();
    }
    static IdentityId idOf(int number) { return IdentityId(u"id%1"_s.arg(number)); }
    void answer(const QByteArray& body, int status = 200)
    {
        wire.answer(wire.oldest(),
            { .status = status,
                .headers = { { "content-type", "application/json" } },
                .body = body });
        turn();
    }

    OwnershipCheck check { client };
    int finishes = 0;
};

const QByteArray Nothing = R"({"associationDetails":[]})";
const QByteArray OneRole = R"({"associationDetails":[{"associationType":"ROLE_OWNER",)"
                           R"("entities":[{"id":"r1","name":"R","type":"ROLE"}]}]})";

} // namespace

class TestOwnershipCheck : public QObject
{
    Q_OBJECT

private slots:
    void everyAnswerIsAFinding()
    {
        Rig rig;
        rig.start(5);
        QCOMPARE(rig.wire.openCount(Lane::Bulk), 5);
        QCOMPARE(rig.check.checked(), 0);
        rig.answer(Nothing);
        rig.answer(OneRole);
        rig.answer("OK");
        rig.answer(missing().body, 404);
        QVERIFY(rig.check.isRunning());
        QCOMPARE(rig.finishes, 0);
        rig.answer("{}", 403);
        QCOMPARE(rig.finishes, 1);
        QVERIFY(!rig.check.isRunning());
        QCOMPARE(rig.check.checked(), 5);
        const Finding expected[] { Finding::Free, Finding::Owns, Finding::NotStated, Finding::Gone,
            Finding::Failed };
        for (int i = 0; i < 5; ++i)
            QCOMPARE(rig.check.entry(Rig::idOf(i)).finding, expected[i]);
        QCOMPARE(rig.check.entry(Rig::idOf(1)).details.entityCount(), 1);
        QCOMPARE(rig.check.entry(Rig::idOf(4)).error.kind, ApiError::Kind::Forbidden);
    }

    void fewAtATime()
    {
        Rig rig;
        rig.start(100);
        while (rig.wire.openCount() > 0)
            rig.answer(Nothing);
        QCOMPARE(rig.wire.started.size(), 100);
        QVERIFY(rig.wire.mostOpen <= OwnershipCheck::MostOutstanding);
        QCOMPARE(rig.check.idsWith(Finding::Free).size(), 100);
        QCOMPARE(rig.finishes, 1);
    }

    void failedOnesAreAskedAgain()
    {
        Rig rig;
        rig.start(2);
        rig.answer("{}", 403);
        rig.answer(OneRole);
        QCOMPARE(rig.check.idsWith(Finding::Failed), QList<IdentityId> { Rig::idOf(0) });
        rig.check.retryFailed();
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 1);
        QCOMPARE(rig.check.checked(), 1);
        QCOMPARE(rig.check.total(), 2);
        rig.answer(Nothing);
        QCOMPARE(rig.check.idsWith(Finding::Free), QList<IdentityId> { Rig::idOf(0) });
        QCOMPARE(rig.finishes, 2);
    }

    void stopAsksForNothingMore()
    {
        Rig rig;
        rig.start(40);
        rig.check.stop();
        rig.turn();
        QCOMPARE(rig.wire.openCount(), 0);
        QCOMPARE(rig.finishes, 0);
        QCOMPARE(rig.check.entry(Rig::idOf(39)).finding, Finding::Waiting);
    }
};

QTEST_GUILESS_MAIN(TestOwnershipCheck)
#include "tst_ownershipcheck.moc"
