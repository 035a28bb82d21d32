#include "api/roleassignment.h"
#include "support/answers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestRoleAssignments : public QObject
{
    Q_OBJECT

private slots:
    void roleAssignmentReferences();
    void roleAssignmentDetails();
};

void TestRoleAssignments::roleAssignmentReferences()
{
    const Expected<QList<RoleAssignment>> list
        = ListRoleAssignments::parse(fixture(u"role-assignments.json"_s));
    QVERIFY(list.hasValue());
    QCOMPARE(list->size(), 2);
    const RoleAssignment& first = list->at(0);
    QCOMPARE(first.id.text(), u"1cbb0705b38c4226b1334eadd8874086"_s);
    QCOMPARE(first.role.name, u"Engineer"_s);
    QCOMPARE(first.added.utc.toString(Qt::ISODateWithMs), u"2025-07-11T18:45:37.098Z"_s);
    QVERIFY(first.starts.isEmpty());
    QVERIFY(!first.removed.utc.isValid());
    QCOMPARE(first.removed.text, u"Wed Feb 14 10:58:42"_s);
    QVERIFY(!first.detail);
    QVERIFY(first.raw.contains(u"addedDate"_s));
    QCOMPARE(list->at(1).role, Reference());
    QCOMPARE(detailOf<ListRoleAssignments>("{}"), u"$: expected a list, found an object"_s);
}

void TestRoleAssignments::roleAssignmentDetails()
{
    const Expected<RoleAssignment> assignment
        = GetRoleAssignment::parse(fixture(u"role-assignment.json"_s));
    QVERIFY(assignment.hasValue());
    QVERIFY(assignment->detail.has_value());
    const RoleAssignmentDetail& detail = *assignment->detail;
    QCOMPARE(detail.comments, u"I'm a new Engineer and need this role to do my work"_s);
    QCOMPARE(detail.assignmentSource, u"UI"_s);
    QCOMPARE(detail.assigner,
        std::optional(Reference { u"UNKNOWN"_s, u"2c91808568c529c60168cca6f90c1313"_s, u""_s }));
    QCOMPARE(detail.assignedDimensions.value(0).type, u"DIMENSION"_s);
    QCOMPARE(detail.requestedAttributes,
        (QList<ContextAttribute> { { u"department"_s, { u"Engineering"_s }, false },
            { u"location"_s, { u"Austin"_s, u"Houston"_s, u"7"_s }, true } }));
    QCOMPARE(detail.matched.size(), 2);
    QCOMPARE(detail.matched.at(0).role.name, u"Engineer"_s);
    QVERIFY(detail.matched.at(0).attributes.isEmpty());
    QCOMPARE(detail.matched.at(1).role.name, u"Wrapped"_s);
    QCOMPARE(detail.matched.at(1).attributes.value(0).attribute, u"department"_s);
    QCOMPARE(detail.computedDate, u"Wed Feb 14 10:58:42"_s);
    QCOMPARE(detail.accountTargets.size(), 2);
    QCOMPARE(detail.accountTargets.at(0).source.name, u"Active Directory"_s);
    QCOMPARE(detail.accountTargets.at(0).nativeIdentity, u"CN=Abby.smith,OU=Austin,DC=test"_s);
    QCOMPARE(detail.accountTargets.at(0).uuid, u"{ad9fc391-246d-40af-b248-b6556a2b7c01}"_s);
    QCOMPARE(detail.accountTargets.at(0).role.type, u"ACCESS_PROFILE"_s);
    QCOMPARE(detail.accountTargets.at(1), AccountTarget());
    QVERIFY(assignment->starts.utc < assignment->removed.utc);

    const Expected<RoleAssignment> nulls = GetRoleAssignment::parse(
        answer(R"({"id":"a","comments":null,"assigner":null,"assignmentContext":null})"));
    QVERIFY(nulls.hasValue());
    QCOMPARE(nulls->detail, std::optional(RoleAssignmentDetail()));
    QCOMPARE(detailOf<GetRoleAssignment>("{}"), u"$.id: expected text, found nothing"_s);
    QCOMPARE(detailOf<GetRoleAssignment>(
                 R"({"id":"a","assignmentContext":{"requested":{"contextAttributes":[{},7]}}})"),
        u"$.assignmentContext.requested.contextAttributes[1]: "
        "expected an object, found a number"_s);
}

QTEST_GUILESS_MAIN(TestRoleAssignments)
#include "tst_roleassignments.moc"
