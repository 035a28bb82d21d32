#pragma once

#include "base/clock.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

class QJsonObject;

namespace ic::demo {

/// How long a task waits and works.
struct TaskTiming
{
    int startMs = 1000; ///< from acceptance to the start
    int completeMs = 3000; ///< from acceptance to the end
};

/// The tasks that were accepted, and how far each has come: nothing runs, the clock decides.
class TaskBook
{
public:
    TaskBook(const Clock& clock, TaskTiming timing, quint64 seed);

    struct Outcome
    {
        int handled = 0; ///< identities
        QStringList warnings; ///< none: SUCCESS
    };
    /// What a task does when it ends.
    using Work = std::function<Outcome(qint64 nowMs)>;

    /// Accepts a task and returns its id. `dashed` gives the id the form of a UUID.
    QString accept(const QString& name, const QString& description, bool dashed, Work work);
    /// Ends every task whose time has come. To be called before anything is read.
    void settle();
    /// The task as the API gives it, or nothing when there is no such task.
    std::optional<QJsonObject> status(const QString& id) const;

private:
    struct Task
    {
        QString id;
        QString name;
        QString description;
        qint64 acceptedMs = 0; ///< monotonic
        qint64 createdMs = 0; ///< since 1970
        Work work;
        bool done = false;
        Outcome outcome;
    };

    const Clock& m_clock;
    TaskTiming m_timing;
    quint64 m_seed;
    std::vector<Task> m_tasks;
    QHash<QString, size_t> m_byId;
    size_t m_firstOpen = 0; ///< tasks before this one have all ended
};

} // namespace ic::demo
