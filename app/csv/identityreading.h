#pragma once

#include "csv/identityexport.h"

namespace ic {

/// What came of an IdentityReading.
struct ReadIdentities
{
    /// In the order of the request, each once. Only what identifies a person and decides what can
    /// be done is filled in: id, name, account, email, status and lifecycle state.
    QList<Identity> identities = {};
    QList<IdentityId> missing = {}; ///< of a selection: the tenant no longer knows them
    int unsettled = 0; ///< places where identities that stayed may be missing, see PageChain
};

/// Reads identities into memory the way an export reads them into a file: in the bulk lane, many
/// pages at once, without losing anybody while the list changes. The list is frozen by it: who
/// comes to match later is not in it. About 1 KB an identity.
class IdentityReading final : public QObject
{
    Q_OBJECT

public:
    using Outcome = Expected<ReadIdentities>;

    /// Of `wish` counts only which identities and in which order.
    IdentityReading(
        ApiClient& client, const Clock& clock, ExportRequest wish, QObject* parent = nullptr);
    ~IdentityReading() override;

    /// Call once. Nothing is emitted from inside it.
    void start();
    /// finished() with Kind::Cancelled comes at once.
    void cancel();

signals:
    /// At most 10 times a second.
    void progress(const ic::ExportProgress& progress);
    /// Exactly once.
    void finished(const ic::IdentityReading::Outcome& outcome);

private:
    void onFinished(const IdentityExport::Outcome& outcome);

    std::optional<QList<IdentityId>> m_ids;
    std::shared_ptr<ReadIdentities> m_read; ///< filled by the export's sink
    std::unique_ptr<IdentityExport> m_export;
};

} // namespace ic
