#pragma once

#include "ui/parts/attentionstrip.h"

#include "base/clock.h"
#include "models/table/connectionstatus.h"

#include <QTimer>

class QLabel;

namespace ic {

class LinkButton;

/// Says that the tenant cannot be reached, since when, and when the next attempt is. Hidden while
/// everything is well.
class OfflineStrip final : public AttentionStrip
{
    Q_OBJECT

public:
    static constexpr int RetryAfterSeconds = 8;

    OfflineStrip(const ConnectionStatus& status, const Clock& clock, QWidget* parent = nullptr);

signals:
    /// It is time to ask for what is missing, or the person wants it now.
    void retryWanted();

private:
    void onStatus();
    void onTick();
    void retry();

    const ConnectionStatus& m_status;
    const Clock& m_clock;
    QLabel* m_text;
    LinkButton* m_now;
    QTimer m_tick;
    QDateTime m_since;
    int m_secondsLeft = RetryAfterSeconds;
};

} // namespace ic
