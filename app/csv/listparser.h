#pragma once

#include "csv/listlayout.h"

#include <QList>

#include <atomic>

namespace ic {

/// What is looked up at once; more would take the tenant many minutes.
constexpr qsizetype MostListEntries = 50'000;

struct ListOptions
{
    ListKey key = ListKey::FindOut;
    std::optional<ListLayout> layout = {}; ///< nullopt = find it
};

/// The entries of a text, in its order.
struct ParsedList
{
    QList<ListEntry> entries = {}; ///< none if there is a problem
    FoundLayout found = {};
    /// The first entry may be the heading of the others.
    bool mayHaveHeading = false;
    QString problem = {}; ///< why it cannot be looked up, in a sentence; empty if it can
    int problemLine = 0; ///< where, from 1; 0 = nowhere in particular
};

/// Reads the entries of a list. Space around them is cut, blank ones are left out. What cannot be
/// part of a filter (control characters, broken text) is refused with its line.
/// For large texts not on the window's thread; stops early, with no entries, once `stop` is true.
ParsedList parseList(
    QStringView text, const ListOptions& options, const std::atomic_bool* stop = nullptr);

} // namespace ic
