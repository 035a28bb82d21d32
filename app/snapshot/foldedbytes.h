#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace ic {

/// Appends foldedText() of a text that is UTF-8, as such is this.
void appendFolded(QByteArray& target, QByteArrayView text);

} // namespace ic
