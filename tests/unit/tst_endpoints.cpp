#include "api/identity.h"
#include "api/ownership.h"
#include "api/roleassignment.h"
#include "api/taskstatus.h"
#include "net/apibase.h"
#include "support/answers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

const IdentityId walter(u"ef38f94347e94562b5bb8424a56397d8"_s);
const QString walterText = u"ef38f94347e94562b5bb8424a56397d8"_s;

/// "GET /identities/x/ownership?a=b&c=d", raw.
QString shape(const ApiRequest& request)
{
    QStringList query;
    for (const auto& [name, value] : request.query)
        query.append(name + u'=' + value);
    QString text = u"GET /"_s + request.path.join(u'/');
    if (!query.isEmpty())
        text += u'?' + query.join(u'&');
    return text;
}

} // namespace

class TestEndpoints : public QObject
{
    Q_OBJECT

private slots:
    void request_data();
    void request();
    void laneOfReads();
    void listIdentities();
    void listIdentitiesRefuses_data();
    void listIdentitiesRefuses();
    void oddRecordsHideNobody_data();
    void oddRecordsHideNobody();
    void everyCutPageIsRefused();
    void getIdentity();
    void ownership();
    void ownershipWithoutABody();
};

void TestEndpoints::request_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<NeededRight>("right");
    QTest::addColumn<ApiRequest>("request");
    QTest::addColumn<QString>("expected");

    const auto row = []<class E>(const char* name, const E& endpoint, const QString& expected) {
        QTest::newRow(name) << E::title() << E::right() << endpoint.request() << expected;
    };
    row("list", ListIdentities {},
        u"GET /identities?defaultFilter=CORRELATED_ONLY&limit=250&offset=0"_s);
    row("list, everything",
        ListIdentities { .filters = uR"(email eq "a+b@x.com")"_s,
            .sorters = { u"name"_s, u"-alias"_s },
            .correlatedOnly = false,
            .count = true,
            .limit = 100,
            .offset = 1250 },
        u"GET /identities?filters=email eq \"a+b@x.com\"&sorters=name,-alias&defaultFilter=NONE"
        "&count=true&limit=100&offset=1250"_s);
    row("list, out of range", ListIdentities { .limit = 251, .offset = -1 },
        u"GET /identities?defaultFilter=CORRELATED_ONLY&limit=250&offset=0"_s);
    row("get", GetIdentity { walter }, u"GET /identities/"_s + walterText);
    row("ownership", GetOwnership { walter }, u"GET /identities/%1/ownership"_s.arg(walterText));
    row("role assignments", ListRoleAssignments { walter },
        u"GET /identities/%1/role-assignments"_s.arg(walterText));
    row("role assignments of a role",
        ListRoleAssignments { .id = walter, .roleId = u"e769"_s, .roleName = u"R & D"_s },
        u"GET /identities/%1/role-assignments?roleId=e769&roleName=R & D"_s.arg(walterText));
    row("role assignment", GetRoleAssignment { walter, RoleAssignmentId(u"1cbb"_s) },
        u"GET /identities/%1/role-assignments/1cbb"_s.arg(walterText));
    row("task", GetTaskStatus { TaskId(u"464ae7bf-791e-49fd-b746-06a2e4a89635"_s) },
        u"GET /task-status/464ae7bf-791e-49fd-b746-06a2e4a89635"_s);
}

void TestEndpoints::request()
{
    QFETCH(const QString, title);
    QFETCH(const NeededRight, right);
    QFETCH(const ApiRequest, request);
    QFETCH(const QString, expected);
    QCOMPARE(shape(request), expected);
    QCOMPARE(request.verb, Verb::Get);
    QCOMPARE(request.repeat, Repeat::Safe);
    QCOMPARE(request.lane, Lane::Interactive);
    QVERIFY(!title.isEmpty());
    QCOMPARE(request.operation, title);
    QVERIFY(right.text().contains(u"idn:"_s));
    QCOMPARE(request.neededRight, right.text());
    QVERIFY(!request.body);
    // The version stands where each of them wants it.
    QString problem;
    ApiBase base = *ApiBase::fromText(u"https://acme.test/isc"_s, &problem);
    const QString path = u'/' + request.path.join(u'/');
    QCOMPARE(base.urlFor(request).path(), u"/isc/v2024"_s + path);
    base.setVersion(u"current"_s);
    const QString service = u'/' + request.path.first();
    QCOMPARE(
        base.urlFor(request).path(), u"/isc"_s + service + u"/v1"_s + path.mid(service.size()));
}

