// The six verbs on the command line, against a demo tenant that counts what it did: as many as were
// meant, nobody twice, whatever the tenant answers and however the program ends.

#include "support/headlessruns.h"

#include <csignal>
#include <map>

using namespace ic;
using namespace ic::test;

class TestHeadlessVerbs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_rig = std::make_unique<HeadlessRig>(20'000); }
    void init() { m_rig->tenant->faults().set({}); }
    void cleanupTestCase() { m_rig.reset(); }
    void everyVerb_data();
    void everyVerb();
    void aPreviewChangesNothing();
    void aPlanRunsForThesePeople();
    void whatHasToBeSaid_data();
    void whatHasToBeSaid();
    void whoseTokenItIsIsSaid();
    void productionIsCalledByItsName();
    void theSettingsAskForTheNumber();
    void reasonsCanBeIncluded();
    void aListIsLookedUp();
    void theTenantChooses();
    void aSignalPauses();
    void whoAsksTwiceWaitsNoLonger();
    void oneJobInOneProgram();
    void theSignInEndsMeanwhile();

private:
    /// The secret of an API client that acts for nobody.
    Run runAsApp(const QStringList& arguments) const
    {
        QProcessEnvironment environment = m_rig->environment;
        environment.insert(u"SAIL_CLIENT_SECRET"_s, m_rig->tenant->appClient().secret);
        return console(arguments, environment);
    }
    QStringList verb(const Operation& operation, const QStringList& ids,
        const QStringList& more = {}, const QString& profile = u"test"_s) const
    {
        return verbFor(*m_rig, operation, ids, more, profile);
    }
    QString untruth() const
    {
        return untruthOf(m_rig->journal(), m_rig->lastJob().id, m_rig->tenant->activity());
    }
    std::unique_ptr<HeadlessRig> m_rig;
};

void TestHeadlessVerbs::everyVerb_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("inTrouble");
    QTest::addColumn<QString>("profile");
    QTest::newRow("one") << 1 << false << u"test"_s;
    QTest::newRow("one, current version") << 1 << false << u"current"_s;
    QTest::newRow("251") << 251 << false << u"test"_s;
    QTest::newRow("251 in trouble") << 251 << true << u"test"_s;
}

/// All six at once: they share the journal, and each is a program of its own.
void TestHeadlessVerbs::everyVerb()
{
    QFETCH(int, count);
    QFETCH(bool, inTrouble);
    QFETCH(QString, profile);
    if (inTrouble) {
        m_rig->tenant->faults().add({ .kind = demo::FaultKind::RateLimited });
        m_rig->tenant->faults().add({ .kind = demo::FaultKind::ServerFault });
        m_rig->tenant->faults().add({ .kind = demo::FaultKind::ServerFault,
            .count = 4,
            .pathContains = u"identities/"_s,
            .verb = "POST" });
        m_rig->tenant->faults().add({ .kind = demo::FaultKind::DropBefore,
            .count = 4,
            .pathContains = u"identities/"_s,
            .verb = "POST" });
        // Whether a deletion that was refused without a word was done is read for two minutes: so
        // among the faults by chance are only those that are answered, and lost answers.
        m_rig->tenant->faults().set({ .dropAfter = 3, .seed = quint32(count) });
    }
    std::map<const Operation*, QStringList> whom;
    std::map<const Operation*, QProcess> consoles;
    for (const Operation* operation : operations()) {
        whom[operation] = m_rig->people(count,
            operation == &inviteIdentities() ? demo::Status::Unregistered : demo::Status::Active);
        QCOMPARE(whom[operation].size(), count);
        startConsole(consoles[operation],
            verb(*operation, whom[operation], confirmed(count), profile), m_rig->environment);
    }
    for (const Operation* operation : operations()) {
        const Run run = finished(consoles[operation]);
        const JobSnapshot job = m_rig->lastJob(operation);
        QVERIFY2(!job.id.isEmpty() && run.exitCode >= 0 && run.out.contains(job.id.text()),
            qPrintable(QString::number(run.exitCode) + run.out + run.error));
        QCOMPARE(job.total, count);
        QCOMPARE(untruthOf(m_rig->journal(), job.id, m_rig->tenant->activity()), QString());
        QCOMPARE(run.exitCode, exitCodeFor(job.counts));
        QVERIFY(m_rig->acts(*operation, whom[operation]) <= count);
        if (!inTrouble) {
            QCOMPARE(m_rig->acts(*operation, whom[operation]), count);
            // Of some the task says that they have errors.
            QVERIFY(job.counts.succeeded >= count - count / 20);
            QCOMPARE(run.error, QString()); // no progress where there is no terminal
        }
    }
}

