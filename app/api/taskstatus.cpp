#include "api/taskstatus.h"

#include "api/answer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

TaskMessage readMessage(const JsonReader& reader)
{
    TaskMessage message {
        .type = reader.text("type"_L1),
        .key = reader.text("key"_L1),
        .parameters = reader.value("parameters"_L1).toQt().toArray(),
    };
    reader.ifObject("localizedText"_L1, [&](const JsonReader& localized) {
        message.text = localized.text("message"_L1);
        message.locale = localized.text("locale"_L1);
    });
    return message;
}

TaskDefinition readDefinition(const JsonReader& reader)
{
    return {
        .id = reader.text("id"_L1),
        .uniqueName = reader.text("uniqueName"_L1),
        .description = reader.text("description"_L1),
        .parentName = reader.text("parentName"_L1),
        .executor = reader.text("executor"_L1),
        .arguments = reader.value("arguments"_L1).toQt().toObject(),
    };
}

} // namespace

TaskCompletion taskCompletionFromText(const QString& text)
{
    const auto is
        = [&](QLatin1StringView word) { return text.compare(word, Qt::CaseInsensitive) == 0; };
    if (text.isEmpty())
        return TaskCompletion::None;
    if (is("SUCCESS"_L1))
        return TaskCompletion::Success;
    if (is("WARNING"_L1))
        return TaskCompletion::Warning;
    if (is("ERROR"_L1))
        return TaskCompletion::Error;
    if (is("TERMINATED"_L1))
        return TaskCompletion::Terminated;
    if (is("TEMPERROR"_L1))
        return TaskCompletion::TempError;
    return TaskCompletion::Unknown;
}

TaskStatus TaskStatus::fromJson(const JsonReader& reader)
{
    TaskStatus task {
        .id = TaskId(reader.requiredText("id"_L1)),
        .type = reader.text("type"_L1),
        .uniqueName = reader.text("uniqueName"_L1),
        .description = reader.text("description"_L1),
        .parentName = reader.text("parentName"_L1),
        .launcher = reader.text("launcher"_L1),
        .target = readReference(reader, "target"_L1),
        .created = reader.timestampWithText("created"_L1),
        .modified = reader.timestampWithText("modified"_L1),
        .launched = reader.timestampWithText("launched"_L1),
        .completed = reader.timestampWithText("completed"_L1),
        .completionStatus = reader.text("completionStatus"_L1),
        .attributes = reader.value("attributes"_L1).toQt().toObject(),
        .progress = reader.text("progress"_L1),
        .percentComplete = reader.integer("percentComplete"_L1),
    };
    reader.forEachObject("messages"_L1,
        [&](const JsonReader& message) { task.messages.append(readMessage(message)); });
    reader.forEachObject("returns"_L1, [&](const JsonReader& entry) {
        task.returns.append({ entry.text("name"_L1), entry.text("attributeName"_L1) });
    });
    reader.ifObject("taskDefinitionSummary"_L1,
        [&](const JsonReader& summary) { task.definition = readDefinition(summary); });
    return task;
}

QString GetTaskStatus::title()
{
    return QCoreApplication::translate("Endpoint", "Follow task");
}

NeededRight GetTaskStatus::right()
{
    return { .scopes = { u"idn:task-management:read"_s, u"idn:task-management:write"_s },
        .userLevels = { u"ORG_ADMIN"_s, u"HELPDESK"_s, u"CERT_ADMIN"_s, u"REPORT_ADMIN"_s,
            u"ROLE_ADMIN"_s, u"ROLE_SUBADMIN"_s, u"SOURCE_ADMIN"_s, u"SOURCE_SUBADMIN"_s },
        .applicationToken = true };
}

ApiRequest GetTaskStatus::request() const
{
    return readRequest<GetTaskStatus>({ u"task-status"_s, id.text() }, lane);
}

Expected<TaskStatus> GetTaskStatus::parse(const ApiResponse& response)
{
    return readObject<TaskStatus>(response);
}

} // namespace ic
