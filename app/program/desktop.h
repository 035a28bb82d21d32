#pragma once

#include "ui/window/uiservices.h"

namespace ic {

/// The desktop this program runs on. Notifications go through org.freedesktop.Notifications, and
/// nowhere where there is no such service; their texts are shown as they are, never as markup.
Desktop thisDesktop();

} // namespace ic
