#include "demo/ownership.h"
#include "demo/roleassignments.h"
#include "support/demofixture.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

const QByteArray Missing = "0123456789abcdef0123456789abcdef";

} // namespace

/// The operations on identities that answer at once, over HTTP.
class TestDemoIdentities : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { bothVersions(); }
    void init() { m_demo = std::make_unique<DemoFixture>(); }
    void cleanup() { m_demo.reset(); }

    void getOne();
    void deleteOne();
    void deletedManagersAreGone();
    void deletionIsRefused();
    void ownershipShapes();
    void roleAssignmentShapes();
    void reset();
    void sendVerification();

private:
    std::unique_ptr<DemoFixture> m_demo;
};

void TestDemoIdentities::getOne()
{
    const QByteArray id = m_demo->ordinaryId();
    QCOMPARE(m_demo->client->get("/identities/" + id).object()[u"id"_s].toString().toLatin1(), id);
    QVERIFY(
        isErrorResponse(m_demo->client->get("/identities/" + Missing), 404, u"404 Not found"_s));
}

void TestDemoIdentities::deleteOne()
{
    const QByteArray id = m_demo->ordinaryId();
    const QByteArray one = "/identities/" + id;
    const auto total = [&] {
        return m_demo->client->list({ { u"count"_s, u"true"_s }, { u"limit"_s, u"0"_s } })
            .headers["x-total-count"]
            .toInt();
    };
    const auto sortedTotal = [&] {
        return m_demo->client
            ->list(
                { { u"count"_s, u"true"_s }, { u"limit"_s, u"0"_s }, { u"sorters"_s, u"alias"_s } })
            .headers["x-total-count"]
            .toInt();
    };
    const int before = total();
    QCOMPARE(sortedTotal(), before);
    const Reply deleted = m_demo->client->remove(one);
    QCOMPARE(deleted.status, 204);
    QVERIFY(deleted.body.isEmpty());
    QCOMPARE(total(), before - 1);
    QCOMPARE(sortedTotal(), before - 1);
    for (const Reply& reply : { m_demo->client->get(one), m_demo->client->remove(one),
             m_demo->client->get(one + "/ownership"),
             m_demo->client->get(one + "/role-assignments"), m_demo->client->post(one + "/reset"),
             m_demo->client->post(one + "/synchronize-attributes") })
        QVERIFY(isErrorResponse(reply, 404, u"404 Not found"_s));
    QCOMPARE(
        m_demo->client->list({ { u"filters"_s, u"id eq \"%1\""_s.arg(QString::fromLatin1(id)) } })
            .body,
        "[]");
    QCOMPARE(
        m_demo->tenant->activity().actsOf(Operation::DeleteIdentity, QString::fromLatin1(id)), 1);
    QCOMPARE(m_demo->tenant->activity().actsOf(Operation::DeleteIdentity), 1);
}

void TestDemoIdentities::deletedManagersAreGone()
{
    QByteArray manager;
    const QByteArray report = m_demo->idWhere([&](const Directory& directory, quint32 ordinal) {
        const auto above = directory.data().standing(ordinal).manager;
        if (!above || directory.data().isOwner(*above) || directory.state(*above).isProtected)
            return false;
        manager = directory.data().id(*above);
        return true;
    });
    const auto reference = [&]() -> QJsonValue {
        return m_demo->client->get("/identities/" + report).object()[u"managerRef"_s];
    };
    QCOMPARE(reference()[u"id"_s].toString().toLatin1(), manager);
    QCOMPARE(m_demo->client->remove("/identities/" + manager).status, 204);
    QVERIFY(reference().isNull() || reference().isUndefined());
}

void TestDemoIdentities::deletionIsRefused()
{
    const QByteArray owner = m_demo->idWhere([](const Directory& directory, quint32 ordinal) {
        return directory.data().isOwner(ordinal) && !directory.state(ordinal).isProtected;
    });
    const Reply owns = m_demo->client->remove("/identities/" + owner);
    QCOMPARE(owns.status, 400);
    QCOMPARE(
        owns.object()[u"message"_s].toString(), u"Identity is the owner of following resources"_s);
    QCOMPARE(owns.object()[u"associationDetails"_s],
        m_demo->client->get("/identities/" + owner + "/ownership")
            .object()[u"associationDetails"_s]);
    const QByteArray guarded = m_demo->idWhere([](const Directory& directory, quint32 ordinal) {
        return directory.state(ordinal).isProtected;
    });
    const Reply refused = m_demo->client->remove("/identities/" + guarded);
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.object()[u"message"_s].toString().contains(u"protected"_s));
    QCOMPARE(m_demo->client->get("/identities/" + owner).status, 200);
    QCOMPARE(m_demo->client->get("/identities/" + guarded).status, 200);
    QCOMPARE(m_demo->tenant->activity().actsOf(Operation::DeleteIdentity), 0);
}

