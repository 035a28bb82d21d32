#pragma once

#include "operations/operation.h"

namespace ic {

/// POST /identities/{identityId}/synchronize-attributes: sends the attributes to the accounts on
/// their sources, at most once per 10 s for each identity. Answers 202 with a job that no
/// documented endpoint follows.
const Operation& synchronizeAttributes();

} // namespace ic
