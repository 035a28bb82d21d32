#pragma once

#include "api/endpoint.h"
#include "api/reference.h"
#include "api/timestamp.h"
#include "base/ids.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace ic {

class JsonReader;

/// How a task ended. Compared ignoring case: tenants write "SUCCESS" and "Success".
enum class TaskCompletion {
    None, ///< absent: not ended
    Success,
    Warning,
    Error,
    Terminated,
    TempError,
    Unknown, ///< ended in a way this version does not know; the raw text says which
};

TaskCompletion taskCompletionFromText(const QString& text);

struct TaskMessage
{
    QString type = {}; ///< "INFO", "WARN", "ERROR" or an unknown word
    QString text = {}; ///< localized text, else empty
    QString locale = {};
    QString key = {};
    QJsonArray parameters = {}; ///< texts or objects

    bool operator==(const TaskMessage&) const = default;
};

struct TaskReturn
{
    QString name = {};
    QString attributeName = {};

    bool operator==(const TaskReturn&) const = default;
};

struct TaskDefinition
{
    QString id = {};
    QString uniqueName = {};
    QString description = {};
    QString parentName = {};
    QString executor = {};
    QJsonObject arguments = {};

    bool operator==(const TaskDefinition&) const = default;
};

/// TaskStatus: a task of ISC. Success means that the task ended, not that it succeeded for every
/// identity in it. Tenants send null for members the specification calls required.
struct TaskStatus
{
    TaskId id = {};
    QString type = {}; ///< "QUARTZ", "QPOC", "QUEUED_TASK" or an unknown word
    QString uniqueName = {};
    QString description = {};
    QString parentName = {};
    QString launcher = {};
    std::optional<Reference> target = {};
    Timestamp created = {};
    Timestamp modified = {};
    Timestamp launched = {};
    Timestamp completed = {};
    QString completionStatus = {}; ///< raw text; see completion()
    QList<TaskMessage> messages = {};
    QList<TaskReturn> returns = {};
    QJsonObject attributes = {};
    QString progress = {}; ///< the task's own words, e.g. "Started"
    int percentComplete = 0; ///< for display only: may stay 0, or be 100 before the end
    std::optional<TaskDefinition> definition = {};

    TaskCompletion completion() const { return taskCompletionFromText(completionStatus); }
    /// Ended, well or not: there is a completion status or a completion date.
    bool isFinished() const { return !completionStatus.isEmpty() || !completed.isEmpty(); }

    bool operator==(const TaskStatus&) const = default;
    /// A task without an id cannot be followed: that is a fault.
    static TaskStatus fromJson(const JsonReader& reader);
};

/// GET /task-status/{id}: how far a task is. 404 soon after the start may only be the tenant's
/// replication; tasks are forgotten after 90 days.
struct GetTaskStatus
{
    using Result = TaskStatus;

    TaskId id = {};
    Lane lane = Lane::Interactive;

    static QString title();
    static NeededRight right();
    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<GetTaskStatus>);

} // namespace ic
