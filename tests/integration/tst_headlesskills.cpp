// Each verb on the command line in programs that are killed, and resumed crosswise by the engine of
// the window and the command line: nobody is acted on twice, and what is written down is true.

#include "support/headlessruns.h"

using namespace ic;
using namespace ic::test;

class TestHeadlessKills : public QObject
{
    Q_OBJECT

private slots:
    void killedAndResumedCrosswise_data();
    void killedAndResumedCrosswise();

private:
    JobCounts counts(const QString& job) const
    {
        return *std::move(JournalReader::open(m_rig.journal())).value()->counts(JobId(job));
    }

    HeadlessRig m_rig { 30'000 };
};

void TestHeadlessKills::killedAndResumedCrosswise_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<int>("count");
    for (const Operation* operation : operations()) {
        QTest::newRow(qPrintable(operation->command))
            << operation << (operation->isBatched() ? 7500 : 200);
    }
}

/// By the console, by the engine as a window has it, and by the console again.
void TestHeadlessKills::killedAndResumedCrosswise()
{
    QFETCH(const Operation*, operation);
    QFETCH(int, count);
    const QStringList ids = m_rig.peopleFor(*operation, count);
    QCOMPARE(ids.size(), count);
    // Answers come one by one: not everybody is under way before the first of them.
    m_rig.tenant->faults().set({ .latencyMs = 20, .jitterMs = operation->isBatched() ? 600 : 20 });
    ToldJob first(verbFor(m_rig, *operation, ids, confirmed(count)), m_rig.environment);
    QVERIFY(first.waitFor([count](const QJsonObject& line) {
        return count - line[u"planned"].toInt() - line[u"sent"].toInt() >= count / 30;
    }));
    QVERIFY(first.kill());
    const QString job = first.id;
    int left = counts(job).planned;
    QVERIFY(left > 0 && left < count);

    QProcess window;
    goOnAsAWindow(m_rig, window, job);
    QTRY_VERIFY(counts(job).planned < left);
    window.kill();
    QVERIFY(window.waitForFinished(20'000));
    QCOMPARE(window.exitStatus(), QProcess::CrashExit);

    const auto again = [&] {
        left = counts(job).planned;
        return QStringList { u"jobs"_s, u"resume"_s, job, u"--profile"_s, u"test"_s } + unlimited()
            + (left > 0 ? confirmed(left) : QStringList());
    };
    if (!operation->isBatched()) { // of which everything was sent by now, and is only followed
        ToldJob second(again(), m_rig.environment);
        QVERIFY(second.waitFor(
            [&left](const QJsonObject& line) { return line[u"planned"].toInt() < left; }));
        QVERIFY(second.kill());
    }
    m_rig.tenant->faults().set({});
    if (operation == &deleteIdentity()) {
        // What was on its way when it was killed may be read for two minutes; here it is less.
        QProcess last;
        goOnAsAWindow(m_rig, last, job);
        QCOMPARE(finished(last).exitCode, 0);
    } else {
        const Run run = m_rig.run(again());
        QVERIFY2(run.exitCode == exitCodeFor(counts(job)), qPrintable(run.out + run.error));
    }
    const JobSnapshot ended = m_rig.lastJob(operation);
    QCOMPARE(ended.id.text(), job);
    QCOMPARE(ended.total, count);
    QVERIFY(ended.counts.succeeded > 0);
    const demo::Activity activity = m_rig.tenant->activity();
    QCOMPARE(untruthOf(m_rig.journal(), ended.id, activity), QString());
    for (const QString& id : ids)
        QVERIFY(activity.actsOf(tenantOperation(operation), id) <= 1);
}

QTEST_GUILESS_MAIN(TestHeadlessKills)
#include "tst_headlesskills.moc"
