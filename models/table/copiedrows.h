#pragma once

#include "models/table/identitycolumns.h"

namespace ic {

/// How rows are written for the clipboard.
enum class CopyFormat {
    Csv, ///< as exports are: guarded against formulas, quoted where it must be
    Tsv, ///< as spreadsheets paste it: the same guard, tabs between, one line for each row
    Markdown, ///< a table; nothing in a cell is taken for markup
    Json, ///< a list of objects, by the API's names; what is absent is null
};

/// "CSV", "TSV", "Markdown", "JSON".
QString copyFormatWord(CopyFormat format);

/// The exact values of these columns, without those of ticks. `withHeader`: the columns' names as
/// people see them in the first line; JSON names its values in any case.
QString copiedRows(CopyFormat format, bool withHeader, const QList<IdentityColumn>& columns,
    const QList<Identity>& identities);

} // namespace ic
