#include "ui/export/exportdesk.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"

#include "base/clock.h"
#include "base/plaintext.h"
#include "base/wording.h"
#include "jobs/jobcenter.h"
#include "models/filter/namedview.h"
#include "models/selection/selectionstore.h"
#include "models/table/connectionstatus.h"
#include "profile/settings.h"

#include <QFileInfo>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// Why a preset cannot say whom it is about.
QString whomProblem(const ExportPreset& preset)
{
    switch (preset.whom) {
    case ExportPreset::Whom::Shown:
        return ExportDesk::tr("The table shows nobody.");
    case ExportPreset::Whom::Ticked:
        return ExportDesk::tr("It exports who is selected, and nobody is.");
    case ExportPreset::Whom::View:
        return NamedView::fromText(preset.view, FilterReach::Snapshot)
            ? ExportDesk::tr("Only a snapshot of everybody can answer its filter.")
            : ExportDesk::tr("Its filter cannot be used any more.");
    }
    Q_UNREACHABLE();
}

QString whomWords(const ExportPreset& preset)
{
    switch (preset.whom) {
    case ExportPreset::Whom::Shown:
        return ExportDesk::tr("What the table shows");
    case ExportPreset::Whom::Ticked:
        return ExportDesk::tr("Who is selected");
    case ExportPreset::Whom::View:
        const auto view = NamedView::fromText(preset.view, FilterReach::Snapshot);
        return view ? view->words() : whomProblem(preset);
    }
    Q_UNREACHABLE();
}

} // namespace

ExportDesk::ExportDesk(const UiServices& services, const SelectionStore& selection,
    std::function<ExportView()> view, QWidget* parent)
    : QObject(parent)
    , m_services(services)
    , m_selection(selection)
    , m_view(std::move(view))
    , m_parent(parent)
    , m_open(icon(u"download"_s), tr("Export…"), this)
    , m_presets(tr("Export with a preset"), parent)
{
    m_open.setObjectName(u"export"_s);
    m_open.setIconText(tr("Export"));
    m_open.setShortcut(Qt::CTRL | Qt::Key_E);
    m_presets.setObjectName(u"exportPresets"_s);
    m_presets.setToolTipsVisible(true);
    m_presets.setSeparatorsCollapsible(false); // a heading with nothing below it is shown, too
    m_presets.setIcon(icon(u"download"_s));
    connect(&m_open, &QAction::triggered, this, [this] { openDialog(); });
    connect(&m_presets, &QMenu::aboutToShow, this, &ExportDesk::fillPresets);
    connect(&services.jobs, &JobCenter::happened, this, &ExportDesk::onEvent);
    fillPresets();
}

void ExportDesk::addTo(QToolBar& toolBar)
{
    toolBar.addAction(&m_open);
    auto* button = qobject_cast<QToolButton*>(toolBar.widgetForAction(&m_open));
    button->setMenu(&m_presets);
    button->setPopupMode(QToolButton::MenuButtonPopup);
}

void ExportDesk::setOffered(bool offered)
{
    setRefusal(m_open, offered ? QString() : tr("There is nobody to export."));
}

void ExportDesk::fillPresets()
{
    m_presets.clear();
    for (const QString& text : m_services.settings.value(Setting::ExportPresets).toStringList()) {
        const std::optional<ExportPreset> preset = ExportPreset::fromText(text);
        if (!preset)
            continue;
        QAction* action = m_presets.addAction(menuText(shownLine(preset->name)));
        action->setToolTip(toolTipText(tr("%1\nto %2", "whom a preset exports, its file")
                                           .arg(whomWords(*preset), preset->path)));
        connect(action, &QAction::triggered, this, [this, one = *preset] { repeat(one); });
    }
    if (m_presets.isEmpty())
        m_presets.addSection(tr("No preset yet: save one in “Export…”"));
}

