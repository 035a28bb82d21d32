#pragma once

#include <QHash>
#include <QString>

#include <algorithm>
#include <deque>

namespace ic::demo {

/// At most 100 requests in any 10 seconds per client id, counted when they arrive.
class RateWindow
{
public:
    static constexpr size_t Limit = 100;
    static constexpr qint64 WindowMs = 10'000;

    /// Counts a request of a client. Returns 0 when it may pass, or the seconds until the next one
    /// may; a refused request does not make the wait longer.
    int admit(const QString& clientId, qint64 nowMs)
    {
        Client& client = m_clients[clientId];
        for (auto* moments : { &client.arrived, &client.admitted }) {
            while (!moments->empty() && moments->front() <= nowMs - WindowMs)
                moments->pop_front();
        }
        client.arrived.push_back(nowMs);
        m_busiest = std::max(m_busiest, client.arrived.size());
        if (client.admitted.size() < Limit) {
            client.admitted.push_back(nowMs);
            return 0;
        }
        const qint64 waitMs = client.admitted.front() + WindowMs - nowMs;
        return int(std::max<qint64>(1, (waitMs + 999) / 1000));
    }
    /// The most requests, refused ones included, that one client sent in any 10 seconds.
    int busiestWindow() const { return int(m_busiest); }

private:
    struct Client
    {
        std::deque<qint64> arrived;
        std::deque<qint64> admitted;
    };

    QHash<QString, Client> m_clients;
    size_t m_busiest = 0;
};

} // namespace ic::demo
