#pragma once

#include "operations/operation.h"

namespace ic {

/// POST /identities/process: recalculates attributes, roles and access. Answers 202 with the id of
/// the task to follow.
const Operation& processIdentities();

} // namespace ic
