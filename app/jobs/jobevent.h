#pragma once

#include "jobs/jobsnapshot.h"

namespace ic {

/// What happens to the jobs of a tenant: one stream, from their thread to the window, in the order
/// in which it happened.
struct JobEvent
{
    enum class Kind {
        JournalOpened, ///< it can be written; unfinished jobs were told of before
        JournalFailed, ///< `error`; JournalOpened follows once it works
        NotStarted, ///< nothing was sent for `job.id`: `error`
        Changed, ///< at most 10 times a second for each job, and at every change of its state
        Ended, ///< after the last Changed of the job
    };

    Kind kind = Kind::Changed;
    JobSnapshot job = {};
    ApiError error = {};
    // At most once a second, and with the end what is left to tell:
    bool itemsChanged = false; ///< the job's items differ from what a reader saw before
    QList<IdentityId> altered = {}; ///< what is shown of these identities is old
    QList<IdentityId> gone = {}; ///< ISC does not know these identities any more

    bool isNews() const { return kind == Kind::Changed || kind == Kind::Ended; } ///< of `job`
};

} // namespace ic

Q_DECLARE_METATYPE(ic::JobEvent)
