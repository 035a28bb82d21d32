#pragma once

#include "base/secret.h"

namespace ic {

/// Secrets and tokens are in this process's memory: from now on it leaves no core file when it
/// crashes, other processes of the user cannot look into it, and what it starts leaves none either.
void forbidCoreDumps();

/// Takes SAIL_CLIENT_SECRET out of this process's environment, so that no child inherits it, and
/// overwrites where it stood, so that it cannot be read there either. Empty the second time.
Secret takeSecretFromEnvironment();

} // namespace ic
