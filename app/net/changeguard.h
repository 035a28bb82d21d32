#pragma once

#include "base/clock.h"
#include "net/apirequest.h"

#include <QSet>

namespace ic {

/// Whether changes may leave. Decided where they leave: after a night of sleep nobody else may have
/// looked at the clock yet.
///
/// A long run of which a change was accepted while changes were allowed has a permit: it may go on
/// while everything else is refused.
class ChangeGuard
{
public:
    ChangeGuard(const Clock& clock, bool readOnly);

    /// Refuses changes from now on, or allows them. `closesAfterMs`: after so long without a change
    /// that left, changes are refused and permits end by themselves; 0 = never.
    void setReadOnly(bool readOnly, qint64 closesAfterMs);
    void endPermit(quint64 flow) { m_permits.remove(flow); }

    /// A request was asked for, and its run gets a permit if it may have one.
    void accept(const ApiRequest& request);
    bool mayLeave(const ApiRequest& request);
    /// Whether there are changes that may not.
    bool isReadOnly();
    void hasLeft(const ApiRequest& request);

private:
    bool m_readOnly;
    qint64 m_closesAfterMs = 0;
    IdleTime m_unchanged; ///< since a change left, or changes were allowed
    QSet<quint64> m_permits; ///< flows
};

} // namespace ic