void TestDemoIdentities::ownershipShapes()
{
    for (const bool single : { false, true }) {
        for (const bool wrapped : { false, true }) {
            const QByteArray id = m_demo->idWhere([=](const Directory& directory, quint32 ordinal) {
                const OwnershipShape shape = ownershipShape(directory.data(), ordinal);
                return directory.data().isOwner(ordinal) && shape.singleObject == single
                    && shape.wrapped == wrapped;
            });
            QVERIFY(!id.isEmpty());
            const QJsonValue details = m_demo->client->get("/identities/" + id + "/ownership")
                                           .object()[u"associationDetails"_s];
            QCOMPARE(details.isObject(), single);
            const QJsonValue association = single ? details : details.toArray().first();
            QVERIFY(association[u"associationType"_s].isString());
            const QJsonValue entities = association[u"entities"_s];
            const QJsonValue entity = entities.isArray() ? entities.toArray().first() : entities;
            QCOMPARE(entity.toObject().contains(u"identityEntity"_s), wrapped);
            const QJsonValue flat = wrapped ? entity[u"identityEntity"_s] : entity;
            QVERIFY(flat[u"id"_s].isString() && flat[u"name"_s].isString()
                && flat[u"type"_s].isString());
        }
    }
    const Reply none = m_demo->client->get("/identities/" + m_demo->ordinaryId() + "/ownership");
    QCOMPARE(none.object(), (QJsonObject { { u"associationDetails"_s, QJsonArray() } }));
    const QByteArray uncorrelated
        = m_demo->idWhere([](const Directory& directory, quint32 ordinal) {
              return !directory.state(ordinal).correlated;
          });
    const Reply empty = m_demo->client->get("/identities/" + uncorrelated + "/ownership");
    QCOMPARE(empty.status, 200);
    QVERIFY(empty.body.isEmpty());
}

void TestDemoIdentities::roleAssignmentShapes()
{
    const QByteArray id = m_demo->idWhere([](const Directory& directory, quint32 ordinal) {
        return roleAssignmentCount(directory.data(), ordinal) > 30;
    });
    const QByteArray path = "/identities/" + id + "/role-assignments";
    const QJsonArray refs = m_demo->client->get(path).array();
    QVERIFY(refs.size() > 30);
    QHash<QString, int> seen;
    for (const QJsonValue& ref : refs) {
        QCOMPARE(ref.toObject().keys(),
            (QStringList { u"addedDate"_s, u"id"_s, u"removeDate"_s, u"role"_s, u"startDate"_s }));
        QCOMPARE(ref[u"role"_s][u"type"_s].toString(), u"ROLE"_s);
        const QJsonObject full
            = m_demo->client->get(path + '/' + ref[u"id"_s].toString().toUtf8()).object();
        QCOMPARE(full[u"id"_s], ref[u"id"_s]);
        QVERIFY(full.contains(u"assignmentSource"_s) && full.contains(u"accountTargets"_s)
            && full.contains(u"assigner"_s));
        const QJsonValue context = full[u"assignmentContext"_s];
        seen[u"start null"_s] += full[u"startDate"_s].isNull();
        seen[u"start"_s] += full[u"startDate"_s].isString();
        seen[u"remove null"_s] += full[u"removeDate"_s].isNull();
        seen[u"remove"_s] += full[u"removeDate"_s].isString();
        seen[u"no comments"_s] += full[u"comments"_s].isNull() || !full.contains(u"comments"_s);
        seen[u"blank assigner"_s]
            += full[u"assigner"_s].isNull() || full[u"assigner"_s][u"id"_s].toString().isEmpty();
        seen[u"dimension"_s]
            += full[u"assignedDimensions"_s].toArray().first()[u"type"_s] == u"DIMENSION"_s;
        seen[u"context null"_s] += context.isNull();
        if (context.isObject()) {
            const QJsonArray attributes = context[u"requested"_s][u"contextAttributes"_s].toArray();
            QVERIFY(attributes[0][u"value"_s].isString());
            QVERIFY(attributes[1][u"value"_s].isArray());
            QCOMPARE(context[u"computedDate"_s].toString(), u"Wed Feb 14 10:58:42"_s);
            const QJsonValue match = context[u"matched"_s].toArray().first();
            seen[u"flat match"_s] += match.toObject().contains(u"id"_s);
            seen[u"wrapped match"_s] += match.toObject().contains(u"roleRef"_s);
        }
    }
    for (const QString& kind : { u"start null"_s, u"start"_s, u"remove null"_s, u"remove"_s,
             u"no comments"_s, u"blank assigner"_s, u"dimension"_s, u"context null"_s,
             u"flat match"_s, u"wrapped match"_s })
        QVERIFY2(seen[kind] > 0, qPrintable(kind));
    const QByteArray roleId = refs[3][u"role"_s][u"id"_s].toString().toUtf8();
    const QJsonArray byId = m_demo->client->get(path + "?roleId=" + roleId).array();
    QCOMPARE(byId.size(), 1);
    QVERIFY(byId[0].toObject().contains(u"assignmentSource"_s));
    const QByteArray roleName = QUrl::toPercentEncoding(refs[3][u"role"_s][u"name"_s].toString());
    QCOMPARE(m_demo->client->get(path + "?roleName=" + roleName).array(), byId);
    QCOMPARE(m_demo->client->get(path + "?roleName=nobody").body, "[]");
    QVERIFY(isErrorResponse(m_demo->client->get(path + "/x"), 404, u"404 Not found"_s));
}

