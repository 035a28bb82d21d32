#pragma once

#include <QString>

namespace ic {

/// "about 40 s", "about 3 min".
QString aboutText(qint64 ms);

} // namespace ic
