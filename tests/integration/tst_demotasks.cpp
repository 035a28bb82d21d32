#include "support/demofixture.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

QByteArray idList(const QByteArray& key, const QByteArrayList& ids)
{
    return "{\"" + key + "\":[\"" + ids.join("\",\"") + "\"]}";
}

} // namespace

/// What takes time: processing, invitations, synchronizations and the rate limit, with a clock that
/// the test turns.
class TestDemoTasks : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { bothVersions(); }
    void init() { m_demo = std::make_unique<DemoFixture>(); }
    void cleanup() { m_demo.reset(); }

    void processing();
    void processingCuresErrors();
    void processingLimits();
    void unknownTask();
    void invitation();
    void invitationOfAll();
    void invitationRules();
    void synchronization();
    void rateLimit();
    void rateLimitIsPerClient();

private:
    QJsonObject task(const QString& id)
    {
        return m_demo->client->get("/task-status/" + id.toUtf8()).object();
    }
    QJsonObject identity(const QByteArray& id)
    {
        return m_demo->client->get("/identities/" + id).object();
    }

    std::unique_ptr<DemoFixture> m_demo;
};

void TestDemoTasks::processing()
{
    const QByteArray id = m_demo->idWhere([](const Directory& directory, quint32 ordinal) {
        return directory.state(ordinal).processingState == ProcessingState::None;
    });
    const QString before = identity(id)[u"lastRefresh"_s].toString();
    const Reply accepted
        = m_demo->client->post("/identities/process", idList("identityIds", { id }));
    QCOMPARE(accepted.status, 202);
    QCOMPARE(accepted.object()[u"type"_s].toString(), u"TASK_RESULT"_s);
    QVERIFY(accepted.object()[u"name"_s].isNull());
    const QString taskId = accepted.object()[u"id"_s].toString();
    QCOMPARE(taskId.size(), 36);

    QJsonObject status = task(taskId);
    for (const QString& key : { u"launched"_s, u"modified"_s, u"completed"_s, u"completionStatus"_s,
             u"progress"_s, u"parentName"_s })
        QVERIFY2(status.contains(key) && status[key].isNull(), qPrintable(key));
    QCOMPARE(status[u"percentComplete"_s].toInt(-1), 0);
    QCOMPARE(status[u"launcher"_s].toString(), u"sweep"_s);
    QVERIFY(status[u"messages"_s].isArray() && status[u"returns"_s].isArray());

    m_demo->clock.turn(2000);
    status = task(taskId);
    QVERIFY(status[u"launched"_s].isString());
    QVERIFY(status[u"completed"_s].isNull() && status[u"completionStatus"_s].isNull());
    QCOMPARE(status[u"progress"_s].toString(), u"Started"_s);
    QCOMPARE(status[u"percentComplete"_s].toInt(), 50);
    QCOMPARE(identity(id)[u"lastRefresh"_s].toString(), before);

    m_demo->clock.turn(1000);
    status = task(taskId);
    QCOMPARE(status[u"completionStatus"_s].toString(), u"SUCCESS"_s);
    QCOMPARE(status[u"percentComplete"_s].toInt(), 100);
    QCOMPARE(status[u"attributes"_s][u"identityCount"_s].toInt(), 1);
    QCOMPARE(QDateTime::fromString(status[u"completed"_s].toString(), Qt::ISODateWithMs),
        m_demo->clock.utcNow());
    QVERIFY(identity(id)[u"lastRefresh"_s].toString() != before);
    QCOMPARE(identity(id)[u"processingState"_s].toString(), u"OK"_s);
    QCOMPARE(m_demo->tenant->activity().actsOf(
                 Operation::StartIdentityProcessing, QString::fromLatin1(id)),
        1);
}

