#pragma once

#include <QString>

namespace ic {

/// How high the rows of the table are.
enum class Density {
    Compact,
    Normal,
    Comfortable,
};

/// The words of Setting::Density.
QString densityWord(Density density);
/// Normal, for a word that is none.
Density densityFromWord(const QString& word);
/// In pixels.
int heightOf(Density density);

} // namespace ic
