#include "ui/operations/operationsummary.h"

#include "ui/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

bool isGone(const SkippedIdentity& one)
{
    return one.reason == SkipReason::NotFound && !one.identity.id.isEmpty();
}

QString nothingToDo(const Preflight& result, qint64 subjects)
{
    if (result.count(SkipReason::NotChecked) > 0)
        return u"Nothing to do until the checks succeed."_s;
    if (subjects == 1 && !result.skipped.isEmpty()) {
        return u"Nothing to do. It is skipped: %1."_s.arg(
            skipReasonText(result.skipped.first().reason));
    }
    return u"Nothing to do. All %1 are skipped."_s.arg(numberText(subjects));
}

} // namespace

QStringList outcomeSentences(OperationId operation, const Preflight& result, qint64 subjects)
{
    if (result.willRun.isEmpty())
        return { nothingToDo(result, subjects) };
    QStringList sentences;
    if (result.inRecentJobs > 0) {
        const QString who = result.willRun.size() == 1 ? u"This identity was"_s
            : result.inRecentJobs == 1                 ? u"1 of them was"_s
                                       : u"%1 of them were"_s.arg(numberText(result.inRecentJobs));
        sentences += who + u" in a job of the same kind that ended within the last hour."_s;
    }
    if (const auto gone = std::ranges::count_if(result.skipped, isGone))
        sentences += gone == 1 ? u"1 no longer exists."_s
                               : u"%1 no longer exist."_s.arg(numberText(gone));
    if (operation != OperationId::DeleteIdentity)
        return sentences;
    QStringList left;
    if (const int owners = result.count(SkipReason::OwnsObjects))
        left += owners == 1 ? u"1 owns objects"_s : u"%1 own objects"_s.arg(numberText(owners));
    if (const int isProtected = result.count(SkipReason::Protected))
        left += u"%1 protected"_s.arg(numberText(isProtected));
    if (const int notChecked = result.count(SkipReason::NotChecked))
        left += u"%1 not checked"_s.arg(numberText(notChecked));
    if (!left.isEmpty())
        sentences += u"Left out: %1."_s.arg(left.join(u", "_s));
    return sentences;
}

QList<QStringList> outcomeRows(const Preflight& result)
{
    QList<QStringList> rows { { u"Id"_s, u"Display name"_s, u"Account name"_s, u"Email"_s,
        u"Status"_s, u"Lifecycle"_s, u"What happens"_s, u"Why"_s } };
    const auto add = [&rows](const Identity& identity, const QString& what, const QString& why) {
        rows += { identity.id.text(), identity.name, identity.alias, identity.emailAddress,
            identity.identityStatus,
            identity.lifecycleState ? identity.lifecycleState->stateName : QString(), what, why };
    };
    for (const Identity& identity : result.willRun)
        add(identity, u"will run"_s, {});
    for (const SkippedIdentity& one : result.skipped) {
        const QString reason = skipReasonText(one.reason);
        add(one.identity, u"skipped"_s,
            one.detail.isEmpty() ? reason : u"%1: %2"_s.arg(reason, one.detail));
    }
    return rows;
}

} // namespace ic
