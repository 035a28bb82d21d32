#pragma once

#include "base/apierror.h"

namespace ic {

/// What an error says about a change that was sent.
enum class ChangeFate {
    Refused, ///< ISC answered that it does not do it
    NothingDone, ///< it never left, or never reached ISC: it can be sent once the way is free
    SignInNeeded, ///< the tenant answered 401: nothing was done
    Unknown, ///< it may have been done: no answer, or one of 5xx
};

/// 5xx counts as unknown: a fault after the work was done looks the same as one before.
ChangeFate fateOf(const ApiError& error);

} // namespace ic
