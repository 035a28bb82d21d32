// The models behind the details: ownership, role assignments, comparison, pins.

#include "base/qtversion.h"
#include "base/wording.h"
#include "models/details/identitycomparison.h"
#include "models/details/ownership.h"
#include "models/details/roleassignments.h"
#include "models/table/pinnedattributes.h"

#include "api/jsonreader.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

const QDateTime Now(QDate(2026, 7, 1), QTime(12, 0), Utc);

RoleAssignment assignmentFrom(const QJsonObject& json)
{
    JsonFault fault;
    const JsonDocument document(QJsonDocument(json).toJson());
    return RoleAssignment::fromJson(JsonReader(document.root(), fault));
}

QJsonObject objectIn(const QString& name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR) + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

Identity person(const QString& id, const QString& name, const QJsonObject& attributes)
{
    Identity identity;
    identity.id = IdentityId(id);
    identity.name = name;
    identity.record
        = RecordText(QJsonDocument(QJsonObject { { u"attributes"_s, attributes } }).toJson());
    return identity;
}

} // namespace

class TestDetailModels : public QObject
{
    Q_OBJECT

private slots:
    void rowsStandInAnyDepth();
    void rowsThatAreTheSameStay();
    void ownershipIsATree();
    void ownershipWordsAreReadable();
    void assignmentsAreRows();
    void roleFilterKnowsIdsFromNames_data();
    void roleFilterKnowsIdsFromNames();
    void factsTellEverything();
    void factsSayWhatIsMissing();
    void distances_data();
    void distances();
    void comparisonPutsDifferencesFirst();
    void absentAndNullAreEqual();
    void pinsKeepTheirOrder();
};

void TestDetailModels::rowsStandInAnyDepth()
{
    GroupedRows model({ u"One"_s, u"Two"_s });
    QAbstractItemModelTester tester(&model);
    model.setRows({ { .cells = { { .text = u"lonely"_s } } },
        { .cells = { { .text = u"a"_s } },
            .roles = { { Qt::UserRole, u"of the row"_s } },
            .rows = { { .cells = { { .text = u"b"_s } },
                .rows = { { .cells = { {}, { .text = u"c"_s, .toolTip = u"<c>"_s } } } } } } } });
    const QModelIndex a = model.index(1, 0);
    const QModelIndex b = model.index(0, 0, a);
    const QModelIndex c = model.index(0, 1, b);
    QCOMPARE(c.data().toString(), u"c"_s);
    QVERIFY(!c.data(Qt::ToolTipRole).toString().contains(u"<c>"_s)); // plain text everywhere
    QCOMPARE(c.parent(), b);
    QCOMPARE(b.parent(), a);
    QVERIFY(!a.parent().isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.rowCount(model.index(1, 1)), 0); // only the first column has rows below
    QCOMPARE(model.index(1, 1).data(Qt::UserRole).toString(), u"of the row"_s);
    QVERIFY(!b.data(Qt::UserRole).isValid());
}

void TestDetailModels::rowsThatAreTheSameStay()
{
    GroupedRows model({ u"One"_s });
    const std::vector<ShownRow> rows { { .cells = { { .text = u"a"_s } } } };
    model.setRows(rows);
    const QPersistentModelIndex current = model.index(0, 0);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setRows(rows);
    QVERIFY(current.isValid());
    QCOMPARE(reset.size(), 0);
    model.setRows({ { .cells = { { .text = u"b"_s } } } });
    QVERIFY(!current.isValid());
    QCOMPARE(reset.size(), 1);
}

