#pragma once

#include "demo/directory.h"
#include "demo/jsontext.h"

namespace ic::demo {

/// One identity as the API gives it, about 1.2 KB.
QByteArray identityJson(const Directory& directory, quint32 ordinal);
/// The same as the API does not describe it: a member of another kind, no id, null in place of the
/// record, or a name that is not valid Unicode; in turn by `ordinal`.
QByteArray oddIdentityJson(const Directory& directory, quint32 ordinal);

/// Writes type, id and name of an identity that is named elsewhere.
void writeReference(JsonText& out, const DemoData& data, quint32 ordinal);

} // namespace ic::demo
