// What is read without a window, what is refused before anything is asked, and where the secret may
// come from.

#include "jobs/journal.h"
#include "support/headlessrig.h"

#include <QDirIterator>
#include <QLocalServer>

#include <csignal>

using namespace ic;
using namespace ic::test;

namespace {

QJsonArray objects(const QString& lines)
{
    QJsonArray all;
    for (const QString& line : lines.split(u'\n', Qt::SkipEmptyParts))
        all += QJsonDocument::fromJson(line.toUtf8()).object();
    return all;
}

} // namespace

class TestHeadlessCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_rig.reset(); }
    void listing();
    void oneIdentity();
    void jobsAndAudit();
    void wrongInput_data();
    void wrongInput();
    void theAddressNamesTheVersion();
    void theSecretIsHandedOver();
    void aSilentKeychainIsNotAsked();
    void pipes();
    void eventsAreLines();
    void noSecretIsLeft();
    void theVersionAsJson();
    void readingIsStopped();

private:
    Run run(const QStringList& arguments) const { return m_rig->run(arguments); }
    QStringList onTest(const QStringList& arguments) const
    {
        return arguments + QStringList { u"--profile"_s, u"test"_s };
    }

    std::unique_ptr<HeadlessRig> m_rig;
    QStringList m_people;
};

void TestHeadlessCommands::initTestCase()
{
    m_rig = std::make_unique<HeadlessRig>(600);
    m_people = m_rig->people(3);
}

void TestHeadlessCommands::listing()
{
    TenantProcess tenant({ u"--identities"_s, u"600"_s });
    Run listed = console({ u"list"_s, u"--all"_s }, tenant.environment());
    QCOMPARE(listed.exitCode, 0);
    QCOMPARE(listed.error, QString());
    QCOMPARE(objects(listed.out), tenant.identities("sorters=name,alias&defaultFilter=NONE"));
    listed = console({ u"list"_s, u"--filter"_s, u"name sw \"Ma\""_s, u"--sort"_s, u"-name"_s,
                         u"--columns"_s, u"id,name"_s },
        tenant.environment());
    const QJsonArray some = objects(listed.out);
    QVERIFY(!some.isEmpty());
    for (const QJsonValue& one : some) {
        QCOMPARE(one.toObject().size(), 2);
        QVERIFY(one[u"name"].toString().startsWith(u"ma"_s, Qt::CaseInsensitive));
    }
}

void TestHeadlessCommands::oneIdentity()
{
    Run read = run(onTest({ u"get"_s, m_people[0] }));
    QCOMPARE(read.exitCode, 0);
    QCOMPARE(objects(read.out)[0][u"id"].toString(), m_people[0]);
    read = run(onTest({ u"ownership"_s, m_people[0] }));
    QCOMPARE(read.exitCode, 0);
    QVERIFY(QJsonDocument::fromJson(read.out.toUtf8()).isObject());
    read = run(onTest({ u"roles"_s, m_people[0] }));
    QCOMPARE(read.exitCode, 0);
    QVERIFY(QJsonDocument::fromJson(read.out.toUtf8()).isArray());
    for (const QString& what : { u"get"_s, u"ownership"_s, u"roles"_s }) {
        read = run(onTest({ what, QString(32, u'0') }));
        QCOMPARE(read.exitCode, 1);
        QCOMPARE(read.out, QString());
        QCOMPARE(read.error.trimmed().count(u'\n'), 0);
    }
}

