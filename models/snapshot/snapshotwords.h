#pragma once

#include <QDateTime>
#include <QString>

namespace ic {

struct ApiError;
struct IdentityQuery;
struct SnapshotFacts;

/// "14:02" of today, else with the day. With the seconds where `other`, which is named beside it,
/// is of the same minute.
QString snapshotTime(const QDateTime& takenAt, const QDateTime& now, const QDateTime& other = {});
/// Whom it holds, e.g. "Correlated: Status is Locked"; empty = everybody in the tenant.
QString snapshotWhom(const SnapshotFacts& facts);
/// What was asked for when it was taken.
IdentityQuery queryOf(const SnapshotFacts& facts);
/// Why a snapshot cannot be opened, in a sentence.
QString unreadableText(const ApiError& error);
/// Old enough to be doubted: an hour and more.
bool isStale(const QDateTime& takenAt, const QDateTime& now);

} // namespace ic