void TestEndpoints::laneOfReads()
{
    QCOMPARE(ListIdentities { .lane = Lane::Bulk }.request().lane, Lane::Bulk);
    QCOMPARE((GetIdentity { walter, Lane::Bulk }.request().lane), Lane::Bulk);
    QCOMPARE((GetOwnership { walter, Lane::Bulk }.request().lane), Lane::Bulk);
    QCOMPARE(ListRoleAssignments { .lane = Lane::Bulk }.request().lane, Lane::Bulk);
    QCOMPARE(GetRoleAssignment { .lane = Lane::Bulk }.request().lane, Lane::Bulk);
    QCOMPARE(GetTaskStatus { .lane = Lane::Bulk }.request().lane, Lane::Bulk);
}

void TestEndpoints::listIdentities()
{
    ApiResponse response = fixture(u"identities.json"_s);
    response.totalCount = 1284;
    const Expected<IdentityPage> page = ListIdentities::parse(response);
    QVERIFY(page.hasValue());
    QCOMPARE(page->totalCount, std::optional<qint64>(1284));
    QCOMPARE(page->identities.size(), 3);

    const Identity& full = page->identities.at(0);
    QCOMPARE(full.id.text(), u"01f04e428c484542a241dc89c303b178"_s);
    QCOMPARE(full.name, u"Walter White"_s);
    QCOMPARE(full.alias, u"walter.white"_s);
    QCOMPARE(full.emailAddress, u"walter.white@example.com"_s);
    QCOMPARE(full.processingState, u"ERROR"_s);
    QCOMPARE(full.status(), IdentityStatus::Locked);
    QCOMPARE(full.manager,
        std::optional(Reference {
            u"IDENTITY"_s, u"2c4180a46faadee4016fb4e018c20626"_s, u"Robert Robinson"_s }));
    QCOMPARE(full.lifecycleState, std::optional(LifecycleState { u"active"_s, true }));
    QVERIFY(full.isManager);
    QCOMPARE(full.created.toString(Qt::ISODateWithMs), u"2023-01-03T21:16:22.432Z"_s);
    QCOMPARE(full.modified.toString(Qt::ISODateWithMs), u"2023-01-03T21:16:22.000Z"_s);
    QCOMPARE(full.lastRefresh.toString(Qt::ISODateWithMs), u"2020-11-22T15:42:31.123Z"_s);
    QCOMPARE(full.record.attribute(u"lastSyncDate"_s).toInteger(), 1470348809380);
    QVERIFY(full.record.attribute(u"middlename"_s).isNull());
    QCOMPARE(full.record.attributes().size(), 6);

    const Identity& sparse = page->identities.at(1);
    QCOMPARE(sparse.name, QString());
    QCOMPARE(sparse.alias, u"86754"_s);
    QCOMPARE(sparse.status(), IdentityStatus::Unknown);
    QCOMPARE(sparse.identityStatus, u"HIBERNATING"_s);
    QVERIFY(!sparse.created.isValid());
    QVERIFY(!sparse.modified.isValid());
    QCOMPARE(sparse.lastRefresh.toString(Qt::ISODateWithMs), u"2020-11-22T15:42:31.500Z"_s);
    QVERIFY(!sparse.manager && !sparse.lifecycleState && !sparse.isManager);
    QVERIFY(sparse.record.attributes().isEmpty());

    Identity onlyId;
    onlyId.id = walter;
    QCOMPARE(page->identities.at(2), onlyId); // absent and null are the same
    QVERIFY(ListIdentities::parse(answer("[]"))->identities.isEmpty());
}

