#include "ui/jobs/stopjobdialog.h"

#include "ui/parts/text.h"

#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int StopJobDialogWidth = 452;

QString titleOf(const JobsModel::Running& running)
{
    if (running.exports == 0)
        return QuitWithJobsDialog::tr("%Ln jobs are running", "%Ln job is running", running.jobs);
    if (running.jobs == 0) {
        return QuitWithJobsDialog::tr(
            "%Ln exports are not done", "%Ln export is not done", running.exports);
    }
    return QuitWithJobsDialog::tr("Jobs and exports are not done");
}

} // namespace

JobQuestion::JobQuestion(const QString& name, const QString& title, QWidget* parent)
    : DialogFrame(name, title, parent, Shape::Question)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setLeastWidth(StopJobDialogWidth);
    setLead(title);
}

void JobQuestion::ask(
    const QString& question, const QString& keep, const QString& stop, Weight weight)
{
    addText(question)->setObjectName(u"question"_s);
    addCancel(keep)->setObjectName(u"keep"_s);
    addConfirm(u"stop"_s, stop);
    setWeight(weight);
}

StopJobDialog::StopJobDialog(const JobSnapshot& job, Kind kind, QWidget* parent)
    : JobQuestion(u"stopJob"_s,
        kind == Kind::Discard ? tr("Discard what is left?") : tr("Stop “%1”?").arg(jobTitle(job)),
        parent)
{
    if (kind == Kind::Discard) {
        const QString left = numberText(job.counts.planned);
        ask(tr("%1 of %2 on %3 were not started. They will not be done. The record stays in the "
               "audit log.")
                .arg(left, numberText(job.total), job.profile),
            tr("Keep"), tr("Discard %1").arg(left), Weight::Heavy);
        return;
    }
    const int open = job.counts.sent + job.counts.following;
    const bool stands = isPaused(job.state) || job.state == JobState::Interrupted;
    ask(tr("Now: %1. What is under way will finish. Nothing done is undone.").arg(summaryLine(job)),
        stands ? tr("Keep") : tr("Keep running"),
        open > 0 ? tr("Stop after these %1").arg(numberText(open)) : tr("Stop now"), Weight::Heavy);
}

QuitWithJobsDialog::QuitWithJobsDialog(const JobsModel::Running& running, QWidget* parent)
    : JobQuestion(u"quitWithJobs"_s, titleOf(running), parent)
{
    QStringList sentences;
    if (running.jobs > 0) {
        sentences += tr("The jobs pause now and can be resumed at the next start. Nothing is lost.",
            "The job pauses now and can be resumed at the next start. Nothing is lost.",
            running.jobs);
    }
    if (running.exports > 0) {
        sentences += tr("The exports end now and leave no file.",
            "The export ends now and leaves no file.", running.exports);
    }
    ask(sentences.join(u' '), tr("Stay"),
        running.exports > 0 ? tr("Stop and quit") : tr("Pause and quit"), Weight::Light);
}

} // namespace ic
