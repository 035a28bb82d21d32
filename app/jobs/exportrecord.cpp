#include "jobs/exportrecord.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

QString ExportRecord::titleOf(QLatin1StringView key)
{
    return key == SnapshotKey ? tr("Snapshot") : tr("Export");
}

QString ExportRecord::words() const
{
    if (isSnapshot())
        return whom;
    if (how.columns.isEmpty())
        return tr("%1 to %2", "what was written, the file").arg(whom, path);
    return tr("%1 to %2: %3", "whom, the file, its columns")
        .arg(whom, path, how.columns.join(u", "_s));
}

QByteArray ExportRecord::toJson() const
{
    const QJsonObject object {
        { u"how"_s, how.toJson() },
        { u"whom"_s, whom },
        { u"filters"_s, filters },
        { u"path"_s, path },
        { u"outcome"_s, outcome },
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<ExportRecord> ExportRecord::fromJson(const QByteArray& json, const QString& key)
{
    if (!std::ranges::count(Keys, key))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QString path = object.value(u"path"_s).toString();
    if (path.isEmpty())
        return std::nullopt;
    return ExportRecord {
        .how = ExportPreset::fromJson(object.value(u"how"_s).toObject()),
        .whom = object.value(u"whom"_s).toString(),
        .filters = object.value(u"filters"_s).toString(),
        .path = path,
        .outcome = object.value(u"outcome"_s).toString(),
    };
}

} // namespace ic
