#include "api/endpoints/listidentities.h"

#include "api/answer.h"

using namespace Qt::StringLiterals;

namespace ic {

ApiRequest ListIdentities::request() const
{
    ApiRequest request = requestFor(OperationId::ListIdentities, { u"identities"_s }, lane);
    if (!filters.isEmpty())
        request.query.append({ u"filters"_s, filters });
    if (!sorters.isEmpty())
        request.query.append({ u"sorters"_s, sorters.join(u',') });
    request.query.append({ u"defaultFilter"_s, correlatedOnly ? u"CORRELATED_ONLY"_s : u"NONE"_s });
    if (count)
        request.query.append({ u"count"_s, u"true"_s });
    request.query.append({ u"limit"_s, QString::number(qBound(0, limit, maxLimit)) });
    request.query.append({ u"offset"_s, QString::number(qMax(qint64(0), offset)) });
    return request;
}

Expected<IdentityPage> ListIdentities::parse(const ApiResponse& response)
{
    const Expected<QJsonArray> records = arrayFrom(response, OperationId::ListIdentities);
    if (!records)
        return records.error();
    IdentityPage page { .totalCount = response.totalCount };
    page.identities.reserve(records->size());
    for (const auto& record : *records)
        page.identities.append(Identity::fromRecord(record));
    return page;
}

} // namespace ic
