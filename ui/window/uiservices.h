#pragma once

#include "base/secret.h"
#include "profile/browsersignin.h"
#include "profile/tenant.h"

#include <functional>
#include <memory>

namespace ic {

class ApiClient;
class ApiLogModel;
class ChangeLock;
class Clock;
class ConnectionStatus;
class JobCenter;
class Notices;
class Settings;
class SnapshotPlace;

/// What is asked of the person's desktop. Each has a value.
struct Desktop
{
    /// Hand a file, or the folder it is in, to the desktop.
    std::function<void(const QString& path)> openFile;
    std::function<void(const QString& path)> showInFolder;
    /// Shows a web page in the person's browser.
    std::function<void(const QString& url)> openPage;
    /// Shows title and text although nobody looks at the window.
    std::function<void(const QString& title, const QString& text)> notify;
};

/// Everything a window needs of one tenant. The objects outlive the window, and the functions have
/// a value.
struct UiServices
{
    ApiClient& client;
    const Clock& clock;
    ConnectionStatus& status;
    ApiLogModel& apiLog;
    Settings& settings; ///< its profile is this tenant's
    ChangeLock& lock; ///< whether it may be changed at the moment
    const Tenant& tenant; ///< its version of the API may change
    JobCenter& jobs; ///< runs the changes
    SnapshotPlace& snapshots; ///< where those of this tenant lie
    Notices& notices; ///< where every part says what the person has to know
    /// Signs in with another secret; what waits then goes on.
    std::function<void(const Secret& clientSecret)> signIn;
    /// Speaks another version of the API from now on, and keeps it for the connection; says so.
    std::function<void(const QString& version)> useVersion;
    /// Begins to sign in with the browser, which gives a secret for signIn(). Without a value:
    /// people sign in by a client secret.
    std::function<std::unique_ptr<BrowserSignIn>()> browserSignIn = {};
    /// Forgets the sign-in with the browser, here and where it is kept.
    std::function<void()> signOut = {};
    Desktop desktop;
    QString selectionFolder = {}; ///< of this connection; empty = selections are not kept
};

} // namespace ic
