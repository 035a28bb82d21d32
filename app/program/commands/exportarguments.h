#pragma once

#include "api/filter/filterfield.h"
#include "files/exportrequest.h"
#include "program/arguments.h"

namespace ic {

/// Which identities, and in which order: --filter, --sort and --all.
QList<Argument> whoArguments();
/// Reads them; empty, or what is wrong. Of a snapshot where `who` is of one.
QString readWho(const Arguments& given, ReadRequest& who);
/// --filter alone.
QString readFilter(const QString& text, QString& filters, FilterReach reach = FilterReach::ListApi);
/// One key, or several separated by commas, of fields and attributes.
QString readKeys(const QString& text, QStringList& keys);

/// Why the file that this switch names cannot be written; empty if it can, or is not given.
QString fileProblem(const Arguments& given, const QString& name);

/// What of them and how, in addition: --columns.
Argument columnsArgument();
QString readColumns(const QString& text, QList<ExportColumn>& columns);

/// Of a file: --output, --format, --header, --delimiter, --bom and --no-formula-guard.
QList<Argument> fileArguments();
/// Reads all of them.
QString readExport(const Arguments& given, ExportRequest& request);

} // namespace ic
