// Who an operation will reach, and what has to be asked for that; with a tenant that answers at
// once.

#include "models/operations/operationpreparation.h"

#include "support/clientrig.h"
#include "support/operations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Asked = std::pair<qsizetype, qsizetype>; // lists, ownerships
using Stage = OperationPreparation::Stage;

namespace {

struct Rig : ClientRig
{
    /// Prepares for those who are named; of the ids that the tenant has.
    void prepare(const Operation& operation, const QStringList& ids)
    {
        OperationSubject subject { .count = ids.size() };
        subject.who.ids.emplace();
        for (const QString& id : ids)
            *subject.who.ids += IdentityId(id);
        preparation = std::make_unique<OperationPreparation>(
            client, clock, operation, subject, IdentityId());
        stages.clear();
        QObject::connect(preparation.get(), &OperationPreparation::changed, preparation.get(),
            [this] { stages[preparation->stage()] = preparation->plan().targets.size(); });
        wire.started.clear();
        preparation->start();
        for (int i = 0; i < 50; ++i) {
            turn();
            for (const Transport::Id id : wire.open())
                answer(id);
        }
    }
    void answer(Transport::Id id)
    {
        const QUrl& url = wire.request(id).url;
        if (url.path().endsWith(u"/ownership"_s)) {
            wire.ok(id, R"({"associationDetails":[]})");
            return;
        }
        const QString filter = QUrlQuery(url).queryItemValue(u"filters"_s, QUrl::FullyDecoded);
        const bool some = filter.contains(u"protected eq"_s) || filter.contains(u"correlated eq"_s);
        const bool wanted = !filter.contains(u"protected eq false"_s)
            && !filter.contains(u"correlated eq true"_s);
        QJsonArray page;
        for (const QString& one : tenant) {
            if (filter.contains(u'"' + one + u'"') && (!some || flagged.contains(one) == wanted))
                page += QJsonObject { { u"id"_s, one }, { u"name"_s, one } };
        }
        wire.answer(id,
            { .status = 200,
                .headers = { { "x-total-count", QByteArray::number(page.size()) } },
                .body = QJsonDocument(page).toJson() });
    }
    /// Requests for lists, and for what is owned.
    Asked asked() const
    {
        const auto checks = std::ranges::count_if(wire.started, [](const WireRequest& request) {
            return request.url.path().endsWith(u"/ownership"_s);
        });
        return { wire.started.size() - checks, checks };
    }
    QStringList reached() const
    {
        QStringList ids;
        for (const Identity& one : preparation->result().willRun)
            ids += one.id.text();
        return ids;
    }

    QStringList tenant { u"anna"_s, u"bert"_s, u"cleo"_s };
    QStringList flagged { u"cleo"_s };
    /// The stages that were entered, and how many people could have been confirmed in each.
    QMap<OperationPreparation::Stage, qsizetype> stages;
    std::unique_ptr<OperationPreparation> preparation;
};

} // namespace

class TestPreparation : public QObject
{
    Q_OBJECT

private slots:
    void whoeverComesUnflaggedIsAskedForOnce()
    {
        Rig rig;
        rig.prepare(deleteIdentity(), { u"anna"_s });
        QCOMPARE(rig.preparation->stage(), Stage::Ready);
        QCOMPARE(rig.reached(), QStringList { u"anna"_s });
        QCOMPARE(rig.asked(), Asked(1, 1));
        rig.prepare(synchronizeAttributes(), { u"anna"_s, u"bert"_s });
        QCOMPARE(rig.reached(), QStringList({ u"anna"_s, u"bert"_s }));
        QCOMPARE(rig.asked(), Asked(1, 0));
        rig.prepare(processIdentities(), { u"anna"_s, u"cleo"_s });
        QCOMPARE(rig.reached(), QStringList({ u"anna"_s, u"cleo"_s }));
        QCOMPARE(rig.asked(), Asked(1, 0));
    }

    void whoHasTheFlagIsLeftOut()
    {
        Rig rig;
        rig.prepare(deleteIdentity(), { u"anna"_s, u"cleo"_s });
        QCOMPARE(rig.preparation->stage(), Stage::Ready);
        QCOMPARE(rig.reached(), QStringList { u"anna"_s });
        QCOMPARE(rig.preparation->result().count(SkipReason::Protected), 1);
        QCOMPARE(rig.asked(), Asked(3, 1));
        rig.prepare(synchronizeAttributes(), { u"cleo"_s });
        QVERIFY(rig.reached().isEmpty());
        QCOMPARE(rig.preparation->result().count(SkipReason::Uncorrelated), 1);
    }

    /// Where they are many, the rules are applied elsewhere, and the plan is made once.
    void manyAreSortedElsewhere()
    {
        Rig rig;
        rig.tenant.clear();
        for (int i = 0; i < 2500; ++i)
            rig.tenant += u"id-%1"_s.arg(i, 4, 10, QChar(u'0'));
        QStringList asked = rig.tenant;
        asked.insert(7, u"nobody"_s);
        rig.prepare(processIdentities(), asked);
        QTRY_COMPARE(rig.preparation->stage(), Stage::Ready);
        QCOMPARE(rig.stages.value(Stage::Sorting, -1), 0); // nothing could be confirmed
        QCOMPARE(rig.reached(), rig.tenant);
        const BulkPlan& plan = rig.preparation->plan();
        QCOMPARE(plan.operation, &processIdentities());
        QCOMPARE(plan.targets.size(), 2500);
        QCOMPARE(plan.targets.last().id, IdentityId(rig.tenant.last()));
        QCOMPARE(plan.skipped.size(), 1);
        QCOMPARE(plan.skipped.first().target.id, IdentityId(u"nobody"_s));
        const BulkPlan again = rig.preparation->plan();
        QCOMPARE(again.targets.constData(), plan.targets.constData()); // the very same
        rig.prepare(processIdentities(), asked);
        QVERIFY(rig.stages.contains(Stage::Sorting));
        rig.preparation.reset(); // nobody wants it any more
    }

    void whoIsGoneIsSaidToBeGone()
    {
        Rig rig;
        rig.prepare(deleteIdentity(), { u"anna"_s, u"dora"_s });
        QCOMPARE(rig.preparation->stage(), Stage::Ready);
        QCOMPARE(rig.reached(), QStringList { u"anna"_s });
        QCOMPARE(rig.preparation->result().count(SkipReason::NotFound), 1);
        QCOMPARE(rig.preparation->result().count(SkipReason::Protected), 0);
    }
};

QTEST_GUILESS_MAIN(TestPreparation)
#include "tst_preparation.moc"