void TestHeadlessCommands::jobsAndAudit()
{
    Run said = run({ u"jobs"_s, u"list"_s });
    QCOMPARE(said.exitCode, 7); // there is no journal yet
    const QString ids = m_rig->idsFile(m_people);
    QCOMPARE(
        run(onTest({ resetIdentity().command, u"--ids"_s, ids, u"--yes"_s, u"--count"_s, u"3"_s }))
            .exitCode,
        0);
    QCOMPARE(
        run(onTest({ synchronizeAttributes().command, u"--ids"_s, ids, u"--yes"_s })).exitCode, 0);
    const JobSnapshot last = m_rig->lastJob();

    QCOMPARE(run({ u"jobs"_s, u"list"_s }).exitCode, 7); // all have ended
    said = run({ u"jobs"_s, u"list"_s, u"--ended"_s, u"--json"_s });
    const QJsonArray jobs = objects(said.out);
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(jobs[0][u"job"].toString(), last.id.text()); // the newest first
    QCOMPARE(jobs[0][u"state"].toString(), u"done"_s);
    QCOMPARE(jobs[1][u"succeeded"].toInt(), 3);
    said = run({ u"jobs"_s, u"show"_s, last.id.text() });
    QVERIFY2(said.out.contains(u"3 ok of 3"_s), qPrintable(said.out));

    const QStringList results { u"jobs"_s, u"results"_s, last.id.text() };
    const QJsonArray items = objects(run(results + QStringList { u"--json"_s }).out);
    QCOMPARE(items.size(), 3);
    for (const QJsonValue& item : items) {
        QCOMPARE(item[u"outcome"].toString(), u"succeeded"_s);
        QVERIFY(m_people.contains(item[u"id"].toString()));
    }
    said = run(results + QStringList { u"--output"_s, m_rig->folder.filePath(u"results.csv"_s) });
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(rowsOf(m_rig->read(u"results.csv"_s)).size(), 4);
    QCOMPARE(run({ u"jobs"_s, u"show"_s, u"no-such-job"_s }).exitCode, 1);

    const auto found = [&](const QStringList& more) {
        return objects(run(QStringList { u"audit"_s, u"--json"_s } + more).out).size();
    };
    QCOMPARE(found({}), 2);
    QCOMPARE(found({ u"--operation"_s, resetIdentity().command }), 1);
    QCOMPARE(found({ u"--text"_s, m_people[1] }), 2);
    QCOMPARE(found({ u"--text"_s, u"nobody"_s }), 0);
    QCOMPARE(found({ u"--outcome"_s, u"failed"_s }), 0);
    QCOMPARE(found({ u"--since"_s, u"2026-01-01"_s }), 2);
    QCOMPARE(found({ u"--since"_s, u"2999-01-01"_s }), 0);
    said = run({ u"audit"_s, u"--output"_s, m_rig->folder.filePath(u"audit.csv"_s) });
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(rowsOf(m_rig->read(u"audit.csv"_s)).size(), 7);
}

