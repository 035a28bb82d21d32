#include "ui/parts/noticestrip.h"

#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

NoticeStrip::NoticeStrip(Notices& notices, QWidget* parent)
    : QFrame(parent)
    , m_notices(notices)
    , m_icon(new QLabel(this))
    , m_text(plainLabel({}, this))
{
    setObjectName(u"noticeStrip"_s);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* dismiss = new QToolButton(this);
    dismiss->setObjectName(u"link"_s);
    dismiss->setText(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(dismiss, 0, Qt::AlignTop);
    connect(dismiss, &QToolButton::clicked, &notices, &Notices::putAway);
    connect(&notices, &Notices::keptChanged, this, &NoticeStrip::follow);
    follow();
}

void NoticeStrip::follow()
{
    if (m_notices.kept().isEmpty()) {
        hide();
        return;
    }
    m_text->setText(m_notices.kept().join(u'\n'));
    setAccessibleName(m_text->text());
    showIcon();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NoticeStrip::showIcon()
{
    m_icon->setPixmap(icon(u"triangle-alert"_s, themeColors(palette()).warningText)
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
}

void NoticeStrip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showIcon();
}

void NoticeStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColors(palette()).filterBusy.fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), themeColors(palette()).separator);
}

} // namespace ic
