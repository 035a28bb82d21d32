#include "ui/details/errorbar.h"

#include "ui/text.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ic {

ErrorBar::ErrorBar(IdentityDetail& detail, QWidget* parent)
    : QWidget(parent)
    , m_detail(detail)
    , m_text(plainLabel({}, this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* retry = new QPushButton(u"Retry"_s, this);
    connect(retry, &QPushButton::clicked, &m_detail, &IdentityDetail::reload);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->addWidget(m_text, 1);
    layout->addWidget(retry, 0, Qt::AlignTop);
    connect(&m_detail, &IdentityDetail::changed, this, &ErrorBar::refresh);
    refresh();
}

void ErrorBar::refresh()
{
    const bool failed = m_detail.state() == IdentityDetail::State::Failed;
    setVisible(failed);
    if (!failed)
        return;
    QString text = m_detail.error().sentence();
    if (m_detail.asOf().isValid())
        text += u" Showing what was loaded at %1."_s.arg(
            m_detail.asOf().toLocalTime().toString(u"HH:mm"_s));
    m_text->setText(text);
    QPalette red = palette();
    red.setColor(QPalette::WindowText, themeColors(palette()).errorText);
    m_text->setPalette(red);
}

void ErrorBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace ic
