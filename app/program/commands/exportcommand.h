#pragma once

#include "files/identityexport.h"
#include "program/tenantrun.h"

#include <memory>

namespace ic {

/// Exports identities of the tenant to a file, or as JSON Lines to standard output, and reports.
class ExportRun final : public TenantRun
{
    Q_OBJECT

public:
    /// Without a path: to standard output.
    ExportRun(const TenantWish& tenant, const ExportRequest& request);
    ~ExportRun() override;

    void start() override;
    void interrupt() override;

protected:
    void onTenant() override;

private:
    bool goesToAFile() const { return !m_request.path.isEmpty(); }
    void onFinished(const IdentityExport::Outcome& outcome);

    const ExportRequest m_request;
    std::unique_ptr<IdentityExport> m_export;
};

/// `export` and `list`.
Subcommand exportCommand();
Subcommand listCommand();

} // namespace ic
