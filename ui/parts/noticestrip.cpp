#include "ui/parts/noticestrip.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace ic {

NoticeStrip::NoticeStrip(Notices& notices, QWidget* parent)
    : AttentionStrip(parent)
    , m_notices(notices)
    , m_text(plainLabel({}, this))
{
    setObjectName(u"noticeStrip"_s);
    m_text->setObjectName(u"noticeText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* dismiss = new LinkButton(tr("Dismiss"), this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(8);
    layout->addWidget(new IconMark(u"triangle-alert"_s, Tone::Warning, this), 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(dismiss, 0, Qt::AlignTop);
    connect(dismiss, &LinkButton::clicked, &notices, &Notices::putAway);
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
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace ic
