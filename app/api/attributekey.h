#pragma once

#include <QLatin1StringView>

namespace ic {

/// What stands before the name of an attribute where fields are named too: "attributes.department".
inline constexpr QLatin1StringView AttributePrefix("attributes.");

} // namespace ic
