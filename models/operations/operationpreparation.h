#pragma once

#include "jobs/backgroundjournal.h"
#include "models/operations/operationsubject.h"
#include "operations/ownershipcheck.h"
#include "operations/preflight.h"
#include "reading/background.h"
#include "reading/identityreading.h"

#include "base/clock.h"

#include <QObject>

namespace ic {

/// Where the jobs of a tenant are written down.
struct JobsInJournal
{
    QString path = {}; ///< empty = there is no journal
    QString tenant = {}; ///< see ApiBase::tenant()
};

/// From a subject to the people an operation will reach: reads them, asks for what their records
/// do not say, and applies the rules. Everything is read in the bulk lane. What was read is frozen.
class OperationPreparation final : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Reading,
        Flags, ///< who has the flag of the operation
        Ownership, ///< where the operation checks it
        Sorting, ///< where there are so many that applying the rules takes its time
        Ready,
        Failed, ///< error() says why; start() goes on where it failed
    };

    /// `yourself`: whose token it is; empty = not known.
    /// `jobs`: whom they act on is left out, and whom they acted on lately is counted.
    OperationPreparation(ApiClient& client, const Clock& clock, const Operation& operation,
        OperationSubject subject, const IdentityId& yourself, const JobsInJournal& jobs = {},
        QObject* parent = nullptr);
    ~OperationPreparation() override;

    /// Begins, or begins again what failed.
    void start();
    /// Asks again for the ownership of those who own objects or could not be checked.
    void checkOwnersAgain();

    Stage stage() const { return m_stage; }
    const ApiError& error() const { return m_error; }
    /// Of the stage: identities read or checked, and of how many; -1 = not known.
    qint64 done() const { return m_done; }
    qint64 outOf() const { return m_outOf; }
    /// Complete when Ready; before, who is not checked yet is skipped as NotChecked.
    const Preflight& result() const { return m_result; }
    /// The result as targets and skipped ones, with nothing of the job but its operation.
    const BulkPlan& plan() const { return m_plan; }
    /// All that were read, and those that were not found.
    qint64 subjects() const;
    /// Places of the list that could not be settled while it changed, see PageChain.
    int unsettled() const { return m_read.unsettled; }
    const OwnershipCheck& ownership() const { return m_ownership; }

    /// Soft reasons that the person overrides.
    const QSet<SkipReason>& included() const { return m_included; }
    void setIncluded(SkipReason reason, bool on);

signals:
    /// Another stage, or another result.
    void changed();
    void progressed();

private:
    struct Applied
    {
        Preflight result;
        BulkPlan plan;
    };

    void enter(Stage stage);
    void read();
    void readJobs(const std::function<void()>& then);
    void goOnAfterRead(bool isUnflagged);
    void readFlags();
    void checkOwnership();
    void onOwnership();
    void fail(const ApiError& error, Stage at);
    /// Applies the rules to what is known by now, and then does `then`.
    void apply(const std::function<void()>& then);
    void onRead(const ReadIdentities& read);
    void onFlags(const QList<Identity>& flagged);

    const Clock& m_clock;
    const Operation& m_operation;
    OperationSubject m_subject;
    JobsInJournal m_jobs;
    BackgroundJournal m_journal;
    OwnershipCheck m_ownership;
    IdentityReading m_reading;
    bool m_readsUnflagged = false; ///< in one request, which saves one where all of them come
    ReadIdentities m_read;
    PreflightFacts m_facts;
    QSet<SkipReason> m_included;
    Preflight m_result;
    BulkPlan m_plan;
    Background<Applied> m_applying;
    Stage m_stage = Stage::Reading;
    Stage m_failedAt = Stage::Reading;
    ApiError m_error;
    qint64 m_done = 0;
    qint64 m_outOf = -1;
};

} // namespace ic
