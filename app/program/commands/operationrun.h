#pragma once

#include "models/lists/listlookup.h"
#include "models/operations/operationpreparation.h"
#include "program/commands/jobfollower.h"
#include "program/commands/operationorder.h"
#include "program/tenantrun.h"

namespace ic {

/// A verb on the command line: reads who is meant, checks them by the rules of the window, puts out
/// the preview, and, if that is confirmed, runs the job and says what became of it.
class OperationRun final : public TenantRun
{
    Q_OBJECT

public:
    explicit OperationRun(const OperationOrder& order);
    ~OperationRun() override;

    void interrupt() override;

protected:
    QString refusal(const FoundTenant& found, Reach* reach) override;
    void onTenant() override;

private:
    struct PartOfJob
    {
        JobSnapshot job;
        QList<JobItem> planned;
    };

    void readJob();
    void onJobRead(const PartOfJob& part);
    void readPeople();
    void lookUp();
    void prepare();
    void onPrepared();
    /// The preview, and what follows from it.
    void conclude(BulkPlan plan);
    void savePlan(const BulkPlan& plan);
    void run(const BulkPlan& plan);
    void follow(const std::optional<ResumePlan>& confirmed);
    void watch();
    void onJob();
    void onFinished(JobFollower::End end, const ApiError& error);
    void writeResults();
    /// How the job stands, as a line of --json.
    QString eventLine(const QString& name, std::optional<ExitCode> code = {}) const;
    void say(const QString& text, const QString& line);

    OperationOrder m_order;
    OperationSubject m_subject;
    QList<SkippedTarget> m_notFound; ///< of a list, or of a plan
    QStringList m_remarks;
    QString m_lastEvent; ///< so that none is repeated
    // Destroyed from the end.
    std::unique_ptr<BackgroundJournal> m_journal;
    std::unique_ptr<ListLookup> m_lookup;
    std::unique_ptr<OperationPreparation> m_preparation;
    std::unique_ptr<JobFollower> m_follower;
};

} // namespace ic
