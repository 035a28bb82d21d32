#pragma once

#include "files/identityexport.h"
#include "program/tenantrun.h"

#include <memory>

namespace ic {

/// Exports identities of the tenant, or of a snapshot, to a file, or as JSON Lines to standard
/// output, and reports.
class ExportRun final : public TenantRun
{
    Q_OBJECT

public:
    /// Without a path: to standard output. `written`: called when the file is there.
    ExportRun(
        const TenantWish& tenant, const ExportRequest& request, std::function<void()> written = {});
    ~ExportRun() override;

    void start() override;
    void interrupt() override;

protected:
    void onTenant() override;

private:
    bool goesToAFile() const { return !m_request.path.isEmpty(); }
    void onFinished(const IdentityExport::Outcome& outcome);

    ExportForm form() const;
    void read(Composition& where);

    const ExportRequest m_request;
    const std::function<void()> m_written;
    std::unique_ptr<Composition> m_nowhere; ///< for what reads a snapshot
    std::unique_ptr<IdentityExport> m_export;
};

/// `export` and `list`.
Subcommand exportCommand();
Subcommand listCommand();

} // namespace ic
