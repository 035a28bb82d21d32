#pragma once

#include "files/listentry.h"

#include <QChar>
#include <QList>
#include <QStringList>
#include <QStringView>

#include <atomic>
#include <optional>

namespace ic {

/// Where in a text the entries of a list are.
struct ListLayout
{
    static constexpr int EveryCell = -1;

    QChar separator = {}; ///< of the columns: tab, semicolon or comma; null = a line is an entry
    int column = 0; ///< from 0, or EveryCell

    bool operator==(const ListLayout&) const = default;
};

/// A layout, and what it finds in the first lines.
struct FoundLayout
{
    ListLayout layout = {};
    QStringList cells = {}; ///< of the first line, one for each column
    bool hasHeading = false; ///< the first line names the columns

    bool operator==(const FoundLayout&) const = default;
};

/// One line of a table. A quoted cell may hold line breaks: it is the line the row begins in.
struct ListRow
{
    QStringList cells = {};
    int line = 0;
};

/// Takes a text apart, row by row, as sheet programs write it: quoted cells, doubled quotes, any
/// line ends. A quote that does not close, or that more text follows, is an ordinary character.
class ListRows
{
public:
    /// `separator` null: every line is one cell. The text must outlive this.
    ListRows(QStringView text, QChar separator);

    bool atEnd() const { return m_at >= m_text.size(); }
    ListRow next();

private:
    QString cell();
    /// The end of the quoted cell that begins here; -1 if it is none.
    qsizetype quotedEnd() const;

    QStringView m_text;
    QChar m_separator;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_rowEnded = false;
};

/// How the entries of a text are most likely laid out, by its first lines. `key`: what is looked
/// for; decides between columns.
FoundLayout findLayout(QStringView text, ListKey key);
/// The same with the separator chosen.
FoundLayout findColumn(QStringView text, QChar separator, ListKey key);

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

/// Reads the entries of a list. Space around them is cut, blank lines are left out; a line of a
/// table whose cell is empty is an entry without text. What cannot be part of a filter (control
/// characters, broken text) is refused with its line. For large texts not on the window's thread;
/// stops early, with no entries, once `stop` is true.
ParsedList parseList(
    QStringView text, const ListOptions& options, const std::atomic_bool* stop = nullptr);

} // namespace ic
