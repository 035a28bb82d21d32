#pragma once

#include "base/clock.h"
#include "jobs/jobevent.h"
#include "jobs/jobrecord.h"
#include "jobs/ratemeter.h"
#include "operations/operation.h"

#include <QCoreApplication>

#include <optional>

namespace ic {

class Batches;
class JobRequests;
class Recovery;
class TaskFollower;

/// What a job that runs was told, and what it waits for until a person does something.
struct JobOrders
{
    bool isPaused = false;
    QString question = {}; ///< why it has paused by itself; else empty
    bool isLockedOut = false; ///< changes are refused before they leave
    std::optional<ApiError> signIn = {}; ///< why somebody has to sign in again
    bool isCancelled = false;
    bool hasEnded = false;
    qint64 tenantWaitUntil = 0; ///< the tenant's limit, monotonic ms
};

/// What is told of a job that runs, and how often: at every change of its state, else 10 times a
/// second at most, and of its items once a second at most. Times are monotonic ms.
class JobReport
{
    Q_DECLARE_TR_FUNCTIONS(ic::JobReport)

public:
    /// The parts of the job that it tells of.
    struct Parts
    {
        const Operation& operation;
        const JobRecord& record;
        const JobOrders& orders;
        const Batches& batches;
        const JobRequests& requests;
        const Recovery& recovery;
        const TaskFollower& follower;
    };
    JobReport(const Clock& clock, const Parts& parts);

    void noteSent(int items, bool isFirst); ///< `isFirst`: nothing else is under way
    /// An answer to a change came.
    void noteAnswer() { m_heardAt = m_clock.monotonicMs(); }
    /// An item that was `before` has changed.
    void note(const ItemChange& change, ItemState before);
    /// Something of the job is another, if not its state.
    void noteChange() { m_isStale = true; }

    /// The job at this moment.
    JobSnapshot snapshot() const;
    JobState finalState() const;
    /// What is to be told now, if anything.
    std::optional<JobEvent> due();
    /// The state at the last due().
    JobState shown() const { return m_shown; }
    /// The end, with all that was not told yet.
    JobEvent end();
    /// When due() wants to be asked again; -1 = when something happens.
    qint64 nextWake() const;

private:
    void describe(JobSnapshot& job) const;
    /// Since when the tenant answers none of the changes under way, in seconds; 0 = not worth
    /// telling.
    qint64 silentSeconds() const;
    bool hasItemNews() const;
    JobEvent tell(const JobSnapshot& job, bool withItems);

    const Clock& m_clock;
    const Parts m_parts;
    mutable RateMeter m_settled;
    mutable RateMeter m_sent;
    JobEvent m_news; ///< of items and identities, not told yet
    JobState m_shown;
    bool m_isStale = false;
    qint64 m_shownAt = -1000;
    qint64 m_itemsShownAt = -1000;
    qint64 m_heardAt = 0; ///< the last answer to a change, or since when one is awaited
    qint64 m_shownSilence = 0;
};

} // namespace ic
