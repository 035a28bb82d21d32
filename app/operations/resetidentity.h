#pragma once

#include "operations/operation.h"

namespace ic {

/// POST /identities/{id}/reset: de-registers the person and removes elevated user levels. Answers
/// 202; there is nothing to follow, and a body is ignored.
const Operation& resetIdentity();

} // namespace ic
