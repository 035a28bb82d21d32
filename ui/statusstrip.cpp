#include "ui/statusstrip.h"

#include "ui/icons.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "base/plaintext.h"

#include <QLabel>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct LinkLook
{
    QString icon;
    QString word;
};

LinkLook linkLook(NetStatus::Link link)
{
    switch (link) {
    case NetStatus::Link::Idle:
        return { u"plug"_s, u"Not asked yet"_s };
    case NetStatus::Link::Connected:
        return { u"plug"_s, u"Connected"_s };
    case NetStatus::Link::SigningIn:
        return { u"key-round"_s, u"Signing in…"_s };
    case NetStatus::Link::SignInNeeded:
        return { u"key-round"_s, u"Sign-in needed"_s };
    case NetStatus::Link::Offline:
        return { u"cloud-off"_s, u"Offline"_s };
    }
    Q_UNREACHABLE();
}

} // namespace

BudgetGauge::BudgetGauge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void BudgetGauge::setStatus(const NetStatus& status)
{
    m_status = status;
    setAccessibleName(u"%1 of %2 requests used in the last 10 seconds"_s.arg(status.used).arg(
        status.limit));
    update();
}

QSize BudgetGauge::sizeHint() const
{
    return { 120, 8 };
}

void BudgetGauge::paintEvent(QPaintEvent*)
{
    const ThemeColors& colors = themeColors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.controlBorder, 1));
    painter.setBrush(palette().color(QPalette::Base));
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(frame, 2, 2);
    if (m_status.limit <= 0 || m_status.used <= 0)
        return;
    const double share = std::min(1.0, static_cast<double>(m_status.used) / m_status.limit);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawRoundedRect(
        QRectF(frame.left() + 1, frame.top() + 1, (frame.width() - 2) * share, frame.height() - 2),
        1.5, 1.5);
}

StatusStrip::StatusStrip(QWidget* parent)
    : QStatusBar(parent)
    , m_list(plainLabel({}, this))
    , m_budget(plainLabel({}, this))
    , m_gauge(new BudgetGauge(this))
    , m_latency(plainLabel({}, this))
    , m_linkIcon(new QLabel(this))
    , m_link(plainLabel({}, this))
{
    setSizeGripEnabled(false);
    m_list->setContentsMargins(8, 0, 0, 0);
    m_latency->setContentsMargins(8, 0, 8, 0);
    m_link->setContentsMargins(0, 0, 8, 0);
    m_link->setObjectName(u"connectionState"_s);
    m_latency->setToolTip(u"Median answer time of the last 20 requests"_s);
    addWidget(m_list, 1);
    m_requests = plainLabel(u"Requests"_s, this);
    addPermanentWidget(m_requests);
    addPermanentWidget(m_gauge);
    addPermanentWidget(m_budget);
    addPermanentWidget(m_latency);
    addPermanentWidget(m_linkIcon);
    addPermanentWidget(m_link);
    setStatus({});
}

void StatusStrip::setHasTenant(bool has)
{
    for (QWidget* widget : { static_cast<QWidget*>(m_requests), static_cast<QWidget*>(m_gauge),
             static_cast<QWidget*>(m_budget), static_cast<QWidget*>(m_latency),
             static_cast<QWidget*>(m_linkIcon), static_cast<QWidget*>(m_link) })
        widget->setVisible(has);
}

void StatusStrip::setListText(const QString& text)
{
    m_list->setText(text);
}

void StatusStrip::setStatus(const NetStatus& status)
{
    m_gauge->setStatus(status);
    QPalette budgetPalette = palette();
    if (status.waitMs > 0) {
        m_budget->setText(u"waiting %1 s: request limit"_s.arg((status.waitMs + 999) / 1000));
        budgetPalette.setColor(QPalette::WindowText, themeColors(palette()).warningText);
    } else if (status.limit > 0) {
        m_budget->setText(u"%1/%2 in 10 s"_s.arg(status.used).arg(status.limit));
    } else {
        m_budget->setText(u"no limit"_s);
    }
    m_budget->setPalette(budgetPalette);
    m_latency->setText(
        status.medianLatencyMs < 0 ? QString() : u"%1 ms"_s.arg(status.medianLatencyMs));
    const LinkLook look = linkLook(status.link);
    m_linkIcon->setPixmap(icon(look.icon).pixmap(QSize(14, 14), devicePixelRatioF()));
    m_link->setText(look.word);
}

void StatusStrip::say(const QString& text)
{
    showMessage(shownLine(text), MessageMs);
}

} // namespace ic
