#include "ui/details/errorbar.h"

#include "ui/parts/text.h"

#include "base/wording.h"
#include "models/table/identitycolumns.h"

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
    , m_retry(new QPushButton(tr("Retry"), this))
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
    if (!failed)
        m_text->setText(oddityText(m_detail.identity()));
    else if (!m_detail.asOf().isValid())
        m_text->setText(m_detail.error().sentence());
    else
        m_text->setText(tr("%1 Showing what was loaded at %2.", "after the sentence of an error")
                            .arg(m_detail.error().sentence(), clockTime(m_detail.asOf())));
    m_retry->setVisible(failed);
    setTone(*m_text, failed ? Tone::Danger : Tone::Warning);
}

} // namespace ic
