#include "api/endpoints/gettaskstatus.h"

#include "api/answer.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest GetTaskStatus::request() const
{
    return requestFor(OperationId::GetTaskStatus, { u"task-status"_s, id.text() }, lane);
}

Expected<TaskStatus> GetTaskStatus::parse(const ApiResponse& response)
{
    return readObject<TaskStatus>(response, OperationId::GetTaskStatus);
}

} // namespace ic
