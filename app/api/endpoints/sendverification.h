#pragma once

#include "api/endpoint.h"
#include "base/ids.h"

namespace ic {

/// How the message to reset a password reaches the person.
enum class VerificationVia {
    EmailWork,
    EmailPersonal,
    LinkWork,
    LinkPersonal,
};

/// The API's word, e.g. "EMAIL_WORK".
QString verificationViaText(VerificationVia via);

/// POST /identities/{id}/verification/account/send: sends the person a message to reset a
/// password. Answers 200; a body is ignored.
struct SendVerification
{
    using Result = std::monostate;

    IdentityId id = {};
    VerificationVia via = VerificationVia::EmailWork;
    QString sourceName = {}; ///< exactly as in ISC; empty = the password of ISC itself

    ApiRequest request() const;
    static Expected<Result> parse(const ApiResponse& response);
};

static_assert(Endpoint<SendVerification>);

} // namespace ic