void TestHeadlessCommands::wrongInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const QString ids = m_rig->idsFile(m_people);
    const QStringList reset = onTest({ resetIdentity().command });
    const auto with
        = [](const QStringList& arguments, const QStringList& more) { return arguments + more; };
    QTest::newRow("nobody") << reset << u"--filter, --ids or --list is needed"_s;
    QTest::newRow("two ways") << with(reset, { u"--ids"_s, ids, u"--filter"_s, u"id pr"_s })
                              << u"exclude each other"_s;
    QTest::newRow("filter") << with(reset, { u"--filter"_s, u"name eq"_s })
                            << u"--filter, character"_s;
    QTest::newRow("no file") << with(reset, { u"--ids"_s, u"/nonexistent"_s }) << u"/nonexistent"_s;
    QTest::newRow("a folder") << with(reset, { u"--ids"_s, u"/tmp"_s }) << u"/tmp"_s;
    QTest::newRow("no ids") << with(reset, { u"--ids"_s, m_rig->write(u"empty"_s, "\n\n") })
                            << u"no id"_s;
    QTest::newRow("names for ids")
        << with(reset, { u"--ids"_s, m_rig->write(u"names"_s, m_people[0].toLatin1() + "\nAda\n") })
        << u"line 2: \"Ada\""_s;
    QTest::newRow("empty list") << with(reset, { u"--list"_s, m_rig->write(u"none"_s, "") })
                                << u"list"_s;
    QTest::newRow("broken list") << with(
        reset, { u"--list"_s, m_rig->write(u"zeros"_s, QByteArray(400, '\0')) })
                                 << u"text"_s;
    QTest::newRow("match") << with(reset, { u"--list"_s, ids, u"--match"_s, u"phone"_s })
                           << u"auto, id, account, email or name"_s;
    QTest::newRow("match of ids") << with(reset, { u"--ids"_s, ids, u"--match"_s, u"id"_s })
                                  << u"needs --list"_s;
    QTest::newRow("reason") << with(reset, { u"--ids"_s, ids, u"--include"_s, u"protected"_s })
                            << u"not-registered"_s;
    QTest::newRow("plan and yes") << with(
        reset, { u"--ids"_s, ids, u"--plan"_s, u"/tmp/p"_s, u"--yes"_s })
                                  << u"Choose one"_s;
    QTest::newRow("plan nowhere") << with(
        reset, { u"--ids"_s, ids, u"--plan"_s, u"/nonexistent/p"_s })
                                  << u"--plan"_s;
    QTest::newRow("results nowhere") << with(reset,
        { u"--ids"_s, ids, u"--yes"_s, u"--count"_s, u"3"_s, u"--results"_s, u"/dev/full"_s })
                                     << u"--results"_s;
    QTest::newRow("count alone") << with(reset, { u"--ids"_s, ids, u"--count"_s, u"3"_s })
                                 << u"needs --yes"_s;
    QTest::newRow("no number") << with(
        reset, { u"--ids"_s, ids, u"--yes"_s, u"--count"_s, u"all"_s })
                               << u"number"_s;
    QTest::newRow("not said how") << onTest({ sendVerification().command, u"--ids"_s, ids })
                                  << u"--via is needed"_s;
    QTest::newRow("said wrongly") << onTest({ sendVerification().command, u"--ids"_s, ids,
        u"--via"_s, u"FAX"_s }) << u"EMAIL_WORK"_s;
    QTest::newRow("option of another verb")
        << with(reset, { u"--ids"_s, ids, u"--via"_s, u"EMAIL_WORK"_s }) << u"via"_s;
    QTest::newRow("no plan") << onTest({ u"run"_s, ids }) << u"no plan"_s;
    QTest::newRow("a plan that is gone")
        << onTest({ u"run"_s, u"/nonexistent"_s }) << u"cannot be read"_s;
    QTest::newRow("a plan of a later version") << onTest({ u"run"_s,
        m_rig->write(u"later.json"_s,
            R"({"format":"identity-console plan","version":2,"operation":"merge"})") })
                                               << u"Another version"_s;
    QTest::newRow("no id") << onTest({ u"get"_s }) << u"ID is missing"_s;
    QTest::newRow("blank id") << onTest({ u"get"_s, u" "_s }) << u"ID is empty"_s;
    QTest::newRow("two ids") << onTest({ u"get"_s, u"a"_s, u"b"_s }) << u"Unexpected \"b\""_s;
    QTest::newRow("jobs of what") << QStringList { u"jobs"_s } << u"followed by one of"_s;
    QTest::newRow("since when") << QStringList { u"audit"_s, u"--since"_s, u"yesterday"_s }
                                << u"2026-11-23"_s;
    QTest::newRow("shell") << QStringList { u"completion"_s, u"fish"_s } << u"bash or zsh"_s;
    QTest::newRow("a secret") << with(reset, { u"--client-secret"_s, u"x"_s })
                              << u"client-secret"_s;
    QTest::newRow("sorted by") << onTest({ u"list"_s, u"--sort"_s, u"email"_s }) << u"sort"_s;
    QTest::newRow("column") << onTest({ u"list"_s, u"--columns"_s, u"x"_s }) << u"column"_s;
    QTest::newRow("no connection")
        << QStringList { u"get"_s, u"a"_s, u"--profile"_s, u"none"_s } << u"none"_s;
}

