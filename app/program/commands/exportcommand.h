#pragma once

#include "files/identityexport.h"
#include "program/commandrun.h"
#include "program/tenantfinder.h"

#include <memory>

namespace ic {

/// Exports identities of the tenant to a file, or as JSON Lines to standard output, and reports.
class ExportRun final : public CommandRun
{
    Q_OBJECT

public:
    /// Without a path: to standard output.
    ExportRun(const TenantWish& tenant, const ExportRequest& request);
    ~ExportRun() override;

    void start() override;
    void interrupt() override;

private:
    bool goesToAFile() const { return !m_request.path.isEmpty(); }
    void begin(const FoundTenant& tenant);
    void onFinished(const IdentityExport::Outcome& outcome);

    const ExportRequest m_request;
    NetStatus m_status;
    // Destroyed from the last to the first.
    TenantFinder m_finder;
    std::unique_ptr<Composition> m_composition;
    std::unique_ptr<IdentityExport> m_export;
};

/// `export` and `list`.
Subcommand exportCommand();
Subcommand listCommand();

} // namespace ic
