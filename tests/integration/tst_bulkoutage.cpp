// A program that runs a job meets a tenant that is not itself: nobody is called gone or failed for
// it, nothing is done twice, and all goes on once the tenant is well.

#include "demo/demotenant.h"
#include "jobs/journalreader.h"

#include "support/jobtruth.h"
#include "support/memoryfolder.h"
#include "support/programs.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;
using demo::FaultKind;

namespace {

constexpr int WaitMs = 40'000;

/// A tenant, a journal, and one program at a time that runs the job.
struct Site
{
    explicit Site(const QString& operation, int count, int latencyMs)
        : operationKey(operation)
        , tenant(config())
    {
        QString problem;
        if (!tenant.start(&problem))
            qFatal("%s", qPrintable(problem));
        tenant.faults().set({ .latencyMs = latencyMs });
        QFile file(idsPath);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        tenant.inspect([&](demo::Directory& directory) {
            const demo::DemoData& data = directory.data();
            for (quint32 i = 0, found = 0; i < data.count() && found < quint32(count); ++i) {
                const quint32 ordinal = data.unsorted(i);
                if (directory.state(ordinal).isProtected || data.isOwner(ordinal))
                    continue;
                file.write(data.id(ordinal) + '\n');
                ++found;
            }
        });
    }
    static demo::TenantConfig config()
    {
        demo::TenantConfig config;
        config.identities = 2000;
        config.rateLimit = false;
        return config;
    }

    void start(const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SAIL_BASE_URL"_s, tenant.baseUrl());
        environment.insert(u"SAIL_CLIENT_ID"_s, tenant.clientId());
        environment.insert(u"SAIL_CLIENT_SECRET"_s, tenant.clientSecret());
        program = std::make_unique<QProcess>();
        program->setProcessEnvironment(environment);
        program->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program->start(programBesideTest(u"jobprogram"_s), QStringList { journal } + arguments);
    }
    void begin() { start({ operationKey, idsPath }); }
    void goOn(const QString& how = u"--resume"_s) { start({ how, job }); }
    /// Reads lines of progress until one has the state, and at least so many settled items.
    bool waitFor(const QString& state, int settled = 0)
    {
        while (program->canReadLine() || program->waitForReadyRead(WaitMs)) {
            while (program->canReadLine()) {
                const QStringList words
                    = QString::fromLatin1(program->readLine()).trimmed().split(u' ');
                job = words.value(0);
                if ((state.isEmpty() || words.value(1) == state)
                    && words.value(2).toInt() >= settled)
                    return true;
            }
        }
        return false;
    }
    void kill()
    {
        program->kill();
        program->waitForFinished(WaitMs);
    }
    bool end()
    {
        while (program->state() != QProcess::NotRunning && program->waitForReadyRead(WaitMs))
            program->readAllStandardOutput();
        return (program->state() == QProcess::NotRunning || program->waitForFinished(WaitMs))
            && program->exitCode() == 0;
    }
    JobCounts counts() const
    {
        return *std::move(JournalReader::open(journal)).value()->counts(JobId(job));
    }
    QString untruth() const { return untruthOf(journal, JobId(job), tenant.activity()); }

    QString operationKey;
    QTemporaryDir folder { memoryFolder() };
    QString idsPath = folder.filePath(u"ids"_s);
    QString journal = folder.filePath(u"journal.sqlite"_s);
    demo::DemoTenant tenant;
    std::unique_ptr<QProcess> program;
    QString job;
};

} // namespace

class TestBulkOutage : public QObject
{
    Q_OBJECT

private slots:
    void theTenantThatForgotItsVersion();
    void writesDownReadsUp();
};

void TestBulkOutage::theTenantThatForgotItsVersion()
{
    Site site(u"delete-identity"_s, 80, 150);
    site.begin();
    QVERIFY(site.waitFor({}, 8));
    site.kill(); // with answers outstanding
    const JobCounts before = site.counts();
    QVERIFY(before.planned > 0);
    const auto nobodyIsGone = [&] {
        const JobCounts now = site.counts();
        return now.succeeded == before.succeeded && now.skipped == 0 && now.failed == 0;
    };
    for (const FaultKind kind : { FaultKind::HtmlError, FaultKind::NoBody }) {
        site.tenant.faults().add(
            { .kind = kind, .count = 1'000'000, .pathContains = u"/v2024"_s, .status = 404 });
        for (const QString& how : { u"--resume"_s, u"--check"_s }) {
            site.goOn(how);
            QVERIFY(site.waitFor(u"offline"_s));
            QVERIFY(nobodyIsGone());
            site.kill();
            QVERIFY(nobodyIsGone());
        }
        site.tenant.faults().clearPlanned();
    }
    site.goOn();
    QVERIFY(site.end());
    QCOMPARE(site.untruth(), QString());
    const JobCounts after = site.counts();
    QVERIFY(after.succeeded > before.succeeded);
    QCOMPARE(after.skipped, 0); // nobody was gone who was not deleted here
    QCOMPARE(after.succeeded + after.failed, 80);
}

void TestBulkOutage::writesDownReadsUp()
{
    // All at once, because each waits for its second trial.
    std::vector<std::unique_ptr<Site>> sites;
    for (const auto& [kind, status] :
        { std::pair(FaultKind::ServerFault, 503), std::pair(FaultKind::HtmlError, 200),
            std::pair(FaultKind::HtmlError, 302), std::pair(FaultKind::HtmlError, 403) }) {
        sites.push_back(std::make_unique<Site>(u"reset-identity"_s, 200, 40));
        Site& site = *sites.back();
        site.begin();
        QVERIFY(site.waitFor({}, 8));
        site.tenant.faults().add(
            { .kind = kind, .count = 1'000'000, .pathContains = u"/reset"_s, .status = status });
        QVERIFY2(site.waitFor(u"offline"_s), qPrintable(QString::number(status)));
    }
    for (const auto& site : sites) {
        const JobCounts counts = site->counts();
        QCOMPARE(counts.failed, 0);
        QVERIFY2(counts.unknown <= 20, qPrintable(QString::number(counts.unknown)));
        QVERIFY(counts.planned > 100);
    }
    // On one of them nobody can sign in, either, when the changes work again.
    Site& last = *sites.back();
    last.tenant.faults().clearPlanned();
    last.tenant.faults().add({ .kind = FaultKind::HtmlError,
        .count = 3,
        .pathContains = u"/oauth/token"_s,
        .status = 302 });
    last.tenant.expireTokens();
    for (const auto& site : sites) {
        if (site.get() != &last)
            site->tenant.faults().clearPlanned();
    }
    for (const auto& site : sites) {
        QVERIFY(site->end()); // by itself
        QCOMPARE(site->untruth(), QString());
        const JobCounts counts = site->counts();
        QCOMPARE(counts.failed, 0);
        QVERIFY2(counts.unknown <= 20, qPrintable(QString::number(counts.unknown)));
        QCOMPARE(counts.succeeded + counts.unknown, 200);
    }
    QCOMPARE(last.counts().unknown, 0); // a firewall's 403 does nothing
}

QTEST_GUILESS_MAIN(TestBulkOutage)
#include "tst_bulkoutage.moc"
