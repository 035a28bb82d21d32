#pragma once

#include "jobs/exportrecord.h"
#include "jobs/jobitem.h"

#include <QMetaType>

namespace ic {

enum class JobState {
    Planned, ///< written down, not begun
    Running,
    Waiting, ///< for the tenant: `reason` says why, `waitMs` how long
    Following, ///< everything is sent; `tasks` tasks run, or results are being read
    PausedByPerson,
    PausedOffline, ///< goes on by itself
    PausedSignIn, ///< the token was refused; goes on with resume()
    PausedReadOnly, ///< changes were locked before it could go on; goes on with resume()
    PausedJournal, ///< the journal cannot be written; goes on by itself
    Interrupted, ///< the program ended before the job; resume() or discard()
    Done, ///< all succeeded
    DoneWithSkips,
    DoneWithErrors, ///< some failed or are unknown
    Cancelled,
    Failed, ///< an export that wrote no file
    Abandoned, ///< an export that the program did not live to end; nothing is left to go on with
};

/// The word in the journal, e.g. "done-with-errors".
QString jobStateKey(JobState state);
std::optional<JobState> jobStateFromKey(QStringView key);
bool isEnded(JobState state);
bool isPaused(JobState state);

/// Items by state.
struct JobCounts
{
    int planned = 0;
    int sent = 0;
    int following = 0;
    int succeeded = 0;
    int failed = 0;
    int unknown = 0;
    int skipped = 0;
    int cancelled = 0;

    int total() const
    {
        return planned + sent + following + succeeded + failed + unknown + skipped + cancelled;
    }
    int settled() const { return total() - planned - sent - following; }
    int& of(ItemState state);
    int of(ItemState state) const { return const_cast<JobCounts*>(this)->of(state); }
    bool operator==(const JobCounts&) const = default;
};

/// Somebody went on with the job after the start of the program that began it.
struct Resumption
{
    QDateTime at = {}; ///< UTC
    QString by = {}; ///< whose token it was, as far as known

    bool operator==(const Resumption&) const = default;
};

/// What a person confirmed before a job of an earlier start goes on: everybody who was planned
/// still is one of the `confirmed`, or is skipped from now on.
struct ResumePlan
{
    QString by = {}; ///< whose token it is, as far as known
    int confirmed = 0; ///< items
    QList<SkippedTarget> skipped = {}; ///< whom the second check found to be out
};

/// A job at one moment, as a value.
struct JobSnapshot
{
    JobId id = {};
    const Operation* operation = nullptr; ///< nullptr = this version does not know it
    BulkParameters parameters = {};
    QString profile = {};
    QString host = {}; ///< the tenant, see namesOfTenant()
    QString actor = {};
    QList<Resumption> resumptions = {}; ///< oldest first
    JobId retryOf = {}; ///< the job whose items this one repeats; else empty
    JobState state = JobState::Planned;
    QString reason = {}; ///< why it waits or is paused, one sentence; else empty
    qint64 waitMs = 0; ///< until it goes on or tries again, where that is known
    JobCounts counts = {};
    int total = 0; ///< items, skipped ones included
    int tasks = 0; ///< tasks that are being followed
    int underWay = 0; ///< requests not answered yet, files being saved: quitting waits for these
    double ratePerSecond = 0; ///< items settled a second, over the last 10 s; 0 while it stands
    qint64 etaMs = -1; ///< until everything is sent; -1 = not known, or nothing is left to send
    QDateTime createdAt = {}; ///< UTC
    QDateTime startedAt = {}; ///< UTC
    QDateTime endedAt = {}; ///< UTC
    bool elsewhere = false; ///< another window or process runs it: it cannot be touched here
    /// Written by a version that knows more than this one, and `reason` says what: it is shown as
    /// far as it is understood, and never run, ended or repeated here.
    bool foreign = false;
    QString foreignOperation = {}; ///< its key, where this version does not know the operation
    /// Of an export, which has no operation and no items: rows are counted as succeeded.
    std::optional<ExportRecord> exported = {};

    bool canBeTouched() const { return !elsewhere && !foreign; }
    bool isOf(const QString& tenant) const; ///< as ApiBase::tenant() names it
    QString operationTitle() const; ///< e.g. "Reset"
    QString operationKey() const; ///< e.g. "reset-identity"
    bool operator==(const JobSnapshot&) const = default;
};

/// E.g. "312 ok · 5 skipped · 2 failed · 1 unknown of 320 in 1:42"; while it runs, what is known.
/// Of an export: what came of it.
QString summaryLine(const JobSnapshot& job);
/// How the journal may name a tenant: as ApiBase::tenant() does, or as earlier versions did where
/// that can mean no other one. These left the path out, so a tenant below a path has jobs under its
/// whole name only.
QStringList namesOfTenant(const QString& tenant);

/// E.g. "1:42", "1:02:03", "0:07".
QString durationText(qint64 ms);

} // namespace ic

Q_DECLARE_METATYPE(ic::JobState)
Q_DECLARE_METATYPE(ic::JobSnapshot)
