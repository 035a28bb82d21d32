#pragma once

#include "jobs/batches.h"
#include "jobs/deletion.h"
#include "jobs/jobrecord.h"
#include "jobs/jobreport.h"
#include "jobs/jobrequests.h"
#include "jobs/outcomes.h"
#include "jobs/recovery.h"
#include "jobs/taskfollower.h"

#include <QTimer>

namespace ic {

/// What a runner works with; all on its thread, all outlive it.
struct RunnerServices
{
    ApiClient& client;
    Journal& journal;
    const Clock& clock;
    SyncGuard& guard;
    /// How long it is read whether a deleted identity is gone: the tenant's copies may lag behind,
    /// and a request may be under way.
    qint64 patienceMs = 120'000;
};

/// Runs one job: asks Batches who is next, writes "sent" when the scheduler is about to send, has
/// the answers judged by Outcomes, tasks followed and deletions read back, and ends. Never sends
/// anything twice whose first outcome is not known to be nothing.
///
/// Needs the job's JobLock, and a journal in which recover() was called for it. Only pump() and its
/// timer move it on, so tests drive it by clock and answers.
class JobRunner final : public QObject
{
    Q_OBJECT

public:
    /// `flow`: the job's number in the scheduler. `items`, by seq, and `tasks` are all of the
    /// job's.
    JobRunner(const RunnerServices& services, const JobSnapshot& job, const QList<RunItem>& items,
        const QList<JobTask>& tasks, quint64 flow, QObject* parent = nullptr);
    ~JobRunner() override;

    /// Begins, or goes on where the journal says it was. A job that has ended ends again.
    void start();
    void pause()
    {
        m_orders.isPaused = true;
        withdrawUnsent();
    }
    void resume();
    /// Somebody signed in again: goes on if that is what it waits for.
    void signedIn()
    {
        m_orders.signIn.reset();
        wakeSoon();
    }
    void cancel();
    /// Reads back unknown deletions, and asks for the tasks of what is unknown or followed.
    void checkUnknown();
    /// How long the tenant's limit holds everything up; for the state only.
    void setTenantWait(qint64 ms);

    JobSnapshot snapshot() const { return m_report.snapshot(); }
    void pump();
    /// When pump() wants to be called next, monotonic ms; -1 = only after an answer.
    qint64 nextWake() const { return m_nextWake; }

signals:
    /// Changed and Ended, and nothing else.
    void happened(const ic::JobEvent& event);

private:
    /// In hand: more than the scheduler has connections, so that one is always ready.
    static constexpr int MostRequests = 32;

    // Who is next, and how it gets its turn.
    void fill();
    void queueTurn(int number);
    void onOffered(int number);
    void onReturned(int number, bool wasLetGo);
    void onDone(int number, const Expected<ChangeReceipt>& answer);
    void putBack(int number);
    void withdrawUnsent();
    qint64 readyAt(int seq) const;

    // What came of it.
    void apply(int number, const Outcome& outcome, const ApiError& error);
    void askAboutTheRest(const QList<int>& seqs, const ApiError& error);
    void set(const ItemChange& change);
    void setAll(const QList<int>& seqs, ItemState to);
    void needSignIn(const ApiError& error);
    void readUnknown();

    // The journal, the end, and what is told.
    bool isHalted() const;
    bool commit();
    void commitSoon();
    void considerEnd();
    void publish();
    void wakeSoon() { m_timer.start(0); }
    void scheduleWake();

    RunnerServices m_services;
    const Operation& m_operation;
    quint64 m_flow;
    JobOrders m_orders;
    JobRecord m_record;
    Batches m_batches;
    JobRequests m_requests;
    Outcomes m_outcomes;
    Recovery m_recovery;
    TaskFollower m_follower;
    Deletion m_deletion;
    JobReport m_report;
    bool m_isCommitting = false; ///< soon
    qint64 m_nextWake = -1;
    QTimer m_timer;
};

} // namespace ic
