#include "api/types/ownership.h"

#include "api/jsonreader.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

OwnershipAssociation readAssociation(const JsonReader& reader)
{
    OwnershipAssociation association { .associationType = reader.text("associationType"_L1) };
    reader.forEachObjectOrOne("entities"_L1, [&](const JsonReader& entity) {
        const std::optional<Reference> wrapped = readReference(entity, "identityEntity"_L1);
        association.entities.append(wrapped ? *wrapped : readReference(entity));
    });
    return association;
}

} // namespace

qsizetype OwnershipDetails::entityCount() const
{
    qsizetype count = 0;
    for (const OwnershipAssociation& association : associations)
        count += association.entities.size();
    return count;
}

OwnershipDetails OwnershipDetails::fromJson(const JsonReader& reader)
{
    OwnershipDetails details {
        .message = reader.text("message"_L1).trimmed(),
        .isStated = reader.has("associationDetails"_L1),
        .raw = reader.object(),
    };
    reader.forEachObjectOrOne("associationDetails"_L1, [&](const JsonReader& association) {
        details.associations.append(readAssociation(association));
    });
    return details;
}

} // namespace ic
