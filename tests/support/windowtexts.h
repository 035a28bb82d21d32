#pragma once

#include <QStringList>

class QWidget;

namespace ic::test {

/// What a person sees in `window` and finds in its menus and tooltips that is plain English while
/// the PseudoLanguage is spoken; each with where it stands. What comes from the tenant and names of
/// the API are not meant.
QStringList leftInEnglish(QWidget& window);
/// Labels and buttons of `window` that are smaller than their texts.
QStringList clippedIn(QWidget& window);

} // namespace ic::test
