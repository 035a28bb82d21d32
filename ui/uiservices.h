#pragma once

#include "profile/tenant.h"

namespace ic {

class ApiClient;
class Clock;
class ConnectionStatus;

/// Everything a window needs of one tenant. The objects outlive the window.
struct UiServices
{
    ApiClient& client;
    const Clock& clock;
    ConnectionStatus& status;
    Tenant tenant;
};

} // namespace ic
