#pragma once

#include "demo/churn.h"
#include "demo/faults.h"
#include "demo/operations.h"
#include "demo/taskbook.h"

#include <QString>

#include <optional>

namespace ic::demo {

/// On which operations a request without `X-SailPoint-Experimental: true` is refused.
enum class ExperimentalHeader {
    All, ///< on all eleven: the strictest reading
    Spec, ///< on the four of today's description
};

/// Everything that makes a tenant.
struct TenantConfig
{
    quint16 port = 0; ///< 0: any free one
    quint32 identities = 5000; ///< 0 … 1,000,000
    quint64 seed = 1;
    bool awkwardNames = true; ///< a few test that text is shown as text
    quint32 oddRecords = 0; ///< so many identities are not as the API describes, see oddRecord()
    QString tenantName = QStringLiteral("acme-demo");
    bool rateLimit = true;
    int tokenLifetimeSeconds = 749; ///< as in the API's examples
    int refreshLifetimeSeconds = 30 * 86'400; ///< of the tokens of people who used a browser
    std::optional<int> refreshes = {}; ///< how many of theirs are granted; nullopt: any number
    bool refuseSignIns = false; ///< the tenant lets nobody in who comes with a browser
    /// Of a client of one's own, which people sign in with in a browser.
    QString ownRedirectUri = QStringLiteral("http://localhost:8250/callback");
    bool namelessTokens = false; ///< the main client's do not say whose they are
    ExperimentalHeader experimentalHeader = ExperimentalHeader::All;
    std::optional<Version> deprecated = {}; ///< its answers say X-Deprecated
    std::optional<Version> ended = {}; ///< is not served any more: 410
    Faults faults = {};
    ChurnPlan churn = {};
    TaskTiming taskTiming = {};
    QString clientSecret = {}; ///< empty: a new one at every start
    const Clock* clock = nullptr; ///< null: the system's; must outlive the tenant, thread-safe
};

constexpr quint32 MaximumIdentities = 1'000'000;

} // namespace ic::demo
