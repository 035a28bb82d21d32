#pragma once

#include "files/exportrequest.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace ic {

/// What the command line of `identity-console export` asks for.
struct ExportArguments
{
    ExportRequest request;
    bool help = false;
    bool demo = false;
    QString profile = {}; ///< name of a connection; empty = the tenant of the SAIL_* variables
    std::optional<int> demoIdentities = {}; ///< nullopt = as many as the demo tenant likes
    bool rateLimit = true;
};

/// Reads the arguments after "export". nullopt, and `problem` says what to correct.
std::optional<ExportArguments> parseExportArguments(const QStringList& arguments, QString* problem);

/// The text of --help, with the exit codes.
QString exportHelp();

} // namespace ic
