#pragma once

#include "base/expected.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

namespace ic {

/// What a snapshot says of itself.
struct SnapshotFacts
{
    QDateTime takenAt = {}; ///< when reading it began, UTC: nothing in it is older
    QString filters = {}; ///< whom was read: a filter of the list API; empty = all
    bool correlatedOnly = true;
    qint64 count = 0; ///< identities in it
    QStringList remarks = {}; ///< of the reading, each a sentence

    bool operator==(const SnapshotFacts&) const = default;
    /// Whether both were asked for the same people.
    bool isOfTheSameAs(const SnapshotFacts& other) const
    {
        return filters == other.filters && correlatedOnly == other.correlatedOnly;
    }
};

/// As the file keeps them.
QByteArray toJson(const SnapshotFacts& facts);
SnapshotFacts snapshotFactsFromJson(const QByteArray& json);

/// Of a snapshot that lies there. Errors are Kind::File.
Expected<SnapshotFacts> readSnapshotFacts(const QString& path);

} // namespace ic