void TestDetailModels::ownershipIsATree()
{
    GroupedRows model(OwnershipRows::titles());
    QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    const OwnershipDetails owned { .associations
        = { { u"ROLE_OWNER"_s, { { u"ROLE"_s, u"1"_s, u"A\tB"_s }, { u"ROLE"_s, u"2"_s, {} } } },
            { u"CAMPAIGN_OWNER"_s, { { u"CAMPAIGN_CAMPAIGNER"_s, u"3"_s, u"C"_s } } }, { {}, {} } },
        .isStated = true };
    model.setRows(OwnershipRows::of(owned));
    QCOMPARE(model.rowCount(), 3);
    const QModelIndex roles = model.index(0, 0);
    QCOMPARE(roles.data().toString(), u"Role owner (2)"_s);
    QCOMPARE(model.rowCount(roles), 2);
    QCOMPARE(model.index(1, OwnershipRows::NameColumn, roles).data().toString(), u"–"_s);
    QCOMPARE(model.index(0, OwnershipRows::IdColumn, roles).data().toString(), u"1"_s);
    const QModelIndex campaign = model.index(0, OwnershipRows::TypeColumn, model.index(1, 0));
    QCOMPARE(campaign.data().toString(), u"Campaign"_s);
    QVERIFY(campaign.data(Qt::ToolTipRole).toString().contains(u"CAMPAIGN_CAMPAIGNER"_s));
    QCOMPARE(campaign.parent(), model.index(1, 0));
    QCOMPARE(model.rowCount(model.index(2, 0)), 0);
    QCOMPARE(OwnershipRows::table(owned),
        (QList<QStringList> { { u"Owned as"_s, u"Name"_s, u"Type"_s, u"Id"_s },
            { u"Role owner"_s, u"A\tB"_s, u"ROLE"_s, u"1"_s },
            { u"Role owner"_s, {}, u"ROLE"_s, u"2"_s },
            { u"Campaign owner"_s, u"C"_s, u"CAMPAIGN_CAMPAIGNER"_s, u"3"_s } }));
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

void TestDetailModels::ownershipWordsAreReadable()
{
    QCOMPARE(associationWords(u"ACCESS_PROFILE_OWNER"_s), u"Access profile owner"_s);
    QVERIFY(!associationWords({}).isEmpty());
    QCOMPARE(objectTypeWords(u"WORKGROUP"_s), u"Governance group"_s);
    QCOMPARE(objectTypeWords(u"SOMETHING_NEW"_s), u"Something new"_s);
}

void TestDetailModels::assignmentsAreRows()
{
    GroupedRows model(RoleAssignmentRows::titles());
    QAbstractItemModelTester tester(&model);
    const RoleAssignment first = assignmentFrom(
        { { u"id"_s, u"a"_s }, { u"role"_s, QJsonObject { { u"name"_s, u"Engineer"_s } } },
            { u"addedDate"_s, u"2025-07-11T12:00:00Z"_s },
            { u"removeDate"_s, u"Wed Feb 14 10:58:42"_s } });
    model.setRows(RoleAssignmentRows::of({ first, assignmentFrom({ { u"id"_s, u"b"_s } }) }));
    QCOMPARE(model.rowCount(), 2);
    const auto text
        = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, RoleAssignmentRows::RoleColumn), u"Engineer"_s);
    QCOMPARE(text(0, RoleAssignmentRows::AddedColumn), u"11 Jul 2025"_s);
    QCOMPARE(text(0, RoleAssignmentRows::StartsColumn), u"–"_s);
    QCOMPARE(text(0, RoleAssignmentRows::EndsColumn), u"Wed Feb 14 10:58:42"_s); // as it came
    QCOMPARE(text(1, RoleAssignmentRows::RoleColumn), u"not given by ISC"_s);
    QVERIFY(model.index(0, RoleAssignmentRows::AddedColumn).data(Qt::ToolTipRole).toString()
        != QString());
    QVERIFY(model.index(1, RoleAssignmentRows::AddedColumn).data(Qt::ToolTipRole).toString()
        == QString());
}

void TestDetailModels::roleFilterKnowsIdsFromNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isId");
    QTest::newRow("hex") << u"  b660a232f05b4e04812ca974b3011e0F "_s << true;
    QTest::newRow("UUID") << u"ad9fc391-246d-40af-b248-b6556a2b7c01"_s << true;
    QTest::newRow("name") << u"Engineer"_s << false;
    QTest::newRow("31 digits") << u"b660a232f05b4e04812ca974b3011e0"_s << false;
    QTest::newRow("name with dashes") << u"ad9fc391-VPN-access"_s << false;
}

void TestDetailModels::roleFilterKnowsIdsFromNames()
{
    QFETCH(QString, text);
    QFETCH(bool, isId);
    const RoleFilter filter = RoleFilter::fromText(text);
    QCOMPARE(filter.roleId, isId ? text.trimmed() : QString());
    QCOMPARE(filter.roleName, isId ? QString() : text.trimmed());
    QVERIFY(RoleFilter::fromText(u"  "_s).isEmpty());
}

void TestDetailModels::factsTellEverything()
{
    const QJsonObject json = objectIn(u"role-assignment.json"_s);
    QVERIFY(!json.isEmpty());
    const RoleAssignmentFacts facts = roleAssignmentFacts(assignmentFrom(json), Now);
    QCOMPARE(facts.role.text, u"Engineer"_s);
    QCOMPARE(facts.source.text, u"UI"_s);
    QVERIFY(facts.comments.isGiven);
    QCOMPARE(facts.assigner.text, u"2c91808568c529c60168cca6f90c1313"_s);
    QVERIFY(facts.assignerId.isEmpty()); // of type UNKNOWN: nothing to open
    QCOMPARE(facts.starts.note, u"in 9 d"_s);
    QCOMPARE(facts.ends.note, u"in 10 d"_s);
    QCOMPARE(facts.added.note, u"354 d ago"_s);
    QCOMPARE(facts.dimensions.text, u"Northeast region"_s);
    QCOMPARE(facts.computed.text, u"Wed Feb 14 10:58:42"_s);
    QCOMPARE(facts.requestedContext.at(1),
        QStringList({ u"location"_s, u"Austin, Houston, 7"_s, u"yes"_s }));
    QCOMPARE(facts.matchedContext.at(0), QStringList({ u"Engineer"_s, notGiven(), notGiven() }));
    QCOMPARE(facts.matchedContext.at(1),
        QStringList({ u"Wrapped"_s, u"department"_s, u"Engineering"_s }));
    QCOMPARE(facts.accountTargets.at(0),
        QStringList({ u"Active Directory"_s, u"Abby.Smith"_s, u"CN=Abby.smith,OU=Austin,DC=test"_s,
            u"{ad9fc391-246d-40af-b248-b6556a2b7c01}"_s, u"Marketing Access Profile"_s }));
    QCOMPARE(facts.accountTargets.at(1), QStringList(5, notGiven()));
    QCOMPARE(QJsonDocument::fromJson(facts.json.toUtf8()).object(), json);
}

