#include "support/consolerun.h"
#include "support/democlient.h"
#include "support/programs.h"

#include "demo/demotenant.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;
using namespace ic::test;

namespace {

using Ids = QSet<QByteArray>;

/// Who exists, from the tenant itself.
Ids existing(const DemoTenant& tenant)
{
    Ids ids;
    tenant.inspect([&](Directory& directory) {
        for (quint32 ordinal = 0; ordinal < directory.data().count(); ++ordinal) {
            if (!directory.state(ordinal).deleted)
                ids += directory.data().id(ordinal);
        }
    });
    return ids;
}

QProcessEnvironment environmentOf(const DemoTenant& tenant)
{
    QProcessEnvironment environment = withoutTenant();
    environment.insert(u"SAIL_BASE_URL"_s, tenant.baseUrl());
    environment.insert(u"SAIL_CLIENT_ID"_s, tenant.clientId());
    environment.insert(u"SAIL_CLIENT_SECRET"_s, tenant.clientSecret());
    return environment;
}

TenantConfig churning(int identities)
{
    TenantConfig config;
    config.identities = static_cast<quint32>(identities);
    config.rateLimit = false;
    config.churn = { .everyLists = 10, .deletions = 20, .insertions = 5 };
    return config;
}

/// One page after the other by offset, as the API's examples have it.
Ids readNaively(const DemoTenant& tenant)
{
    DemoClient client(tenant);
    client.signIn(tenant.mainClient());
    Ids ids;
    for (int offset = 0;; offset += 250) {
        const QJsonArray page
            = client
                  .list({ { u"sorters"_s, u"name,alias"_s }, { u"defaultFilter"_s, u"NONE"_s },
                      { u"offset"_s, QString::number(offset) } })
                  .array();
        for (const QJsonValue& one : page)
            ids += one.toObject().value(u"id").toString().toLatin1();
        if (page.size() < 250)
            return ids;
    }
}

} // namespace

/// Exports while others delete 20 identities and add 5 after every tenth page.
class TestChurn final : public QObject
{
    Q_OBJECT

private slots:
    void exportLosesNobody_data()
    {
        QTest::addColumn<int>("identities");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("mostRequests");
        QTest::newRow("20,000 by name") << 20'000 << QStringList() << 110;
        QTest::newRow("20,000 by status")
            << 20'000 << QStringList { u"--sort"_s, u"-cloudStatus,alias"_s } << 110;
        QTest::newRow("20,000 as JSON Lines")
            << 20'000 << QStringList { u"--format"_s, u"jsonl"_s } << 110;
        QTest::newRow("100,000 by name") << 100'000 << QStringList() << 500;
    }
    void exportLosesNobody()
    {
        QFETCH(int, identities);
        QFETCH(QStringList, arguments);
        QFETCH(int, mostRequests);
        DemoTenant tenant(churning(identities));
        QString error;
        QVERIFY2(tenant.start(&error), qPrintable(error));
        const Ids before = existing(tenant);
        QCOMPARE(before.size(), identities);

        const QTemporaryDir dir;
        const QString path = dir.filePath(u"out"_s);
        const Run run = console(QStringList { u"export"_s, u"--output"_s, path, u"--all"_s,
                                    u"--rate-limit"_s, u"off"_s }
                + arguments,
            environmentOf(tenant));
        QCOMPARE(run.error, QString());
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.out.contains(u"Nobody who stayed is missing."_s), qPrintable(run.out));

        const Ids after = existing(tenant);
        QVERIFY(after.size() < identities - 15 * (identities / 2500 - 1));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        Ids written;
        int rows = 0;
        const bool json = arguments.contains(u"jsonl"_s);
        for (QByteArray line = json ? " " : file.readLine(); !line.isEmpty(); ++rows) {
            line = file.readLine();
            if (!line.isEmpty())
                written += json ? line.mid(7, 32) : line.left(32);
        }
        QCOMPARE(written.size(), rows - 1); // nobody twice
        QCOMPARE((Ids(before).intersect(after)).subtract(written), Ids());
        const int requests = tenant.activity().calls.value(Operation::ListIdentities);
        QVERIFY2(requests <= mostRequests, qPrintable(QString::number(requests)));
        qInfo().noquote() << requests << "requests;" << run.out.trimmed();
    }

    /// The test above can fail.
    void aNaiveReaderLosesSome()
    {
        DemoTenant tenant(churning(20'000));
        QString error;
        QVERIFY2(tenant.start(&error), qPrintable(error));
        const Ids before = existing(tenant);
        const Ids read = readNaively(tenant);
        const Ids lost = Ids(before).intersect(existing(tenant)).subtract(read);
        QVERIFY(!lost.isEmpty());
        qInfo() << lost.size() << "lost";
    }
};

QTEST_GUILESS_MAIN(TestChurn)
#include "tst_churn.moc"
