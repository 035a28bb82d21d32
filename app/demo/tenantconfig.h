#pragma once

#include "demo/faults.h"
#include "demo/taskbook.h"

#include <QString>

namespace ic::demo {

/// On which operations a request without `X-SailPoint-Experimental: true` is refused.
enum class ExperimentalHeader {
    All, ///< on all eleven: the strictest reading
    Spec, ///< on the four of today's description
};

/// What others do to the tenant while lists are read.
struct ChurnPlan
{
    int everyLists = 10; ///< after so many answers to GET /identities
    int deletions = 0; ///< so many identities are deleted
    int insertions = 0; ///< and so many are added, as long as there is room

    /// How many can be added to `identities`: as many again, but 1000 to 50,000.
    quint32 room(quint32 identities) const
    {
        return insertions > 0 ? qBound(1000u, identities, 50'000u) : 0;
    }
};

/// Everything that makes a tenant.
struct TenantConfig
{
    quint16 port = 0; ///< 0: any free one
    quint32 identities = 5000; ///< 0 … 1,000,000
    quint64 seed = 1;
    quint32 oddRecords = 0; ///< so many identities are not as the API describes, see oddRecord()
    QString tenantName = QStringLiteral("acme-demo");
    bool rateLimit = true;
    int tokenLifetimeSeconds = 749; ///< as in the API's examples
    ExperimentalHeader experimentalHeader = ExperimentalHeader::All;
    Faults faults = {};
    ChurnPlan churn = {};
    TaskTiming taskTiming = {};
    QString clientSecret = {}; ///< empty: a new one at every start
    const Clock* clock = nullptr; ///< null: the system's; must outlive the tenant, thread-safe
};

constexpr quint32 MaximumIdentities = 1'000'000;

} // namespace ic::demo
