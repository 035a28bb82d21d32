#include "api/identity.h"

#include "api/answer.h"
#include "api/identityrecord.h"
#include "net/apirequest.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

IdentityStatus identityStatusFromText(const QString& text)
{
    struct Word
    {
        QLatin1StringView text;
        IdentityStatus status;
    };
    static constexpr std::array words {
        Word { "UNREGISTERED"_L1, IdentityStatus::Unregistered },
        Word { "REGISTERED"_L1, IdentityStatus::Registered },
        Word { "PENDING"_L1, IdentityStatus::Pending },
        Word { "WARNING"_L1, IdentityStatus::Warning },
        Word { "DISABLED"_L1, IdentityStatus::Disabled },
        Word { "ACTIVE"_L1, IdentityStatus::Active },
        Word { "DEACTIVATED"_L1, IdentityStatus::Deactivated },
        Word { "TERMINATED"_L1, IdentityStatus::Terminated },
        Word { "ERROR"_L1, IdentityStatus::Error },
        Word { "LOCKED"_L1, IdentityStatus::Locked },
    };
    for (const Word& word : words) {
        if (text.compare(word.text, Qt::CaseInsensitive) == 0)
            return word.status;
    }
    return IdentityStatus::Unknown;
}

Identity Identity::fromRecord(const IdentityRecord& record)
{
    Identity identity;
    identity.id = IdentityId(toQString(record.id));
    identity.name = toQString(record.name);
    identity.alias = toQString(record.alias);
    identity.emailAddress = toQString(record.emailAddress);
    identity.identityStatus = toQString(record.identityStatus);
    identity.processingState = toQString(record.processingState);
    if (record.manager)
        identity.manager = Reference { toQString(record.manager->type),
            toQString(record.manager->id), toQString(record.manager->name) };
    if (record.lifecycleState)
        identity.lifecycleState = LifecycleState { toQString(record.lifecycleState->stateName),
            record.lifecycleState->manuallyUpdated };
    identity.isManager = record.isManager;
    identity.created = record.created.utc();
    identity.modified = record.modified.utc();
    identity.lastRefresh = record.lastRefresh.utc();
    identity.record = RecordText(record.json.toByteArray());
    identity.oddity = record.oddity;
    return identity;
}

const Identity* IdentityPage::nobody() const
{
    const auto found = std::find_if(identities.cbegin(), identities.cend(),
        [](const Identity& identity) { return identity.id.isEmpty(); });
    return found == identities.cend() ? nullptr : &*found;
}

QString ListIdentities::title()
{
    return QCoreApplication::translate("Endpoint", "List identities");
}

NeededRight ListIdentities::right()
{
    return { .scopes = { u"idn:identity:read"_s, u"idn:identity:manage"_s } };
}

ApiRequest ListIdentities::request() const
{
    ApiRequest request = readRequest<ListIdentities>({ u"identities"_s }, lane);
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
    IdentityPage page { .totalCount = response.totalCount };
    page.identities.reserve(maxLimit);
    const std::optional<ApiError> problem = forEachIdentity(response, RecordJson::Wanted,
        [&](const IdentityRecord& record) { page.identities += Identity::fromRecord(record); });
    if (problem)
        return *problem;
    return page;
}

QString GetIdentity::title()
{
    return QCoreApplication::translate("Endpoint", "Read identity");
}

NeededRight GetIdentity::right()
{
    return { .scopes = { u"idn:identity:read"_s, u"idn:identity:manage"_s } };
}

ApiRequest GetIdentity::request() const
{
    return readRequest<GetIdentity>({ u"identities"_s, id.text() }, lane);
}

Expected<Identity> GetIdentity::parse(const ApiResponse& response)
{
    const JsonDocument body(response.body);
    if (const std::optional<ApiError> problem = objectProblem(body, response))
        return *problem;
    const Identity identity
        = Identity::fromRecord(IdentityRecord::of({ body.root(), body.json() }));
    if (identity.id.isEmpty() && identity.name.isEmpty())
        return malformed(response, identity.oddity);
    return identity;
}

} // namespace ic
