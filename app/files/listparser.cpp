#include "files/listparser.h"

#include "api/filter/filterexpression.h"
#include "base/wording.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ListParser)
};

constexpr qsizetype LookedAtRows = 200;
constexpr qsizetype LongestCell = 32'767; // of a sheet
constexpr std::array Separators { u'\t', u';', u',' };

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r';
}

std::vector<ListRow> firstRows(QStringView text, QChar separator)
{
    std::vector<ListRow> rows;
    ListRows reader(text, separator);
    while (!reader.atEnd() && rows.size() < LookedAtRows) {
        ListRow row = reader.next();
        const bool blank = std::ranges::all_of(
            row.cells, [](const QString& cell) { return cell.trimmed().isEmpty(); });
        if (!blank)
            rows.push_back(std::move(row));
    }
    return rows;
}

/// How many columns the rows have, if nearly all of them have that many; else 1.
qsizetype columnsOf(const std::vector<ListRow>& rows)
{
    QHash<qsizetype, size_t> counts;
    for (const ListRow& row : rows)
        ++counts[row.cells.size()];
    qsizetype columns = 1;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() * 5 >= rows.size() * 4)
            columns = it.key();
    }
    return columns;
}

/// "Keller, Maria" is a name: no program writes a space after its separator.
bool readsAsText(const std::vector<ListRow>& rows)
{
    qsizetype cells = 0;
    qsizetype spaced = 0;
    for (const ListRow& row : rows) {
        for (qsizetype i = 1; i < row.cells.size(); ++i) {
            ++cells;
            spaced += row.cells[i].startsWith(u' ') ? 1 : 0;
        }
    }
    return spaced * 2 > cells;
}

/// One line of addresses or accounts, as mail programs give them: names would not read like that.
bool listsInOneLine(const ListRow& row)
{
    return row.cells.size() > 1 && std::ranges::all_of(row.cells, [](const QString& cell) {
        const QString entry = addressIn(cell.trimmed());
        return looksLikeEmail(entry) || looksLikeId(entry)
            || (!entry.contains(u' ') && std::ranges::any_of(entry, [](QChar c) {
                   return c.isDigit() || c == u'.' || c == u'_';
               }));
    });
}

bool namesColumns(const ListRow& row)
{
    qsizetype filled = 0;
    qsizetype headings = 0;
    for (const QString& cell : row.cells) {
        filled += cell.trimmed().isEmpty() ? 0 : 1;
        headings += looksLikeHeading(cell) ? 1 : 0;
    }
    return headings > 0 && headings * 2 >= filled;
}

/// How well a column suits as the one that says who is meant.
int suitability(const std::vector<ListRow>& rows, qsizetype column, bool hasHeading, ListKey key)
{
    int filled = 0;
    int ids = 0;
    int emails = 0;
    const int all = static_cast<int>(rows.size()) - (hasHeading ? 1 : 0);
    for (size_t i = hasHeading ? 1 : 0; i < rows.size(); ++i) {
        const QString cell = rows[i].cells.value(column).trimmed();
        filled += cell.isEmpty() ? 0 : 1;
        ids += looksLikeId(cell) ? 1 : 0;
        emails += looksLikeEmail(addressIn(cell)) ? 1 : 0;
    }
    if (filled == 0)
        return 0;
    ListKey kind = ListKey::FindOut;
    if (ids * 2 > filled)
        kind = ListKey::Id;
    else if (emails * 2 > filled)
        kind = ListKey::Email;
    else if (hasHeading)
        kind = keyOfHeading(rows.front().cells.value(column)).value_or(kind);
    // "id" over numbers is somebody else's id.
    if (kind == ListKey::Id && ids == 0)
        kind = ListKey::FindOut;
    int points = 1;
    switch (kind) {
    case ListKey::Id:
        points = 60;
        break;
    case ListKey::AccountName:
        points = 50;
        break;
    case ListKey::Email:
        points = 40;
        break;
    case ListKey::DisplayName:
        points = 30;
        break;
    case ListKey::FindOut:
        break;
    }
    if (kind == key && key != ListKey::FindOut)
        points = 100;
    return points * 1000 * filled / std::max(1, all);
}

