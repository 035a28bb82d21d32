#include "operations/changefate.h"

namespace ic {

ChangeFate fateOf(const ApiError& error)
{
    switch (error.kind) {
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::NotFound:
    case ApiError::Kind::BadRequest:
    case ApiError::Kind::OwnsObjects:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::ReadOnly:
        return ChangeFate::Refused;
    case ApiError::Kind::Redirected:
        // 303 names where the result of what was done can be seen; the others, where to ask.
        return error.httpStatus == 303 ? ChangeFate::Unknown : ChangeFate::NothingDone;
    case ApiError::Kind::Malformed:
        // A refusal that is not ISC's: a firewall's or a portal's page.
        return error.httpStatus >= 400 && error.httpStatus < 500 ? ChangeFate::NothingDone
                                                                 : ChangeFate::Unknown;
    case ApiError::Kind::Unauthorized:
    case ApiError::Kind::NotSignedIn:
        return ChangeFate::SignInNeeded;
    case ApiError::Kind::Offline:
    case ApiError::Kind::HostNotFound:
    case ApiError::Kind::Tls:
    case ApiError::Kind::VersionGone:
        return ChangeFate::NothingDone;
    case ApiError::Kind::ServerFault:
    case ApiError::Kind::TooLarge:
    case ApiError::Kind::Proxy: // it may have given up after it passed the request on
    case ApiError::Kind::Timeout:
    case ApiError::Kind::OutcomeUnknown:
    case ApiError::Kind::Cancelled:
    case ApiError::Kind::File:
    case ApiError::Kind::Journal:
        return ChangeFate::Unknown;
    }
    Q_UNREACHABLE();
}

} // namespace ic
