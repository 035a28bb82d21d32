#pragma once

#include "profile/tenant.h"

namespace ic {

class ApiClient;
class Clock;
class ConnectionStatus;
class Settings;

/// Everything a window needs of one tenant. The objects outlive the window.
struct UiServices
{
    ApiClient& client;
    const Clock& clock;
    ConnectionStatus& status;
    Settings& settings; ///< its profile is this tenant's
    Tenant tenant;
};

} // namespace ic
