#pragma once

#include "operations/operation.h"

namespace ic {

/// POST /identities/invite: sends invitations, to the given identities or to all that were never
/// invited (at most 1,000 a run; the tenant chooses them). Answers 202 with the task to follow.
const Operation& inviteIdentities();

} // namespace ic
