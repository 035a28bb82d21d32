#pragma once

#include "base/apierror.h"
#include "program/commandrun.h"
#include "program/tenantfinder.h"

namespace ic {

/// A command that asks a tenant: finds it, and has the network for it. Nothing of what it sends can
/// change anything, unless it is one of those that do.
class TenantRun : public CommandRun
{
    Q_OBJECT

public:
    enum class Reach { Reads, Changes };

    ~TenantRun() override;

    /// Finds the tenant; onTenant() follows unless that fails, which is said.
    void start() override;

protected:
    explicit TenantRun(const TenantWish& wish);

    /// Asked when the tenant is found: why nothing may be done there, and what the network may do.
    virtual QString refusal(const FoundTenant& found, Reach* reach);
    virtual void onTenant() = 0;
    const Tenant& tenant() const { return m_found->tenant; }
    const Connection& connection() const { return m_found->connection; }
    Composition& network() { return *m_network; }
    const NetStatus& status() const { return m_status; }
    const SignedIn& signedIn() const { return m_signedIn; }

    /// Says what went wrong, and ends.
    void fail(const ApiError& error);
    void fail(const QString& sentence, ExitCode code);

private:
    void onFound(const FoundTenant& found);

    TenantFinder m_finder;
    std::optional<FoundTenant> m_found;
    NetStatus m_status;
    SignedIn m_signedIn;
    std::unique_ptr<Composition> m_network;
};

} // namespace ic
