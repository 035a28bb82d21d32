#pragma once

#include <QByteArray>

#include <vector>

namespace ic {

/// The only place that knows SQL: every statement a snapshot is written and read with. Nothing that
/// a person or the tenant wrote is part of one; columns are c0, c1 and so on.
///
/// One row for each identity, numbered from 1 in the order they came; one column for each member
/// that was met, as far as there is room; what has none is in `rest`.
struct SnapshotSql
{
    static constexpr int Version = 1; ///< of the schema
    static constexpr int MostColumns = 500; ///< a row takes a byte for each, also for an absent one

    static QByteArray forWriting();
    static QByteArray forReading();
    static QByteArray schema();
    static QByteArray addColumn(int number);
    static QByteArray commit();
    /// Row, correlated, hash, rest, then the columns.
    static QByteArray insertIdentity(int columns);
    /// Number, place, key, filled.
    static QByteArray insertField();
    static QByteArray insertFacts();

    static QByteArray version();
    static QByteArray facts();
    static QByteArray fields();
    /// Correlated, hash, rest if it is wanted, and these columns, of the rows from the first one
    /// that is bound to the second, in their order.
    static QByteArray scan(bool withRest, const std::vector<int>& columns);
    /// The same of the rows in the JSON list that is bound, in its order.
    static QByteArray chosen(bool withRest, const std::vector<int>& columns);
};

} // namespace ic
