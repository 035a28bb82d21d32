#include "models/snapshot/snapshotwords.h"

#include "models/filter/namedview.h"

#include "base/wording.h"
#include "snapshot/snapshotfacts.h"

namespace ic {

namespace {

constexpr qint64 StaleAfterSeconds = 3600;

} // namespace

QString snapshotTime(const QDateTime& takenAt, const QDateTime& now)
{
    return takenAt.toLocalTime().date() == now.toLocalTime().date() ? clockTime(takenAt)
                                                                    : absoluteTime(takenAt);
}

QString snapshotWhom(const SnapshotFacts& facts)
{
    if (!facts.correlatedOnly && facts.filters.isEmpty())
        return {};
    return NamedView {
        .query = { .scope = facts.correlatedOnly ? IdentityScope::Correlated : IdentityScope::All,
            .filter = facts.filters }
    }.words();
}

bool isStale(const QDateTime& takenAt, const QDateTime& now)
{
    return takenAt.secsTo(now) >= StaleAfterSeconds;
}

} // namespace ic
