#include "api/identityrecord.h"

#include "api/answer.h"
#include "api/filter/filterexpression.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Identity)
};

/// Whether a path, a filter and the journal can hold the id as the tenant gave it: otherwise what
/// is asked or done would be about nobody, or about somebody else.
bool canBeNamed(QUtf8StringView text)
{
    const auto isPlain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    if (!text.isEmpty() && std::all_of(text.begin(), text.end(), isPlain))
        return true; // nearly every id
    const QString id = toQString(text);
    return isWholePath({ id }) && !filterValueProblem(id)
        && std::none_of(id.cbegin(), id.cend(), [](QChar c) {
               return c == QChar::ReplacementCharacter || QChar::isNonCharacter(c.unicode());
           });
}

} // namespace

IdentityRecord IdentityRecord::of(const JsonRecord& record)
{
    JsonFault fault;
    const JsonReader reader(record.value, fault);
    IdentityRecord identity = fromJson(reader);
    identity.json = record.json;
    if (identity.id.isEmpty()) {
        (void)reader.requiredText("id"_L1);
    } else if (!canBeNamed(identity.id)) {
        identity.id = {};
        if (!fault.isSet())
            fault.detail = Texts::tr("$.id: expected an id, found text that cannot be one");
    }
    identity.oddity = fault.detail;
    return identity;
}

IdentityRecord IdentityRecord::fromJson(const JsonReader& reader)
{
    IdentityRecord identity;
    const auto utf8 = [&identity](const JsonReader& from, QLatin1StringView key) {
        return from.utf8(key, identity.converted);
    };
    const auto date = [&reader](QLatin1StringView key) {
        const JsonValue found = reader.value(key);
        return Date { .text = found.text(), .value = found };
    };
    identity.id = utf8(reader, "id"_L1);
    identity.name = utf8(reader, "name"_L1);
    identity.alias = utf8(reader, "alias"_L1);
    identity.emailAddress = utf8(reader, "emailAddress"_L1);
    identity.identityStatus = utf8(reader, "identityStatus"_L1);
    identity.processingState = utf8(reader, "processingState"_L1);
    reader.ifObject("managerRef"_L1, [&](const JsonReader& manager) {
        identity.manager = Manager {
            .type = utf8(manager, "type"_L1),
            .id = utf8(manager, "id"_L1),
            .name = utf8(manager, "name"_L1),
        };
    });
    reader.ifObject("lifecycleState"_L1, [&](const JsonReader& state) {
        identity.lifecycleState = Lifecycle {
            .stateName = utf8(state, "stateName"_L1),
            .manuallyUpdated = state.flag("manuallyUpdated"_L1),
        };
    });
    identity.isManager = reader.flag("isManager"_L1);
    identity.created = date("created"_L1);
    identity.modified = date("modified"_L1);
    identity.lastRefresh = date("lastRefresh"_L1);
    identity.attributes = reader.objectValue("attributes"_L1);
    return identity;
}

std::optional<ApiError> forEachIdentity(const ApiResponse& response, RecordJson json,
    const std::function<void(const IdentityRecord&)>& read)
{
    const JsonDocument document(response.body);
    if (const auto error = listProblem(document, response))
        return error;
    if (json == RecordJson::Wanted) {
        for (const JsonRecord& record : document.records())
            read(IdentityRecord::of(record));
    } else {
        for (const JsonValue& value : document.root().elements())
            read(IdentityRecord::of({ value, {} }));
    }
    return std::nullopt;
}

} // namespace ic
