#pragma once

#include "operations/operation.h"

namespace ic {

/// DELETE /identities/{id}: removes an identity. Answers 204 when it is accepted; a body is
/// ignored.
///
/// The tenant refuses with 400 if the identity owns objects or is protected. An owner or somebody
/// protected is left out before; each one is read again afterwards.
const Operation& deleteIdentity();

} // namespace ic