void TestHeadlessVerbs::aPreviewChangesNothing()
{
    const QStringList ids = m_rig->people(3);
    const JobId before = m_rig->lastJob().id;
    for (const Operation* operation : operations()) {
        const int acts = m_rig->acts(*operation, ids);
        Run run = m_rig->run(verb(*operation, ids));
        QCOMPARE(run.exitCode, operation == &inviteIdentities() ? 7 : 0);
        QVERIFY2(run.out.contains(ids[1]), qPrintable(run.out));
        run = m_rig->run(verb(*operation, ids, { u"--json"_s }));
        const QStringList lines = run.out.trimmed().split(u'\n');
        QCOMPARE(lines.size(), 4);
        const QJsonObject sum = QJsonDocument::fromJson(lines.constLast().toUtf8()).object();
        QCOMPARE(sum[u"event"].toString(), u"preview"_s);
        QCOMPARE(sum[u"count"].toInt() + sum[u"leftOut"].toInt(), 3);
        QCOMPARE(m_rig->acts(*operation, ids), acts);
    }
    QCOMPARE(m_rig->lastJob().id, before);
}

void TestHeadlessVerbs::aPlanRunsForThesePeople()
{
    const QStringList ids = m_rig->people(5);
    const QString path = m_rig->folder.filePath(u"plan.json"_s);
    Run run = m_rig->run(verb(resetIdentity(), ids, { u"--plan"_s, path }));
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.error.contains(path), qPrintable(run.error));
    QCOMPARE(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
        QFileDevice::Permissions());
    const QStringList running
        = QStringList { u"run"_s, path, u"--profile"_s, u"test"_s } + unlimited();
    QCOMPARE(m_rig->run(running).exitCode, 0); // a preview, again
    QCOMPARE(m_rig->acts(resetIdentity(), ids), 0);

    // One of them can no longer be reset when it runs.
    m_rig->tenant->inspect(
        [&](demo::Directory& directory) { directory.remove(*directory.find(ids[2].toLatin1())); });
    const Run preview = m_rig->run(running);
    QVERIFY2(preview.error.contains(u"--yes --count 5"_s), qPrintable(preview.error));
    QCOMPARE(m_rig->run(running + confirmed(4)).exitCode, 8);
    run = m_rig->run(running + confirmed(5));
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(m_rig->acts(resetIdentity(), ids), 4);
    const JobSnapshot job = m_rig->lastJob();
    QCOMPARE(job.counts, (JobCounts { .succeeded = 4, .skipped = 1 }));

    // And none of them a second time: they are not registered any more.
    run = m_rig->run(running + confirmed(5));
    QCOMPARE(run.exitCode, 7);
    QCOMPARE(m_rig->acts(resetIdentity(), ids), 4);

    // Elsewhere it is refused before anything is asked.
    HeadlessRig other(10);
    const int asked = other.tenant->activity().requests;
    run = other.run(running + confirmed(5));
    QCOMPARE(run.exitCode, 8);
    QCOMPARE(other.tenant->activity().requests, asked);
}

void TestHeadlessVerbs::whatHasToBeSaid_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    QTest::newRow("no number") << u"test"_s << QStringList { u"--yes"_s } << 2 << u"--count"_s;
    QTest::newRow("another number") << u"test"_s << confirmed(3) << 8 << u"--count says 3"_s;
    QTest::newRow("read-only") << u"locked"_s << confirmed(2) << 8 << u"read-only"_s;
    QTest::newRow("production") << u"live"_s << confirmed(2) << 8 << u"--tenant"_s;
    QTest::newRow("another tenant")
        << u"test"_s << confirmed(2) + QStringList { u"--tenant"_s, u"acme"_s } << 8
        << u"--tenant says acme"_s;
    QTest::newRow("a token that may not read") << u"app"_s << confirmed(2) << 1 << u"Not allowed"_s;
    QTest::newRow("no such connection") << u"other"_s << confirmed(2) << 2 << u"other"_s;
}

