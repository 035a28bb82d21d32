#include "bulk/bulkplan.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct SkipWords
{
    SkipReason reason;
    QLatin1StringView key;
    QLatin1StringView text;
};

constexpr std::array skipWords {
    SkipWords { SkipReason::AlreadyRegistered, "already-registered"_L1, "already registered"_L1 },
    SkipWords { SkipReason::NotRegistered, "not-registered"_L1, "not registered"_L1 },
    SkipWords { SkipReason::Protected, "protected"_L1, "protected"_L1 },
    SkipWords { SkipReason::OwnsObjects, "owns-objects"_L1, "owns objects"_L1 },
    SkipWords { SkipReason::LongTermInactive, "long-term-inactive"_L1, "inactive for long"_L1 },
    SkipWords { SkipReason::Uncorrelated, "uncorrelated"_L1, "uncorrelated"_L1 },
    SkipWords { SkipReason::NoEmail, "no-email"_L1, "no email address"_L1 },
    SkipWords { SkipReason::LockedOrDisabled, "locked-or-disabled"_L1, "locked or disabled"_L1 },
    SkipWords { SkipReason::Yourself, "yourself"_L1, "yourself"_L1 },
    SkipWords { SkipReason::NotFound, "not-found"_L1, "not found"_L1 },
    SkipWords { SkipReason::ListedTwice, "listed-twice"_L1, "listed twice"_L1 },
    SkipWords {
        SkipReason::InAnotherJob, "in-another-job"_L1, "in another job of the same kind"_L1 },
    SkipWords { SkipReason::NotChecked, "not-checked"_L1, "not checked"_L1 },
};

const SkipWords& wordsOf(SkipReason reason)
{
    const SkipWords& words = skipWords[static_cast<size_t>(reason)];
    Q_ASSERT(words.reason == reason);
    return words;
}

} // namespace

QString skipReasonKey(SkipReason reason)
{
    return wordsOf(reason).key;
}

std::optional<SkipReason> skipReasonFromKey(QStringView key)
{
    const auto* const words = std::ranges::find_if(
        skipWords, [key](const SkipWords& candidate) { return key == candidate.key; });
    return words == skipWords.end() ? std::nullopt : std::optional(words->reason);
}

QString skipReasonText(SkipReason reason)
{
    return wordsOf(reason).text;
}

QByteArray BulkParameters::toJson() const
{
    QJsonObject object;
    if (!via.isEmpty())
        object.insert("via"_L1, via);
    if (!sourceName.isEmpty())
        object.insert("sourceName"_L1, sourceName);
    if (allUninvited)
        object.insert("allUninvited"_L1, true);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<BulkParameters> BulkParameters::fromJson(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    const BulkParameters parameters {
        .via = object.value("via"_L1).toString(),
        .sourceName = object.value("sourceName"_L1).toString(),
        .allUninvited = object.value("allUninvited"_L1).toBool(),
    };
    const bool isAll = QJsonDocument::fromJson(parameters.toJson()).object() == object;
    return isAll ? std::optional(parameters) : std::nullopt;
}

bool isBulkOperation(OperationId operation)
{
    return operationInfo(operation).danger != Danger::Read;
}

BulkPlan withoutRepetition(BulkPlan plan)
{
    QSet<IdentityId> seen;
    seen.reserve(plan.targets.size());
    QList<BulkTarget> kept;
    kept.reserve(plan.targets.size());
    for (const BulkTarget& target : std::as_const(plan.targets)) {
        if (target.id.isEmpty()) {
            plan.skipped.append({ target, SkipReason::NotFound, u"It has no id."_s });
        } else if (seen.contains(target.id)) {
            plan.skipped.append({ target, SkipReason::ListedTwice, {} });
        } else {
            seen.insert(target.id);
            kept.append(target);
        }
    }
    plan.targets = std::move(kept);
    return plan;
}

BulkPlan withoutThoseInJobs(BulkPlan plan, const QSet<IdentityId>& inJobs)
{
    QList<BulkTarget> kept;
    kept.reserve(plan.targets.size());
    for (const BulkTarget& target : std::as_const(plan.targets)) {
        if (inJobs.contains(target.id))
            plan.skipped.append({ target, SkipReason::InAnotherJob, {} });
        else
            kept.append(target);
    }
    plan.targets = std::move(kept);
    return plan;
}

qint64 requestCount(const BulkPlan& plan)
{
    if (plan.parameters.allUninvited)
        return 1;
    const qint64 count = plan.targets.size();
    const OperationInfo& info = operationInfo(plan.operation);
    if (info.isBatched())
        return (count + info.batchSize - 1) / info.batchSize;
    // A deletion reads what is owned before, and afterwards whether the identity is gone.
    return plan.operation == OperationId::DeleteIdentity ? 3 * count : count;
}

qint64 expectedMs(const BulkPlan& plan, int requestsPerWindow, qint64 windowMs)
{
    const qint64 late = std::max<qint64>(0, requestCount(plan) - requestsPerWindow);
    return late * windowMs / requestsPerWindow;
}

} // namespace ic
