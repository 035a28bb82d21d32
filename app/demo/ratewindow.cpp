#include "demo/ratewindow.h"

#include <algorithm>

namespace ic::demo {

namespace {

void forgetOld(std::deque<qint64>& moments, qint64 nowMs)
{
    while (!moments.empty() && moments.front() <= nowMs - RateWindow::WindowMs)
        moments.pop_front();
}

} // namespace

int RateWindow::admit(const QString& clientId, qint64 nowMs)
{
    std::deque<qint64>& admitted = m_admitted[clientId];
    forgetOld(admitted, nowMs);
    if (admitted.size() < size_t(Limit)) {
        admitted.push_back(nowMs);
        return 0;
    }
    const qint64 waitMs = admitted.front() + WindowMs - nowMs;
    return int(std::max<qint64>(1, (waitMs + 999) / 1000));
}

void RateWindow::observe(const QString& clientId, qint64 nowMs)
{
    std::deque<qint64>& arrived = m_arrived[clientId];
    forgetOld(arrived, nowMs);
    arrived.push_back(nowMs);
    m_busiest = std::max(m_busiest, int(arrived.size()));
}

} // namespace ic::demo
