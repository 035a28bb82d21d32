#pragma once

#include "operations/bulkplan.h"

namespace ic {

/// What a plan would send, as commands for a shell. Whatever a plan holds is quoted so that the
/// shell takes it as text: nothing in an id or a source name can become a command. No token is in
/// them.

/// For bash and other POSIX shells; the token is taken from $ISC_TOKEN. `address` is that of the
/// API with its version, e.g. "https://acme.api.identitynow.com/v2024".
QString curlScript(const BulkPlan& plan, const QString& address);

/// For the SailPoint PowerShell SDK (module PSSailpoint.V2024), which knows tenant and sign-in. The
/// script names the tenant it is for, and stops where the SDK's variables name another.
QString powerShellScript(const BulkPlan& plan, const QString& address);

/// The text as one word of a POSIX shell.
QString shellQuoted(const QString& text);
/// The text as a string of PowerShell, in which nothing is expanded.
QString powerShellQuoted(const QString& text);

} // namespace ic
