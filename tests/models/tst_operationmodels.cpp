#include "models/details/ownership.h"
#include "models/operations/operationcost.h"
#include "models/operations/operationsubject.h"
#include "models/operations/preflightrows.h"
#include "models/selection/selectionstore.h"
#include "models/table/identityname.h"
#include "models/table/identitytablemodel.h"
#include "operations/deleteidentity.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

Identity person(const QString& id)
{
    return { .id = IdentityId(id), .name = u"Name "_s + id, .alias = id + u".alias"_s };
}

/// The whole tree as indented lines.
QStringList picture(const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells += model.index(row, column, parent).data().toString();
        lines += QString(depth * 2, u' ') + cells.join(u'|');
        lines += picture(model, model.index(row, 0, parent), depth + 1);
    }
    return lines;
}

} // namespace

class TestOperationModels : public QObject
{
    Q_OBJECT

private slots:
    void candidates()
    {
        CandidateModel model;
        const QAbstractItemModelTester tester(&model);
        Identity full = person(u"a"_s);
        full.identityStatus = u"LOCKED"_s;
        full.lifecycleState = LifecycleState { .stateName = u"leave"_s };
        model.setIdentities({ full, { .id = IdentityId(u"b"_s) } });
        QCOMPARE(picture(model), (QStringList { u"Name a|a.alias|Locked|leave"_s, u"b|–|–|–"_s }));
        const auto kind = [&](int column) {
            return static_cast<IdentityColumn::Kind>(
                model.index(0, column).data(IdentityTableModel::ColumnKindRole).toInt());
        };
        QCOMPARE(kind(CandidateModel::NameColumn), IdentityColumn::Kind::Text);
        QCOMPARE(kind(CandidateModel::StatusColumn), IdentityColumn::Kind::Status);
        QCOMPARE(
            model.index(0, CandidateModel::StatusColumn).data(IdentityTableModel::RawValueRole),
            QVariant(u"LOCKED"_s));
        QCOMPARE(model.index(1, 0).data(IdentityTableModel::IdentityIdRole), QVariant(u"b"_s));
    }

    void whatIsTypedIsClear_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("text");
        const QString endless(10'000, u'x');
        QTest::newRow("name") << u"Maria"_s << u"mk"_s << u"a1"_s << u"display name"_s
                              << u"Maria"_s;
        QTest::newRow("blank") << u" "_s << u"mk"_s << u"a1"_s << u"account name"_s << u"mk"_s;
        QTest::newRow("no name") << QString() << u"mk"_s << u"a1"_s << u"account name"_s << u"mk"_s;
        QTest::newRow("endless") << endless << u"mk"_s << u"a1"_s << u"account name"_s << u"mk"_s;
        QTest::newRow("no account either")
            << endless << u"\u200B"_s << u"a1"_s << u"id"_s << u"a1"_s;
        QTest::newRow("looks like another")
            << u"Otto"_s << u"ok"_s << u"a1"_s << u"account name"_s << u"ok"_s;
        QTest::newRow("looks like another, Cyrillic")
            << u"Оttо"_s << u"ok"_s << u"a1"_s << u"account name"_s << u"ok"_s;
        QTest::newRow("so does the account")
            << u"Otto"_s << u"OTTO"_s << u"a1"_s << u"id"_s << u"a1"_s;
        QTest::newRow("nothing that can be typed")
            << endless << endless << endless << u"number of identities"_s << u"1"_s;
    }
    void whatIsTypedIsClear()
    {
        QFETCH(QString, name);
        QFETCH(QString, account);
        QFETCH(QString, id);
        QFETCH(QString, what);
        QFETCH(QString, text);
        const Identity one { .id = IdentityId(id), .name = name, .alias = account };
        const Identity other { .id = IdentityId(u"b2"_s), .name = u"otto"_s, .alias = u"otto"_s };
        const TypedName typed = nameToType(one, { other, one });
        QCOMPARE(typed.what, u"the "_s + what);
        QCOMPARE(typed.text, text);
    }

    void skippedByReason()
    {
        GroupedRows model(SkippedRows::titles());
        const QAbstractItemModelTester tester(&model);
        model.setRows(
            SkippedRows::of({ { person(u"a"_s), SkipReason::NotFound, u"No longer there."_s },
                { person(u"b"_s), SkipReason::NoEmail, {} },
                { person(u"c"_s), SkipReason::NoEmail, {} } }));
        QCOMPARE(picture(model),
            (QStringList { u"No email address (2)||"_s, u"  Name b|b.alias|"_s,
                u"  Name c|c.alias|"_s, u"Not found (1)||"_s,
                u"  Name a|a.alias|No longer there."_s }));
        QCOMPARE(model.index(0, 0).data(SkippedRows::ReasonRole).toInt(),
            static_cast<int>(SkipReason::NoEmail));
    }

