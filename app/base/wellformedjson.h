#pragma once

#include <QByteArray>

namespace ic {

/// The same JSON, so that Qt's parser reads every text of it whole and as valid Unicode: bytes that
/// are no UTF-8, and escaped halves of a surrogate pair, become U+FFFD; a U+FEFF that begins a
/// text, which the parser would take for a byte order mark and drop, is escaped. Whatever comes
/// from outside is read through it. Whether it is JSON at all is the parser's to say.
QByteArray wellFormedJson(const QByteArray& json);

} // namespace ic
