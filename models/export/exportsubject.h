#pragma once

#include "files/exportpreset.h"
#include "jobs/exportrecord.h"
#include "models/table/identityquery.h"

namespace ic {

class JobCenter;
class SelectionStore;

/// What the window shows when somebody exports.
struct ExportView
{
    IdentityQuery query = {};
    QString filterWords = {};
    qint64 total = 0; ///< matching identities
    QStringList columns = {}; ///< keys, as shown; attributes as "attributes.KEY"
    QStringList attributes = {}; ///< keys seen, to complete when one is added
};

/// Whom an export is about.
struct ExportSubject
{
    ReadRequest who = {};
    QString words = {}; ///< e.g. "Correlated: Status is Locked", "312 selected"
    QString fileWord = {}; ///< for {view} in the name of the file
    qint64 count = -1; ///< as far as it is known

    /// The ticked ones, in the view's order. Later changes of the selection change nothing.
    static ExportSubject ticked(const SelectionStore& selection, const ExportView& view);
    /// Everybody in the view.
    static ExportSubject shown(const ExportView& view);
    /// Whom a preset with a view of its own is about; nullopt if this version cannot read the view
    /// whole. `open`: answers what the tenant cannot; without one such a view is nullopt, too.
    static std::optional<ExportSubject> of(
        const ExportPreset& preset, const std::shared_ptr<IdentitySnapshot>& open = {});
};

/// The view as a preset keeps it; empty for chosen ids, which are no view.
QString keptView(const IdentityQuery& query);

/// What is to be done, but for who does it and where. `path`: of the file, whole.
ExportPlan exportPlan(const ExportPreset& how, const ExportSubject& whom, const QString& path);

/// Why nothing can be written there now, in a sentence; empty if it can, also over a file that
/// exists.
QString exportProblem(const QString& path, const JobCenter& jobs);

} // namespace ic