/// One sentence, exit code 2, and the tenant was not even asked for a token.
void TestHeadlessCommands::wrongInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const int asked = m_rig->tenant->activity().requests;
    const Run refused = run(arguments);
    QVERIFY2(refused.error.contains(says), qPrintable(refused.error));
    QCOMPARE(refused.exitCode, 2);
    QCOMPARE(refused.out, QString());
    QVERIFY2(refused.error.startsWith(u"identity-console: "_s)
            && refused.error.trimmed().count(u'\n') <= 1, // and where more is said
        qPrintable(refused.error));
    QCOMPARE(m_rig->tenant->activity().requests, asked);
}

void TestHeadlessCommands::theAddressNamesTheVersion()
{
    const TenantProcess tenant({ u"--identities"_s, u"60"_s, u"--ended"_s, u"v2024"_s });
    const auto listBy = [&tenant](const QString& path) {
        QProcessEnvironment environment = tenant.environment();
        environment.insert(u"SAIL_BASE_URL"_s, environment.value(u"SAIL_BASE_URL"_s) + path);
        return console({ u"list"_s, u"--all"_s }, environment);
    };
    Run listed = listBy({});
    QVERIFY(listed.exitCode != 0);
    QVERIFY2(listed.error.contains(u"no longer serves v2024"_s), qPrintable(listed.error));
    listed = listBy(u"/identities/v1"_s);
    QCOMPARE(listed.error, QString());
    QCOMPARE(listed.exitCode, 0);
    QCOMPARE(objects(listed.out).size(), 60);
    for (const QString& refused : { u"/v3"_s, u"/beta/identities"_s }) {
        listed = listBy(refused);
        QCOMPARE(listed.exitCode, 2);
        QVERIFY2(listed.error.contains(u"SAIL_BASE_URL: "_s)
                && listed.error.contains(u"Choose v2024 or current"_s),
            qPrintable(listed.error));
    }
}

