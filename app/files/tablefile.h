#pragma once

#include "base/expected.h"
#include "files/csvwriter.h"
#include "files/exportsink.h"

namespace ic {

/// A table on its way into a CSV file: with the guard against formulas, readable by its owner only,
/// whole or not at all. The first problem stays.
class TableFile
{
public:
    TableFile(const QString& path, const QStringList& header);

    /// False = it need not go on; commit() says why.
    bool add(const QStringList& row);
    /// How many rows follow the header. Errors are Kind::File.
    Expected<int> commit();

private:
    FileSink m_sink;
    CsvWriter m_writer { CsvOptions {} };
    bool m_isGood;
    int m_rows = 0;
};

/// Writes a whole table, its first row being the header; see TableFile.
Expected<int> writeTableFile(const QString& path, const QList<QStringList>& rows);

} // namespace ic
