#pragma once

#include <QList>

class QAction;
class QDockWidget;
class QToolButton;
class QWidget;

namespace ic {

/// Gives a dock the title bar of the design, in place of Fusion's tiny one: name, buttons for the
/// actions, which need an icon, and the button that closes it.
void setDockTitle(QDockWidget& dock, const QList<QAction*>& actions = {});
/// That button alone, for a dock whose title is something else.
QToolButton* makeDockCloseButton(QDockWidget& dock, QWidget* parent);

} // namespace ic
