#include "ui/details/errorbar.h"

#include "ui/text.h"
#include "ui/theme.h"

#include "models/identitycolumns.h"

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
    , m_retry(new QPushButton(u"Retry"_s, this))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"recordProblem"_s);
    connect(m_retry, &QPushButton::clicked, &m_detail, &IdentityDetail::reload);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_retry, 0, Qt::AlignTop);
    connect(&m_detail, &IdentityDetail::changed, this, &ErrorBar::refresh);
    refresh();
}

void ErrorBar::refresh()
{
    const bool failed = m_detail.state() == IdentityDetail::State::Failed;
    const bool odd = m_detail.state() != IdentityDetail::State::None && m_detail.identity().isOdd();
    setVisible(failed || odd);
    if (!failed && !odd)
        return;
    QString text = failed ? m_detail.error().sentence() : oddityText(m_detail.identity());
    if (failed && m_detail.asOf().isValid())
        text += u" Showing what was loaded at %1."_s.arg(
            m_detail.asOf().toLocalTime().toString(u"HH:mm"_s));
    m_text->setText(text);
    m_retry->setVisible(failed);
    QPalette colored = palette();
    const ThemeColors& colors = themeColors(palette());
    colored.setColor(QPalette::WindowText, failed ? colors.errorText : colors.warningText);
    m_text->setPalette(colored);
}

void ErrorBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace ic
