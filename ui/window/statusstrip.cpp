#include "ui/window/statusstrip.h"

#include "ui/parts/icons.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

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
        return { u"plug"_s, StatusStrip::tr("Not asked yet") };
    case NetStatus::Link::Connected:
        return { u"plug"_s, StatusStrip::tr("Connected") };
    case NetStatus::Link::SigningIn:
        return { u"key-round"_s, StatusStrip::tr("Signing in…") };
    case NetStatus::Link::SignInNeeded:
        return { u"key-round"_s, StatusStrip::tr("Sign-in needed") };
    case NetStatus::Link::Offline:
        return { u"cloud-off"_s, StatusStrip::tr("Offline") };
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
    setAccessibleName(
        tr("%1 of %2 requests used in the last 10 seconds").arg(status.used).arg(status.limit));
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

StatusStrip::StatusStrip(const ConnectionStatus& status, const Notices& notices, QWidget* parent)
    : QStatusBar(parent)
    , m_status(status)
    , m_list(plainLabel({}, this))
    , m_offer(new LinkButton({}, this))
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
    m_latency->setToolTip(tr("Median answer time of the last 20 requests"));
    addWidget(m_list, 1);
    m_offer->setObjectName(u"noticeOffer"_s);
    m_offer->setContentsMargins(0, 0, 8, 0);
    addPermanentWidget(m_offer);
    m_offer->hide();
    connect(m_offer, &LinkButton::clicked, this, [this] {
        NoticeOffer(m_offered).run(); // which may say something, and that takes its place
    });
    connect(this, &QStatusBar::messageChanged, m_offer, &QWidget::hide);
    connect(&notices, &Notices::said, this,
        [this](const QString&, const NoticeOffer& offer) { setOffer(offer); });
    addPermanentWidget(plainLabel(tr("Requests"), this));
    addPermanentWidget(m_gauge);
    addPermanentWidget(m_budget);
    addPermanentWidget(m_latency);
    addPermanentWidget(m_linkIcon);
    addPermanentWidget(m_link);
    connect(&status, &ConnectionStatus::changed, this, &StatusStrip::follow);
    follow();
}

void StatusStrip::changeEvent(QEvent* event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        follow();
}

void StatusStrip::setListText(const QString& text)
{
    m_list->setText(text);
}

void StatusStrip::setOffer(const NoticeOffer& offer)
{
    m_offered = offer;
    m_offer->setText(offer.text);
    m_offer->setAccessibleName(offer.text);
    m_offer->setVisible(!offer.text.isEmpty());
}

void StatusStrip::follow()
{
    const NetStatus& status = m_status.current();
    m_gauge->setStatus(status);
    if (status.waitMs > 0) {
        m_budget->setText(tr("waiting %1 s: request limit").arg((status.waitMs + 999) / 1000));
    } else if (status.limit > 0) {
        m_budget->setText(tr("%1/%2 in 10 s").arg(status.used).arg(status.limit));
    } else {
        m_budget->setText(tr("no limit"));
    }
    setTone(*m_budget, status.waitMs > 0 ? Tone::Warning : Tone::Plain);
    m_latency->setText(
        status.medianLatencyMs < 0 ? QString() : tr("%1 ms").arg(status.medianLatencyMs));
    const LinkLook look = linkLook(status.link);
    m_linkIcon->setPixmap(icon(look.icon).pixmap(QSize(14, 14), devicePixelRatioF()));
    m_link->setText(look.word);
}

} // namespace ic
