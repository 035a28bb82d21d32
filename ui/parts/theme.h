#pragma once

#include "models/table/statuswords.h"
#include "profile/tenant.h"

#include <QColor>
#include <QPalette>

class QApplication;
class QPushButton;

namespace ic {

enum class ThemeMode {
    System,
    Light,
    Dark,
};

/// The property of an action that cannot be taken back: wherever it stands, it is red.
inline constexpr char DestructiveAction[] = "destructive";

/// The property of a tool button that has a frame also while nobody points at it.
inline constexpr char FramedProperty[] = "framed";
/// The property of a button that is filled with its weight in the dialog, a ButtonFill.
inline constexpr char FillProperty[] = "fill";
enum class ButtonFill {
    None,
    Confirm,
    Destructive,
};

/// The words of Setting::Theme.
QString themeWord(ThemeMode mode);
ThemeMode themeFromWord(const QString& word);

/// Foreground and background of a chip or band.
struct ColorPair
{
    QColor text = {};
    QColor fill = {};
};

/// Every colour that is not a role of QPalette. The palette in use says whether it is the light or
/// the dark set, so a theme switches at run time without telling anybody.
struct ThemeColors
{
    QColor tickedRow;
    QColor currentRow;
    QColor currentRowText;
    QColor separator;
    QColor controlBorder;
    QColor secondaryText;
    QColor accent;
    QColor errorText;
    QColor successText;
    QColor warningText;
    ColorPair filterInvalid;
    ColorPair filterValid;
    ColorPair filterBusy;
    QColor skeleton; ///< the grey bars of rows that are not loaded
    QColor barTrack; ///< of the bar of a number, where the bar ends
};

const ThemeColors& themeColors(const QPalette& palette);
bool isDark(const QPalette& palette);
ColorPair toneColors(Tone tone, const QPalette& palette);
/// `share` of `b` in `a`, from 0 to 1.
QColor mixed(const QColor& a, const QColor& b, qreal share);
/// Of a bar as long as a number is large, on the window or a card.
QColor barColor(Tone tone, const QPalette& palette);
/// Behind the text of a row that has a tone, paler than a chip's; the mark at its edge is
/// toneText().
QColor rowFill(Tone tone, const QPalette& palette);
inline constexpr int RowMarkWidth = 3;
/// The role of the palette that has a tone's colour: a widget that shows its text in it needs no
/// palette of its own, and follows the theme. Three are roles that nothing else here uses.
QPalette::ColorRole toneRole(Tone tone);
/// Of text and marks on the window, not on a chip.
QColor toneText(Tone tone, const QPalette& palette);
ColorPair bandColors(Environment environment);
QString bandIcon(Environment environment);

QPalette lightPalette();
QPalette darkPalette();

/// Fills the button that does what its dialog is for.
void styleConfirmButton(QPushButton& button);
/// The same in red: what it does cannot be taken back.
void styleDestructiveButton(QPushButton& button);

/// Style, palette and font. Can be called again at any time.
void applyTheme(QApplication& application, ThemeMode mode);

} // namespace ic
