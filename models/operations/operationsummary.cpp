#include "models/operations/operationsummary.h"

#include "base/wording.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationSummary)
};

bool isGone(const SkippedIdentity& one)
{
    return one.reason == SkipReason::NotFound && !one.identity.id.isEmpty();
}

/// "312 selected identities".
QString theseText(OperationSubject::Kind kind, qint64 count)
{
    const int n = pluralCount(count);
    using enum OperationSubject::Kind;
    switch (kind) {
    case Selected:
        return Texts::tr("%Ln selected identities", "%Ln selected identity", n);
    case Matching:
        return Texts::tr("%Ln matching identities", "%Ln matching identity", n);
    case NotStarted:
        return Texts::tr("%Ln remaining identities", "%Ln remaining identity", n);
    case Failed:
        return Texts::tr("%Ln failed identities", "%Ln failed identity", n);
    case Unknown:
        return Texts::tr("%Ln unknown identities", "%Ln unknown identity", n);
    }
    Q_UNREACHABLE();
}

QString nothingToDo(const Preflight& result, qint64 subjects)
{
    if (result.count(SkipReason::NotChecked) > 0)
        return Texts::tr("Nothing to do until the checks succeed.");
    if (subjects == 1 && !result.skipped.isEmpty()) {
        return Texts::tr("Nothing to do. It is skipped: %1.")
            .arg(skipReasonText(result.skipped.first().reason));
    }
    return Texts::tr("Nothing to do. All %1 are skipped.").arg(numberText(subjects));
}

} // namespace

QString operationTitle(const Operation& operation, const QString& name, qint64 count)
{
    return Texts::tr("%1: %2", "a verb and whom: Reset: 312 identities")
        .arg(operation.title, name.isEmpty() ? identitiesText(count) : name);
}

QString operationLead(const Operation& operation, const QString& name, qint64 run, qint64 of,
    OperationSubject::Kind kind, const QString& tenant)
{
    const QString& verb = operation.verb;
    if (!name.isEmpty())
        return Texts::tr("%1 %2 on %3", "a verb, whom, on which tenant").arg(verb, name, tenant);
    if (of < 0)
        return Texts::tr("%1 all matching identities on %2").arg(verb, tenant);
    const QString those = theseText(kind, of);
    if (run == of)
        return Texts::tr("%1 %2 on %3", "a verb, whom, on which tenant").arg(verb, those, tenant);
    return Texts::tr("%1 %2 of %3 on %4", "Reset 300 of 312 selected identities on acme")
        .arg(verb, numberText(run), those, tenant);
}

QString chosenText(OperationSubject::Kind kind, qint64 count)
{
    const QString number = numberText(count);
    using enum OperationSubject::Kind;
    switch (kind) {
    case Selected:
        return Texts::tr("The %1 selected", "identities").arg(number);
    case Matching:
        return Texts::tr("The %1 matching", "identities").arg(number);
    case NotStarted:
        return Texts::tr("The %1 remaining", "identities").arg(number);
    case Failed:
        return Texts::tr("The %1 failed", "identities").arg(number);
    case Unknown:
        return Texts::tr("The %1 unknown", "identities").arg(number);
    }
    Q_UNREACHABLE();
}

QString startedText(const Operation& operation, qint64 run)
{
    return Texts::tr("%1: started. It runs in the background; this line says how it ended.")
        .arg(operation.confirmText(run));
}

QStringList outcomeSentences(const Preflight& result, qint64 subjects)
{
    if (result.willRun.isEmpty())
        return { nothingToDo(result, subjects) };
    QStringList sentences;
    if (result.inRecentJobs > 0) {
        sentences += result.willRun.size() == 1
            ? Texts::tr("This identity was in a job of the same kind that ended within the last "
                        "hour.")
            : Texts::tr("%Ln of them were in a job of the same kind that ended within the last "
                        "hour.",
                "%Ln of them was in a job of the same kind that ended within the last hour.",
                result.inRecentJobs);
    }
    if (const int changed = result.changedSinceKept) {
        sentences
            += Texts::tr("%Ln have changed since the snapshot. What stands here is as of now.",
                "%Ln has changed since the snapshot. What stands here is as of now.", changed);
    }
    if (const auto gone = std::ranges::count_if(result.skipped, isGone))
        sentences += Texts::tr("%Ln no longer exist.", "%Ln no longer exists.", pluralCount(gone));
    QStringList left;
    if (const int owners = result.count(SkipReason::OwnsObjects))
        left += Texts::tr("%Ln own objects", "%Ln owns objects", owners);
    if (const int isProtected = result.count(SkipReason::Protected))
        left += Texts::tr("%Ln protected", "%Ln protected", isProtected);
    if (const int notChecked = result.count(SkipReason::NotChecked))
        left += Texts::tr("%Ln not checked", "%Ln not checked", notChecked);
    if (!left.isEmpty())
        sentences += Texts::tr("Left out: %1.").arg(left.join(u", "_s));
    return sentences;
}

QList<QStringList> outcomeRows(const Preflight& result)
{
    QList<QStringList> rows { { Texts::tr("Id"), Texts::tr("Display name"),
        Texts::tr("Account name"), Texts::tr("Email"), Texts::tr("Status"), Texts::tr("Lifecycle"),
        Texts::tr("What happens"), Texts::tr("Why") } };
    const auto add = [&rows](const Identity& identity, const QString& what, const QString& why) {
        rows += { identity.id.text(), identity.name, identity.alias, identity.emailAddress,
            identity.identityStatus,
            identity.lifecycleState ? identity.lifecycleState->stateName : QString(), what, why };
    };
    for (const Identity& identity : result.willRun)
        add(identity, Texts::tr("will run"), {});
    for (const SkippedIdentity& one : result.skipped) {
        const QString reason = skipReasonText(one.reason);
        add(one.identity, Texts::tr("skipped"),
            one.detail.isEmpty() ? reason : u"%1: %2"_s.arg(reason, one.detail));
    }
    return rows;
}

} // namespace ic
