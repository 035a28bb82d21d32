#include "net/retrypolicy.h"

#include "base/qtversion.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ic {

bool RetryPolicy::mayRepeat(const ApiRequest& request, const ApiError& error, int attempts)
{
    if (error.kind == ApiError::Kind::RateLimited)
        return attempts < MostRateLimited;
    return error.isPassing() && request.repeat == Repeat::Safe
        && attempts < (request.lane == Lane::Bulk ? MostBulkAttempts : MostAttempts);
}

qint64 RetryPolicy::backoffMs(Lane lane, int attempts, double random)
{
    constexpr double FirstMs = 400;
    const double longestMs = lane == Lane::Bulk ? 15'000 : 5'000;
    const double full = std::min(longestMs, FirstMs * std::pow(2.0, std::max(0, attempts - 1)));
    return static_cast<qint64>(full * (0.5 + 0.5 * random));
}

std::optional<qint64> retryAfterMs(const QByteArray& header, const QDateTime& utcNow)
{
    const QByteArray text = header.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber) {
        if (!(seconds >= 0))
            return std::nullopt;
        return static_cast<qint64>(
            std::min(seconds * 1000, static_cast<double>(RetryPolicy::LongestRetryAfterMs)));
    }
    const QDateTime date = parseHttpDate(text);
    if (!date.isValid())
        return std::nullopt;
    return std::clamp<qint64>(utcNow.msecsTo(date), 0, RetryPolicy::LongestRetryAfterMs);
}

QDateTime parseHttpDate(const QByteArray& text)
{
    const QDateTime date
        = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    return { date.date(), date.time(), Utc };
}

} // namespace ic
