#pragma once

#include "demo/demotenant.h"
#include "support/democlient.h"
#include "support/democlock.h"

namespace ic::demo {

/// A tenant whose clock a test turns, and a client that is signed in as the administrator.
class DemoFixture
{
public:
    /// Two thousand identities and no rate limit.
    static TenantConfig quiet();

    /// The client asks by the paths of bothVersions(), where the test has these.
    explicit DemoFixture(TenantConfig config = quiet());

    /// The id of the first identity of the unsorted order that fits; empty if none does.
    QByteArray idWhere(const std::function<bool(const Directory&, quint32)>& fits) const;
    /// An active identity without anything special about it.
    QByteArray ordinaryId() const;
    /// Several of them.
    QByteArrayList ordinaryIds(qsizetype count) const;

    DemoClock clock;
    std::unique_ptr<DemoTenant> tenant;
    std::unique_ptr<DemoClient> client;
};

/// For initTestCase_data(): every test runs by the paths of either version.
void bothVersions();

/// Whether the answer is an ErrorResponseDto as the API writes it, with everything it holds.
bool isErrorResponse(const Reply& reply, int status, const QString& detailCode);

} // namespace ic::demo
