// The six verbs on the command line against a tenant that refuses, fails and loses answers: what it
// did is counted there, and nobody is sent a second time.

#include "support/headlessruns.h"

#include <map>

using namespace ic;
using namespace ic::test;
using demo::FaultKind;

namespace {

/// A part of the path of a verb's request that no other request has.
QString pathOf(const Operation& operation)
{
    switch (tenantOperation(&operation)) {
    case demo::Operation::ResetIdentity:
        return u"/reset"_s;
    case demo::Operation::SendIdentityVerificationAccountToken:
        return u"/verification/"_s;
    case demo::Operation::StartIdentitiesInvite:
        return u"/invite"_s;
    case demo::Operation::StartIdentityProcessing:
        return u"/process"_s;
    case demo::Operation::SynchronizeAttributesForIdentity:
        return u"/synchronize-attributes"_s;
    case demo::Operation::DeleteIdentity:
    case demo::Operation::ListIdentities:
    case demo::Operation::GetIdentity:
    case demo::Operation::GetIdentityOwnershipDetails:
    case demo::Operation::GetRoleAssignments:
    case demo::Operation::GetRoleAssignment:
    case demo::Operation::GetTaskStatus:
        break;
    }
    return u"/identities/"_s; // told apart by its method
}

} // namespace

class TestHeadlessFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_rig = std::make_unique<HeadlessRig>(30'000); }
    void init() { m_rig->tenant->faults().set({}); }
    void cleanupTestCase() { m_rig.reset(); }
    void someRequestsFail_data();
    void someRequestsFail();
    void deletionsThatMayHaveBeenDone_data();
    void deletionsThatMayHaveBeenDone();

private:
    /// The next so many requests of this verb fail.
    void plan(const Operation& operation, FaultKind kind, int count)
    {
        m_rig->tenant->faults().add({ .kind = kind,
            .count = count,
            .pathContains = pathOf(operation),
            .verb = &operation == &deleteIdentity() ? "DELETE" : "POST" });
    }
    int callsOf(const Operation& operation) const
    {
        return m_rig->tenant->activity().calls[tenantOperation(&operation)];
    }

    std::unique_ptr<HeadlessRig> m_rig;
};

void TestHeadlessFaults::someRequestsFail_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::newRow("429") << FaultKind::RateLimited;
    QTest::newRow("5xx") << FaultKind::ServerFault;
    QTest::newRow("page of a gateway") << FaultKind::HtmlError;
    QTest::newRow("lost request") << FaultKind::DropBefore;
    QTest::newRow("lost answer") << FaultKind::DropAfter;
}

/// All six at once. A deletion that was not done after all has a test of its own: for two minutes
/// it is read whether it was.
void TestHeadlessFaults::someRequestsFail()
{
    QFETCH(FaultKind, kind);
    constexpr int Count = 12;
    constexpr int Faults = 2;
    const bool isDone = kind == FaultKind::DropAfter;
    const bool isRefused = kind == FaultKind::RateLimited;
    std::map<const Operation*, QStringList> whom;
    std::map<const Operation*, int> before;
    std::map<const Operation*, QProcess> consoles;
    for (const Operation* operation : operations()) {
        if (operation == &deleteIdentity() && !isDone && !isRefused)
            continue;
        whom[operation] = m_rig->peopleFor(*operation, Count);
        before[operation] = callsOf(*operation);
        // Who takes many at a time sends one request here.
        plan(*operation, kind, operation->isBatched() ? 1 : Faults);
        startConsole(consoles[operation],
            verbFor(*m_rig, *operation, whom[operation], confirmed(Count)), m_rig->environment);
    }
    for (const auto& [operation, ids] : whom) {
        const Run run = finished(consoles[operation]);
        const JobSnapshot job = m_rig->lastJob(operation);
        const QString words = operation->command + u' ' + summaryLine(job) + run.out + run.error;
        const int hit = operation->isBatched() ? Count : Faults;
        const int unknown = isRefused || operation == &deleteIdentity() ? 0 : hit;
        QVERIFY2(job.counts.unknown == unknown, qPrintable(words));
        QVERIFY2(job.counts.succeeded + job.counts.failed == Count - unknown, qPrintable(words));
        QCOMPARE(run.exitCode, exitCodeFor(job.counts));
        QCOMPARE(m_rig->acts(*operation, ids), isDone || isRefused ? Count : Count - hit);
        QCOMPARE(untruthOf(m_rig->journal(), job.id, m_rig->tenant->activity()), QString());
        // Again only what the tenant said it had not done.
        const int requests = operation->isBatched() ? 1 : Count;
        const int again = !isRefused ? 0 : operation->isBatched() ? 1 : Faults;
        QCOMPARE(callsOf(*operation) - before[operation], requests + again);
    }
}

void TestHeadlessFaults::deletionsThatMayHaveBeenDone_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::newRow("5xx") << FaultKind::ServerFault;
    QTest::newRow("lost request") << FaultKind::DropBefore;
}

/// Some turn out to be gone, some do not; the console is killed while it reads which, and the other
/// program, which is less patient, says it of all.
void TestHeadlessFaults::deletionsThatMayHaveBeenDone()
{
    QFETCH(FaultKind, kind);
    constexpr int Count = 8;
    constexpr int Faults = 3; // a fourth in a row, and it would wait for the tenant
    const QStringList ids = m_rig->people(Count);
    const int before = callsOf(deleteIdentity());
    plan(deleteIdentity(), kind, Faults);
    ToldJob told(verbFor(*m_rig, deleteIdentity(), ids, confirmed(Count)), m_rig->environment);
    QVERIFY(told.waitFor([](const QJsonObject& line) {
        return line[u"succeeded"].toInt() == Count - Faults && line[u"following"].toInt() == Faults;
    }));
    QVERIFY(told.kill());
    QStringList left;
    for (const QString& id : ids) {
        if (m_rig->acts(deleteIdentity(), { id }) == 0)
            left += id;
    }
    QCOMPARE(left.size(), Faults);
    m_rig->tenant->inspect(
        [&](demo::Directory& directory) { directory.remove(*directory.find(left[0].toLatin1())); });

    QProcess window;
    goOnAsAWindow(*m_rig, window, told.id);
    QCOMPARE(finished(window).exitCode, 0);
    const JobSnapshot job = m_rig->lastJob(&deleteIdentity());
    QCOMPARE(job.id.text(), told.id);
    QCOMPARE(job.counts, (JobCounts { .succeeded = Count - Faults + 1, .failed = Faults - 1 }));
    QCOMPARE(m_rig->acts(deleteIdentity(), ids), Count - Faults);
    QCOMPARE(callsOf(deleteIdentity()) - before, Count);
}

QTEST_GUILESS_MAIN(TestHeadlessFaults)
#include "tst_headlessfaults.moc"
