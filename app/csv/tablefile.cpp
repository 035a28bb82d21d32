#include "csv/tablefile.h"

#include "csv/csvwriter.h"
#include "csv/exportsink.h"

using namespace Qt::StringLiterals;

namespace ic {

Expected<std::monostate> writeTableFile(const QString& path, const QList<QStringList>& rows)
{
    CsvWriter writer(CsvOptions {});
    writer.start();
    for (const QStringList& row : rows)
        writer.row(row);
    FileSink sink(path);
    if (sink.open() && sink.write(writer.takeBlock()) && sink.commit())
        return std::monostate();
    return ApiError {
        .kind = ApiError::Kind::File, .operation = u"Export list"_s, .detail = sink.problem()
    };
}

} // namespace ic
