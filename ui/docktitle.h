#pragma once

#include <QList>

class QAction;
class QDockWidget;

namespace ic {

/// Gives a dock the title bar of the design, in place of Fusion's tiny one: name, buttons for the
/// actions, which need an icon, and the button that closes it.
void setDockTitle(QDockWidget& dock, const QList<QAction*>& actions = {});

} // namespace ic