void TestDemoIdentities::reset()
{
    const QByteArray id = m_demo->ordinaryId();
    const Reply reply = m_demo->client->post("/identities/" + id + "/reset", {}, {});
    QCOMPARE(reply.status, 202);
    QVERIFY(reply.body.isEmpty());
    const QJsonObject identity = m_demo->client->get("/identities/" + id).object();
    QCOMPARE(identity[u"identityStatus"_s].toString(), u"UNREGISTERED"_s);
    QCOMPARE(identity[u"attributes"_s][u"cloudStatus"_s].toString(), u"UNREGISTERED"_s);
    const QString filter
        = u"cloudStatus eq \"UNREGISTERED\" and id eq \"%1\""_s.arg(QString::fromLatin1(id));
    QCOMPARE(m_demo->client->list({ { u"filters"_s, filter } }).array().size(), 1);
}

void TestDemoIdentities::sendVerification()
{
    const QByteArray path = "/identities/" + m_demo->ordinaryId() + "/verification/account/send";
    for (const char* via : { "EMAIL_WORK", "EMAIL_PERSONAL", "LINK_WORK", "LINK_PERSONAL" }) {
        const Reply reply = m_demo->client->post(
            path, QByteArray("{\"sourceName\":null,\"via\":\"") + via + "\"}");
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.body.isEmpty());
    }
    QCOMPARE(
        m_demo->client->post(path, "{\"sourceName\":\"Active Directory\",\"via\":\"LINK_WORK\"}")
            .status,
        200);
    for (const char* body :
        { "{}", "{\"via\":null}", "{\"via\":\"FAX\"}", "{\"via\":\"LINK_WORK\",\"sourceName\":3}" })
        QVERIFY(
            isErrorResponse(m_demo->client->post(path, body), 400, u"400.1 Bad request content"_s));
    QVERIFY(isErrorResponse(
        m_demo->client->post(path, "{\"via\""), 400, u"400.0 Bad request syntax"_s));
    QVERIFY(isErrorResponse(m_demo->client->post(path, "[]"), 400, u"400.0 Bad request syntax"_s));
    QCOMPARE(m_demo->client->post(path, "{\"via\":\"LINK_WORK\"}", "text/plain").status, 415);
    QCOMPARE(m_demo->client
                 ->post("/identities/" + Missing + "/verification/account/send",
                     "{\"via\":\"LINK_WORK\"}")
                 .status,
        404);
    QCOMPARE(m_demo->tenant->activity().actsOf(Operation::SendIdentityVerificationAccountToken), 5);
}

QTEST_GUILESS_MAIN(TestDemoIdentities)
#include "tst_demoidentities.moc"
