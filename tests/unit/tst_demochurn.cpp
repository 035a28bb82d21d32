#include "demo/churn.h"
#include "demo/directory.h"
#include "demo/options.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

constexpr quint32 Identities = 3000;
constexpr quint32 Room = 1000;

std::vector<quint32> everybody(
    Directory& directory, const QString& sorters, const QString& filters = {})
{
    QString error;
    ListQuery query { .filters = filters, .correlatedOnly = false, .limit = 100'000 };
    if (!sorters.isEmpty())
        query.sorters = *parseSorters(sorters, &error);
    std::optional<FilterNode> filter;
    if (!filters.isEmpty())
        filter = parseFilter(filters, &error);
    quint32 total = 0;
    return directory.page(query, filter ? &*filter : nullptr, &total);
}

} // namespace

class TestDemoChurn final : public QObject
{
    Q_OBJECT

private slots:
    void newcomersAreNobodyBefore()
    {
        Directory directory(1, Identities, Room);
        const std::vector<quint32> before = everybody(directory, u"name"_s);
        QCOMPARE(before.size(), size_t(Identities));
        const auto newcomer = directory.add(1'790'000'000'000);
        QVERIFY(newcomer);
        QVERIFY(std::find(before.begin(), before.end(), *newcomer) == before.end());
        const QByteArray id = directory.data().id(*newcomer);
        QCOMPARE(directory.find(id), newcomer);
        QCOMPARE(directory.created(*newcomer), 1'790'000'000'000);
        const QString alias = directory.data().naming().alias(*newcomer);
        QCOMPARE(everybody(directory, u"name"_s, u"alias eq \"%1\""_s.arg(alias)),
            std::vector<quint32> { *newcomer });
    }

    void thereIsRoomForSoManyAndNoMore()
    {
        Directory directory(1, Identities, Room);
        QSet<quint32> added;
        while (const auto newcomer = directory.add(1)) {
            added += *newcomer;
            directory.remove(*newcomer); // makes no room: nobody comes back
        }
        QCOMPARE(added.size(), qsizetype(Room));
        QVERIFY(!Directory(1, Identities).add(1));
    }

    void listsStayAsIfMadeAnew_data()
    {
        QTest::addColumn<QString>("sorters");
        QTest::addColumn<QString>("filters");
        QTest::newRow("unsorted") << QString() << QString();
        QTest::newRow("name") << u"name"_s << QString();
        QTest::newRow("name down") << u"-name,alias"_s << QString();
        QTest::newRow("alias") << u"alias"_s << QString();
        QTest::newRow("status") << u"cloudStatus,-name,alias"_s << QString();
        QTest::newRow("filter") << u"name,alias"_s
                                << u"name sw \"M\" or cloudStatus eq \"LOCKED\""_s;
    }
    void listsStayAsIfMadeAnew()
    {
        QFETCH(QString, sorters);
        QFETCH(QString, filters);
        const ChurnPlan plan { .everyLists = 1, .deletions = 7, .insertions = 5 };
        Directory kept(1, Identities, Room);
        Directory fresh(1, Identities, Room);
        Churn churnKept(plan, 9);
        Churn churnFresh(plan, 9);
        everybody(kept, sorters, filters);
        for (int i = 0; i < 100; ++i) {
            churnKept.listAnswered(kept, 1);
            churnFresh.listAnswered(fresh, 1);
        }
        QCOMPARE(everybody(kept, sorters, filters), everybody(fresh, sorters, filters));
        QCOMPARE(everybody(kept, u"name"_s).size(), size_t(Identities - 200));
    }

    void itIsTimeAfterSoManyLists()
    {
        Directory directory(1, Identities, Room);
        Churn churn({ .everyLists = 10, .deletions = 20, .insertions = 5 }, 1);
        for (int i = 0; i < 9; ++i)
            churn.listAnswered(directory, 1);
        QCOMPARE(everybody(directory, u"name"_s).size(), size_t(Identities));
        churn.listAnswered(directory, 1);
        QCOMPARE(everybody(directory, u"name"_s).size(), size_t(Identities - 15));
    }

    void aTenantCanBecomeEmpty()
    {
        Directory directory(1, 30);
        Churn churn({ .everyLists = 1, .deletions = 20 }, 1);
        for (int i = 0; i < 5; ++i)
            churn.listAnswered(directory, 1);
        QVERIFY(everybody(directory, u"name"_s).empty());
    }

    void theSwitches()
    {
        QString error;
        const auto options = parseOptions({ u"demo-tenant"_s, u"--churn-delete"_s, u"20"_s,
                                              u"--churn-insert=5"_s, u"--churn-every"_s, u"3"_s },
            &error);
        QVERIFY(options);
        QCOMPARE(options->config.churn.deletions, 20);
        QCOMPARE(options->config.churn.insertions, 5);
        QCOMPARE(options->config.churn.everyLists, 3);
        QVERIFY(!parseOptions({ u"demo-tenant"_s, u"--churn-every"_s, u"0"_s }, &error));
    }
};

QTEST_APPLESS_MAIN(TestDemoChurn)
#include "tst_demochurn.moc"
