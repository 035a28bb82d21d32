// Each verb on the command line for five thousand people, all six at once: everybody once, in no
// more requests than that takes, and a line about each.

#include "support/headlessruns.h"

#include <map>

using namespace ic;
using namespace ic::test;

namespace {

constexpr int Thousands = 5000;

} // namespace

class TestHeadlessThousands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everybodyOnce_data();
    void everybodyOnce();

private:
    // A tenant for each, so that none waits for another's answers.
    std::map<const Operation*, std::unique_ptr<HeadlessRig>> m_rigs;
    std::map<const Operation*, QStringList> m_whom;
    std::map<const Operation*, QProcess> m_consoles;
};

void TestHeadlessThousands::initTestCase()
{
    for (const Operation* operation : operations()) {
        auto& rig = *(m_rigs[operation] = std::make_unique<HeadlessRig>(9000));
        const QStringList ids = rig.peopleFor(*operation, Thousands);
        QCOMPARE(ids.size(), Thousands);
        m_whom[operation] = ids;
        startConsole(m_consoles[operation],
            verbFor(rig, *operation, ids,
                confirmed(Thousands)
                    + QStringList { u"--results"_s, rig.folder.filePath(u"results.csv"_s) }),
            rig.environment);
    }
}

void TestHeadlessThousands::everybodyOnce_data()
{
    QTest::addColumn<const Operation*>("operation");
    for (const Operation* operation : operations())
        QTest::newRow(qPrintable(operation->command)) << operation;
}

void TestHeadlessThousands::everybodyOnce()
{
    QFETCH(const Operation*, operation);
    const HeadlessRig& rig = *m_rigs[operation];
    const QStringList ids = m_whom[operation];
    const Run run = finished(m_consoles[operation]);
    QCOMPARE(run.error, QString());
    const JobSnapshot job = rig.lastJob(operation);
    QCOMPARE(job.total, Thousands);
    QCOMPARE(run.exitCode, exitCodeFor(job.counts));
    if (operation == &processIdentities()) // of some the task says that they have errors
        QVERIFY(job.counts.succeeded > 4900);
    else
        QCOMPARE(job.counts, (JobCounts { .succeeded = Thousands }));

    const demo::Operation theirs = tenantOperation(operation);
    const demo::Activity activity = rig.tenant->activity();
    for (const QString& id : ids)
        QCOMPARE(activity.actsOf(theirs, id), 1);
    QCOMPARE(activity.actsOf(theirs), Thousands); // and nobody else
    QCOMPARE(activity.calls[theirs], Thousands / operation->batchSize);
    QCOMPARE(untruthOf(rig.journal(), job.id, activity), QString());

    QSet<QString> written;
    const QList<QStringList> rows = rowsOf(rig.read(u"results.csv"_s));
    QCOMPARE(rows.size(), Thousands + 1);
    for (const QStringList& row : rows.sliced(1))
        written += row.constFirst();
    QCOMPARE(written, QSet<QString>(ids.begin(), ids.end()));
}

QTEST_GUILESS_MAIN(TestHeadlessThousands)
#include "tst_headlessthousands.moc"
