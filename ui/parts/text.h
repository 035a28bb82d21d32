#pragma once

#include "base/plaintext.h"
#include "base/wording.h"
#include "models/table/statuswords.h"

#include <QFont>
#include <QString>

class QLabel;
class QWidget;

namespace ic {

/// A label that shows its text as it is. Names come from outside: no label of this program may
/// take them for markup, so labels are made here.
QLabel* plainLabel(const QString& text, QWidget* parent = nullptr);
/// The same in the quiet colour.
QLabel* secondaryLabel(const QString& text, QWidget* parent = nullptr);
/// The title of a dialog or a page.
QLabel* titleLabel(const QString& text, QWidget* parent = nullptr);
/// Gives the label that look.
void makeTitle(QLabel& label);
/// A heading above a group of fields.
QLabel* sectionLabel(const QString& text, QWidget* parent = nullptr);

/// Shows the label in the colour of the tone; follows the theme.
void setTone(QLabel& label, Tone tone);

/// The system's fixed-pitch font, for ids and JSON.
QFont fixedFont(int pixelSize);

/// For menus, buttons and tabs, which take "&" for the mark of a shortcut.
QString menuText(QString text);

} // namespace ic
