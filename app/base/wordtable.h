#pragma once

#include <QString>

#include <algorithm>
#include <optional>

namespace ic {

/// A value of an enumeration and the word it has in files. A table is an array of them.
template <class T> struct Word
{
    T value;
    QLatin1StringView word;
};

/// Empty where the table does not have the value.
template <class Table> QString wordOf(const Table& table, auto value)
{
    const auto row = std::ranges::find(table, value, &Table::value_type::value);
    return row == table.end() ? QString() : QString(row->word);
}

template <class Table> auto valueOf(const Table& table, const QString& word)
{
    const auto row = std::ranges::find(table, word, &Table::value_type::word);
    return row == table.end() ? std::nullopt : std::optional(row->value);
}

} // namespace ic