std::optional<ExportSubject> ExportDesk::subjectOf(
    const ExportPreset& preset, const ExportView& view) const
{
    std::optional<ExportSubject> whom;
    switch (preset.whom) {
    case ExportPreset::Whom::View:
        return ExportSubject::of(preset, view.query.snapshot);
    case ExportPreset::Whom::Ticked:
        whom = ExportSubject::ticked(m_selection, view);
        break;
    case ExportPreset::Whom::Shown:
        whom = ExportSubject::shown(view);
        break;
    }
    return whom->count > 0 ? whom : std::nullopt;
}

/// Without a question, unless there is something to be decided.
void ExportDesk::repeat(const ExportPreset& preset)
{
    ExportPreset how = preset;
    if (how.path.isEmpty())
        how.path = standardExportPath(); // one of an earlier version
    const std::optional<ExportSubject> whom = subjectOf(how, m_view());
    const QString path = expandExportPath(
        how.path, m_services.tenant.name, how.name, m_services.clock.utcNow().toLocalTime());
    QString problem = whom ? exportProblem(path, m_services.jobs) : whomProblem(how);
    if (problem.isEmpty() && how.columns.isEmpty())
        problem = tr("It has no column that this version knows.");
    if (problem.isEmpty() && QFileInfo::exists(path))
        problem = tr("%1 is there already.").arg(QFileInfo(path).fileName());
    if (problem.isEmpty()) {
        start(how, *whom, path);
        return;
    }
    problem = tr("“%1” has not begun. %2", "a preset, and why").arg(how.name, problem);
    const bool isOfView = how.whom == ExportPreset::Whom::View;
    const auto view = NamedView::fromText(how.view, FilterReach::Snapshot);
    if (isOfView && !whom && view) {
        emit snapshotNeeded(problem, view->query);
        return;
    }
    openDialog(
        ExportStart { .how = how, .whom = isOfView ? whom : std::nullopt, .problem = problem });
}

void ExportDesk::again(const JobId& id)
{
    const std::optional<JobSnapshot> job = m_services.jobs.job(id);
    if (!job || !job->exported)
        return;
    const ExportPreset& how = job->exported->how;
    openDialog(m_started.value(
        id, { .how = how, .whom = ExportSubject::of(how, m_view().query.snapshot) }));
}

void ExportDesk::openDialog(const std::optional<ExportStart>& start)
{
    auto* dialog = new ExportDialog(m_services, m_selection, m_view(), start, m_parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::confirmed, this, &ExportDesk::start);
    connect(dialog, &ExportDialog::presetsChanged, this, &ExportDesk::fillPresets);
    dialog->open();
}

void ExportDesk::start(const ExportPreset& how, const ExportSubject& whom, const QString& path)
{
    ExportPlan plan = exportPlan(how, whom, path);
    plan.profile = m_services.tenant.name;
    plan.actor = m_services.status.signedIn().userName;
    m_started.insert(m_services.jobs.start(plan), { .how = how, .whom = whom });
}

void ExportDesk::onEvent(const JobEvent& event)
{
    const JobSnapshot& job = event.job;
    if (!m_started.contains(job.id))
        return;
    if (event.kind == JobEvent::Kind::NotStarted) {
        ExportStart same = m_started.take(job.id);
        same.problem = event.error.sentence();
        openDialog(same);
        return;
    }
    if (event.kind != JobEvent::Kind::Ended)
        return;
    const QString file = QFileInfo(job.exported->path).fileName();
    if (job.state == JobState::Cancelled) {
        m_services.notices.say(tr("Export cancelled. No file was written."));
        return;
    }
    if (job.state == JobState::Failed) {
        m_services.notices.say(tr("%1 was not exported. %2").arg(file, summaryLine(job)));
        return;
    }
    QString said = tr("%1 exported to %2.").arg(identitiesText(job.counts.succeeded), file);
    if (job.state == JobState::DoneWithErrors)
        said += u' ' + summaryLine(job);
    m_services.notices.say(said,
        { tr("Open"),
            [open = m_services.desktop.openFile, path = job.exported->path] { open(path); } });
}

} // namespace ic
