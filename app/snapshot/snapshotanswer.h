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

} // namespace ic
