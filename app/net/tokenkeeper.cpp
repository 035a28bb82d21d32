#include "net/tokenkeeper.h"

#include <algorithm>

namespace ic {

void TokenKeeper::store(const AccessToken& token, qint64 obtainedAt)
{
    const auto share = static_cast<qint64>(static_cast<double>(token.lifetimeMs) * RenewalShare);
    m_value = token.value;
    m_endsAt = obtainedAt + token.lifetimeMs;
    m_renewAt = m_endsAt - std::min(share, LongestRenewalMs);
}

void TokenKeeper::discard(const QByteArray& refused)
{
    if (m_value == refused)
        m_value.clear();
}

std::optional<QByteArray> TokenKeeper::usable(qint64 now) const
{
    if (m_value.isEmpty() || now >= m_endsAt)
        return std::nullopt;
    return m_value;
}

bool TokenKeeper::wantsRenewal(qint64 now) const
{
    return m_value.isEmpty() || now >= m_renewAt;
}

} // namespace ic
