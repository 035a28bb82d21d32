#pragma once

#include "operations/bulkplan.h"

#include <QDateTime>

namespace ic {

/// What is known of one identity of a job. The journal holds the same, always.
enum class ItemState {
    Planned, ///< nothing was sent
    Sent, ///< the request left or is about to; no answer yet
    Following, ///< accepted; a task runs, or the result is being read
    Succeeded,
    Failed, ///< refused, or not done; sending it again is safe
    Unknown, ///< it may have been done: never sent again by itself
    Skipped,
    Cancelled, ///< not sent, and it will not be
};

/// The word in the journal, e.g. "following".
QString itemStateKey(ItemState state);
std::optional<ItemState> itemStateFromKey(QStringView key);
bool isSettled(ItemState state);

/// Whether an item may go from one state to the other. Sent → Planned is for requests that
/// provably did nothing: never left, or answered with 401, 429 or the refusal of a batch. Unknown →
/// Succeeded or Failed is for what a read has shown.
bool isAllowed(ItemState from, ItemState to);

/// One identity of a job as the journal has it.
struct JobItem
{
    int seq = 0; ///< place in the job, from 0
    BulkTarget target = {};
    ItemState state = ItemState::Planned;
    std::optional<SkipReason> skipReason = {};
    int attempt = 0; ///< how often it was sent
    int httpStatus = 0; ///< of the last answer; 0 = none
    QString errorKind = {}; ///< kindName() of the error; empty = none
    QString detail = {}; ///< plain text: what happened, in the tenant's words where there are any
    QString trackingId = {};
    QDateTime sentAt = {}; ///< UTC
    QDateTime settledAt = {}; ///< UTC
    TaskId task = {};
    int request = 0; ///< items with the same number travelled in one request; 0 = none

    bool operator==(const JobItem&) const = default;
};

/// What a job that runs has to know of an item: little, because there may be a million.
struct RunItem
{
    IdentityId id = {}; ///< empty where the tenant chooses whom
    TaskId task = {};
    QDateTime sentAt = {}; ///< UTC, of what an earlier start sent
    int request = 0; ///< see JobItem, of an earlier start
    ItemState state = ItemState::Planned;
    bool isAccepted = false; ///< the last answer said so

    /// What an answer says of isAccepted: its status, and the kind of its error if it was one.
    static bool accepts(int httpStatus, const QString& errorKind)
    {
        return errorKind.isEmpty() && httpStatus >= 200 && httpStatus <= 299;
    }
};

/// A task of the tenant that a job follows.
struct JobTask
{
    TaskId id = {};
    QString status = {}; ///< completion status in the tenant's word; empty = runs
    QString message = {}; ///< its messages, one a line
    int percent = 0; ///< for display only
    int polls = 0;
    QDateTime acceptedAt = {}; ///< UTC
    QDateTime polledAt = {}; ///< UTC

    bool operator==(const JobTask&) const = default;
};

} // namespace ic
