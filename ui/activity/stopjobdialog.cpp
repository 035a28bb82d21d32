#include "ui/activity/stopjobdialog.h"

#include "ui/text.h"

#include "models/jobsmodel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int TextWidth = 420;

struct Question
{
    QString title = {};
    QString text = {};
    QString keep = {};
    QString stop = {};
    bool stopIsDefault = false;
};

void fill(QDialog& dialog, const Question& question)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.setWindowTitle(question.title);
    QLabel* title = plainLabel(question.title, &dialog);
    QFont font = title->font();
    font.setPixelSize(16);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    QLabel* text = plainLabel(question.text, &dialog);
    text->setObjectName(u"question"_s);
    text->setWordWrap(true);
    text->setMinimumWidth(TextWidth);
    auto* keep = new QPushButton(question.keep, &dialog);
    keep->setObjectName(u"keep"_s);
    auto* stop = new QPushButton(question.stop, &dialog);
    stop->setObjectName(u"stop"_s);
    keep->setAutoDefault(false);
    stop->setAutoDefault(false);
    (question.stopIsDefault ? stop : keep)->setDefault(true);
    (question.stopIsDefault ? stop : keep)->setFocus();
    QObject::connect(keep, &QPushButton::clicked, &dialog, &QDialog::reject);
    QObject::connect(stop, &QPushButton::clicked, &dialog, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(keep);
    buttons->addWidget(stop);
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addLayout(buttons);
}

QString count(int number)
{
    return numberText(number);
}

} // namespace

StopJobDialog::StopJobDialog(const JobSnapshot& job, Kind kind, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(u"stopJob"_s);
    const int open = job.counts.sent + job.counts.following;
    const bool stands = isPaused(job.state) || job.state == JobState::Interrupted;
    if (kind == Kind::Discard) {
        fill(*this,
            { .title = u"Discard what is left?"_s,
                .text = u"%1 of %2 on %3 were not started. They will not be done. The record stays "
                        "in the audit log."_s.arg(
                            count(job.counts.planned), count(job.total), job.profile),
                .keep = u"Keep"_s,
                .stop = u"Discard %1"_s.arg(count(job.counts.planned)) });
        return;
    }
    fill(*this,
        { .title = u"Stop “%1”?"_s.arg(jobTitle(job)),
            .text = u"Now: %1. What is under way will finish. Nothing done is undone."_s.arg(
                summaryLine(job)),
            .keep = stands ? u"Keep"_s : u"Keep running"_s,
            .stop = open > 0 ? u"Stop after these %1"_s.arg(count(open)) : u"Stop now"_s });
}

QuitWithJobsDialog::QuitWithJobsDialog(int running, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(u"quitWithJobs"_s);
    fill(*this,
        { .title = running == 1 ? u"1 job is running"_s : u"%1 jobs are running"_s.arg(running),
            .text = u"%1 now and can be resumed at the next start. Nothing is lost."_s.arg(
                running == 1 ? u"It pauses"_s : u"They pause"_s),
            .keep = u"Stay"_s,
            .stop = u"Pause and quit"_s,
            .stopIsDefault = true });
}

} // namespace ic
