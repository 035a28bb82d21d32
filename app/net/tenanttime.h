#pragma once

#include "net/retrypolicy.h"

namespace ic {

/// What the tenant says the time is: with its first answer, then now and again.
class TenantTime
{
public:
    /// `header`: Date of an answer; `now`: monotonic ms. UTC; nothing where it was said lately.
    std::optional<QDateTime> read(const QByteArray& header, qint64 now)
    {
        const QDateTime utc = parseHttpDate(header);
        if (!utc.isValid() || now < m_wantedAt)
            return std::nullopt;
        m_wantedAt = now + EveryMs;
        return utc;
    }

private:
    static constexpr qint64 EveryMs = 3'600'000;

    qint64 m_wantedAt = 0;
};

} // namespace ic
