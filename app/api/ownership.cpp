#include "api/ownership.h"

#include "api/answer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::GetOwnership)
};

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
    };
    reader.forEachObjectOrOne("associationDetails"_L1, [&](const JsonReader& association) {
        details.associations.append(readAssociation(association));
    });
    return details;
}

QString GetOwnership::title()
{
    return QCoreApplication::translate("Endpoint", "Read ownership");
}

NeededRight GetOwnership::right()
{
    return { .scopes = { u"idn:identity:read"_s } };
}

ApiRequest GetOwnership::request() const
{
    return readRequest<GetOwnership>({ u"identities"_s, id.text(), u"ownership"_s }, lane);
}

Expected<OwnershipDetails> GetOwnership::parse(const ApiResponse& response)
{
    const QByteArray word = response.body.trimmed().toUpper();
    if (word.isEmpty() || word == "OK" || word == "\"OK\"")
        return OwnershipDetails();
    Expected<OwnershipDetails> details = readObject<OwnershipDetails>(response);
    // Only a list says that nothing is owned.
    if (details && !details->isStated)
        return malformed(
            response, Texts::tr("$.associationDetails: expected a list, found nothing"));
    return details;
}

} // namespace ic
