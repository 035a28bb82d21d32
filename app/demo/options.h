#pragma once

#include "demo/tenantconfig.h"

#include <QStringList>

namespace ic::demo {

/// What the command line of demo-tenant asks for.
struct Options
{
    enum class Wish { Run, Help, Version };

    Wish wish = Wish::Run;
    TenantConfig config;
    bool exitWithStdin = false;
};

/// Reads the arguments, the program's name included. Returns nothing and explains in `error` what
/// is wrong.
std::optional<Options> parseOptions(const QStringList& arguments, QString* error);

/// The text of --help.
QString helpText();

} // namespace ic::demo
