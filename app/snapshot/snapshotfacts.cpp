#include "snapshot/snapshotfacts.h"

#include "base/qtversion.h"
#include "snapshot/snapshotreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic {

QByteArray toJson(const SnapshotFacts& facts)
{
    const QJsonObject json {
        { u"takenAt"_s, facts.takenAt.toMSecsSinceEpoch() },
        { u"filters"_s, facts.filters },
        { u"correlatedOnly"_s, facts.correlatedOnly },
        { u"count"_s, facts.count },
        { u"remarks"_s, QJsonArray::fromStringList(facts.remarks) },
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

SnapshotFacts snapshotFactsFromJson(const QByteArray& json)
{
    const QJsonObject read = QJsonDocument::fromJson(json).object();
    SnapshotFacts facts {
        .takenAt = QDateTime::fromMSecsSinceEpoch(read[u"takenAt"].toInteger(), Utc),
        .filters = read[u"filters"].toString(),
        .correlatedOnly = read[u"correlatedOnly"].toBool(),
        .count = read[u"count"].toInteger(),
    };
    const QJsonArray remarks = read[u"remarks"].toArray();
    for (const auto& remark : remarks)
        facts.remarks += remark.toString();
    return facts;
}

Expected<SnapshotFacts> readSnapshotFacts(const QString& path)
{
    const auto reader = SnapshotReader::open(path);
    return reader ? Expected<SnapshotFacts>((*reader)->facts()) : reader.error();
}

} // namespace ic
