#include "coredumps.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace ic {

void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none { 0, 0 };
    (void)::setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // The limit alone does not bind a system that hands core files to a program.
    (void)::prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace ic
