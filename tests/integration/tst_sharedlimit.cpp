// Several programs of one user with one client id: the tenant's limit is for all of them together.

#include "demo/demotenant.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

constexpr int Limit = 100; // requests in 10 s
constexpr quint32 Identities = 30'000; // 120 pages, more than one window takes
constexpr int BeforeTheKill = 40; // requests

} // namespace

class TestSharedLimit final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    void start(QProcess& process, const DemoTenant& tenant, const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SAIL_BASE_URL"_s, tenant.baseUrl());
        environment.insert(u"SAIL_CLIENT_ID"_s, tenant.clientId());
        environment.insert(u"SAIL_CLIENT_SECRET"_s, tenant.clientSecret());
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        for (const QString& name : { u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s })
            environment.insert(name, m_folder.filePath(name));
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationDirPath() + u"/identity-console"_s, arguments);
    }
    QStringList exporting(const QString& name) const
    {
        return { u"export"_s, u"--all"_s, u"--output"_s, m_folder.filePath(name) };
    }

private slots:
    void windowsAndExportsShareIt()
    {
        DemoTenant tenant({ .identities = Identities });
        QString problem;
        QVERIFY2(tenant.start(&problem), qPrintable(problem));
        QProcess killed;
        start(killed, tenant, exporting(u"killed.csv"_s));
        QTRY_VERIFY_WITH_TIMEOUT(tenant.activity().requests > BeforeTheKill, 20'000);
        killed.kill();
        QVERIFY(killed.waitForFinished());

        QProcess first;
        QProcess second;
        QProcess exporter;
        start(first, tenant, {});
        start(second, tenant, {});
        start(exporter, tenant, exporting(u"whole.csv"_s));
        QTRY_VERIFY_WITH_TIMEOUT(exporter.state() == QProcess::NotRunning, 60'000);
        QCOMPARE(exporter.exitCode(), 0);
        QVERIFY(exporter.readAllStandardOutput().contains("Nobody is missing"));
        const Activity activity = tenant.activity();
        QVERIFY(activity.tokensGranted >= 4); // all of them were there
        QVERIFY(activity.busiestWindow > Limit / 2);
        QVERIFY2(activity.busiestWindow <= Limit,
            qPrintable(u"%1 in 10 s"_s.arg(activity.busiestWindow)));
        QCOMPARE(activity.rateLimited, 0);
        for (QProcess* process : { &first, &second }) {
            QCOMPARE(process->state(), QProcess::Running);
            process->kill();
            QVERIFY(process->waitForFinished());
        }
    }
};

QTEST_GUILESS_MAIN(TestSharedLimit)
#include "tst_sharedlimit.moc"
