#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace ic {

/// Identities that share a value, or two.
struct SnapshotGroup
{
    /// One for each key, as most of them write it; empty = no value.
    QStringList values = {};
    qint64 count = 0;

    bool operator==(const SnapshotGroup&) const = default;
};

enum class GroupOrder {
    BySize, ///< the largest first
    ByName, ///< no value last
};

struct SnapshotGroups
{
    QList<SnapshotGroup> groups = {}; ///< the first ones
    qint64 all = 0; ///< groups, also those that are not listed
    qint64 identities = 0; ///< who is in them; who has a list of values is in several
};

/// What can be said of one field.
struct SnapshotSummary
{
    qint64 filled = 0;
    qint64 empty = 0;
    qint64 distinct = 0; ///< values
    QList<SnapshotGroup> mostFrequent = {}; ///< without those who have none
    QString smallest = {};
    QString largest = {};
};

struct SnapshotFieldCount
{
    QString key = {}; ///< as filterSubject() takes it
    qint64 filled = 0; ///< identities that have a value

    bool operator==(const SnapshotFieldCount&) const = default;
};

/// How a snapshot differs from an older one.
struct SnapshotComparison
{
    qint64 added = 0;
    qint64 gone = 0;
    qint64 changed = 0;
    qint64 refreshed = 0; ///< only the dates of their last change or refresh are other ones
    /// In how many the field differs, those dates too; the most frequent first.
    QList<SnapshotFieldCount> fields = {};
};

enum class IdentityChange {
    None,
    New,
    Changed,
    Gone,
};

struct SnapshotDifference
{
    QString id = {};
    QString name = {};
    IdentityChange change = IdentityChange::None;
    /// Of who is changed: what, from which text to which. Empty texts are no value.
    QString field = {};
    QString from = {};
    QString to = {};

    bool operator==(const SnapshotDifference&) const = default;
};

/// Some of the differences, in the order of the snapshot, who is gone at the end.
struct SnapshotDifferences
{
    QList<SnapshotDifference> differences = {};
    qint64 next = 0; ///< where to go on; -1 = these were the last ones
};

} // namespace ic