    void ownersAndWhatTheyOwn()
    {
        GroupedRows model(OwnerRows::titles());
        const QAbstractItemModelTester tester(&model);
        const OwnershipDetails owned { .associations
            = { { u"ROLE_OWNER"_s,
                    { { u"ROLE"_s, u"r1"_s, u"=Approver"_s }, { u"ROLE"_s, u"r2"_s, {} } } },
                { u"POLICY_OWNER"_s, { { u"POLICY"_s, u"p1"_s, u"P"_s } } } } };
        const QList<Owner> owners { { person(u"a"_s), owned }, { person(u"b"_s), owned } };
        model.setRows(OwnerRows::of(owners));
        QCOMPARE(picture(model).mid(0, 6),
            (QStringList { u"Name a · a.alias|3 objects|a"_s, u"  Role owner|2|"_s,
                u"    =Approver|Role|r1"_s, u"    –|Role|r2"_s, u"  Policy owner|1|"_s,
                u"    P|Policy|p1"_s }));
        QCOMPARE(picture(model).size(), 12);
        QCOMPARE(OwnerRows::checklist(owners).size(), 7);
        QCOMPARE(OwnerRows::checklist(owners).at(4),
            (QStringList { u"Name b"_s, u"b.alias"_s, u"b"_s, u"Role owner"_s, u"=Approver"_s,
                u"ROLE"_s, u"r1"_s }));
        QCOMPARE(ownedWords(owned), u"2 roles, 1 policy"_s);
    }

    void subjectsAreFrozen()
    {
        SelectionStore selection;
        selection.setSelected(IdentityId(u"a"_s), true);
        const OperationSubject few = subjectOf(selection, { u"-name"_s });
        selection.clear();
        QCOMPARE(few.count, 1);
        QCOMPARE(few.who.sorters, QStringList { u"-name"_s });
        QVERIFY(few.who.ids.has_value());
        QCOMPARE(*few.who.ids, QList<IdentityId> { IdentityId(u"a"_s) });

        const IdentityQuery query { .scope = IdentityScope::Uncorrelated,
            .filter = u"name sw \"a\""_s };
        selection.setViewQuery(query);
        selection.selectAllMatching(query, 10);
        selection.setSelected(IdentityId(u"b"_s), false);
        const OperationSubject all = subjectOf(selection, {});
        QCOMPARE(all.count, 9);
        QVERIFY(!all.who.ids.has_value());
        QCOMPARE(all.who.filters, u"correlated eq false and (name sw \"a\")"_s);
        QVERIFY(!all.who.correlatedOnly);
        QCOMPARE(all.who.except, QSet<IdentityId> { IdentityId(u"b"_s) });
    }

    void allOfAnIdListIsThatList()
    {
        // More ids than one filter takes: as a filter they would not fit.
        IdentityQuery query { .scope = IdentityScope::All };
        for (int i = 0; i < 300; ++i)
            query.onlyIds += QString::number(i);
        SelectionStore selection;
        selection.setViewQuery(query);
        selection.selectAllMatching(query, 300);
        selection.setSelected(IdentityId(u"7"_s), false);
        const OperationSubject subject = subjectOf(selection, {});
        QVERIFY(subject.who.ids.has_value());
        QCOMPARE(subject.who.ids->size(), 299);
        QVERIFY(!subject.who.ids->contains(IdentityId(u"7"_s)));
    }

    void theCostIsByTheLimitOrTheAnswers()
    {
        BulkPlan plan { .operation = &deleteIdentity() };
        for (int i = 0; i < 60; ++i)
            plan.targets += BulkTarget { .id = IdentityId(QString::number(i)) };
        // Spread over the limit, whether all would fit at once or not.
        for (const int used : { 20, 150 }) {
            QCOMPARE(operationCostText(plan, { .used = used, .limit = 200 }),
                u"180 requests · about 9 s at the present budget (%1 of 200 free)"_s.arg(
                    200 - used));
        }
        // A slow tenant answers a few at once.
        QCOMPARE(operationCostText(plan, { .used = 20, .limit = 200, .medianLatencyMs = 2000 }),
            u"180 requests · about 23 s at the present budget (180 of 200 free)"_s);
        // One who is checked, deleted and read again waits for three answers.
        plan.targets.resize(1);
        QCOMPARE(operationCostText(plan, { .limit = 100, .medianLatencyMs = 2000 }),
            u"3 requests · about 6 s at the present budget (100 of 100 free)"_s);
    }

    void onePersonHasAName()
    {
        const OperationSubject one = subjectOf(person(u"a"_s));
        QCOMPARE(one.name, u"Name a"_s);
        QCOMPARE(subjectOf({ .id = IdentityId(u"x"_s) }).name, u"x"_s);
    }
};

QTEST_GUILESS_MAIN(TestOperationModels)
#include "tst_operationmodels.moc"