void TestEndpoints::listIdentitiesRefuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("detail");

    QTest::newRow("object") << QByteArray(R"({"identities":[]})")
                            << u"$: expected a list, found an object"_s;
    QTest::newRow("empty") << QByteArray(" \n") << u"$: expected JSON, found an empty body"_s;
    QTest::newRow("cut short") << QByteArray(R"([{"id":"a"},{"na)") << u"$: not JSON from byte "_s;
}

void TestEndpoints::listIdentitiesRefuses()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, detail);
    const Expected<IdentityPage> page = ListIdentities::parse(answer(body));
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::Malformed);
    QCOMPARE(page.error().httpStatus, 200);
    QVERIFY2(page.error().detail.startsWith(detail), qPrintable(page.error().detail));
}

void TestEndpoints::oddRecordsHideNobody_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("id"); // that can be used
    QTest::addColumn<QString>("oddity");

    const auto row
        = [](const char* name, const char* record, const QString& id, const QString& oddity) {
              QTest::newRow(name) << QByteArray(record) << id << oddity;
          };
    row("well", R"({"id":"b","name":"N","unknown":[{}]})", u"b"_s, {});
    row("text for an object", R"({"id":"b","name":"N","lifecycleState":"active"})", u"b"_s,
        u"$.lifecycleState: expected an object, found text"_s);
    row("list for an object", R"({"id":"b","name":"N","attributes":[]})", u"b"_s,
        u"$.attributes: expected an object, found a list"_s);
    row("text for a reference", R"({"id":"b","name":"N","managerRef":"x"})", u"b"_s,
        u"$.managerRef: expected an object, found text"_s);
    row("inside a reference", R"({"id":"b","name":"N","managerRef":{"id":["c"]}})", u"b"_s,
        u"$.managerRef.id: expected text, found a list"_s);
    row("null", "null", {}, u"$: expected an object, found null"_s);
    row("number", "7", {}, u"$: expected an object, found a number"_s);
    row("list", "[]", {}, u"$: expected an object, found a list"_s);
    row("no id", R"({"name":"N"})", {}, u"$.id: expected text, found nothing"_s);
    row("null for an id", R"({"id":null,"name":"N"})", {}, u"$.id: expected text, found null"_s);
    row("object for an id", R"({"id":{},"name":"N"})", {},
        u"$.id: expected text, found an object"_s);
    // In a path or a filter each would stand for somebody else, or for all.
    const QString noId = u"$.id: expected an id, found text that cannot be one"_s;
    row("another path", R"({"id":"..","name":"N"})", {}, noId);
    row("a line break", R"({"id":"b\n","name":"N"})", {}, noId);
    row("no character", R"({"id":"\ufffeb","name":"N"})", {}, noId);
    row("half of a pair", R"({"id":"b\ud800","name":"N"})", {}, noId);
    row("an invisible character", "{\"id\":\"\xEF\xBB\xBFx\"}", u"\uFEFFx"_s, {});
}

void TestEndpoints::oddRecordsHideNobody()
{
    QFETCH(const QByteArray, record);
    QFETCH(const QString, id);
    QFETCH(const QString, oddity);
    const Expected<IdentityPage> page
        = ListIdentities::parse(answer(R"([{"id":"a"},)" + record + R"(,{"id":"c"}])"));
    QVERIFY(page);
    QCOMPARE(page->identities.size(), 3); // a shorter page would be the end of the list
    QCOMPARE(page->identities[0].id.text(), u"a"_s);
    QCOMPARE(page->identities[2].id.text(), u"c"_s);
    const Identity& odd = page->identities[1];
    QCOMPARE(odd.id.text(), id);
    QCOMPARE(odd.oddity, oddity);
    QCOMPARE(odd.isOdd(), !oddity.isEmpty());
    QCOMPARE(page->nobody(), id.isEmpty() ? &odd : nullptr);
    QVERIFY(!odd.lifecycleState && odd.record.attributes().isEmpty());
    if (record.contains("\"N\""))
        QCOMPARE(odd.name, u"N"_s); // what can be read is
}