void TestDemoTasks::processingCuresErrors()
{
    const auto inError = [&](bool incurable) {
        return m_demo->idWhere([=](const Directory& directory, quint32 ordinal) {
            return directory.state(ordinal).processingState == ProcessingState::Error
                && directory.isIncurable(ordinal) == incurable;
        });
    };
    const QByteArray curable = inError(false);
    const QByteArray incurable = inError(true);
    const QByteArray missing(32, '0');
    QVERIFY(!curable.isEmpty() && !incurable.isEmpty());
    const QString errors = u"processingState eq \"ERROR\""_s;
    const auto errorCount = [&] {
        return m_demo->client
            ->list({ { u"filters"_s, errors }, { u"count"_s, u"true"_s },
                { u"defaultFilter"_s, u"NONE"_s } })
            .headers["x-total-count"]
            .toInt();
    };
    const int before = errorCount();
    const Reply accepted = m_demo->client->post(
        "/identities/process", idList("identityIds", { curable, incurable, missing }));
    QCOMPARE(errorCount(), before);
    m_demo->clock.turn(3000);
    QCOMPARE(errorCount(), before - 1);
    QCOMPARE(identity(curable)[u"processingState"_s].toString(), u"OK"_s);
    QCOMPARE(identity(incurable)[u"processingState"_s].toString(), u"ERROR"_s);
    const QJsonObject status = task(accepted.object()[u"id"_s].toString());
    QCOMPARE(status[u"completionStatus"_s].toString(), u"WARNING"_s);
    const QJsonArray messages = status[u"messages"_s].toArray();
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages[0][u"type"_s].toString(), u"WARN"_s);
    QVERIFY(messages[0][u"localizedText"_s][u"message"_s].toString().contains(
        QString::fromLatin1(incurable)));
}

void TestDemoTasks::processingLimits()
{
    const auto process = [&](qsizetype count) {
        return m_demo->client->post(
            "/identities/process", idList("identityIds", m_demo->ordinaryIds(count)));
    };
    QCOMPARE(process(250).status, 202);
    QCOMPARE(process(1).status, 202);
    QVERIFY(isErrorResponse(process(251), 400, u"400.1 Bad request content"_s));
    for (const char* body : { "{}", "{\"identityIds\":[]}", "{\"identityIds\":null}",
             "{\"identityIds\":\"a\"}", "{\"identityIds\":[1]}" }) {
        QVERIFY(isErrorResponse(m_demo->client->post("/identities/process", body), 400,
            u"400.1 Bad request content"_s));
    }
}

void TestDemoTasks::unknownTask()
{
    const Reply reply = m_demo->client->get("/task-status/00eebcf881994e419d72e757fd30dc0e");
    QCOMPARE(reply.status, 404);
    QVERIFY(reply.body.isEmpty());
}

void TestDemoTasks::invitation()
{
    const QByteArray unregistered
        = m_demo->idWhere([](const Directory& directory, quint32 ordinal) {
              return directory.state(ordinal).status == Status::Unregistered;
          });
    const QByteArray active = m_demo->ordinaryId();
    const Reply accepted
        = m_demo->client->post("/identities/invite", idList("ids", { unregistered, active }));
    QCOMPARE(accepted.status, 202);
    const QString taskId = accepted.object()[u"id"_s].toString();
    QCOMPARE(taskId.size(), 32);
    QVERIFY(accepted.object()[u"completed"_s].isNull());
    QCOMPARE(identity(unregistered)[u"identityStatus"_s].toString(), u"PENDING"_s);
    QCOMPARE(identity(active)[u"identityStatus"_s].toString(), u"ACTIVE"_s);
    // Whoever was invited is not unregistered any more: no second mail.
    m_demo->client->post("/identities/invite", idList("ids", { unregistered }));
    const Activity activity = m_demo->tenant->activity();
    QCOMPARE(activity.invitations.size(), 1);
    QCOMPARE(activity.invitations[QString::fromLatin1(unregistered)], 1);
    m_demo->clock.turn(3000);
    QCOMPARE(task(taskId)[u"completionStatus"_s].toString(), u"SUCCESS"_s);
}

void TestDemoTasks::invitationOfAll()
{
    TenantConfig config = DemoFixture::quiet();
    config.identities = 40'000;
    m_demo = std::make_unique<DemoFixture>(config);
    const auto unregistered = [&] {
        return m_demo->client
            ->list({ { u"filters"_s, u"cloudStatus eq \"UNREGISTERED\""_s }, { u"limit"_s, u"0"_s },
                { u"count"_s, u"true"_s } })
            .headers["x-total-count"]
            .toInt();
    };
    const int before = unregistered();
    QVERIFY(before > 1000);
    QCOMPARE(m_demo->client->post("/identities/invite", "{\"uninvited\":true}").status, 202);
    QCOMPARE(m_demo->tenant->activity().invitations.size(), 1000);
    QCOMPARE(unregistered(), before - 1000);
}

void TestDemoTasks::invitationRules()
{
    for (const char* body : { "{}", "{\"ids\":[]}", "{\"ids\":null}", "{\"uninvited\":false}",
             "{\"ids\":[\"a\"],\"uninvited\":true}", "{\"ids\":\"a\"}", "{\"ids\":[null]}",
             "{\"uninvited\":\"true\"}" }) {
        const Reply reply = m_demo->client->post("/identities/invite", body);
        QVERIFY2(isErrorResponse(reply, 400, u"400.1 Bad request content"_s), body);
    }
    QCOMPARE(
        m_demo->client->post("/identities/invite", "{\"ids\":[],\"uninvited\":true}").status, 202);
    const QString taskId
        = m_demo->client->post("/identities/invite", "{\"ids\":[\"a\"],\"uninvited\":false}")
              .object()[u"id"_s]
              .toString();
    m_demo->clock.turn(3000);
    QCOMPARE(task(taskId)[u"completionStatus"_s].toString(), u"WARNING"_s);
}

