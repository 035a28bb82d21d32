#include "support/demofixture.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

/// The list of identities, over HTTP.
class TestDemoList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { bothVersions(); }
    void init() { m_demo = std::make_unique<DemoFixture>(); }
    void cleanup() { m_demo.reset(); }

    void list();
    void pages();
    void badParameters_data();
    void badParameters();
    void filtersOverHttp();

private:
    std::unique_ptr<DemoFixture> m_demo;
};

void TestDemoList::list()
{
    const Reply reply = m_demo->client->get("/identities");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers["content-type"], "application/json");
    QVERIFY(!reply.headers.contains("x-total-count"));
    const QJsonArray identities = reply.array();
    QCOMPARE(identities.size(), 250);
    for (const QJsonValue& value : identities) {
        const QJsonObject identity = value.toObject();
        QVERIFY(!identity.contains(u"correlated"_s) && !identity.contains(u"protected"_s));
        for (const QString& key : { u"id"_s, u"name"_s, u"created"_s, u"modified"_s, u"alias"_s,
                 u"identityStatus"_s, u"attributes"_s })
            QVERIFY2(identity.contains(key), qPrintable(key));
        QVERIFY(identity[u"isManager"_s].isBool());
        QVERIFY(identity[u"attributes"_s][u"lastSyncDate"_s].isDouble());
        QCOMPARE(identity[u"attributes"_s][u"cloudStatus"_s], identity[u"identityStatus"_s]);
        if (identity[u"managerRef"_s].isObject()) {
            const Reply manager = m_demo->client->get(
                "/identities/" + identity[u"managerRef"_s][u"id"_s].toString().toUtf8());
            QCOMPARE(manager.object()[u"name"_s], identity[u"managerRef"_s][u"name"_s]);
            QVERIFY(manager.object()[u"isManager"_s].toBool());
        }
    }
}

void TestDemoList::pages()
{
    const Reply all = m_demo->client->list(
        { { u"count"_s, u"true"_s }, { u"defaultFilter"_s, u"NONE"_s }, { u"limit"_s, u"0"_s } });
    QCOMPARE(all.body, "[]");
    QCOMPARE(all.headers["x-total-count"], "2000");
    const int correlated
        = m_demo->client->list({ { u"count"_s, u"true"_s } }).headers["x-total-count"].toInt();
    QVERIFY(correlated > 1900 && correlated < 2000);

    QSet<QString> ids;
    QString last;
    for (int offset = 0;; offset += 250) {
        const QJsonArray page
            = m_demo->client
                  ->list({ { u"sorters"_s, u"name"_s }, { u"offset"_s, QString::number(offset) } })
                  .array();
        for (const QJsonValue& identity : page) {
            ids.insert(identity[u"id"_s].toString());
            QVERIFY(last.compare(identity[u"name"_s].toString(), Qt::CaseInsensitive) <= 0);
            last = identity[u"name"_s].toString();
        }
        if (page.size() < 250)
            break;
    }
    QCOMPARE(ids.size(), correlated);
    const Reply beyond
        = m_demo->client->list({ { u"offset"_s, u"999999"_s }, { u"count"_s, u"true"_s } });
    QCOMPARE(beyond.status, 200);
    QCOMPARE(beyond.body, "[]");
    QCOMPARE(beyond.headers["x-total-count"].toInt(), correlated);
}

void TestDemoList::badParameters_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char* query :
        { "limit=251", "limit=-1", "limit=a", "limit=", "limit=1.5", "limit=99999999999",
            "offset=-1", "offset=x", "offset=%2B1", "count=yes", "count=1", "defaultFilter=ALL",
            "defaultFilter=none", "sorters=email", "sorters=name,,alias", "sorters=created",
            "filters=name", "filters=name%20co%20%22a%22", "filters=uid%20sw%20%221%22",
            "filters=correlated%20eq%20%22true%22", "filters=name%20eq%20%22a%22)", "filters=%20" })
        QTest::newRow(query) << QByteArray(query);
}

void TestDemoList::badParameters()
{
    QFETCH(QByteArray, query);
    const Reply reply = m_demo->client->get("/identities?" + query);
    QCOMPARE(reply.status, 400);
    QVERIFY(isErrorResponse(reply, 400, reply.detailCode()));
    QVERIFY(reply.detailCode().startsWith(u"400."_s));
}

void TestDemoList::filtersOverHttp()
{
    const QByteArray id = m_demo->ordinaryId();
    const QJsonObject one = m_demo->client->get("/identities/" + id).object();
    const auto names
        = [&](const QString& filter, const QString& defaultFilter = u"CORRELATED_ONLY"_s) {
              return m_demo->client
                  ->list({ { u"filters"_s, filter }, { u"defaultFilter"_s, defaultFilter } })
                  .array();
          };
    QCOMPARE(names(u"id eq \"%1\""_s.arg(QString::fromLatin1(id))), QJsonArray { one });
    QCOMPARE(names(u"id in (\"%1\", \"x\")"_s.arg(QString::fromLatin1(id))), QJsonArray { one });
    QCOMPARE(
        names(u"alias eq \"%1\""_s.arg(one[u"alias"_s].toString().toUpper())), QJsonArray { one });
    // Both filters hold: nobody is correlated and is not.
    QCOMPARE(names(u"correlated eq false"_s).size(), 0);
    QVERIFY(names(u"correlated eq false"_s, u"NONE"_s).size() > 10);
    QVERIFY(names(u"cloudStatus eq \"LOCKED\""_s).size() > 3);
    // + is a blank where it was not encoded.
    const QByteArray plus = "/identities?filters=name+sw+%22ma%22";
    QVERIFY(m_demo->client->get(plus).array().size() > 20);
    // Names that need every escape.
    for (const QString& prefix :
        { u"\\\"Quoted\\\""_s, u"Back\\\\slash"_s, u"=HYPERLINK("_s, u"<b>"_s, u"+1"_s }) {
        const Reply reply
            = m_demo->client->list({ { u"filters"_s, u"name sw \"%1\""_s.arg(prefix) } });
        QCOMPARE(reply.status, 200);
    }
}

QTEST_GUILESS_MAIN(TestDemoList)
#include "tst_demolist.moc"