void TestHeadlessVerbs::whatHasToBeSaid()
{
    QFETCH(QString, profile);
    QFETCH(QStringList, more);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    const QStringList ids = m_rig->people(2);
    const JobId before = m_rig->lastJob().id;
    const QStringList arguments = verb(resetIdentity(), ids, more, profile);
    const Run run = profile == u"app" ? runAsApp(arguments) : m_rig->run(arguments);
    QCOMPARE(run.exitCode, exitCode);
    QVERIFY2(run.error.contains(says), qPrintable(run.error));
    QCOMPARE(m_rig->acts(resetIdentity(), ids), 0);
    QCOMPARE(m_rig->lastJob().id, before);
}

/// Where the tenant does not say it, the person does.
void TestHeadlessVerbs::whoseTokenItIsIsSaid()
{
    HeadlessRig nameless(100, { .namelessTokens = true });
    const QStringList ids = nameless.people(1);
    const QStringList deleting { deleteIdentity().command, u"--profile"_s, u"test"_s, u"--ids"_s,
        nameless.idsFile(ids) };
    const Run preview = nameless.run(deleting);
    QVERIFY2(preview.error.contains(u"--not-me"_s), qPrintable(preview.error));
    const Run refused = nameless.run(deleting + confirmed(1));
    QCOMPARE(refused.exitCode, 8);
    QVERIFY2(refused.error.contains(u"--not-me"_s), qPrintable(refused.error));
    QCOMPARE(nameless.acts(deleteIdentity(), ids), 0);
    QCOMPARE(nameless.run(deleting + confirmed(1) + QStringList { u"--not-me"_s }).exitCode, 0);
    QCOMPARE(nameless.acts(deleteIdentity(), ids), 1);
}

void TestHeadlessVerbs::productionIsCalledByItsName()
{
    const QStringList ids = m_rig->people(2);
    const Run preview = m_rig->run(verb(resetIdentity(), ids, {}, u"live"_s));
    QCOMPARE(preview.exitCode, 0); // it changes nothing
    const QString name = preview.error.trimmed().section(u' ', -1);
    QVERIFY2(preview.error.contains(u"--yes --count 2 --tenant "_s), qPrintable(preview.error));
    const Run run = m_rig->run(
        verb(resetIdentity(), ids, confirmed(2) + QStringList { u"--tenant"_s, name }, u"live"_s));
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(m_rig->acts(resetIdentity(), ids), 2);
}

void TestHeadlessVerbs::theSettingsAskForTheNumber()
{
    HeadlessRig rig(100);
    rig.write(u"identity-console/settings.ini"_s, "[defaults]\nconfirmFrom=2\n");
    const QStringList ids = rig.people(2);
    const QStringList processing { processIdentities().command, u"--profile"_s, u"test"_s,
        u"--ids"_s, rig.idsFile(ids) };
    const Run preview = rig.run(processing);
    QVERIFY2(preview.error.contains(u"--yes --count 2"_s), qPrintable(preview.error));
    QCOMPARE(rig.run(processing + QStringList { u"--yes"_s }).exitCode, 8);
    QCOMPARE(rig.acts(processIdentities(), ids), 0);
    QCOMPARE(rig.run(processing + confirmed(2)).exitCode, 0);
    QCOMPARE(rig.acts(processIdentities(), ids), 2);
}

void TestHeadlessVerbs::reasonsCanBeIncluded()
{
    const QStringList ids = m_rig->people(2, demo::Status::Unregistered);
    QCOMPARE(m_rig->run(verb(resetIdentity(), ids, confirmed(2))).exitCode, 7);
    QCOMPARE(m_rig
                 ->run(verb(resetIdentity(), ids,
                     confirmed(2) + QStringList { u"--include"_s, u"not-registered"_s }))
                 .exitCode,
        0);
    QCOMPARE(m_rig->acts(resetIdentity(), ids), 2);
}

