#pragma once

#include <QByteArray>

namespace ic::demo {

/// The JSON of an identity as the API does not describe it: a member of another kind, no id, null
/// in place of the record, or a name that is not valid Unicode; in turn by `ordinal`.
QByteArray oddRecord(const QByteArray& identity, quint32 ordinal);

} // namespace ic::demo
