#pragma once

#include "base/secret.h"
#include "profile/tenant.h"

#include <functional>

namespace ic {

class ApiClient;
class ApiLogModel;
class ChangeLock;
class Clock;
class ConnectionStatus;
class JobCenter;
class Settings;

/// Everything a window needs of one tenant. The objects outlive the window.
struct UiServices
{
    ApiClient& client;
    const Clock& clock;
    ConnectionStatus& status;
    ApiLogModel& apiLog;
    Settings& settings; ///< its profile is this tenant's
    ChangeLock& lock; ///< whether it may be changed at the moment
    Tenant tenant;
    /// Hand a file, or the folder it is in, to the desktop; may be empty.
    std::function<void(const QString& path)> openFile = {};
    std::function<void(const QString& path)> showInFolder = {};
    /// Shows a web page in the person's browser; may be empty.
    std::function<void(const QString& url)> openPage = {};
    /// Signs in with another secret; what waits then goes on. May be empty.
    std::function<void(const Secret& clientSecret)> signIn = {};
    JobCenter* jobs = nullptr; ///< runs the changes; without it there are none
    /// Shows title and text on the desktop; may be empty.
    std::function<void(const QString& title, const QString& text)> notify = {};
};

} // namespace ic
