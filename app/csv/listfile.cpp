#include "csv/listfile.h"

#include "csv/csvwriter.h"
#include "csv/exportsink.h"

namespace ic {

QString writeListFile(const QString& path, const QList<QStringList>& rows)
{
    CsvWriter writer({});
    for (const QStringList& row : rows)
        writer.row(row);
    FileSink file(path);
    if (!file.open() || !file.write(writer.takeBlock()) || !file.commit())
        return file.problem();
    return {};
}

} // namespace ic
