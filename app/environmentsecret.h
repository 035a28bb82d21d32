#pragma once

#include "base/secret.h"

namespace ic {

/// Takes SAIL_CLIENT_SECRET out of this process's environment, so that no child inherits it, and
/// overwrites where it stood, so that it cannot be read there either. Empty the second time.
Secret takeSecretFromEnvironment();

} // namespace ic
