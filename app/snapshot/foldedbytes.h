#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace ic {

/// Copies ASCII in lower case, which is what it folds to. Returns how many bytes that were: all, or
/// those before something else.
qsizetype copyLowered(char* to, QByteArrayView text);
/// Appends foldedText() of a text that is UTF-8, as such is this.
void appendFolded(QByteArray& target, QByteArrayView text);

} // namespace ic
