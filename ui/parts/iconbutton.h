#pragma once

#include <QString>

class QAction;
class QToolButton;
class QWidget;

namespace ic {

/// A flat button that shows an icon alone, and says by tooltip and accessible name what it does.
/// `name`: words of ours.
QToolButton* makeIconButton(const QString& iconName, const QString& name, QWidget* parent);
/// The same for an action, which it follows.
QToolButton* makeIconButton(QAction& action, QWidget* parent);

} // namespace ic
