#pragma once

#include "demo/directory.h"

namespace ic::demo {

/// Appends one identity as the API gives it, about 1.2 KB.
void appendIdentity(QByteArray& out, const Directory& directory, quint32 ordinal);

/// Appends `{"type":"IDENTITY","id":…,"name":…}`.
void appendIdentityReference(QByteArray& out, const DemoData& data, quint32 ordinal);

} // namespace ic::demo
