#pragma once

#include "api/apiclient.h"
#include "base/clock.h"

#include <QObject>

#include <optional>

namespace ic {

/// Finds out when a tenant can be reached again: one small read at a time, in growing intervals of
/// 2 to 30 s, until anything answers. A change is never used for that.
class NetworkProbe final : public QObject
{
    Q_OBJECT

public:
    NetworkProbe(ApiClient& client, const Clock& clock, QObject* parent);

    /// Begins after the first interval, or at once. Runs until reached() or stop().
    void begin(const ApiError& reason, bool atOnce);
    void stop();
    bool isRunning() const { return m_reason.has_value(); }
    const ApiError& reason() const { return *m_reason; }
    /// Until the next attempt, ms; 0 while one is under way.
    qint64 waitMs() const;

    void pump();
    qint64 nextWake() const { return m_call != 0 || !m_reason ? -1 : m_nextAt; }

signals:
    /// nextWake() is another one.
    void rescheduled();
    void reached();
    void signInNeeded(const ic::ApiError& error);

private:
    void onAnswer(const std::optional<ApiError>& error);

    ApiClient& m_client;
    const Clock& m_clock;
    std::optional<ApiError> m_reason;
    qint64 m_intervalMs = 0;
    qint64 m_nextAt = 0;
    ApiClient::CallId m_call = 0;
};

} // namespace ic
