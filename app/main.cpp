#include "base/redact.h"
#include "exportcommand.h"

#include <cstdio>
#include <cstring>

namespace {

constexpr const char* Help = R"(Usage: identity-console export [options] --output FILE
       identity-console --help | --version

Administration console for SailPoint Identity Security Cloud identities.

  export      write identities to a CSV file, without a window; see
              identity-console export --help
  --help      this text
  --version   the version
)";

} // namespace

int main(int argc, char** argv)
{
    ic::installRedactingLogHandler();
    // Decided before there is any application object: exporting must not need a display.
    const char* const first = argc > 1 ? argv[1] : "";
    if (std::strcmp(first, "export") == 0)
        return ic::runExportCommand(argc, argv);
    if (std::strcmp(first, "--version") == 0) {
        std::puts("identity-console " CONSOLE_VERSION);
        return 0;
    }
    if (std::strcmp(first, "--help") == 0 || std::strcmp(first, "-h") == 0) {
        std::fputs(Help, stdout);
        return 0;
    }
    std::fputs(Help, stderr);
    return ic::ExportCommand::BadUsage;
}
