#pragma once

class QDockWidget;
class QToolButton;
class QWidget;

namespace ic {

/// Name and close button, in place of Fusion's tiny title bar.
QWidget* makeDockTitle(QDockWidget& dock);
/// The close button alone.
QToolButton* makeDockCloseButton(QDockWidget& dock);

} // namespace ic