void TestHeadlessVerbs::aListIsLookedUp()
{
    const QStringList ids = m_rig->people(2);
    QString email;
    m_rig->tenant->inspect([&](demo::Directory& directory) {
        email = directory.data().email(*directory.find(ids[1].toLatin1()));
    });
    const QString list
        = m_rig->write(u"list"_s, (ids[0] + u'\n' + email + u"\nnobody.of.this.name\n"_s).toUtf8());
    const QStringList arguments = QStringList {
        processIdentities().command, u"--profile"_s, u"test"_s, u"--list"_s, list, u"--yes"_s
    } + unlimited();
    QCOMPARE(m_rig->run(arguments + QStringList { u"--match"_s, u"id"_s, u"--count"_s, u"2"_s })
                 .exitCode,
        8); // only one of them is an id
    const Run run = m_rig->run(arguments);
    QVERIFY2(run.out.contains(u"nobody.of.this.name: Line 3."_s), qPrintable(run.out));
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(m_rig->acts(processIdentities(), ids), 2);
    const JobSnapshot job = m_rig->lastJob();
    QCOMPARE(
        job.counts, (JobCounts { .succeeded = 2, .skipped = 1 })); // all three are written down
}

void TestHeadlessVerbs::theTenantChooses()
{
    const QStringList arguments = QStringList {
        inviteIdentities().command, u"--profile"_s, u"test"_s, u"--all-uninvited"_s
    } + unlimited();
    const qsizetype before = m_rig->tenant->activity().invitations.size();
    QCOMPARE(m_rig->run(arguments).exitCode, 0);
    QCOMPARE(m_rig->tenant->activity().invitations.size(), before);
    const Run run = m_rig->run(arguments + QStringList { u"--yes"_s });
    QVERIFY2(run.exitCode == 0, qPrintable(run.out + run.error));
    QVERIFY(m_rig->tenant->activity().invitations.size() > before);
    QVERIFY(m_rig->lastJob().parameters.allUninvited);
}

void TestHeadlessVerbs::aSignalPauses()
{
    const QStringList ids = m_rig->people(200);
    m_rig->tenant->faults().set({ .latencyMs = 30 });
    ToldJob told(verb(resetIdentity(), ids, confirmed(200)), m_rig->environment);
    QVERIFY(told.waitUntilDone(20));
    QCOMPARE(::kill(static_cast<pid_t>(told.process.processId()), SIGTERM), 0);
    const Run paused = finished(told.process);
    QCOMPARE(paused.exitCode, 130);
    QVERIFY2(paused.error.contains(u"jobs resume "_s + told.id), qPrintable(paused.error));
    const JobSnapshot job = m_rig->lastJob();
    const int left = job.counts.planned;
    QVERIFY(left > 0 && job.counts.succeeded >= 20);
    QCOMPARE(job.counts.unknown + job.counts.sent, 0); // what was under way was waited for
    QCOMPARE(m_rig->acts(resetIdentity(), ids), job.counts.succeeded);

    m_rig->tenant->faults().set({});
    const QStringList resuming
        = QStringList { u"jobs"_s, u"resume"_s, told.id, u"--profile"_s, u"test"_s } + unlimited();
    QCOMPARE(m_rig->run(resuming).exitCode, 0); // a preview
    QCOMPARE(m_rig->lastJob().counts.planned, left);
    QCOMPARE(m_rig->run(resuming + QStringList { u"--yes"_s }).exitCode, 2);
    QCOMPARE(m_rig->run(resuming + confirmed(left + 1)).exitCode, 8);
    const Run run = m_rig->run(resuming + confirmed(left));
    QVERIFY2(run.exitCode == 0, qPrintable(run.out + run.error));
    QCOMPARE(m_rig->acts(resetIdentity(), ids), 200);
    QCOMPARE(untruth(), QString());
    QCOMPARE(m_rig->run(resuming + confirmed(left)).exitCode, 8); // it has ended
}