void TestHeadlessCommands::theSecretIsHandedOver()
{
    const QString secret = m_rig->environment.value(u"SAIL_CLIENT_SECRET"_s);
    QProcessEnvironment environment = m_rig->environment;
    environment.remove(u"SAIL_CLIENT_SECRET"_s);
    const QStringList reading = onTest({ u"get"_s, m_people[0] });
    Run read = console(reading, environment);
    QCOMPARE(read.exitCode, 4);
    QVERIFY2(read.error.contains(u"CREDENTIALS_DIRECTORY"_s), qPrintable(read.error));

    const QTemporaryDir folder;
    environment.insert(u"CREDENTIALS_DIRECTORY"_s, folder.path());
    QCOMPARE(console(reading, environment).exitCode, 4); // there is another one in it
    QFile file(folder.filePath(u"client-secret"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(secret.toUtf8() + '\n');
    file.close();
    read = console(reading, environment);
    QVERIFY2(read.exitCode == 0, qPrintable(read.error));
    QVERIFY(!(read.out + read.error).contains(secret));
    // Without a connection of the window as well.
    environment.insert(u"SAIL_BASE_URL"_s, m_rig->tenant->baseUrl());
    environment.insert(u"SAIL_CLIENT_ID"_s, m_rig->tenant->clientId());
    QCOMPARE(console({ u"get"_s, m_people[0] }, environment).exitCode, 0);
    // As production, however, that nobody changes without its name.
    QCOMPARE(
        console({ processIdentities().command, u"--ids"_s, m_rig->idsFile(m_people), u"--yes"_s },
            environment)
            .exitCode,
        8);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QCOMPARE(console(reading, environment).exitCode, 2); // it is empty
}

/// Who hands a secret over does not wait for a keychain that waits for a person.
void TestHeadlessCommands::aSilentKeychainIsNotAsked()
{
    QLocalServer bus; // takes connections and says nothing
    const QTemporaryDir folder;
    QVERIFY(bus.listen(folder.filePath(u"bus"_s)));
    QProcessEnvironment environment = m_rig->environment;
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path="_s + bus.fullServerName());
    const Run read = console(onTest({ u"get"_s, m_people[0] }), environment);
    QVERIFY2(read.exitCode == 0, qPrintable(read.error));
    QVERIFY(!bus.hasPendingConnections());
}

void TestHeadlessCommands::pipes()
{
    QProcess process;
    startConsole(
        process, onTest({ processIdentities().command, u"--ids"_s, u"-"_s }), m_rig->environment);
    process.write(m_people.join(u'\n').toLatin1());
    process.closeWriteChannel();
    const Run preview = finished(process);
    QVERIFY2(preview.exitCode == 0, qPrintable(preview.error));
    for (const QString& id : std::as_const(m_people))
        QVERIFY2(preview.out.contains(id), qPrintable(preview.out));
}

void TestHeadlessCommands::eventsAreLines()
{
    const Run done = run(onTest({ processIdentities().command, u"--ids"_s, m_rig->idsFile(m_people),
        u"--yes"_s, u"--json"_s }));
    QCOMPARE(done.exitCode, 0);
    QStringList events;
    for (const QJsonValue& event : objects(done.out))
        events += event[u"event"].toString();
    QVERIFY(!events.contains(QString())); // every line is one
    QCOMPARE(
        events.first(4), (QStringList { u"target"_s, u"target"_s, u"target"_s, u"preview"_s }));
    QCOMPARE(events.at(4), u"started"_s);
    QCOMPARE(events.constLast(), u"ended"_s);
    QCOMPARE(objects(done.out).last()[u"exitCode"].toInt(), 0);
}

/// After everything above: not in the journal, the plans, the results, nor anywhere else.
void TestHeadlessCommands::noSecretIsLeft()
{
    const QByteArray secret = m_rig->tenant->clientSecret().toUtf8();
    const QString plan = m_rig->folder.filePath(u"plan.json"_s);
    QCOMPARE(run(onTest({ processIdentities().command, u"--ids"_s, m_rig->idsFile(m_people),
                     u"--plan"_s, plan }))
                 .exitCode,
        0);
    int files = 0;
    QDirIterator all(
        m_rig->folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(secret), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 4);
}

void TestHeadlessCommands::theVersionAsJson()
{
    const QJsonArray said = objects(run({ u"--version"_s, u"--json"_s }).out);
    QCOMPARE(said.size(), 1);
    QCOMPARE(run({ u"--version"_s }).out,
        u"identity-console %1\n"_s.arg(said[0][u"version"].toString()));
    QVERIFY(said[0][u"api"].toString().startsWith(u'v'));
}

/// Ctrl+C ends what reads a long job, and not only after its last line.
void TestHeadlessCommands::readingIsStopped()
{
    constexpr int Many = 20'000; // far more than a pipe holds
    BulkPlan plan { .operation = &processIdentities(), .host = u"elsewhere.example"_s };
    for (int i = 0; i < Many; ++i)
        plan.targets += { .id = IdentityId(u"%1"_s.arg(i, 32, 16, QChar(u'0'))) };
    const SystemClock clock;
    const JobId id = newJobId();
    const auto journal = Journal::open(m_rig->journal(), clock);
    QVERIFY(journal && (*journal)->create(id, plan));
    QProcess process;
    startConsole(process, { u"jobs"_s, u"results"_s, id.text() }, m_rig->environment);
    QVERIFY(process.waitForReadyRead(20'000));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    const Run stopped = finished(process);
    QCOMPARE(stopped.exitCode, 130);
    QVERIFY(stopped.out.count(u'\n') < Many);
}

QTEST_GUILESS_MAIN(TestHeadlessCommands)
#include "tst_headlesscommands.moc"
