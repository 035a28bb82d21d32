#include "ui/window/offlinestrip.h"

#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace ic {

OfflineStrip::OfflineStrip(const ConnectionStatus& status, const Clock& clock, QWidget* parent)
    : AttentionStrip(parent)
    , m_status(status)
    , m_clock(clock)
    , m_text(plainLabel({}, this))
    , m_now(new LinkButton(tr("Try now"), this))
{
    setObjectName(u"offlineStrip"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->addWidget(m_text);
    layout->addWidget(m_now);
    layout->addStretch();
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &OfflineStrip::onTick);
    connect(m_now, &LinkButton::clicked, this, &OfflineStrip::retry);
    connect(&status, &ConnectionStatus::changed, this, &OfflineStrip::onStatus);
    hide();
    onStatus();
}

void OfflineStrip::onStatus()
{
    const bool offline = m_status.current().link == NetStatus::Link::Offline;
    if (!offline) {
        const bool back
            = isVisibleTo(parentWidget()) && m_status.current().link == NetStatus::Link::Connected;
        m_tick.stop();
        m_since = {};
        hide();
        if (back)
            emit retryWanted(); // what failed meanwhile is asked for again
        return;
    }
    if (m_since.isValid())
        return;
    m_since = m_clock.utcNow();
    m_secondsLeft = RetryAfterSeconds;
    m_tick.start();
    show();
    onTick();
}

void OfflineStrip::onTick()
{
    if (--m_secondsLeft <= 0) {
        retry();
        return;
    }
    m_text->setText(tr("Offline since %1. Showing what was loaded. Trying again in %2 s.")
                        .arg(clockTime(m_since), QString::number(m_secondsLeft)));
}

void OfflineStrip::retry()
{
    m_secondsLeft = RetryAfterSeconds;
    m_text->setText(
        tr("Offline since %1. Showing what was loaded. Trying now…").arg(clockTime(m_since)));
    emit retryWanted();
}

} // namespace ic
