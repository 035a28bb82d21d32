#pragma once

#include <QString>

namespace ic {

/// Whether a host, with or without a port, is this computer: plain http is safe there.
bool isThisComputer(const QString& host);

} // namespace ic
