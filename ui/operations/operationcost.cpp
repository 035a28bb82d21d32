#include "ui/operations/operationcost.h"

#include "ui/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 WindowMs = 10'000;

QString aboutText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(1, (ms + 999) / 1000);
    if (seconds < 90)
        return u"about %1 s"_s.arg(seconds);
    return u"about %1 min"_s.arg(numberText((seconds + 30) / 60));
}

} // namespace

QString operationCostText(const BulkPlan& plan, const NetStatus& status)
{
    const qint64 requests = requestCount(plan);
    QString count = requests == 1 ? u"1 request"_s : u"%1 requests"_s.arg(numberText(requests));
    if (plan.operation == OperationId::ProcessIdentities
        || plan.operation == OperationId::InviteIdentities)
        count += u", then some that follow the task"_s;
    if (status.limit <= 0)
        return u"%1 · no request limit"_s.arg(count);
    const int free = std::clamp(status.limit - status.used, 0, status.limit);
    qint64 ms = expectedMs(plan, status.limit, WindowMs);
    // What others used of the window has to run off first.
    if (requests > free)
        ms += static_cast<qint64>(status.limit - free) * WindowMs / status.limit;
    return u"%1 · %2 at the present budget (%3 of %4 free)"_s.arg(
        count, aboutText(ms), numberText(free), numberText(status.limit));
}

} // namespace ic
