#include "ui/details/activityrecord.h"

#include "ui/details/valuelabel.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/wraplabel.h"

#include "base/plaintext.h"
#include "models/jobs/jobitemmodel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostDetailLines = 4;

QString answerText(const JobItem& item)
{
    const QString tries = ActivityRecord::tr("%Ln tries", "%Ln try", item.attempt);
    if (item.attempt == 0)
        return ActivityRecord::tr("nothing was sent");
    return item.httpStatus == 0
        ? ActivityRecord::tr("none, %1", "no answer, after some tries").arg(tries)
        : ActivityRecord::tr("HTTP %1, %2", "a status, after some tries")
              .arg(QString::number(item.httpStatus), tries);
}

} // namespace

ActivityRecord::ActivityRecord(QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_time(secondaryLabel({}, this))
    , m_form(new QFormLayout)
    , m_by(new ValueLabel(tr("By"), this))
    , m_answer(new ValueLabel(tr("Answer"), this))
    , m_detail(new WrapLabel(Tone::Plain, this))
    , m_tracking(new ValueLabel(tr("Tracking id"), this))
{
    setObjectName(u"activityRecord"_s);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_by->setObjectName(u"activityBy"_s);
    m_detail->setObjectName(u"activityDetail"_s);
    m_detail->setMostLines(MostDetailLines);
    m_tracking->setWordWrap(false);
    m_tracking->setFont(fixedFont(fontInfo().pixelSize() - 1));
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_time);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(4);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(secondaryLabel(tr("By"), this), m_by);
    m_form->addRow(secondaryLabel(tr("Answer"), this), m_answer);
    m_form->addRow(secondaryLabel(tr("What happened"), this), m_detail);
    m_form->addRow(secondaryLabel(tr("Tracking id"), this), m_tracking);
    auto* show = new QPushButton(icon(u"square-check"_s), tr("Show job"), this);
    show->setObjectName(u"activityShowJob"_s);
    show->setAutoDefault(false);
    show->setToolTip(tr("Show what came of the job, at this person (Enter)"));
    connect(show, &QPushButton::clicked, this, &ActivityRecord::resultRequested);
    auto* copy = new QPushButton(icon(u"copy"_s), tr("Copy"), this);
    copy->setObjectName(u"activityCopy"_s);
    copy->setAutoDefault(false);
    copy->setToolTip(tr("Copy this entry as text"));
    connect(copy, &QPushButton::clicked, this, &ActivityRecord::copyRequested);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(show);
    buttons->addWidget(copy);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addLayout(m_form);
    layout->addLayout(buttons);
}

void ActivityRecord::setEvent(const IdentityEvent& event)
{
    const JobItem& item = event.item;
    const QString title = eventTitle(event);
    const QString time = localTime(event.at);
    const QString by = event.actor.isEmpty() ? tr("not known") : shownLine(event.actor);
    const QString detail = shownText(outcomeText(item));
    const QString tracking = shownLine(item.trackingId);
    m_title->setText(title);
    m_time->setText(time);
    m_by->setValue(by);
    m_answer->setValue(answerText(item));
    m_detail->setShown(detail);
    m_detail->setAccessibleName(tr("What happened: %1").arg(detail));
    m_tracking->setValue(tracking);
    const auto setRow = [this](QWidget* field, bool visible) {
        field->setVisible(visible);
        m_form->labelForField(field)->setVisible(visible);
    };
    setRow(m_detail, !detail.isEmpty());
    setRow(m_tracking, !tracking.isEmpty());
    QStringList lines { tr("%1: %2", "an operation, and what came of it")
                            .arg(title, outcomeLook(item.state, event.operation).word),
        exactTime(event.at), tr("By: %1").arg(by), tr("Answer: %1").arg(answerText(item)) };
    if (!detail.isEmpty())
        lines += tr("What happened: %1").arg(detail);
    if (!tracking.isEmpty())
        lines += tr("Tracking id: %1").arg(tracking);
    m_text = lines.join(u'\n') + u'\n';
}

} // namespace ic