FoundLayout suitedColumn(const std::vector<ListRow>& rows, QChar separator, ListKey key)
{
    FoundLayout found { .layout = { .separator = separator } };
    if (rows.empty())
        return found;
    found.cells = rows.front().cells;
    found.hasHeading = rows.size() > 1 && namesColumns(rows.front());
    if (rows.size() == 1) {
        if (found.cells.size() > 1)
            found.layout.column = ListLayout::EveryCell;
        return found;
    }
    int best = -1;
    for (qsizetype column = 0; column < found.cells.size(); ++column) {
        const int points = suitability(rows, column, found.hasHeading, key);
        if (points > best) {
            best = points;
            found.layout.column = static_cast<int>(column);
        }
    }
    return found;
}

constexpr qsizetype MostNamedLines = 5;

/// Without the space around it, what can be seen and what cannot.
QString trimmedEntry(const QString& text)
{
    const auto isNothing = [](QChar c) {
        return c.isSpace() || c == QChar::ByteOrderMark || c == u'\u200B' || c == u'\u2060';
    };
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && isNothing(text[from]))
        ++from;
    while (to > from && isNothing(text[to - 1]))
        --to;
    return text.sliced(from, to - from);
}

QString refusal(const QList<int>& lines, qsizetype count)
{
    if (count == 1) {
        return Texts::tr(
            "Line %1 holds a control character or broken text. Correct it, then press Find.")
            .arg(numberText(lines.first()));
    }
    QStringList names;
    for (const int line : lines)
        names += numberText(line);
    const QString which = names.join(u", "_s);
    const qsizetype more = count - lines.size();
    return (more > 0 ? Texts::tr("These lines hold control characters or broken text: %1 and %2 "
                                 "more. Correct them, then press Find.")
                           .arg(which, numberText(more))
                     : Texts::tr("These lines hold control characters or broken text: %1. Correct "
                                 "them, then press Find.")
                           .arg(which));
}

} // namespace

ListRows::ListRows(QStringView text, QChar separator)
    : m_text(text)
    , m_separator(separator)
{
    if (text.startsWith(QChar::ByteOrderMark))
        m_at = 1;
}

ListRow ListRows::next()
{
    ListRow row { .line = m_line };
    m_rowEnded = false;
    while (!m_rowEnded)
        row.cells += cell();
    return row;
}

QString ListRows::cell()
{
    QString text;
    const qsizetype from = m_at;
    const qsizetype quoted = quotedEnd();
    if (quoted >= 0) {
        qsizetype open = from;
        while (m_text[open] != u'"')
            ++open;
        text = m_text.sliced(open + 1, quoted - open - 1).toString();
        text.replace(u"\"\""_s, u"\""_s);
        m_at = quoted + 1;
        for (qsizetype i = open; i < quoted; ++i)
            m_line += m_text[i] == u'\n' || (m_text[i] == u'\r' && m_text[i + 1] != u'\n') ? 1 : 0;
        while (m_at < m_text.size() && m_text[m_at] == u' ')
            ++m_at;
    } else {
        while (m_at < m_text.size() && !isLineEnd(m_text[m_at])
            && (m_separator.isNull() || m_text[m_at] != m_separator))
            ++m_at;
        text = m_text.sliced(from, m_at - from).toString();
    }
    if (m_at >= m_text.size()) {
        m_rowEnded = true;
    } else if (isLineEnd(m_text[m_at])) {
        m_rowEnded = true;
        const bool two
            = m_text[m_at] == u'\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == u'\n';
        m_at += two ? 2 : 1;
        ++m_line;
    } else {
        ++m_at; // the separator
    }
    return text;
}

