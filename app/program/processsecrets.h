#pragma once

#include "base/secret.h"

#include <QString>

namespace ic {

/// Secrets and tokens are in this process's memory: from now on it leaves no core file when it
/// crashes, other processes of the user cannot look into it, and what it starts leaves none either.
void forbidCoreDumps();

/// Takes SAIL_CLIENT_SECRET out of this process's environment, so that no child inherits it, and
/// overwrites where it stood, so that it cannot be read there either. Empty the second time.
Secret takeSecretFromEnvironment();

/// The secret that whoever started this process gave it: that of the environment, else the one
/// line of the file `client-secret` in $CREDENTIALS_DIRECTORY, which systemd hands over. Empty
/// where there is none, and with a sentence in `problem` where the file is of no use.
Secret takeGivenSecret(QString* problem);

} // namespace ic
