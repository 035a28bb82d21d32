#pragma once

namespace ic {

/// Secrets and tokens are in this process's memory: from now on it leaves no core file when it
/// crashes, other processes of the user cannot look into it, and what it starts leaves none either.
void forbidCoreDumps();

} // namespace ic
