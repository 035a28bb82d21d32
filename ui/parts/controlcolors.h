#pragma once

#include "ui/parts/theme.h"

#include <QStyleOptionViewItem>

class QAction;

namespace ic {

// What ConsoleStyle does to the palettes of what Fusion draws.

/// The highlight of rows is quieter than that of menus: it stays for long.
QStyleOptionViewItem withRowColors(QStyleOptionViewItem item);
/// An icon keeps its colour on that highlight.
QStyleOptionViewItem withRowIcon(QStyleOptionViewItem item, qreal ratio);
bool isDestructive(const QAction* action);
/// What cannot be taken back is red wherever it is offered, as long as it can be used.
QPalette withDangerText(QPalette palette);
/// Fill says what a button does: what its dialog is for, or what cannot be taken back.
QPalette withFill(QPalette palette, ButtonFill fill);

} // namespace ic
