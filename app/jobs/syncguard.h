#pragma once

#include "base/ids.h"

#include <QHash>

namespace ic {

/// Remembers when an identity was last synchronized, over all jobs of this program: the tenant
/// allows it once in a while, see Operation::pauseMs. Times are monotonic ms.
class SyncGuard
{
public:
    /// When the identity may be synchronized; in the past if it may be now.
    qint64 readyAt(const IdentityId& id, qint64 pauseMs) const
    {
        return m_last.value(id, -pauseMs) + pauseMs;
    }
    void note(const IdentityId& id, qint64 now, qint64 pauseMs)
    {
        if (m_last.size() >= m_pruneAt) {
            m_last.removeIf(
                [now, pauseMs](const auto& entry) { return entry.value() + pauseMs <= now; });
            m_pruneAt = m_last.size() * 2 + 1000;
        }
        m_last.insert(id, now);
    }

private:
    QHash<IdentityId, qint64> m_last;
    qsizetype m_pruneAt = 1000;
};

} // namespace ic
