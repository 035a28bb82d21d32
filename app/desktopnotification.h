#pragma once

#include <QString>

namespace ic {

/// Shows a desktop notification through org.freedesktop.Notifications; where there is no such
/// service nothing happens. Both texts are shown as they are, never as markup.
void showDesktopNotification(const QString& title, const QString& text);

} // namespace ic
