#include "environmentsecret.h"

#include <cstdlib>

namespace ic {

namespace {
constexpr const char* Variable = "SAIL_CLIENT_SECRET";
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
