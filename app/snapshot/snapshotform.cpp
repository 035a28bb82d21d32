#include "snapshot/snapshotform.h"

#include "snapshot/snapshotencoder.h"
#include "snapshot/snapshotsink.h"

namespace ic {

namespace {

/// Of both parts of a snapshot.
class PartsEncoder final : public PageEncoder
{
public:
    explicit PartsEncoder(const ReadRequest& who)
        : m_correlated(who, true)
        , m_others(who, false)
    {
    }
    Expected<DecodedPage> read(
        const ApiResponse& response, qint64 offset, std::optional<bool> correlated) const override
    {
        return (correlated.value_or(false) ? m_correlated : m_others).read(response, offset);
    }

private:
    SnapshotEncoder m_correlated;
    SnapshotEncoder m_others;
};

} // namespace

ExportForm snapshotForm(const ExportRequest& request, const QDateTime& now)
{
    const ReadRequest& who = request.who;
    return { .encoder = std::make_shared<PartsEncoder>(who),
        .sink = std::make_unique<SnapshotSink>(request.path,
            SnapshotFacts {
                .takenAt = now, .filters = who.filters, .correlatedOnly = who.correlatedOnly }) };
}

} // namespace ic
