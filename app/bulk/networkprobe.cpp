#include "bulk/networkprobe.h"

#include "api/endpoints/listidentities.h"
#include "bulk/changerequest.h"

#include <algorithm>

namespace ic {

namespace {
constexpr qint64 FirstIntervalMs = 2000;
constexpr qint64 LongestIntervalMs = 30'000;
} // namespace

NetworkProbe::NetworkProbe(ApiClient& client, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

void NetworkProbe::begin(const ApiError& reason, bool atOnce)
{
    if (m_reason)
        return;
    m_reason = reason;
    m_intervalMs = FirstIntervalMs;
    m_nextAt = m_clock.monotonicMs() + (atOnce ? 0 : m_intervalMs);
}

void NetworkProbe::stop()
{
    m_reason.reset();
    if (m_call != 0)
        m_client.cancel(m_call);
    m_call = 0;
}

qint64 NetworkProbe::waitMs() const
{
    return m_call != 0 ? 0 : std::max<qint64>(0, m_nextAt - m_clock.monotonicMs());
}

void NetworkProbe::pump()
{
    if (!m_reason || m_call != 0 || m_clock.monotonicMs() < m_nextAt)
        return;
    m_call = m_client.send(ListIdentities { .sorters = { QStringLiteral("name") }, .limit = 1 },
        this, [this](const Expected<IdentityPage>& page) {
            m_call = 0;
            onAnswer(page ? std::nullopt : std::optional(page.error()));
        });
}

void NetworkProbe::onAnswer(const std::optional<ApiError>& error)
{
    if (error && isPassing(*error)) {
        m_reason = *error;
        m_intervalMs = std::min(LongestIntervalMs, m_intervalMs * 3 / 2);
        m_nextAt = m_clock.monotonicMs() + m_intervalMs;
        emit rescheduled();
        return;
    }
    m_reason.reset();
    const bool refused = error
        && (error->kind == ApiError::Kind::Unauthorized
            || error->kind == ApiError::Kind::NotSignedIn);
    if (refused)
        emit signInNeeded(*error);
    else
        emit reached(); // any other answer shows that the tenant is there
}

} // namespace ic