void TestHeadlessVerbs::whoAsksTwiceWaitsNoLonger()
{
    const QStringList ids = m_rig->people(400);
    m_rig->tenant->faults().set({ .latencyMs = 20 });
    ToldJob told(verb(resetIdentity(), ids, confirmed(400)), m_rig->environment);
    QVERIFY(told.waitUntilDone(1));
    m_rig->tenant->faults().set({ .latencyMs = 600'000 });
    const auto before = m_rig->tenant->activity().requests;
    QTRY_VERIFY(m_rig->tenant->activity().requests > before); // nobody answers that one
    const auto interrupt
        = [&] { QCOMPARE(::kill(static_cast<pid_t>(told.process.processId()), SIGINT), 0); };
    interrupt();
    QVERIFY(told.waitFor(
        [](const QJsonObject& line) { return line[u"state"].toString().startsWith(u"paused"_s); }));
    interrupt();
    QCOMPARE(finished(told.process).exitCode, 130);
    const JobCounts counts = m_rig->lastJob().counts;
    QVERIFY(counts.sent + counts.unknown > 0);
}

void TestHeadlessVerbs::oneJobInOneProgram()
{
    const QStringList ids = m_rig->people(200);
    m_rig->tenant->faults().set({ .latencyMs = 400 });
    ToldJob first(verb(resetIdentity(), ids, confirmed(200)), m_rig->environment);
    QVERIFY(first.waitUntilDone(5));
    // Who is in it is left out of another of its kind …
    Run run = m_rig->run(verb(resetIdentity(), ids.first(1), confirmed(1)));
    QCOMPARE(run.exitCode, 7);
    QVERIFY2(run.out.contains(u"in another job"_s), qPrintable(run.out));
    // … and nobody else takes it up or ends it.
    for (const QString& what : { u"resume"_s, u"cancel"_s }) {
        const QStringList more = what == u"resume" ? QStringList { u"--yes"_s } : QStringList();
        run = m_rig->run(
            QStringList { u"jobs"_s, what, first.id, u"--profile"_s, u"test"_s } + more);
        QVERIFY2(run.exitCode == 8 || run.exitCode == 2, qPrintable(run.error));
    }
    QCOMPARE(first.process.state(), QProcess::Running);
    QVERIFY(first.kill());
    m_rig->tenant->faults().set({});
    // Then it can be ended, and what was not sent never is.
    const int acts = m_rig->acts(resetIdentity(), ids);
    run = m_rig->run({ u"jobs"_s, u"cancel"_s, first.id, u"--profile"_s, u"test"_s });
    QVERIFY2(run.exitCode == 0 || run.exitCode == 6, qPrintable(run.error));
    QCOMPARE(m_rig->acts(resetIdentity(), ids), acts);
    QVERIFY(m_rig->lastJob().counts.cancelled > 0);
    QCOMPARE(untruth(), QString());
}

/// The secret is withdrawn while a job runs: it pauses, and goes on with the new one.
void TestHeadlessVerbs::theSignInEndsMeanwhile()
{
    HeadlessRig rig(500);
    const QStringList ids = rig.people(100);
    rig.tenant->faults().set({ .latencyMs = 100 });
    ToldJob told(verbFor(rig, resetIdentity(), ids, confirmed(100)), rig.environment);
    QVERIFY(told.waitUntilDone(5));
    demo::TenantConfig config;
    config.identities = 500;
    config.rateLimit = false;
    config.port = rig.tenant->port();
    config.clientSecret = u"a-secret-that-is-new"_s;
    rig.tenant->stop();
    demo::DemoTenant renewed(config);
    QString problem;
    QVERIFY2(renewed.start(&problem), qPrintable(problem));
    const Run stopped = finished(told.process);
    QCOMPARE(stopped.exitCode, 4);
    QVERIFY2(stopped.error.contains(u"jobs resume"_s), qPrintable(stopped.error));
    const JobCounts counts = rig.lastJob().counts;
    QVERIFY(counts.planned > 0);

    const auto resuming = QStringList { u"jobs"_s, u"resume"_s, told.id, u"--profile"_s, u"test"_s }
        + unlimited() + confirmed(counts.planned);
    Run run = rig.run(resuming);
    QCOMPARE(run.exitCode, 4);
    QCOMPARE(renewed.activity().acts.size(), 0);
    rig.environment.insert(u"SAIL_CLIENT_SECRET"_s, config.clientSecret);
    run = rig.run(resuming);
    QCOMPARE(run.exitCode, exitCodeFor(rig.lastJob().counts));
    QCOMPARE(renewed.activity().actsOf(demo::Operation::ResetIdentity), counts.planned);
    QVERIFY(!(run.out + run.error + stopped.out + stopped.error).contains(config.clientSecret));
}

QTEST_GUILESS_MAIN(TestHeadlessVerbs)
#include "tst_headlessverbs.moc"