qsizetype ListRows::quotedEnd() const
{
    qsizetype at = m_at;
    while (at < m_text.size() && m_text[at] == u' ')
        ++at;
    if (at >= m_text.size() || m_text[at] != u'"')
        return -1;
    const qsizetype limit = std::min(m_text.size(), at + 1 + LongestCell);
    for (++at; at < limit; ++at) {
        // Where lines are entries, a cell cannot go beyond its line.
        if (m_separator.isNull() && isLineEnd(m_text[at]))
            return -1;
        if (m_text[at] != u'"')
            continue;
        if (at + 1 < m_text.size() && m_text[at + 1] == u'"') {
            ++at;
            continue;
        }
        qsizetype after = at + 1;
        while (after < m_text.size() && m_text[after] == u' ')
            ++after;
        const bool closes = after >= m_text.size() || isLineEnd(m_text[after])
            || (!m_separator.isNull() && m_text[after] == m_separator);
        return closes ? at : -1;
    }
    return -1;
}

FoundLayout findLayout(QStringView text, ListKey key)
{
    for (const char16_t separator : Separators) {
        const std::vector<ListRow> rows = firstRows(text, separator);
        if (columnsOf(rows) < 2)
            continue;
        if (rows.size() == 1 ? !listsInOneLine(rows.front())
                             : separator == u',' && readsAsText(rows))
            continue;
        return suitedColumn(rows, separator, key);
    }
    return findColumn(text, {}, key);
}

FoundLayout findColumn(QStringView text, QChar separator, ListKey key)
{
    return suitedColumn(firstRows(text, separator), separator, key);
}

ParsedList parseList(QStringView text, const ListOptions& options, const std::atomic_bool* stop)
{
    ParsedList list;
    list.found = options.layout ? findColumn(text, options.layout->separator, options.key)
                                : findLayout(text, options.key);
    if (options.layout)
        list.found.layout = *options.layout;
    const ListLayout layout = list.found.layout;
    qsizetype count = 0;
    qsizetype refused = 0;
    QList<int> refusedLines;
    const auto add = [&](const QString& cell, int line, bool isGap = false) {
        const QString whole = trimmedEntry(cell);
        const QString entry = options.key == ListKey::DisplayName ? whole : addressIn(whole);
        if (entry.isEmpty() && isGap)
            list.entries += ListEntry { {}, line };
        if (entry.isEmpty())
            return;
        ++count;
        if (filterValueProblem(entry)) {
            ++refused;
            if (refusedLines.size() < MostNamedLines)
                refusedLines += line;
        }
        if (count <= MostListEntries)
            list.entries += ListEntry { entry, line };
    };
    ListRows rows(text, layout.separator);
    bool isFirst = true;
    while (!rows.atEnd()) {
        if (stop != nullptr && stop->load(std::memory_order_relaxed))
            return {};
        const ListRow row = rows.next();
        if (layout.column == ListLayout::EveryCell) {
            for (const QString& cell : row.cells)
                add(cell, row.line);
        } else {
            // Somebody is meant by every line of a table, also where the cell that says who is
            // empty; by a blank line nobody is.
            const bool isGap = !layout.separator.isNull() && !(isFirst && list.found.hasHeading)
                && !std::ranges::all_of(
                    row.cells, [](const QString& one) { return trimmedEntry(one).isEmpty(); });
            add(row.cells.value(layout.column), row.line, isGap);
        }
        isFirst = false;
    }
    if (count == 0) {
        list.problem = Texts::tr("The list is empty. Paste one entry a line, or open a file.");
    } else if (refused > 0) {
        list.problem = refusal(refusedLines, refused);
        list.problemLine = refusedLines.first();
    } else if (count > MostListEntries) {
        list.problem = Texts::tr("The list has %1 entries. At most %2 can be looked up at once.")
                           .arg(numberText(count), numberText(MostListEntries));
    }
    if (!list.problem.isEmpty()) {
        list.entries.clear();
        return list;
    }
    const QString& first = list.entries.first().text;
    const bool isNamed
        = list.found.hasHeading && first == trimmedEntry(list.found.cells.value(layout.column));
    list.mayHaveHeading = count > 1 && layout.column != ListLayout::EveryCell
        && (isNamed || looksLikeHeading(first));
    return list;
}

} // namespace ic