void TestDetailModels::factsSayWhatIsMissing()
{
    RoleAssignmentFacts facts = roleAssignmentFacts(assignmentFrom({ { u"id"_s, u"x"_s } }), Now);
    for (const Fact& fact : { facts.role, facts.roleId, facts.source, facts.assigner,
             facts.comments, facts.added, facts.starts, facts.ends, facts.dimensions }) {
        QCOMPARE(fact.text, notGiven());
        QVERIFY(!fact.isGiven);
    }
    facts = roleAssignmentFacts(
        assignmentFrom({ { u"id"_s, u"x"_s }, { u"startDate"_s, QJsonValue::Null },
            { u"removeDate"_s, QJsonValue::Null }, { u"assignedDimensions"_s, QJsonArray() },
            { u"assigner"_s,
                QJsonObject {
                    { u"type"_s, u"IDENTITY"_s }, { u"id"_s, u"p"_s }, { u"name"_s, u"P"_s } } } }),
        Now);
    QCOMPARE(facts.starts.text, u"at once"_s);
    QCOMPARE(facts.ends.text, u"no end date"_s);
    QCOMPARE(facts.dimensions.text, u"none"_s);
    QCOMPARE(facts.assignerId, IdentityId(u"p"_s));
    facts = roleAssignmentFacts(
        assignmentFrom({ { u"id"_s, u"x"_s }, { u"assignmentSource"_s, u"UI"_s } }), Now);
    QCOMPARE(facts.assigner.text, u"system or not known"_s);
}

void TestDetailModels::distances_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << 30 << u"now"_s;
    QTest::newRow("minutes") << -125 << u"2 min ago"_s;
    QTest::newRow("hours") << 2 * 3600 << u"in 2 h"_s;
    QTest::newRow("days") << -86'400 * 315 << u"315 d ago"_s;
}

void TestDetailModels::distances()
{
    QFETCH(int, seconds);
    QFETCH(QString, text);
    QCOMPARE(distanceTime(Now.addSecs(seconds), Now), text);
}

void TestDetailModels::comparisonPutsDifferencesFirst()
{
    Identity a = person(u"1"_s, u"Ada"_s, { { u"city"_s, u"Bern"_s }, { u"level"_s, 3 } });
    Identity b = person(u"2"_s, u"Bob"_s, { { u"city"_s, u"Bern"_s }, { u"level"_s, 4 } });
    a.manager = Reference { u"IDENTITY"_s, u"m1"_s, u"Kim"_s };
    b.manager = Reference { u"IDENTITY"_s, u"m2"_s, u"Kim"_s }; // another Kim
    a.lifecycleState = LifecycleState { u"active"_s, true };
    b.lifecycleState = LifecycleState { u"active"_s, false };
    const IdentityComparison compared(a, b);
    GroupedRows model(compared.titles);
    QAbstractItemModelTester tester(&model);
    model.setRows(compared.differing);
    QStringList fields;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            QVERIFY(model.index(row, column).data(IdentityComparison::DiffersRole).toBool());
        }
        QVERIFY(model.index(row, 1).data() != model.index(row, 2).data());
        fields += model.index(row, 0).data().toString();
    }
    fields.sort();
    QStringList expected { u"Display name"_s, u"Id"_s, u"Lifecycle set by hand"_s, u"Manager id"_s,
        u"level"_s };
    expected.sort();
    QCOMPARE(fields, expected);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Ada"_s);
    model.setRows(compared.equal);
    QVERIFY(model.rowCount() > 0);
    QVERIFY(!model.index(0, 0).data(IdentityComparison::DiffersRole).toBool());
}

void TestDetailModels::absentAndNullAreEqual()
{
    const Identity a = person(u"1"_s, u"Ada"_s, { { u"x"_s, QJsonValue::Null } });
    const Identity b = person(u"1"_s, u"Ada"_s, {});
    QVERIFY(IdentityComparison(a, b).differing.empty());
}

void TestDetailModels::pinsKeepTheirOrder()
{
    PinnedAttributes pins;
    QSignalSpy changed(&pins, &PinnedAttributes::changed);
    pins.setPinned(u"b"_s, true);
    pins.setPinned(u"a"_s, true);
    pins.setPinned(u"a"_s, true);
    pins.setPinned({}, true);
    QCOMPARE(pins.names(), QStringList({ u"b"_s, u"a"_s }));
    QCOMPARE(changed.size(), 2);
    pins.setPinned(u"b"_s, false);
    pins.setNames({ u"a"_s });
    QCOMPARE(changed.size(), 3);
}

QTEST_GUILESS_MAIN(TestDetailModels)
#include "tst_detailmodels.moc"
