#include "program/processsecrets.h"

#include <cstdlib>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace ic {

namespace {
constexpr const char* Variable = "SAIL_CLIENT_SECRET";
}

void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none { 0, 0 };
    (void)::setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // The limit alone does not bind a system that hands core files to a program.
    (void)::prctl(PR_SET_DUMPABLE, 0);
#endif
}

Secret takeSecretFromEnvironment()
{
    const Secret secret(qEnvironmentVariable(Variable));
    // The kernel shows the memory a process was started with to whoever may look into it.
    if (char* const text = std::getenv(Variable)) {
        for (volatile char* letter = text; *letter != '\0'; ++letter)
            *letter = '\0';
    }
    qunsetenv(Variable);
    return secret;
}

} // namespace ic
