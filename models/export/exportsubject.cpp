#include "models/export/exportsubject.h"

#include "base/wording.h"
#include "files/exportsink.h"
#include "jobs/jobcenter.h"
#include "models/filter/filtermodel.h"
#include "models/filter/namedview.h"
#include "models/operations/operationsubject.h"
#include "models/selection/selectionstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ExportSubject)
};

/// NamedView wants a name; what a preset keeps has the preset's.
const QString ViewName = u"export"_s;

ExportSubject subjectFrom(const SelectionStore& selection, const ExportView& view)
{
    const OperationSubject subject = subjectOf(selection, view.query.sorters);
    ExportSubject made { .who = subject.who, .fileWord = u"selected"_s, .count = subject.count };
    made.words
        = Texts::tr("%Ln selected identities", "%Ln selected identity", pluralCount(made.count));
    made.who.snapshot = view.query.snapshot;
    if (made.who.snapshot)
        made.who.sorters = view.query.sorters;
    return made;
}

/// Says of a snapshot that it is one.
ExportSubject withTime(ExportSubject subject)
{
    if (subject.who.snapshot) {
        subject.words = Texts::tr("%1, in the snapshot of %2", "identities, a time")
                            .arg(subject.words, absoluteTime(subject.who.snapshot->takenAt()));
    }
    return subject;
}

} // namespace

ExportSubject ExportSubject::ticked(const SelectionStore& selection, const ExportView& view)
{
    ExportSubject subject = subjectFrom(selection, view);
    if (!subject.who.ids) {
        const QString all = NamedView { .query = selection.allMatchingQuery() }.words();
        subject.words = subject.who.except.isEmpty()
            ? all
            : Texts::tr("%1, without %Ln of them", "%1, without %Ln of them",
                pluralCount(subject.who.except.size()))
                  .arg(all);
    }
    return withTime(subject);
}

ExportSubject ExportSubject::shown(const ExportView& view)
{
    // Everything in the view is what "all matching" would tick.
    SelectionStore all;
    all.selectAllMatching(view.query, view.total);
    ExportSubject subject = subjectFrom(all, view);
    if (!subject.who.ids) {
        subject.words = NamedView { .query = view.query }.words();
        subject.fileWord = view.filterWords.isEmpty() ? scopeKey(view.query.scope) : u"filtered"_s;
    }
    return withTime(subject);
}

std::optional<ExportSubject> ExportSubject::of(
    const ExportPreset& preset, const std::shared_ptr<IdentitySnapshot>& open)
{
    const std::optional<NamedView> view = NamedView::fromText(preset.view, FilterReach::Snapshot);
    if (!view)
        return std::nullopt;
    ExportSubject subject {
        .who = view->query.list(), .words = view->words(), .fileWord = preset.name
    };
    if (!view->isFor(FilterReach::ListApi)) {
        if (!open || !open->holdsAll(view->query.correlatedOnly()))
            return std::nullopt;
        subject.who.snapshot = open;
    }
    return withTime(subject);
}

QString keptView(const IdentityQuery& query)
{
    return query.onlyIds.isEmpty() ? NamedView { .name = ViewName, .query = query }.toText()
                                   : QString();
}

ExportPlan exportPlan(const ExportPreset& how, const ExportSubject& whom, const QString& path)
{
    ExportPlan plan {
        .request
        = { .who = whom.who, .format = how.format, .columns = {}, .csv = how.csv, .path = path },
        .record = { .how = how, .whom = whom.words, .filters = whom.who.filters, .path = path },
    };
    for (const QString& key : how.columns) {
        if (const auto column = exportColumnForKey(key))
            plan.request.columns += *column;
    }
    return plan;
}

QString exportProblem(const QString& path, const JobCenter& jobs)
{
    const QFileInfo file(path);
    if (path.isEmpty())
        return Texts::tr("Choose a file.");
    if (!file.isAbsolute())
        return Texts::tr("Write the whole path of the file.");
    if (const QString refusal = exportPathProblem(file.filePath()); !refusal.isEmpty())
        return refusal;
    if (!file.dir().exists())
        return Texts::tr("The folder %1 does not exist.").arg(file.path());
    const QList<JobSnapshot> all = jobs.jobs();
    const bool isTaken = std::ranges::any_of(all, [&](const JobSnapshot& job) {
        return job.exported && !isEnded(job.state) && job.exported->path == path;
    });
    return isTaken ? Texts::tr("Another export is writing this file.") : QString();
}

} // namespace ic