void TestEndpoints::everyCutPageIsRefused()
{
    const QByteArray whole = fixture(u"identities.json"_s).body.trimmed();
    QVERIFY(ListIdentities::parse(answer(whole)).hasValue());
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const Expected<IdentityPage> page = ListIdentities::parse(answer(whole.left(length)));
        QVERIFY2(!page && page.error().kind == ApiError::Kind::Malformed,
            qPrintable(QString::number(length)));
    }
}

void TestEndpoints::getIdentity()
{
    const QByteArray json = R"({"id":"a","name":"Walter","later":{"x":1}})";
    const Expected<Identity> details = GetIdentity::parse(answer(json));
    QVERIFY(details.hasValue());
    QCOMPARE(details->name, u"Walter"_s);
    QCOMPARE(details->record.value()[u"later"_s][u"x"_s].toInt(), 1);
    const auto odd = GetIdentity::parse(answer(R"({"id":"a","attributes":"x","name":"Walter"})"));
    QVERIFY(odd.hasValue());
    QCOMPARE(odd->oddity, u"$.attributes: expected an object, found text"_s);
    QCOMPARE(odd->name, u"Walter"_s);
    QCOMPARE(odd->record.value()[u"attributes"_s], QJsonValue(u"x"_s));
    QCOMPARE(detailOf<GetIdentity>("[]"), u"$: expected an object, found a list"_s);
    QCOMPARE(detailOf<GetIdentity>("{}"), u"$.id: expected text, found nothing"_s);
    ApiResponse page = answer("<html>Sign in</html>");
    page.contentType = "text/html;charset=utf-8";
    QCOMPARE(GetIdentity::parse(page).error().detail, u"$: expected JSON, found a web page"_s);
}

void TestEndpoints::ownership()
{
    const Reference gaston { u"ROLE"_s, u"b660a232f05b4e04812ca974b3011e0f"_s,
        u"Gaston.800ddf9640a"_s };
    const Expected<OwnershipDetails> official
        = GetOwnership::parse(fixture(u"ownership-official.json"_s));
    QVERIFY(official.hasValue());
    QVERIFY(official->isStated);
    QCOMPARE(
        official->associations, (QList<OwnershipAssociation> { { u"ROLE_OWNER"_s, { gaston } } }));

    const Expected<OwnershipDetails> schema
        = GetOwnership::parse(fixture(u"ownership-schema.json"_s));
    QVERIFY(schema.hasValue());
    QCOMPARE(schema->associations,
        (QList<OwnershipAssociation> {
            { u"ROLE_OWNER"_s, { gaston, { u"ROLE"_s, u"c770"_s, u"Flat one"_s } } },
            { u"SOMETHING_NEW"_s, { { u"SOURCE"_s, u"d880"_s, u""_s } } },
            { u"EMPTY_OWNER"_s, {} },
        }));
    QCOMPARE(schema->entityCount(), 3);
    QCOMPARE(detailOf<GetOwnership>(R"({"associationDetails":[{"entities":["x"]}]})"),
        u"$.associationDetails[0].entities[0]: expected an object, found text"_s);
}

void TestEndpoints::ownershipWithoutABody()
{
    for (const QByteArray body : { "", " \n", "OK", "\"OK\"" }) {
        const Expected<OwnershipDetails> details = GetOwnership::parse(answer(body));
        QVERIFY2(details.hasValue(), body.constData());
        QVERIFY2(!details->isStated && details->associations.isEmpty(), body.constData());
    }
    QVERIFY(GetOwnership::parse(answer(R"({"associationDetails":[]})"))->isStated);
    QCOMPARE(detailOf<GetOwnership>("[]"), u"$: expected an object, found a list"_s);
    // An object without the list says nothing: whoever it is about is not known to own nothing.
    for (const QByteArray body : { "{}", R"({"associationDetails":null})", R"({"associations":[]})",
             R"({"detailCode":"500","messages":[{"text":"Oops"}]})" }) {
        QCOMPARE(detailOf<GetOwnership>(body),
            u"$.associationDetails: expected a list, found nothing"_s);
    }
    QVERIFY(GetOwnership::parse(answer(R"({"associationDetails":[{"entities":[]}]})"))
                ->blocksDeletion());
}

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
