#pragma once

#include <QDateTime>
#include <QString>

namespace ic {

struct SnapshotFacts;

/// "14:02" of today, else with the day.
QString snapshotTime(const QDateTime& takenAt, const QDateTime& now);
/// Whom it holds, e.g. "Correlated: Status is Locked"; empty = everybody in the tenant.
QString snapshotWhom(const SnapshotFacts& facts);
/// Old enough to be doubted: an hour and more.
bool isStale(const QDateTime& takenAt, const QDateTime& now);

} // namespace ic
