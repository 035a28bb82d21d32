#include "models/operations/operationcost.h"

#include "base/abouttime.h"
#include "base/wording.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationCost)
};

constexpr qint64 WindowMs = 10'000;
constexpr qint64 AtOnce = 16;

} // namespace

qint64 jobMs(qint64 requests, int inTurn, const NetStatus& status)
{
    const qint64 latency = std::max(0, status.medianLatencyMs);
    const qint64 limited = status.limit > 0 ? requests * WindowMs / status.limit : 0;
    return std::max({ limited, requests * latency / AtOnce, inTurn * latency });
}

QString operationCostText(const BulkPlan& plan, const NetStatus& status)
{
    const Operation& operation = *plan.operation;
    const qint64 requests = requestCount(plan);
    const int n = pluralCount(requests);
    const QString count = operation.proof == Operation::Proof::Task
        ? Texts::tr("%Ln requests, then some that follow the task",
            "%Ln request, then some that follow the task", n)
        : Texts::tr("%Ln requests", "%Ln request", n);
    if (status.limit <= 0)
        return Texts::tr("%1 · no request limit").arg(count);
    const int free = std::clamp(status.limit - status.used, 0, status.limit);
    const int inTurn = 1 + (operation.checksOwnership ? 1 : 0)
        + (operation.proof == Operation::Proof::Gone ? 1 : 0);
    return Texts::tr("%1 · %2 at the present budget (%3 of %4 free)")
        .arg(count, aboutText(jobMs(requests, inTurn, status)), numberText(free),
            numberText(status.limit));
}

} // namespace ic
