#pragma once

#include "files/listentry.h"
#include "operations/bulkplan.h"
#include "program/arguments.h"
#include "program/tenantfinder.h"
#include "reading/readrequest.h"

namespace ic {

/// A preview that was written to a file: whom an operation is to run for, and who was left out.
struct SavedPlan
{
    BulkPlan plan = {};
    QSet<SkipReason> included = {}; ///< soft reasons that were overridden
    QDateTime made = {}; ///< UTC
};

/// The file's text, and back. nullopt, and `problem` is a sentence, for whatever is no plan of this
/// version.
QByteArray toJson(const SavedPlan& saved);
std::optional<SavedPlan> savedPlanFromJson(const QByteArray& json, QString* problem);

/// What a command line asks to be changed, before anybody was read.
struct OperationOrder
{
    TenantWish tenant = {};
    const Operation* operation = nullptr; ///< nullptr = that of the job
    BulkParameters parameters = {};
    ReadRequest who = {};
    /// Instead: the entries of a list, to be looked up.
    std::optional<QString> list = {};
    ListKey match = ListKey::FindOut;
    QSet<SkipReason> included = {};
    std::optional<SavedPlan> saved = {}; ///< exactly these people
    JobId resumes = {}; ///< the job that is to go on

    bool yes = false; ///< else only a preview
    QString tenantName = {}; ///< as it was typed
    std::optional<qint64> count = {};
    bool notMe = false; ///< whose token it is is not among them
    QString planPath = {}; ///< where the preview goes
    QString resultsPath = {};
    bool json = false;
};

/// The switches of the verbs, of `run` and of `jobs resume`: who confirms what.
QList<Argument> confirmingArguments();
/// Those of one verb: whom, and what it asks besides.
QList<Argument> verbArguments(const Operation& operation);

/// --include, of these reasons.
Argument includeArgument(const QList<SkipReason>& reasons);

/// Empty, or what is wrong; files that are named are read, and those to be written are tried.
QString readConfirmation(const Arguments& given, OperationOrder& order);
QString readVerb(const Arguments& given, const Operation& operation, OperationOrder& order);
QString readSavedPlan(const QString& path, OperationOrder& order);
/// What cannot be taken back is done with --count alone.
QString missingCount(const OperationOrder& order);

} // namespace ic
