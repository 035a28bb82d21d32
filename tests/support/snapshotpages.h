#pragma once

#include "api/identity.h"
#include "files/rowencoder.h"
#include "snapshot/snapshotencoder.h"
#include "snapshot/snapshotsink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

namespace ic::test {

/// One page as the tenant answers it.
inline ApiResponse pageOf(const QByteArray& json)
{
    return { .status = 200, .body = json, .contentType = "application/json" };
}

inline ApiResponse pageOf(const QJsonArray& records)
{
    return pageOf(QJsonDocument(records).toJson(QJsonDocument::Compact));
}

inline QStringList idsOf(const IdentityPage& page)
{
    QStringList ids;
    for (const Identity& identity : page.identities)
        ids += identity.id.text();
    return ids;
}

/// The rows of the page as a sink takes them.
inline QByteArray rowsOf(const ApiResponse& page, bool areCorrelated = true)
{
    const auto decoded = SnapshotEncoder({}, areCorrelated).read(page, 0);
    return decoded ? std::any_cast<const EncodedRows&>(decoded->content).lines : QByteArray();
}

/// Writes a whole snapshot. Returns what went wrong.
inline QString writeSnapshot(const QString& path, const QList<ApiResponse>& correlated,
    const QList<ApiResponse>& others = {}, const SnapshotFacts& facts = {})
{
    SnapshotSink sink(path, facts);
    if (!sink.open())
        return sink.problem();
    for (const bool areCorrelated : { true, false }) {
        for (const ApiResponse& page : areCorrelated ? correlated : others) {
            if (!sink.write(rowsOf(page, areCorrelated)))
                return sink.problem();
        }
    }
    return sink.commit() ? QString() : sink.problem();
}

} // namespace ic::test
