#include "operations/preflight.h"
#include "support/operations.h"

#include "base/qtversion.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

Identity person(const QString& id, const QString& status)
{
    return { .id = IdentityId(id),
        .name = u"Name "_s + id,
        .alias = id + u".alias"_s,
        .emailAddress = id + u"@acme.test"_s,
        .identityStatus = status };
}

/// "run", or the key of the reason.
QString fateOf(const Operation& operation, const Identity& identity,
    const PreflightFacts& facts = {}, const QSet<SkipReason>& included = {})
{
    const Preflight result = preflight(operation, { identity }, {}, facts, included);
    if (result.willRun.size() == 1)
        return u"run"_s;
    return skipReasonKey(result.skipped.first().reason);
}

} // namespace

class TestPreflight : public QObject
{
    Q_OBJECT

private slots:
    void statusDecides_data()
    {
        QTest::addColumn<const Operation*>("operation");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("fate");
        const auto row = [](const Operation& operation, const char* status, const char* fate) {
            QTest::addRow("%s %s", qPrintable(operation.key), status)
                << &operation << QString::fromLatin1(status) << QString::fromLatin1(fate);
        };
        for (const char* status :
            { "ACTIVE", "UNREGISTERED", "LOCKED", "TERMINATED", "NEW_WORD" }) {
            row(processIdentities(), status, "run");
            row(synchronizeAttributes(), status, "run");
            row(deleteIdentity(), status, "run");
        }
        row(inviteIdentities(), "UNREGISTERED", "run");
        row(inviteIdentities(), "NEW_WORD", "run"); // what is not known is ISC's to decide
        row(inviteIdentities(), "", "run");
        row(inviteIdentities(), "PENDING", "already-registered");
        row(inviteIdentities(), "ACTIVE", "already-registered");
        row(inviteIdentities(), "LOCKED", "already-registered");
        row(sendVerification(), "ACTIVE", "run");
        row(sendVerification(), "REGISTERED", "run");
        row(sendVerification(), "UNREGISTERED", "not-registered");
        row(sendVerification(), "PENDING", "not-registered");
        row(sendVerification(), "LOCKED", "locked-or-disabled");
        row(sendVerification(), "DISABLED", "locked-or-disabled");
        row(sendVerification(), "DEACTIVATED", "locked-or-disabled");
        row(sendVerification(), "TERMINATED", "locked-or-disabled");
        row(resetIdentity(), "ACTIVE", "run");
        row(resetIdentity(), "LOCKED", "run");
        row(resetIdentity(), "UNREGISTERED", "not-registered");
        row(resetIdentity(), "PENDING", "not-registered");
    }
    void statusDecides()
    {
        QFETCH(const Operation*, operation);
        QFETCH(QString, status);
        QFETCH(QString, fate);
        QCOMPARE(fateOf(*operation, person(u"a"_s, status)), fate);
    }

