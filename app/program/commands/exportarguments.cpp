#include "program/commands/exportarguments.h"

#include "api/filter/filterparser.h"
#include "files/exportsink.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ExportArguments)
};

QStringList columnKeys()
{
    QStringList keys;
    for (const IdentityField& field : identityFields())
        keys += field.key;
    return keys;
}

QStringList sorterNames()
{
    QStringList names;
    for (const IdentityField& field : identityFields()) {
        if (!field.sorter.isEmpty())
            names += field.sorter;
    }
    return names;
}

QStringList listOf(const QString& text)
{
    QStringList items = text.split(u',');
    for (QString& item : items)
        item = item.trimmed();
    return items;
}

QString unknownColumn(const QString& key)
{
    return Texts::tr("Unknown column \"%1\"; there are %2, and attributes.KEY for an attribute.")
        .arg(key, columnKeys().join(u", "_s));
}

QString readSorters(const QString& text, bool ofSnapshot, QStringList& sorters)
{
    sorters = listOf(text);
    for (const QString& sorter : std::as_const(sorters)) {
        const QString name = sorter.startsWith(u'-') ? sorter.mid(1) : sorter;
        if (sorterNames().contains(name))
            continue;
        if (ofSnapshot && !exportColumnForKey(name))
            return unknownColumn(name);
        if (!ofSnapshot) {
            return Texts::tr(
                "Cannot sort by \"%1\"; the tenant sorts by %2, each with - before it for "
                "descending order.")
                .arg(sorter, sorterNames().join(u", "_s));
        }
    }
    return {};
}

} // namespace

QList<Argument> whoArguments()
{
    return {
        { .name = u"filter"_s,
            .value = u"FILTER"_s,
            .help = Texts::tr("which identities, in the filter language of the API: `name sw "
                              "\"Ma\" and cloudStatus eq \"ACTIVE\"`") },
        { .name = u"all"_s,
            .help = Texts::tr("uncorrelated identities, too; without it a filter for `correlated "
                              "eq false` finds nobody") },
        { .name = u"sort"_s,
            .value = u"LIST"_s,
            .help = Texts::tr("of `%1`, separated by commas; `-` before one for descending order. "
                              "Default: `name`")
                        .arg(sorterNames().join(u"`, `"_s)) },
    };
}

QString readFilter(const QString& text, QString& filters, FilterReach reach)
{
    const FilterResult filter = parseFilter(text, reach);
    if (const auto* error = std::get_if<FilterError>(&filter)) {
        return Texts::tr("--filter, character %1: %2").arg(error->position + 1).arg(error->message);
    }
    filters = std::get<FilterExpression>(filter).toFilterText();
    return {};
}

QString readWho(const Arguments& given, ReadRequest& who)
{
    who.correlatedOnly = !given.has(u"all"_s);
    QString problem;
    if (given.has(u"filter"_s))
        problem = readFilter(given.text(u"filter"_s), who.filters,
            who.snapshot ? FilterReach::Snapshot : FilterReach::ListApi);
    if (problem.isEmpty() && given.has(u"sort"_s))
        problem = readSorters(given.text(u"sort"_s), who.snapshot != nullptr, who.sorters);
    return problem;
}

QString fileProblem(const Arguments& given, const QString& name)
{
    FileSink file(given.text(name));
    return !given.has(name) || file.open() ? QString() : u"--%1: %2"_s.arg(name, file.problem());
}

Argument columnsArgument()
{
    return { .name = u"columns"_s,
        .value = u"LIST"_s,
        .help = Texts::tr("which, separated by commas, of `%1`, and `attributes.KEY` for an "
                          "attribute. Default: all of these, and in JSON Lines every record whole, "
                          "as the tenant gave it")
                    .arg(columnKeys().join(u"`, `"_s)) };
}

QString readColumns(const QString& text, QList<ExportColumn>& columns)
{
    columns.clear();
    for (const QString& key : listOf(text)) {
        const std::optional<ExportColumn> column = exportColumnForKey(key);
        if (!column)
            return unknownColumn(key);
        columns += *column;
    }
    return {};
}

QString readKeys(const QString& text, QStringList& keys)
{
    keys = listOf(text);
    for (const QString& key : std::as_const(keys)) {
        if (!exportColumnForKey(key))
            return unknownColumn(key);
    }
    return {};
}

QList<Argument> fileArguments()
{
    return {
        { .name = u"output"_s,
            .value = u"FILE"_s,
            .help = Texts::tr("the file to write"),
            .isFile = true,
            .isNeeded = true },
        { .name = u"format"_s,
            .help = Texts::tr("CSV (the default), or JSON Lines: one object a line"),
            .choices = { u"csv"_s, u"jsonl"_s } },
        { .name = u"header"_s,
            .help = Texts::tr("names in the first line of a CSV file: the API's (the default) or "
                              "the window's"),
            .choices = { u"api"_s, u"shown"_s } },
        { .name = u"delimiter"_s,
            .help = Texts::tr("of a CSV file. Default: `comma`"),
            .choices = { u"comma"_s, u"semicolon"_s, u"tab"_s } },
        { .name = u"bom"_s, .help = Texts::tr("begin with a byte order mark, for Excel") },
        { .name = u"no-formula-guard"_s,
            .help = Texts::tr("leave values as they are that a spreadsheet would run. By default "
                              "`'` is put before `=` `+` `-` `@` where they begin a value, or "
                              "stand in it behind a comma, semicolon, tab, bar or line break") },
    };
}

QString readExport(const Arguments& given, ExportRequest& request)
{
    request.path = given.text(u"output"_s);
    request.csv.bom = given.has(u"bom"_s);
    request.csv.formulaGuard = !given.has(u"no-formula-guard"_s);
    request.csv.shownNames = given.text(u"header"_s) == u"shown";
    if (given.has(u"delimiter"_s))
        request.csv.delimiter = given.text(u"delimiter"_s) == u"semicolon" ? ';'
            : given.text(u"delimiter"_s) == u"tab"                         ? '\t'
                                                                           : ',';
    if (given.text(u"format"_s) == u"jsonl") {
        request.format = ExportFormat::JsonLines;
        request.columns.clear();
        for (const QString& name :
            { u"delimiter"_s, u"bom"_s, u"no-formula-guard"_s, u"header"_s }) {
            if (given.has(name))
                return Texts::tr("--%1 is for CSV alone.").arg(name);
        }
    }
    QString problem = readWho(given, request.who);
    if (problem.isEmpty() && given.has(u"columns"_s))
        problem = readColumns(given.text(u"columns"_s), request.columns);
    return problem;
}

} // namespace ic
