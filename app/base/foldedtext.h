#pragma once

#include <QString>
#include <QStringView>

namespace ic {

/// The same for texts that differ in case, accents or the form of a character only ("Zoë", "ZOE",
/// "Ｚｏｅ"). Marks that are letters of their own, as the vowels of Indian scripts, stay.
QString foldedText(QStringView text);

} // namespace ic