    void longTermInactiveInAnySpelling_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("fate");
        for (const char* state : { "longTermInactive", "Inactive (long-term)", "INACTIVE_LONG_TERM",
                 "inactiveLongTerm" })
            QTest::newRow(state) << QString::fromLatin1(state) << u"long-term-inactive"_s;
        for (const char* state : { "inactive", "active", "longTermLeave", "" })
            QTest::newRow(state) << QString::fromLatin1(state) << u"run"_s;
    }
    void longTermInactiveInAnySpelling()
    {
        QFETCH(QString, state);
        QFETCH(QString, fate);
        Identity identity = person(u"a"_s, u"ACTIVE"_s);
        identity.lifecycleState = LifecycleState { .stateName = state };
        QCOMPARE(fateOf(synchronizeAttributes(), identity), fate);
        QCOMPARE(fateOf(processIdentities(), identity), u"run"_s);
    }

    void factsDecide()
    {
        const Identity a = person(u"a"_s, u"ACTIVE"_s);
        QCOMPARE(fateOf(synchronizeAttributes(), a, { .flagged = { a.id } }), u"uncorrelated"_s);
        QCOMPARE(fateOf(deleteIdentity(), a, { .flagged = { a.id } }), u"protected"_s);
        QCOMPARE(fateOf(deleteIdentity(), a, { .owners = { { a.id, u"1 role"_s } } }),
            u"owns-objects"_s);
        QCOMPARE(fateOf(deleteIdentity(), a, { .gone = { a.id } }), u"not-found"_s);
        QCOMPARE(fateOf(deleteIdentity(), a, { .notChecked = { { a.id, {} } } }), u"not-checked"_s);
        QCOMPARE(fateOf(deleteIdentity(), a, { .yourself = a.id }), u"yourself"_s);
        QCOMPARE(fateOf(resetIdentity(), a, { .yourself = a.id }), u"yourself"_s);
        QCOMPARE(fateOf(processIdentities(), a, { .yourself = a.id }), u"run"_s);
        for (const Operation* operation : operations())
            QCOMPARE(fateOf(*operation, a, { .inJobs = { a.id } }), u"in-another-job"_s);
        // Nobody is protected from what does not delete.
        QCOMPARE(fateOf(processIdentities(), a, { .flagged = { a.id } }), u"run"_s);
    }

    void softReasonsCanBeIncluded()
    {
        const Identity locked = person(u"a"_s, u"LOCKED"_s);
        QCOMPARE(
            fateOf(sendVerification(), locked, {}, { SkipReason::LockedOrDisabled }), u"run"_s);
        Identity noMail = person(u"b"_s, u"UNREGISTERED"_s);
        noMail.emailAddress.clear();
        QCOMPARE(fateOf(inviteIdentities(), noMail), u"no-email"_s);
        QCOMPARE(fateOf(inviteIdentities(), noMail, {}, { SkipReason::NoEmail }), u"run"_s);
        const Identity fresh = person(u"c"_s, u"UNREGISTERED"_s);
        QCOMPARE(fateOf(resetIdentity(), fresh, {}, { SkipReason::NotRegistered }), u"run"_s);
        // The same word is no matter of opinion where a message needs somebody to reach.
        QCOMPARE(fateOf(sendVerification(), fresh, {}, { SkipReason::NotRegistered }),
            u"not-registered"_s);
    }

    void hardReasonsCannotBeIncluded()
    {
        const Identity a = person(u"a"_s, u"UNREGISTERED"_s);
        QSet<SkipReason> all;
        for (int i = 0; i <= static_cast<int>(SkipReason::NotChecked); ++i)
            all += static_cast<SkipReason>(i);
        QCOMPARE(fateOf(deleteIdentity(), a, { .flagged = { a.id } }, all), u"protected"_s);
        QCOMPARE(
            fateOf(deleteIdentity(), a, { .owners = { { a.id, {} } } }, all), u"owns-objects"_s);
        QCOMPARE(fateOf(resetIdentity(), a, { .inJobs = { a.id } }, all), u"in-another-job"_s);
        QCOMPARE(
            fateOf(deleteIdentity(), a, { .notChecked = { { a.id, {} } } }, all), u"not-checked"_s);
        // A soft reason that is included does not let a hard one through.
        QCOMPARE(fateOf(resetIdentity(), a, { .yourself = a.id }, all), u"yourself"_s);
        Identity dormant = person(u"d"_s, u"ACTIVE"_s);
        dormant.lifecycleState = LifecycleState { .stateName = u"longTermInactive"_s };
        QCOMPARE(fateOf(synchronizeAttributes(), dormant, { .flagged = { dormant.id } }, all),
            u"uncorrelated"_s);
    }

    void nobodyIsLostOrTwice()
    {
        const Identity a = person(u"a"_s, u"ACTIVE"_s);
        const Identity nameless = { .name = u"without id"_s };
        const Preflight result
            = preflight(processIdentities(), { a, nameless, a }, { IdentityId(u"gone"_s) }, {});
        QCOMPARE(result.willRun, QList<Identity> { a });
        QCOMPARE(result.skipped.size(), 3);
        QCOMPARE(result.count(SkipReason::NotFound), 2);
        QCOMPARE(result.count(SkipReason::ListedTwice), 1);
        const BulkPlan plan = planFor(processIdentities(), result);
        QCOMPARE(plan.operation, &processIdentities());
        QCOMPARE(plan.targets,
            (QList<BulkTarget> { { .id = a.id, .name = a.name, .account = a.alias } }));
        QCOMPARE(plan.skipped.size(), 3);
        QCOMPARE(plan.skipped.last().target.name, u"gone"_s); // all that is known of it
    }

    void whoWasInARecentJobIsCounted()
    {
        const QList<Identity> all { person(u"a"_s, u"ACTIVE"_s), person(u"b"_s, u"ACTIVE"_s),
            person(u"c"_s, u"UNREGISTERED"_s) };
        const Preflight result = preflight(resetIdentity(), all, {},
            { .inRecentJobs = { all[0].id, all[2].id, IdentityId(u"x"_s) } });
        QCOMPARE(result.willRun.size(), 2);
        QCOMPARE(result.inRecentJobs, 1); // the other one is left out
    }

    void whoChangedSinceTheSnapshotIsCounted()
    {
        const QDateTime keptAt(QDate(2026, 7, 1), QTime(12, 0), Utc);
        QList<Identity> all { person(u"a"_s, u"ACTIVE"_s), person(u"b"_s, u"ACTIVE"_s),
            person(u"c"_s, u"UNREGISTERED"_s) };
        all[0].modified = keptAt.addSecs(1);
        all[1].modified = keptAt.addSecs(-1);
        all[2].modified = keptAt.addSecs(1); // left out, and of no interest
        QCOMPARE(preflight(resetIdentity(), all, {}, { .keptAt = keptAt }).changedSinceKept, 1);
        QCOMPARE(preflight(resetIdentity(), all, {}, {}).changedSinceKept, 0);
    }

    void notCheckedAreInThePlanAsSkipped()
    {
        const Identity a = person(u"a"_s, u"ACTIVE"_s);
        const Identity b = person(u"b"_s, u"ACTIVE"_s);
        const BulkPlan plan = planFor(deleteIdentity(),
            preflight(
                deleteIdentity(), { a, b }, {}, { .notChecked = { { b.id, u"No answer."_s } } }));
        QCOMPARE(plan.targets.size(), 1);
        QCOMPARE(plan.targets.first().id, a.id);
        QCOMPARE(plan.skipped,
            (QList<SkippedTarget> { { .target = { .id = b.id, .name = b.name, .account = b.alias },
                .reason = SkipReason::NotChecked,
                .detail = u"No answer."_s } }));
    }
};

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
