#include "support/consolerun.h"
#include "support/programs.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace ic::test;

class TestExportCommand final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    QString path() const { return m_dir.filePath(u"out.csv"_s); }
    QByteArray file() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }
    QStringList exporting(const QStringList& more = {}) const
    {
        return QStringList { u"export"_s, u"--output"_s, path() } + more;
    }
    bool folderIsEmpty() const
    {
        return QDir(m_dir.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    /// A real write error: no file of the process may grow beyond 200 blocks of 512 bytes.
    Run exportToAFullDisk() const
    {
        TenantProcess tenant({ u"--identities"_s, u"5000"_s });
        QProcess process;
        process.setProcessEnvironment(tenant.environment());
        process.start(u"/bin/sh"_s,
            QStringList { u"-c"_s, u"trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\""_s,
                programBesideTest(u"identity-console"_s) }
                + exporting());
        return finished(process);
    }

private slots:
    void init() { QFile::remove(path()); }

    void everyNumberOfRows_data()
    {
        QTest::addColumn<int>("identities");
        for (const int identities : { 0, 1, 249, 250, 251, 500, 2000 })
            QTest::addRow("%d", identities) << identities;
    }
    void everyNumberOfRows()
    {
        QFETCH(int, identities);
        TenantProcess tenant({ u"--identities"_s, QString::number(identities) });
        QVERIFY(tenant.isReady());
        const Run run
            = console(exporting({ u"--all"_s, u"--no-formula-guard"_s }), tenant.environment());
        QCOMPARE(run.error, QString());
        QCOMPARE(run.exitCode, 0);
        QList<QStringList> rows = rowsOf(file());
        QCOMPARE(rows.takeFirst().join(u','),
            u"id,name,alias,emailAddress,identityStatus,processingState,lifecycleState,"
            "managerName,isManager,created,modified,lastRefresh"_s);
        QCOMPARE(rows.size(), identities);
        QCOMPARE(rows, rowsFor(tenant.identities("sorters=name,alias&defaultFilter=NONE")));
        const QRegularExpression summary(u"^Wrote [0-9,]+ rows? of [0-9,]+ expected \\([0-9.]+ "
                                         u"(bytes|KB|MB)\\) in (under )?[0-9.]+ s\\. "
                                         "Nobody is missing\\.\n$"_s);
        QVERIFY2(summary.match(run.out).hasMatch(), qPrintable(run.out));
    }

    void filterAndSort_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("correlated only")
            << QStringList() << QByteArray("sorters=name,alias&defaultFilter=CORRELATED_ONLY");
        QTest::newRow("filter")
            << QStringList { u"--filter"_s, u"name sw \"Ma\" or cloudStatus eq \"LOCKED\""_s }
            << QByteArray("sorters=name,alias&filters="
                          "name%20sw%20%22Ma%22%20or%20cloudStatus%20eq%20%22LOCKED%22");
        QTest::newRow("uncorrelated")
            << QStringList { u"--all"_s, u"--filter"_s, u"correlated eq false"_s }
            << QByteArray("sorters=name,alias&defaultFilter=NONE&filters=correlated%20eq%20false");
        QTest::newRow("sort") << QStringList { u"--sort"_s, u"-name"_s }
                              << QByteArray("sorters=-name,alias");
        QTest::newRow("sort by two") << QStringList { u"--sort"_s, u"cloudStatus,-alias"_s }
                                     << QByteArray("sorters=cloudStatus,-alias,name");
    }
    void filterAndSort()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, query);
        TenantProcess tenant({ u"--identities"_s, u"1500"_s });
        const Run run = console(
            exporting(arguments + QStringList { u"--no-formula-guard"_s }), tenant.environment());
        QCOMPARE(run.exitCode, 0);
        QList<QStringList> rows = rowsOf(file());
        rows.removeFirst();
        const QList<QStringList> expected = rowsFor(tenant.identities(query));
        QVERIFY(!expected.isEmpty());
        QCOMPARE(rows, expected);
    }

    void columnsAndFormat()
    {
        TenantProcess tenant({ u"--identities"_s, u"300"_s });
        const Run run = console(exporting({ u"--columns"_s, u"attributes.department,alias"_s,
                                    u"--delimiter"_s, u"semicolon"_s, u"--bom"_s }),
            tenant.environment());
        QCOMPARE(run.exitCode, 0);
        QVERIFY(file().startsWith("\xEF\xBB\xBF"
                                  "attributes.department;alias\r\n"));
        QCOMPARE(QFileInfo(path()).permissions()
                & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup
                    | QFileDevice::WriteOther),
            QFileDevice::Permissions());
    }

    void shownHeaders()
    {
        TenantProcess tenant({ u"--identities"_s, u"3"_s });
        const Run run = console(exporting({ u"--columns"_s, u"id,emailAddress,attributes.uid"_s,
                                    u"--header"_s, u"shown"_s }),
            tenant.environment());
        QCOMPARE(run.exitCode, 0);
        QVERIFY(file().startsWith("Id,Email,uid\r\n"));
    }

    void jsonLines()
    {
        TenantProcess tenant({ u"--identities"_s, u"600"_s });
        const Run run
            = console(exporting({ u"--all"_s, u"--format"_s, u"jsonl"_s }), tenant.environment());
        QCOMPARE(run.exitCode, 0);
        QJsonArray written;
        QByteArrayList lines = file().split('\n');
        QVERIFY(lines.takeLast().isEmpty());
        for (const QByteArray& line : lines)
            written += QJsonDocument::fromJson(line).object();
        QCOMPARE(written, tenant.identities("sorters=name,alias&defaultFilter=NONE"));
    }

    void jsonLinesWithColumns()
    {
        TenantProcess tenant({ u"--identities"_s, u"300"_s });
        const Run run = console(
            exporting({ u"--format"_s, u"jsonl"_s, u"--columns"_s,
                u"id,emailAddress,isManager,attributes.lastSyncDate,attributes.accessGroups"_s }),
            tenant.environment());
        QCOMPARE(run.exitCode, 0);
        QByteArrayList lines = file().split('\n');
        QVERIFY(lines.takeLast().isEmpty());
        const QJsonArray expected = tenant.identities("sorters=name,alias");
        QCOMPARE(lines.size(), expected.size());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QJsonObject identity = expected[i].toObject();
            const QJsonObject attributes = identity[u"attributes"].toObject();
            const QJsonObject row = QJsonDocument::fromJson(lines[i]).object();
            QVERIFY(lines[i].startsWith("{\"id\":\""));
            QCOMPARE(row[u"id"], identity[u"id"]);
            const QJsonValue email = identity[u"emailAddress"];
            QCOMPARE(row[u"emailAddress"], email.isString() ? email : QJsonValue());
            QCOMPARE(row[u"isManager"], identity[u"isManager"]);
            QCOMPARE(row[u"attributes.lastSyncDate"], attributes[u"lastSyncDate"]);
            QCOMPARE(row[u"attributes.accessGroups"], attributes[u"accessGroups"]);
            QCOMPARE(row.size(), 5);
        }
    }

    void formulasAreGuarded()
    {
        TenantProcess tenant({ u"--identities"_s, u"2000"_s });
        QCOMPARE(console(exporting({ u"--all"_s }), tenant.environment()).exitCode, 0);
        const QList<QStringList> rows = rowsOf(file());
        for (const QStringList& row : rows) {
            for (const QString& value : row)
                QVERIFY2(!value.startsWith(u'=') && !value.startsWith(u'@'), qPrintable(value));
        }
    }

    void getsThroughATenantWithFaults()
    {
        TenantProcess tenant({ u"--identities"_s, u"5000"_s, u"--fail-5xx"_s, u"10"_s,
            u"--drop-before"_s, u"5"_s, u"--drop-mid"_s, u"5"_s, u"--jitter"_s, u"30"_s });
        TenantProcess calm({ u"--identities"_s, u"5000"_s });
        const Run run
            = console(exporting({ u"--all"_s, u"--no-formula-guard"_s }), tenant.environment());
        QCOMPARE(run.error, QString());
        QCOMPARE(run.exitCode, 0);
        QList<QStringList> rows = rowsOf(file());
        rows.removeFirst();
        QCOMPARE(rows, rowsFor(calm.identities("sorters=name,alias&defaultFilter=NONE")));
    }

    void demo()
    {
        const Run run
            = console(exporting({ u"--demo"_s, u"--all"_s, u"--demo-identities"_s, u"260"_s }));
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(rowsOf(file()).size(), 261);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("column") << exporting({ u"--demo"_s, u"--columns"_s, u"id,foo"_s })
                                << u"attributes.KEY"_s;
        QTest::newRow("sorter") << exporting({ u"--demo"_s, u"--sort"_s, u"email"_s })
                                << u"name, alias, cloudStatus"_s;
        QTest::newRow("filter") << exporting({ u"--demo"_s, u"--filter"_s, u"name co \"a\""_s })
                                << u"filter, character"_s;
        QTest::newRow("delimiter")
            << exporting({ u"--demo"_s, u"--delimiter"_s, u"|"_s }) << u"semicolon"_s;
        QTest::newRow("format") << exporting({ u"--demo"_s, u"--format"_s, u"xml"_s })
                                << u"csv or jsonl"_s;
        QTest::newRow("header") << exporting({ u"--demo"_s, u"--header"_s, u"none"_s })
                                << u"api or shown"_s;
        QTest::newRow("for CSV alone")
            << exporting({ u"--demo"_s, u"--format"_s, u"jsonl"_s, u"--bom"_s })
            << u"--bom is for CSV"_s;
        QTest::newRow("rate limit")
            << exporting({ u"--demo"_s, u"--rate-limit"_s, u"5"_s }) << u"on or off"_s;
        QTest::newRow("demo size") << exporting({ u"--demo"_s, u"--demo-identities"_s, u"-1"_s })
                                   << u"--demo-identities"_s;
        QTest::newRow("size of no demo")
            << exporting({ u"--demo-identities"_s, u"5"_s }) << u"needs --demo"_s;
        QTest::newRow("no output") << QStringList { u"export"_s, u"--demo"_s } << u"--output"_s;
        QTest::newRow("unknown option")
            << exporting({ u"--demo"_s, u"--frobnicate"_s }) << u"frobnicate"_s;
        QTest::newRow("stray argument") << exporting({ u"--demo"_s, u"stray"_s }) << u"stray"_s;
        QTest::newRow("no tenant") << exporting() << u"SAIL_BASE_URL"_s;
        QTest::newRow("subcommand") << QStringList { u"exprot"_s } << u"Unknown command 'exprot'"_s;
    }
    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Run run = console(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error.contains(says), qPrintable(run.error));
        QCOMPARE(run.out, QString());
        QVERIFY(folderIsEmpty());
    }

    void unusableEnvironment()
    {
        QProcessEnvironment environment = withoutTenant();
        environment.insert(u"SAIL_BASE_URL"_s, u"http://acme.example"_s);
        Run run = console(exporting(), environment);
        QCOMPARE(run.exitCode, 2);
        QVERIFY(run.error.contains(u"SAIL_CLIENT_ID, SAIL_CLIENT_SECRET"_s));
        environment.insert(u"SAIL_CLIENT_ID"_s, u"id"_s);
        environment.insert(u"SAIL_CLIENT_SECRET"_s, u"secret-1234"_s);
        run = console(exporting(), environment);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error.contains(u"https"_s), qPrintable(run.error));
        QVERIFY(!run.error.contains(u"secret-1234"_s));
    }

    void helpAndVersion()
    {
        Run run = console({ u"--version"_s });
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.startsWith(u"identity-console "_s));
        run = console({ u"--help"_s });
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.contains(u"export"_s));
        run = console({ u"export"_s, u"--help"_s });
        QCOMPARE(run.exitCode, 0);
        QVERIFY(run.out.contains(u"Exit codes"_s));
    }

    void refusedSignIn()
    {
        TenantProcess tenant;
        QProcessEnvironment environment = tenant.environment();
        environment.insert(u"SAIL_CLIENT_SECRET"_s, u"not-the-secret"_s);
        const Run run = console(exporting(), environment);
        QCOMPARE(run.exitCode, 4);
        QVERIFY(!run.error.isEmpty());
        QVERIFY(!run.error.contains(u"not-the-secret"_s));
        QVERIFY(folderIsEmpty());
    }

    void noTenantThere()
    {
        QProcessEnvironment environment;
        {
            const TenantProcess tenant;
            environment = tenant.environment();
        }
        const Run run = console(exporting(), environment);
        QCOMPARE(run.exitCode, 1);
        QVERIFY(!run.error.isEmpty());
        QVERIFY(folderIsEmpty());
    }

    void failureKeepsTheOldFile()
    {
        QFile old(path());
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        const Run run = exportToAFullDisk();
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(file(), QByteArray("old"));
    }

    void aFullDisk()
    {
        const Run run = exportToAFullDisk();
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.error.contains(path()), qPrintable(run.error));
        QVERIFY(folderIsEmpty());
    }

    void unusablePaths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("says");
        QTest::newRow("no folder") << m_dir.filePath(u"missing/out.csv"_s) << u"missing/out.csv"_s;
        QTest::newRow("a folder") << m_dir.path() << u"is a folder"_s;
        QTest::newRow("a folder, with a stroke") << m_dir.path() + u'/' << u"is a folder"_s;
        QTest::newRow("a device that is full") << u"/dev/full"_s << u"device"_s;
        QTest::newRow("no right") << u"/proc/out.csv"_s << u"/proc/out.csv"_s; // not even for root
        QTest::newRow("a file for a folder") << u"/dev/null/out.csv"_s << u"/dev/null/out.csv"_s;
        QTest::newRow("too long a name") << m_dir.filePath(QString(300, u'x')) << u"too long"_s;
    }
    /// What is known before anything is asked: nobody signs in, and no demo tenant starts.
    void unusablePaths()
    {
        QFETCH(QString, path);
        QFETCH(QString, says);
        TenantProcess tenant({ u"--identities"_s, u"10"_s });
        const QStringList arguments { u"export"_s, u"--output"_s, path };
        const Run run = console(arguments, tenant.environment());
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.error.startsWith(u"identity-console: The file could not be written."_s)
                && run.error.contains(says),
            qPrintable(run.error));
        QCOMPARE(run.out, QString());
        QVERIFY(folderIsEmpty());
        const Run demo = console(arguments + QStringList { u"--demo"_s });
        QCOMPARE(demo.exitCode, 2);
        QCOMPARE(demo.error, run.error);
    }

    void oddRecordsAreWrittenAndSaid()
    {
        TenantProcess tenant({ u"--identities"_s, u"600"_s, u"--odd-records"_s, u"12"_s });
        Run run = console(exporting({ u"--all"_s }), tenant.environment());
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.out.startsWith(u"Wrote 600 rows of 600 expected"_s)
                && run.out.contains(u" 10 rows are not what the API describes (the first: $"_s)
                && run.out.contains(u" 4 rows have no id: "_s)
                && run.out.endsWith(u"Nobody is missing.\n"_s),
            qPrintable(run.out));
        QCOMPARE(run.error, QString());
        QVERIFY(QUtf8StringView(file()).isValidUtf8());
        QVERIFY(file().contains("\xEF\xBB\xBFhalf \xEF\xBF\xBD \xEF\xBF\xBD"));
        QCOMPARE(rowsOf(file()).size(), 601);

        run = console(exporting({ u"--all"_s, u"--format"_s, u"jsonl"_s }), tenant.environment());
        QCOMPARE(run.exitCode, 3);
        QVERIFY(QUtf8StringView(file()).isValidUtf8());
        const QByteArrayList lines = file().split('\n');
        QCOMPARE(lines.size(), 601);
        QCOMPARE(lines.count("null"), 2);
        QCOMPARE(std::count_if(lines.cbegin(), lines.cend(),
                     [](const QByteArray& line) {
                         return line.contains("\"lifecycleState\":\"active\"");
                     }),
            2);
    }

    void getsThroughBrokenAnswers()
    {
        TenantProcess tenant({ u"--identities"_s, u"5000"_s, u"--truncate-json"_s, u"15"_s,
            u"--wrong-json"_s, u"15"_s });
        const Run run = console(exporting({ u"--all"_s }), tenant.environment());
        QCOMPARE(run.error, QString());
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(rowsOf(file()).size(), 5001);
    }

    void theDemoProgramIsSearchedFor()
    {
        const QTemporaryDir place;
        QDir(place.path()).mkpath(u"bin"_s);
        QDir(place.path()).mkpath(u"libexec/identity-console"_s);
        const QString copy = place.filePath(u"bin/identity-console"_s);
        QVERIFY(QFile::copy(programBesideTest(u"identity-console"_s), copy));
        const QStringList arguments = exporting({ u"--demo"_s, u"--demo-identities"_s, u"10"_s });
        QProcess process;
        process.start(copy, arguments);
        const Run missing = finished(process);
        QCOMPARE(missing.exitCode, 1);
        QVERIFY2(missing.error.contains(u"demo-tenant"_s), qPrintable(missing.error));
        QVERIFY(QFile::copy(programBesideTest(u"demo-tenant"_s),
            place.filePath(u"libexec/identity-console/demo-tenant"_s)));
        process.start(copy, arguments);
        QCOMPARE(finished(process).exitCode, 0);
    }

    void aConnectionOfTheWindow()
    {
        TenantProcess tenant({ u"--identities"_s, u"300"_s });
        QVERIFY(tenant.isReady());
        const QTemporaryDir home;
        QProcessEnvironment environment = tenant.environment();
        const QString address = environment.value(u"SAIL_BASE_URL"_s);
        const QString client = environment.value(u"SAIL_CLIENT_ID"_s);
        for (const QString& name : { u"SAIL_BASE_URL"_s, u"SAIL_CLIENT_ID"_s })
            environment.remove(name);
        environment.insert(u"XDG_CONFIG_HOME"_s, home.path());
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        const QStringList arguments = exporting({ u"--profile"_s, u"ACME test"_s, u"--all"_s });

        const Run none = console(arguments, environment);
        QCOMPARE(none.exitCode, 2);
        QVERIFY2(none.error.contains(u"no connection"_s), qPrintable(none.error));

        QDir(home.path()).mkpath(u"identity-console"_s);
        QFile profiles(home.filePath(u"identity-console/profiles.json"_s));
        QVERIFY(profiles.open(QIODevice::WriteOnly));
        profiles.write(QJsonDocument(
            QJsonObject { { u"version"_s, 1 },
                { u"profiles"_s,
                    QJsonArray { QJsonObject { { u"id"_s, u"one"_s }, { u"name"_s, u"acme test"_s },
                        { u"apiBase"_s, address }, { u"clientId"_s, client } } } } })
                           .toJson());
        profiles.close();
        const Run run = console(arguments, environment); // with the secret of the variable
        QCOMPARE(run.error, QString());
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(rowsOf(file()).size(), 301);

        environment.remove(u"SAIL_CLIENT_SECRET"_s);
        const Run noSecret = console(arguments, environment);
        QCOMPARE(noSecret.exitCode, 4);
        QVERIFY2(
            noSecret.error.contains(u"not in the system keychain"_s), qPrintable(noSecret.error));

        const Run other = console(exporting({ u"--profile"_s, u"other"_s }), environment);
        QCOMPARE(other.exitCode, 2);
        QVERIFY2(other.error.contains(u"acme test"_s), qPrintable(other.error));
    }

    void interrupted_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("SIGINT") << SIGINT << 130;
        QTest::newRow("SIGTERM") << SIGTERM << 130;
        QTest::newRow("SIGKILL") << SIGKILL << -2;
    }
    /// With the rate limit this export takes half a minute, so it is under way for certain.
    void interrupted()
    {
        QFETCH(int, signal);
        QFETCH(int, exitCode);
        QProcessEnvironment environment = withoutTenant();
        environment.insert(u"SAIL_CLIENT_SECRET"_s, u"secret-of-another-tenant"_s);
        QProcess process;
        startConsole(
            process, exporting({ u"--demo"_s, u"--demo-identities"_s, u"100000"_s }), environment);
        QVERIFY(process.waitForStarted());
        const qint64 consoleId = process.processId();
        QTRY_VERIFY_WITH_TIMEOUT(hasOpenFileIn(consoleId, m_dir.path()), 20'000);
        const QList<qint64> children = childrenOf(consoleId);
        QCOMPARE(children.size(), 1);
        QFile childEnvironment(u"/proc/%1/environ"_s.arg(children.first()));
        QVERIFY(childEnvironment.open(QIODevice::ReadOnly));
        QVERIFY(!childEnvironment.readAll().contains("secret-of-another-tenant"));

        QCOMPARE(::kill(static_cast<pid_t>(consoleId), signal), 0);
        const Run run = finished(process);
        QCOMPARE(run.exitCode, exitCode);
        QCOMPARE(run.out, QString());
        QVERIFY(folderIsEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(children.first()), 20'000);
    }
};

QTEST_GUILESS_MAIN(TestExportCommand)
#include "tst_exportcommand.moc"
