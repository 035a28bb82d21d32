#include "csv/listparser.h"

#include "api/filterexpression.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

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

QString number(qsizetype value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

QString refusal(const QList<int>& lines, qsizetype count)
{
    if (count == 1) {
        return u"Line %1 holds a control character or broken text. Correct it, then press Find."_s
            .arg(number(lines.first()));
    }
    QStringList names;
    for (const int line : lines)
        names += number(line);
    const qsizetype more = count - lines.size();
    QString which = names.join(u", "_s);
    which += more > 0 ? u" and %1 more"_s.arg(number(more)) : QString();
    return u"These lines hold control characters or broken text: %1. Correct them, then press Find."_s
        .arg(which);
}

} // namespace

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
    const auto add = [&](const QString& cell, int line) {
        const QString entry = trimmedEntry(cell);
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
    while (!rows.atEnd()) {
        if (stop != nullptr && stop->load(std::memory_order_relaxed))
            return {};
        const ListRow row = rows.next();
        if (layout.column == ListLayout::EveryCell) {
            for (const QString& cell : row.cells)
                add(cell, row.line);
        } else {
            add(row.cells.value(layout.column), row.line);
        }
    }
    if (count == 0) {
        list.problem = u"The list is empty. Paste one entry a line, or open a file."_s;
    } else if (refused > 0) {
        list.problem = refusal(refusedLines, refused);
        list.problemLine = refusedLines.first();
    } else if (count > MostListEntries) {
        list.problem = u"The list has %1 entries. At most %2 can be looked up at once."_s.arg(
            number(count), number(MostListEntries));
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
