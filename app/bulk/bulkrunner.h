#pragma once

#include "api/types/identity.h"
#include "api/types/ownership.h"
#include "bulk/changerequest.h"
#include "bulk/journal.h"
#include "bulk/ratemeter.h"
#include "bulk/recovery.h"
#include "bulk/taskfollower.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <deque>
#include <map>

namespace ic {

class SyncGuard;

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

/// Runs one job: chooses who is next, writes "sent" when the scheduler is about to send, makes a
/// state of every answer, follows tasks, reads back deletions, and ends. Never sends anything twice
/// whose first outcome is not known to be nothing.
///
/// Needs the job's JobLock, and a journal in which recover() was called for it. Only pump() and its
/// timer move it on, so tests drive it by clock and answers.
class BulkRunner final : public QObject
{
    Q_OBJECT

public:
    /// `flow`: the job's number in the scheduler. `items` and `tasks` are all of the job's.
    BulkRunner(const RunnerServices& services, const JobSnapshot& job, const QList<JobItem>& items,
        const QList<JobTask>& tasks, quint64 flow, QObject* parent = nullptr);
    ~BulkRunner() override;

    /// Begins, or goes on where the journal says it was. A job that has ended ends again.
    void start();
    void pause();
    void resume();
    /// Somebody signed in again: goes on if that is what it waits for.
    void signedIn();
    void cancel();
    /// Reads back unknown deletions, and asks for the tasks of what is unknown or followed.
    void checkUnknown();
    /// How long the tenant's limit holds everything up; for the state only.
    void setTenantWait(qint64 ms);

    JobSnapshot snapshot() const;
    void pump();
    /// When pump() wants to be called next, monotonic ms; -1 = only after an answer.
    qint64 nextWake() const { return m_nextWake; }

signals:
    /// At most 10 times a second, and at every change of the state.
    void changed(const ic::JobSnapshot& job);
    void itemsChanged();
    void affected(const QList<ic::IdentityId>& ids);
    void ended(const ic::JobSnapshot& job);

private:
    static constexpr int MostBadAnswers = 4; ///< in a row, before the tenant is asked

    enum class Stage {
        Checking, ///< reading what is owned, before a deletion
        Queued, ///< waits for its turn
        Offered, ///< its turn has come; "sent" is not committed yet
        UnderWay, ///< committed and let go
    };
    /// The items of one request.
    struct Parcel
    {
        QList<int> seqs;
        Stage stage = Stage::Queued;
        ApiClient::CallId call = 0;
        int origin = 0; ///< the parcel it is a part of after a refusal; 0 = it is whole
        bool isTrial = false; ///< sent alone, to see whether changes are accepted again
    };
    using Parcels = std::map<int, Parcel>;
    /// A deletion to be read back.
    struct Check
    {
        int seq = 0;
        qint64 dueAt = 0;
        qint64 since = 0; ///< when the deletion was sent or answered, monotonic ms
        qint64 intervalMs = 0;
        int lostReads = 0; ///< that failed although the tenant can be reached
    };
    /// A refused batch that is being taken apart, to find out who is the cause.
    struct Origin
    {
        qsizetype size = 0;
        qsizetype answered = 0; ///< items of parts that were not refused as well …
        qsizetype failed = 0; ///< … and of those, items refused on their own
        ApiError refusal = {};
        QList<QList<int>> held = {}; ///< other batches refused in the same words meanwhile
    };

    // bulkrunner.cpp: who is next, commits, the end
    void readUnknown();
    void fill();
    QList<int> takeNext(int* origin);

    // runnerturns.cpp: how a change gets its turn
    void launch(const QList<int>& seqs, int origin);
    void queueTurn(int number);
    void onOffered(int number);
    void onReturned(int number);
    void withdrawUnsent();
    void requeue(Parcels::iterator parcel);

