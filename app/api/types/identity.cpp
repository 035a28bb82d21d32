#include "api/types/identity.h"

#include "api/jsonreader.h"

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

} // namespace ic
