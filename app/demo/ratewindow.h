#pragma once

#include <QHash>
#include <QString>

#include <deque>

namespace ic::demo {

/// At most 100 requests in any 10 seconds per client id, counted when they arrive.
class RateWindow
{
public:
    static constexpr int Limit = 100;
    static constexpr qint64 WindowMs = 10'000;

    /// Counts a request of a client. Returns 0 when it may pass, or the seconds until the next one
    /// may; a refused request does not make the wait longer.
    int admit(const QString& clientId, qint64 nowMs);
    /// The most requests, refused ones included, that one client sent in any 10 seconds.
    int busiestWindow() const { return m_busiest; }
    /// Counts a request without judging it, for busiestWindow() only.
    void observe(const QString& clientId, qint64 nowMs);

private:
    QHash<QString, std::deque<qint64>> m_admitted;
    QHash<QString, std::deque<qint64>> m_arrived;
    int m_busiest = 0;
};

} // namespace ic::demo
