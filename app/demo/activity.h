#pragma once

#include "demo/operations.h"

#include <QHash>

namespace ic::demo {

inline size_t qHash(Operation operation, size_t seed = 0)
{
    return ::qHash(int(operation), seed);
}

/// What the tenant was asked and did, for tests to look at.
struct Activity
{
    int requests = 0; ///< of any kind, the token endpoint included
    int tokenRequests = 0;
    int tokensGranted = 0;
    int rateLimited = 0; ///< 429 answers, of whatever cause
    int busiestWindow = 0; ///< most requests of one client id in any 10 s, refused ones included
    QHash<Operation, int> calls; ///< requests by operation, whatever the answer was
    QHash<Operation, QHash<QString, int>> acts; ///< changes done, by identity id
    QHash<QString, int> invitations; ///< invitation mails by identity id

    void countAct(Operation operation, const QString& id) { ++acts[operation][id]; }
    int actsOf(Operation operation, const QString& id) const { return acts[operation].value(id); }
    /// All changes of one kind.
    int actsOf(Operation operation) const
    {
        int sum = 0;
        for (const int times : acts[operation])
            sum += times;
        return sum;
    }
};

} // namespace ic::demo
