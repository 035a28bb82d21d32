#pragma once

#include "operations/bulkplan.h"

namespace ic {

/// What a plan would send, as commands for a shell. Whatever a plan holds is quoted so that the
/// shell takes it as text: nothing in an id or a source name can become a command. No token is in
/// them.

/// Which API the commands are for.
struct ScriptTarget
{
    QString address = {}; ///< without a version: "https://acme.api.identitynow.com"
    QString version = {}; ///< see knownApiVersions()
};

/// For bash and other POSIX shells; the token is taken from $ISC_TOKEN.
QString curlScript(const BulkPlan& plan, const ScriptTarget& api);

/// For the SailPoint PowerShell SDK, which knows tenant and sign-in: its module PSSailpoint.V2024
/// or that of another year, or PSSailpoint.Identities, whose names end in V1. The script names the
/// tenant it is for, and stops where the SDK's variables name another.
QString powerShellScript(const BulkPlan& plan, const ScriptTarget& api);

/// The text as one word of a POSIX shell.
QString shellQuoted(const QString& text);
/// The text as a string of PowerShell, in which nothing is expanded.
QString powerShellQuoted(const QString& text);

} // namespace ic
