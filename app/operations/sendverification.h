#pragma once

#include "operations/operation.h"

namespace ic {

/// POST /identities/{id}/verification/account/send: sends the person a message to reset a
/// password, on a way that is chosen for all. Answers 200; a body is ignored.
const Operation& sendVerification();

} // namespace ic
