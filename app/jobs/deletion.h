#pragma once

#include "api/apiclient.h"
#include "api/identity.h"
#include "api/ownership.h"
#include "base/clock.h"
#include "jobs/journal.h"
#include "jobs/recovery.h"
#include "operations/operation.h"

#include <QHash>
#include <QObject>

#include <deque>

namespace ic {

/// The steps around each deletion of a job: what the identity owns is read just before, and
/// afterwards it is read until ISC does not know it any more, or patience is over. The deletion
/// itself is not sent here.
///
/// Tells Recovery what the reads say of the tenant, and believes a "not found" only while it serves
/// others.
class Deletion final : public QObject
{
    Q_OBJECT

public:
    /// `operation`: the deletion. `flow`: the job's number in the scheduler.
    Deletion(ApiClient& client, const Clock& clock, Recovery& recovery, const Operation& operation,
        quint64 flow, qint64 patienceMs, QObject* parent);

    /// One of ownsNothing(), postponed() and leftOut() follows, with the number of the request,
    /// unless the call is cancelled.
    ApiClient::CallId readOwnership(int request, int seq, const IdentityId& id);
    /// Reads whether an identity is gone whose deletion was sent; readBack() follows. Nothing
    /// happens for one that is followed already.
    void follow(int seq, const RunItem& item);
    /// Identities that are being read back.
    int count() const { return static_cast<int>(m_waiting.size()) + m_underWay; }

    void pump();
    qint64 nextWake() const; ///< monotonic ms; -1 = only after an answer

signals:
    /// nextWake() or count() is another one.
    void rescheduled();
    /// It owns nothing that stands in the way: it may be deleted now.
    void ownsNothing(int request);
    /// What it owns is not known. It may be asked again, once nothing waits for the tenant any
    /// more.
    void postponed(int request);
    /// It is not deleted, and why.
    void leftOut(int request, const ic::ItemChange& change);
    /// What became of an identity that was followed.
    void readBack(const ic::ItemChange& change);
    void signInNeeded(const ic::ApiError& error);

private:
    /// A deletion to be read back.
    struct Check
    {
        int seq = 0;
        IdentityId id;
        bool accepted = false; ///< ISC answered that it deletes the identity
        qint64 dueAt = 0;
        qint64 since = 0; ///< when the deletion was sent or answered
        qint64 intervalMs = 0;
        int lostReads = 0; ///< that failed although the tenant can be reached
    };
    void onOwnership(int request, int seq, const Expected<OwnershipDetails>& answer);
    void onOwnershipFailed(int request, int seq, const ApiError& error);
    void onCheck(Check check, const Expected<Identity>& answer);
    void onStillThere(Check check);
    void onCheckFailed(Check check, const ApiError& error);

    ApiClient& m_client;
    const Clock& m_clock;
    Recovery& m_recovery;
    const Operation& m_operation;
    quint64 m_flow;
    qint64 m_patienceMs;
    std::deque<Check> m_waiting;
    int m_underWay = 0;
    QHash<int, int> m_lostReads; ///< seq → reads before the deletion that nobody answered
};

} // namespace ic
