#include "api/identity.h"

#include "api/answer.h"
#include "api/filter/filterexpression.h"
#include "net/apirequest.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Identity)
};

/// Whether a path, a filter and the journal can hold the id as the tenant gave it: otherwise what
/// is asked or done would be about nobody, or about somebody else.
bool canBeNamed(const QString& id)
{
    return isWholePath({ id }) && !filterValueProblem(id)
        && std::none_of(id.cbegin(), id.cend(), [](QChar c) {
               return c == QChar::ReplacementCharacter || QChar::isNonCharacter(c.unicode());
           });
}

} // namespace

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

Identity Identity::fromRecord(const QJsonValue& record)
{
    JsonFault fault;
    const JsonReader reader(record, fault);
    Identity identity = fromJson(reader);
    if (identity.id.isEmpty()) {
        (void)reader.requiredText("id"_L1);
    } else if (!canBeNamed(identity.id.text())) {
        identity.id = IdentityId();
        if (!fault.isSet())
            fault.detail = Texts::tr("$.id: expected an id, found text that cannot be one");
    }
    if (fault.isSet()) {
        identity.oddity = fault.detail;
        identity.oddRecord = record;
    }
    return identity;
}

const Identity* IdentityPage::nobody() const
{
    const auto found = std::find_if(identities.cbegin(), identities.cend(),
        [](const Identity& identity) { return identity.id.isEmpty(); });
    return found == identities.cend() ? nullptr : &*found;
}

Identity Identity::fromJson(const JsonReader& reader)
{
    Identity identity;
    identity.id = IdentityId(reader.text("id"_L1));
    identity.name = reader.text("name"_L1);
    identity.alias = reader.text("alias"_L1);
    identity.emailAddress = reader.text("emailAddress"_L1);
    identity.identityStatus = reader.text("identityStatus"_L1);
    identity.processingState = reader.text("processingState"_L1);
    identity.manager = readReference(reader, "managerRef"_L1);
    reader.ifObject("lifecycleState"_L1, [&](const JsonReader& state) {
        identity.lifecycleState = LifecycleState {
            .stateName = state.text("stateName"_L1),
            .manuallyUpdated = state.flag("manuallyUpdated"_L1),
        };
    });
    identity.isManager = reader.flag("isManager"_L1);
    identity.created = reader.timestamp("created"_L1);
    identity.modified = reader.timestamp("modified"_L1);
    identity.lastRefresh = reader.timestamp("lastRefresh"_L1);
    reader.ifObject(
        "attributes"_L1, [&](const JsonReader& inner) { identity.attributes = inner.object(); });
    return identity;
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
    const Expected<QJsonArray> records = arrayFrom(response);
    if (!records)
        return records.error();
    IdentityPage page { .totalCount = response.totalCount };
    page.identities.reserve(records->size());
    for (const auto& record : *records)
        page.identities.append(Identity::fromRecord(record));
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

Expected<IdentityDetails> GetIdentity::parse(const ApiResponse& response)
{
    const Expected<QJsonObject> object = objectFrom(response);
    if (!object)
        return object.error();

    IdentityDetails details { Identity::fromRecord(*object), *object };
    if (details.identity.id.isEmpty() && details.identity.name.isEmpty())
        return malformed(response, details.identity.oddity);
    return details;
}

} // namespace ic
