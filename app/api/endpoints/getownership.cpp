#include "api/endpoints/getownership.h"

#include "api/answer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::GetOwnership)
};

} // namespace

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
