#pragma once

#include "base/ids.h"

#include <QHash>

namespace ic {

/// Remembers when an identity was last synchronized, over all jobs of this program: the tenant
/// allows it once per 10 s. Times are monotonic ms.
class SyncGuard
{
public:
    /// A little more than the tenant's 10 s: the second request may travel faster than the first.
    static constexpr qint64 PauseMs = 10'200;

    /// When the identity may be synchronized; in the past if it may be now.
    qint64 readyAt(const IdentityId& id) const { return m_last.value(id, -PauseMs) + PauseMs; }
    void note(const IdentityId& id, qint64 now)
    {
        if (m_last.size() >= m_pruneAt) {
            m_last.removeIf([now](const auto& entry) { return entry.value() + PauseMs <= now; });
            m_pruneAt = m_last.size() * 2 + 1000;
        }
        m_last.insert(id, now);
    }

private:
    QHash<IdentityId, qint64> m_last;
    qsizetype m_pruneAt = 1000;
};

} // namespace ic
