#pragma once

#include "demo/activity.h"
#include "demo/directory.h"
#include "demo/exchange.h"
#include "demo/taskbook.h"

namespace ic::demo {

/// The operations that change something. All references must outlive it.
class Changes
{
public:
    Changes(Directory& directory, TaskBook& tasks, Activity& activity, const Clock& clock);

    Answer deleteIdentity(const QString& id, quint32 ordinal);
    Answer reset(const QString& id, quint32 ordinal);
    Answer sendVerification(const QString& id, const Request& request);
    Answer synchronize(const QString& id, quint32 ordinal);
    Answer invite(const Request& request);
    Answer process(const Request& request);

private:
    /// What the task does that `process` starts.
    TaskBook::Outcome refreshAll(const QStringList& ids, qint64 nowMs);
    qint64 nowMs() const { return m_clock.utcNow().toMSecsSinceEpoch(); }

    Directory& m_directory;
    TaskBook& m_tasks;
    Activity& m_activity;
    const Clock& m_clock;
    QHash<quint32, qint64> m_lastSync; ///< monotonic ms by ordinal
    quint64 m_syncJobs = 0;
};

} // namespace ic::demo
