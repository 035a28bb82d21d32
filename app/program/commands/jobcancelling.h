#pragma once

#include "program/commands/jobfollower.h"
#include "program/tenantrun.h"

namespace ic {

/// `jobs cancel`: ends a job of which something is left to be sent; what is under way or followed
/// is seen to its end.
class JobCancelling final : public TenantRun
{
    Q_OBJECT

public:
    JobCancelling(const TenantWish& wish, const JobId& id);
    ~JobCancelling() override;

    void interrupt() override;

protected:
    void onTenant() override;

private:
    void onFinished(JobFollower::End end, const ApiError& error);

    const JobId m_id;
    std::unique_ptr<JobFollower> m_follower;
};

} // namespace ic