void TestDemoTasks::synchronization()
{
    const QByteArrayList ids = m_demo->ordinaryIds(2);
    const auto synchronize = [&](const QByteArray& id) {
        return m_demo->client->post("/identities/" + id + "/synchronize-attributes");
    };
    const Reply first = synchronize(ids[0]);
    QCOMPARE(first.status, 202);
    QCOMPARE(first.object()[u"id"_s].toString().size(), 36);
    QCOMPARE(first.object()[u"status"_s].toString(), u"IN_PROGRESS"_s);
    const QJsonValue payload = first.object()[u"payload"_s];
    QCOMPARE(payload[u"type"_s].toString(), u"SYNCHRONIZE_IDENTITY_ATTRIBUTES"_s);
    QCOMPARE(QJsonDocument::fromJson(payload[u"dataJson"_s].toString().toUtf8()).object(),
        (QJsonObject { { u"identityId"_s, QString::fromLatin1(ids[0]) } }));

    m_demo->clock.turn(3500);
    const Reply second = synchronize(ids[0]);
    QCOMPARE(second.status, 429);
    QCOMPARE(second.body, "{\"message\":\" Rate Limit Exceeded \"}");
    QCOMPARE(second.headers["retry-after"], "7");
    QCOMPARE(synchronize(ids[1]).status, 202);
    m_demo->clock.turn(6500);
    QCOMPARE(synchronize(ids[0]).status, 202);
    const Activity activity = m_demo->tenant->activity();
    QCOMPARE(
        activity.actsOf(Operation::SynchronizeAttributesForIdentity, QString::fromLatin1(ids[0])),
        2);
    QCOMPARE(activity.rateLimited, 1);
}

void TestDemoTasks::rateLimit()
{
    TenantConfig config = DemoFixture::quiet();
    config.rateLimit = true;
    m_demo = std::make_unique<DemoFixture>(config);
    const auto ask = [&] { return m_demo->client->get("/identities?limit=0"); };
    for (int i = 0; i < 50; ++i)
        QCOMPARE(ask().status, 200);
    m_demo->clock.turn(4200);
    // Refused requests count as well.
    for (int i = 0; i < 50; ++i)
        QCOMPARE(m_demo->client->get("/identities/x").status, 404);
    for (int i = 0; i < 20; ++i) {
        const Reply reply = ask();
        QCOMPARE(reply.status, 429);
        QCOMPARE(reply.body, "{\"message\":\" Rate Limit Exceeded \"}");
        QCOMPARE(reply.headers["retry-after"], "6");
    }
    // The token endpoint is not counted, and a new token has the same budget.
    QCOMPARE(m_demo->client->signIn(m_demo->tenant->mainClient()).status, 200);
    QCOMPARE(ask().status, 429);
    m_demo->clock.turn(5799);
    QCOMPARE(ask().headers["retry-after"], "1");
    m_demo->clock.turn(1);
    // Fifty are free again, though twenty-two were refused in the meantime.
    for (int i = 0; i < 50; ++i)
        QCOMPARE(ask().status, 200);
    QCOMPARE(ask().status, 429);
    const Activity activity = m_demo->tenant->activity();
    QCOMPARE(activity.rateLimited, 23);
    QCOMPARE(activity.busiestWindow, 123);
    QCOMPARE(activity.calls[Operation::GetIdentity], 50);
    QCOMPARE(activity.tokenRequests, 2);
    QCOMPARE(activity.requests, 2 + 173);
}

void TestDemoTasks::rateLimitIsPerClient()
{
    TenantConfig config = DemoFixture::quiet();
    config.rateLimit = true;
    m_demo = std::make_unique<DemoFixture>(config);
    for (int i = 0; i < 101; ++i)
        m_demo->client->get("/identities?limit=0");
    QCOMPARE(m_demo->tenant->activity().rateLimited, 1);
    m_demo->client->signIn(m_demo->tenant->readingClient());
    QCOMPARE(m_demo->client->get("/identities?limit=0").status, 200);
}

QTEST_GUILESS_MAIN(TestDemoTasks)
#include "tst_demotasks.moc"
