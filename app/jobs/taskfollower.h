#pragma once

#include "api/apiclient.h"
#include "api/taskstatus.h"
#include "base/clock.h"
#include "jobs/jobitem.h"

#include <QObject>

#include <map>

namespace ic {

/// How a followed task ended.
struct TaskEnd
{
    JobTask task = {};
    ItemState outcome = ItemState::Unknown; ///< of its items: Succeeded, Failed or Unknown
    QString detail = {}; ///< after warnings: neither what the task said nor its id
    QList<TaskMessage> problems = {}; ///< warnings and errors
};

/// "The task ended with an error: why (task 123)": the reason stands before the id, since a list
/// shows the beginning. `why` may be empty.
QString taskText(const QString& what, const QString& why, const TaskId& id);

/// Follows the tasks of one job: 2 s after the start, then in intervals growing by half to 15 s,
/// for 10 minutes without counting the time in which the tenant cannot be
/// reached, a few polls at a time. Polls are reads in the bulk lane.
class TaskFollower final : public QObject
{
    Q_OBJECT

public:
    /// A task that runs longer is asked for at long intervals.
    static constexpr qint64 LongMs = 600'000;
    /// How long ISC may answer and not say how a task stands.
    static constexpr qint64 UnreadableMs = 600'000;

    TaskFollower(ApiClient& client, const Clock& clock, quint64 flow, QObject* parent);

    /// Until it ends, however long that takes. Nothing happens for a task that is followed already.
    void follow(const JobTask& task);
    /// The person does not want to wait: all tasks are asked for now.
    void hurry();
    int count() const { return static_cast<int>(m_tasks.size()); }
    int underWay() const { return m_underWay; }

    void pump();
    qint64 nextWake() const; ///< monotonic ms; -1 = only after an answer

signals:
    /// nextWake() is another one.
    void rescheduled();
    void progressed(const ic::JobTask& task);
    void ended(const ic::TaskEnd& end);
    /// A poll found nobody: it goes on by itself, but the job may want to wait with changes.
    void unreachable(const ic::ApiError& error);
    void signInNeeded(const ic::ApiError& error);

private:
    struct Followed
    {
        JobTask task;
        qint64 since = 0;
        qint64 unreadableMs
            = 0; ///< of the time that ISC answered, since it last said how it stands
        qint64 lastAt = 0; ///< when it was accepted or last asked for
        qint64 nextAt = 0;
        qint64 intervalMs = 0;
        int notFound = 0;
        bool polling = false;
    };

    void poll(Followed& followed);
    void onAnswer(const QString& id, const Expected<TaskStatus>& answer);
    void end(const QString& id, ItemState outcome, const QString& detail,
        const QList<TaskMessage>& problems = {});
    void later(Followed& followed);

    ApiClient& m_client;
    const Clock& m_clock;
    quint64 m_flow;
    std::map<QString, Followed> m_tasks;
    int m_underWay = 0;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::JobTask)
Q_DECLARE_METATYPE(ic::TaskEnd)
