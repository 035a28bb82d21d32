#pragma once

#include "demo/directory.h"
#include "demo/jsontext.h"

namespace ic::demo {

/// Appends one identity as the API gives it, about 1.2 KB.
void appendIdentity(JsonText& out, const Directory& directory, quint32 ordinal);

/// Appends `{"type":"IDENTITY","id":…,"name":…}`.
void appendIdentityReference(JsonText& out, const DemoData& data, quint32 ordinal);

} // namespace ic::demo
