#include "ui/filter/filtermessage.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>

using namespace Qt::StringLiterals;

namespace ic {

FilterMessage::FilterMessage(QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconMark({}, Tone::Neutral, this))
    , m_text(plainLabel({}, this))
    , m_stop(new LinkButton(tr("Stop"), this))
    , m_snapshot(new LinkButton(tr("Answer from a snapshot"), this))
{
    m_text->setWordWrap(true);
    m_text->setObjectName(u"filterMessage"_s);
    m_stop->setAccessibleName(tr("Stop loading and go back to the filter before"));
    m_stop->setToolTip(tr("Stop loading and go back to the filter before"));
    m_snapshot->setObjectName(u"answerFromSnapshot"_s);
    m_snapshot->setToolTip(tr("Read everybody once, and filter what was read"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_stop, 0, Qt::AlignVCenter);
    layout->addWidget(m_snapshot, 0, Qt::AlignVCenter);
    layout->addStretch(0);
    connect(m_stop, &LinkButton::clicked, this, &FilterMessage::stopRequested);
    connect(m_snapshot, &LinkButton::clicked, this, &FilterMessage::snapshotRequested);
    m_snapshot->hide();
    setStoppable(false);
}

void FilterMessage::say(const QString& iconName, Tone tone, const QString& text, bool isProblem)
{
    m_icon->setIcon(iconName, tone);
    setTone(*m_text, isProblem ? Tone::Danger : Tone::Neutral);
    m_text->setText(text);
    setCursor(isProblem ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FilterMessage::setStoppable(bool on)
{
    m_stop->setVisible(on);
    // It stands beside a short sentence; a long one has the line for itself.
    m_text->setWordWrap(!on);
    auto* row = static_cast<QHBoxLayout*>(layout());
    row->setStretchFactor(m_text, on ? 0 : 1);
    row->setStretch(row->count() - 1, on ? 1 : 0);
}

void FilterMessage::setForSnapshot(bool on)
{
    m_snapshot->setVisible(on);
}

void FilterMessage::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit clicked();
    else
        QWidget::mouseReleaseEvent(event);
}

} // namespace ic
