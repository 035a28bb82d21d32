#pragma once

#include "base/ids.h"

#include <QJsonObject>

namespace ic {

class JsonReader;

/// TaskResultResponse: the receipt for a task that was started. Follow it with GetTaskStatus.
struct TaskSubmission
{
    TaskId id = {};
    QString type = {}; ///< "TASK_RESULT"
    QJsonObject raw = {};

    bool operator==(const TaskSubmission&) const = default;
    /// A receipt without an id is a fault.
    static TaskSubmission fromJson(const JsonReader& reader);
};

} // namespace ic