    // bulkrunner.cpp again; publish(), state() and the like: runnerstate.cpp
    void flush();
    void flushSoon();
    void considerEnd();
    void set(const ItemChange& change);
    bool isHalted() const;
    JobState state() const;
    JobState finalState() const;
    int underWay() const;
    /// How long changes are under way of which none is answered; 0 = not worth telling.
    qint64 silentSeconds() const;
    void publish();
    void wakeSoon() { m_timer.start(0); }
    void scheduleWake();

    // runneranswers.cpp: what is made of answers
    void onDone(int number, const Expected<ChangeReceipt>& result);
    void onAccepted(const Parcel& parcel, const ChangeReceipt& receipt);
    void onRefused(Parcels::iterator parcel, const ApiError& error);
    void onUnknown(const Parcel& parcel, const ApiError& error);
    void onNotSent(Parcels::iterator parcel, const ApiError& error);
    void fail(const Parcel& parcel, const ApiError& error, const QString& prefix = {});
    bool split(Parcels::iterator parcel, const ApiError& error);
    /// `seqs` of the batch were answered for good.
    void noteAnswered(int origin, const QList<int>& seqs, bool failed);
    void unsend(Parcel& parcel);
    void onTaskEnded(const TaskEnd& end);
    void onBadAnswer(const Parcel& parcel, const ApiError& error);
    void recover(const ApiError& error, Recovery::Sign sign);
    void needSignIn(const ApiError& error);

    // runnerdeletion.cpp: the reads around a deletion
    void readOwnership(int number);
    void onOwnership(int number, const Expected<OwnershipDetails>& result);
    void checkLater(int seq);
    void startChecks();
    void onCheck(Check check, const Expected<IdentityDetails>& result);
    void onCheckFailed(Check check, const ApiError& error);

    RunnerServices m_services;
    JobSnapshot m_job;
    QList<JobItem> m_items; ///< by seq; target, state, status and task are kept current
    quint64 m_flow;
    Recovery m_recovery;
    TaskFollower m_follower;
    std::map<QString, QList<int>> m_ofTask;

    std::deque<int> m_queue; ///< planned and not in a parcel
    std::deque<std::pair<int, QList<int>>> m_parts; ///< origin and items: goes first
    std::multimap<qint64, int> m_deferred; ///< synchronized too recently: when again
    std::map<int, Origin> m_origins;
    QHash<QString, int> m_exploring; ///< cause of a refusal → the origin it is explored on
    Parcels m_parcels;
    int m_lastParcel = 0;
    QList<int> m_offered; ///< parcels to commit and let go
    std::deque<Check> m_checks;
    int m_checksUnderWay = 0;
    QHash<int, int> m_limited; ///< seq → how often it came back with the limit still reached
    QHash<int, int> m_lostReads; ///< seq → reads before a deletion that nobody answered

    JournalEntry m_pending; ///< happened and not committed yet
    bool m_flushing = false;
    std::optional<ApiError> m_journalProblem;
    qint64 m_journalRetryAt = 0;
    std::optional<ApiError> m_signIn;
    bool m_paused = false;
    QString m_question; ///< why it has paused by itself and waits for a person; else empty
    bool m_lockedOut = false; ///< changes are refused before they leave
    bool m_cancelled = false;
    bool m_ended = false;
    bool m_endIsNews = false; ///< it is written down and nobody was told
    int m_badStreak = 0; ///< requests in a row without a usable answer
    qint64 m_tenantWaitUntil = 0;

    mutable RateMeter m_settledRate;
    mutable RateMeter m_sentRate;
    JobState m_shownState = JobState::Planned;
    JobState m_writtenState = JobState::Planned;
    bool m_stale = false;
    bool m_itemsStale = false;
    QList<IdentityId> m_affected;
    qint64 m_heardAt = 0; ///< the last answer to a change, or since when one is awaited
    qint64 m_shownSilence = 0;
    qint64 m_shownAt = -1000;
    qint64 m_itemsShownAt = -1000;
    qint64 m_nextWake = -1;
    QTimer m_timer;
};

} // namespace ic
