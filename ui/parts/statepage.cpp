#include "ui/parts/statepage.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ic {

StatePage::StatePage(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(titleLabel({}, this))
    , m_detail(secondaryLabel({}, this))
    , m_primary(new QPushButton(this))
    , m_secondary(new QPushButton(this))
{
    m_title->setWordWrap(true);
    m_title->setAlignment(Qt::AlignHCenter);
    m_detail->setWordWrap(true);
    m_detail->setAlignment(Qt::AlignHCenter);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_icon->setAlignment(Qt::AlignHCenter);

    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_primary);
    buttons->addWidget(m_secondary);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_detail);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(3);
    setActions({});
    // Outside of a dialog only these take Enter.
    m_primary->setAutoDefault(true);
    m_secondary->setAutoDefault(true);
    connect(m_primary, &QPushButton::clicked, this, &StatePage::primaryClicked);
    connect(m_secondary, &QPushButton::clicked, this, &StatePage::secondaryClicked);
}

void StatePage::setState(const QString& icon, const QString& title, const QString& detail)
{
    m_iconName = icon;
    m_title->setText(title);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(title);
    showIcon();
}

void StatePage::setActions(const QString& primary, const QString& secondary)
{
    m_primary->setText(primary);
    m_primary->setVisible(!primary.isEmpty());
    m_secondary->setText(secondary);
    m_secondary->setVisible(!secondary.isEmpty());
}

void StatePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_iconName.isEmpty())
        showIcon();
}

void StatePage::showIcon()
{
    m_icon->setPixmap(icon(m_iconName, Tone::Neutral).pixmap(QSize(24, 24), devicePixelRatioF()));
}

} // namespace ic
