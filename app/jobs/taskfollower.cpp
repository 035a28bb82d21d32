#include "jobs/taskfollower.h"

#include "api/taskstatus.h"
#include "operations/changefate.h"

#include <QStringList>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 TaskFollowerFirstIntervalMs = 2000;
constexpr qint64 LongestIntervalMs = 15'000;
constexpr qint64 LongestOfLongMs = 300'000; ///< for tasks that run for long
constexpr int MostPolls = 4; ///< at once: the changes of the job need the budget more
constexpr int MostNotFound = 5; ///< a new task may not be known everywhere yet

QString textOf(const TaskMessage& message)
{
    return message.text.isEmpty() ? message.key : message.text;
}

QString textOf(const QList<TaskMessage>& messages)
{
    QStringList lines;
    for (const TaskMessage& message : messages) {
        const QString text = textOf(message);
        if (!text.isEmpty() && !lines.contains(text))
            lines += text;
    }
    return lines.join(u'\n');
}

} // namespace

QString taskText(const QString& what, const QString& why, const TaskId& id)
{
    return why.isEmpty()
        ? TaskFollower::tr("%1 (task %2)", "what, and the id").arg(what, id.text())
        : TaskFollower::tr("%1: %2 (task %3)", "what, why, and the id").arg(what, why, id.text());
}

TaskFollower::TaskFollower(ApiClient& client, const Clock& clock, quint64 flow, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_flow(flow)
{
}

void TaskFollower::follow(const JobTask& task)
{
    const qint64 now = m_clock.monotonicMs();
    m_tasks.try_emplace(task.id.text(),
        Followed { .task = task,
            .since = now,
            .lastAt = now,
            .nextAt = now + TaskFollowerFirstIntervalMs,
            .intervalMs = TaskFollowerFirstIntervalMs });
}

void TaskFollower::hurry()
{
    const qint64 now = m_clock.monotonicMs();
    for (auto& [id, followed] : m_tasks)
        followed.nextAt = std::min(followed.nextAt, now);
    emit rescheduled();
}

void TaskFollower::pump()
{
    const qint64 now = m_clock.monotonicMs();
    std::vector<Followed*> due;
    for (auto& [id, followed] : m_tasks) {
        if (!followed.polling && followed.nextAt <= now)
            due.push_back(&followed);
    }
    std::ranges::sort(due, {}, &Followed::nextAt);
    for (Followed* followed : due) {
        if (m_underWay >= MostPolls)
            return;
        poll(*followed);
    }
}

qint64 TaskFollower::nextWake() const
{
    if (m_underWay >= MostPolls)
        return -1;
    qint64 wake = -1;
    for (const auto& [id, followed] : m_tasks) {
        if (!followed.polling)
            wake = wake < 0 ? followed.nextAt : std::min(wake, followed.nextAt);
    }
    return wake;
}

void TaskFollower::poll(Followed& followed)
{
    followed.polling = true;
    ++m_underWay;
    const QString id = followed.task.id.text();
    ApiRequest request = GetTaskStatus { .id = followed.task.id, .lane = Lane::Bulk }.request();
    request.flow = m_flow;
    m_client.read<TaskStatus>(request, &GetTaskStatus::parse, this,
        [this, id](const Expected<TaskStatus>& answer) { onAnswer(id, answer); });
}

void TaskFollower::onAnswer(const QString& id, const Expected<TaskStatus>& answer)
{
    --m_underWay;
    const auto found = m_tasks.find(id);
    if (found == m_tasks.end())
        return;
    Followed& followed = found->second;
    followed.polling = false;
    if (!answer) {
        const ApiError& error = answer.error();
        const bool signIn = fateOf(error) == ChangeFate::SignInNeeded;
        if (error.httpStatus != 0 && !signIn)
            followed.unreadableMs += m_clock.monotonicMs() - followed.lastAt;
        if (error.kind == ApiError::Kind::NotFound && ++followed.notFound >= MostNotFound) {
            end(id, ItemState::Unknown,
                tr("Accepted, but ISC does not know its task any more. It may have been done."));
        } else if (error.kind == ApiError::Kind::Forbidden) {
            end(id, ItemState::Unknown,
                tr("Accepted, but the token may not follow tasks (it needs %1). It may have been "
                   "done.")
                    .arg(error.neededRight));
        } else if (followed.unreadableMs >= UnreadableMs) {
            end(id, ItemState::Unknown,
                tr("Accepted, but for 10 minutes its task could not be read: %1 It may still be "
                   "done.")
                    .arg(error.title()));
        } else {
            later(followed);
            if (signIn)
                emit signInNeeded(error);
            else if (error.cause() == ApiError::Cause::Way)
                emit unreachable(error);
        }
        return;
    }
    followed.notFound = 0;
    followed.unreadableMs = 0;
    JobTask& task = followed.task;
    task.polls += 1;
    task.percent = answer->percentComplete;
    task.status = answer->completionStatus;
    task.message = textOf(answer->messages);
    task.polledAt = m_clock.utcNow();
    emit progressed(task);
    if (!answer->isFinished()) {
        later(followed);
        return;
    }
    QList<TaskMessage> problems;
    for (const TaskMessage& message : answer->messages) {
        if (message.type.compare(u"INFO"_s, Qt::CaseInsensitive) != 0)
            problems += message;
    }
    const auto withWords
        = [&](const QString& text) { return taskText(text, textOf(problems).left(500), task.id); };
    switch (answer->completion()) {
    case TaskCompletion::Success:
        end(id, ItemState::Succeeded, tr("The task ended with success."), problems);
        return;
    case TaskCompletion::Warning:
        end(id, ItemState::Succeeded, tr("The task ended with warnings"), problems);
        return;
    case TaskCompletion::Error:
        end(id, ItemState::Failed, withWords(tr("The task ended with an error")), problems);
        return;
    case TaskCompletion::Terminated:
        end(id, ItemState::Failed,
            withWords(tr("The task was terminated; part of it may have been done")), problems);
        return;
    case TaskCompletion::TempError:
        end(id, ItemState::Failed, withWords(tr("The task ended with a temporary error")),
            problems);
        return;
    case TaskCompletion::None:
    case TaskCompletion::Unknown:
        end(id, ItemState::Unknown,
            taskText(tr("The task ended in a way this program does not know"),
                task.status.isEmpty() ? tr("no completion status") : task.status, task.id),
            problems);
        return;
    }
    Q_UNREACHABLE();
}

void TaskFollower::later(Followed& followed)
{
    const qint64 now = m_clock.monotonicMs();
    const qint64 longest = now - followed.since < LongMs ? LongestIntervalMs : LongestOfLongMs;
    followed.lastAt = now;
    followed.intervalMs = std::min(longest, followed.intervalMs * 3 / 2);
    followed.nextAt = now + followed.intervalMs;
    emit rescheduled();
}

void TaskFollower::end(
    const QString& id, ItemState outcome, const QString& detail, const QList<TaskMessage>& problems)
{
    const auto found = m_tasks.find(id);
    const JobTask task = found->second.task;
    m_tasks.erase(found);
    emit ended({ task, outcome, detail, problems });
}

} // namespace ic
