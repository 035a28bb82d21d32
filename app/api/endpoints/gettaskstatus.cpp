#include "api/endpoints/gettaskstatus.h"

#include "api/answer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

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
