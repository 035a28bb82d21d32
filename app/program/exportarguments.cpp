#include "program/exportarguments.h"

#include "api/filter/filterparser.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ExportArguments)
};

constexpr int MostDemoIdentities = 1'000'000;

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

/// Each returns an empty text, or what is wrong.
QString readColumns(const QString& text, QList<ExportColumn>& columns)
{
    columns.clear();
    for (const QString& key : listOf(text)) {
        const std::optional<ExportColumn> column = exportColumnForKey(key);
        if (!column) {
            return Texts::tr(
                "unknown column \"%1\"; there are %2, and attributes.KEY for an attribute")
                .arg(key, columnKeys().join(u", "_s));
        }
        columns += *column;
    }
    return {};
}

QString readSorters(const QString& text, QStringList& sorters)
{
    sorters = listOf(text);
    for (const QString& sorter : std::as_const(sorters)) {
        const QString name = sorter.startsWith(u'-') ? sorter.mid(1) : sorter;
        if (!sorterNames().contains(name)) {
            return Texts::tr(
                "cannot sort by \"%1\"; the tenant sorts by %2, each with - before it for "
                "descending order")
                .arg(sorter, sorterNames().join(u", "_s));
        }
    }
    return {};
}

QString readFilter(const QString& text, QString& filters)
{
    const FilterResult filter = parseFilter(text);
    if (const auto* error = std::get_if<FilterError>(&filter)) {
        return Texts::tr("filter, character %1: %2").arg(error->position + 1).arg(error->message);
    }
    filters = std::get<FilterExpression>(filter).toFilterText();
    return {};
}

QString readDelimiter(const QString& text, char& delimiter)
{
    if (text == u"comma"_s)
        delimiter = ',';
    else if (text == u"semicolon"_s)
        delimiter = ';';
    else if (text == u"tab"_s)
        delimiter = '\t';
    else
        return Texts::tr("unknown delimiter \"%1\"; there are comma, semicolon, tab").arg(text);
    return {};
}

QString readFormat(const QString& text, ExportFormat& format)
{
    if (text == u"csv"_s)
        format = ExportFormat::Csv;
    else if (text == u"jsonl"_s)
        format = ExportFormat::JsonLines;
    else
        return Texts::tr("--format is csv or jsonl, not \"%1\"").arg(text);
    return {};
}

QString readHeader(const QString& text, bool& shownNames)
{
    if (text != u"api"_s && text != u"shown"_s)
        return Texts::tr("--header is api or shown, not \"%1\"").arg(text);
    shownNames = text == u"shown"_s;
    return {};
}

QString readRateLimit(const QString& text, bool& rateLimit)
{
    if (text != u"on"_s && text != u"off"_s)
        return Texts::tr("--rate-limit is on or off, not \"%1\"").arg(text);
    rateLimit = text == u"on"_s;
    return {};
}

QString readDemoIdentities(const QString& text, std::optional<int>& count)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < 0 || number > MostDemoIdentities)
        return Texts::tr("--demo-identities is a number from 0 to %1, not \"%2\"")
            .arg(QString::number(MostDemoIdentities), text);
    count = number;
    return {};
}

} // namespace

std::optional<ExportArguments> parseExportArguments(const QStringList& arguments, QString* problem)
{
    QCommandLineParser parser;
    const auto valued = [&parser](const QString& name) {
        parser.addOption(QCommandLineOption(name, QString(), name));
    };
    const auto plain = [&parser](const QString& name) { parser.addOption({ name, QString() }); };
    parser.addOption(QCommandLineOption(QStringList { u"h"_s, u"help"_s }));
    for (const QString& name : { u"filter"_s, u"sort"_s, u"columns"_s, u"rate-limit"_s, u"output"_s,
             u"delimiter"_s, u"demo-identities"_s, u"format"_s, u"header"_s, u"profile"_s })
        valued(name);
    for (const QString& name : { u"demo"_s, u"all"_s, u"bom"_s, u"no-formula-guard"_s })
        plain(name);

    // The parser takes the first argument for the program's name.
    if (!parser.parse(QStringList { u"export"_s } + arguments)) {
        *problem = parser.errorText();
        return std::nullopt;
    }
    ExportArguments result;
    result.help = parser.isSet(u"help"_s);
    if (result.help)
        return result;
    if (!parser.positionalArguments().isEmpty()) {
        *problem = Texts::tr("unexpected \"%1\"").arg(parser.positionalArguments().first());
        return std::nullopt;
    }

    ExportRequest& request = result.request;
    request.path = parser.value(u"output"_s);
    request.who.correlatedOnly = !parser.isSet(u"all"_s);
    request.csv.bom = parser.isSet(u"bom"_s);
    request.csv.formulaGuard = !parser.isSet(u"no-formula-guard"_s);
    result.demo = parser.isSet(u"demo"_s);
    result.profile = parser.value(u"profile"_s).trimmed();

    const auto read = [&](const QString& name, auto&& reader, auto& target) {
        if (problem->isEmpty() && parser.isSet(name))
            *problem = reader(parser.value(name), target);
    };
    problem->clear();
    read(u"filter"_s, readFilter, request.who.filters);
    read(u"sort"_s, readSorters, request.who.sorters);
    read(u"columns"_s, readColumns, request.columns);
    read(u"delimiter"_s, readDelimiter, request.csv.delimiter);
    read(u"format"_s, readFormat, request.format);
    read(u"header"_s, readHeader, request.csv.shownNames);
    read(u"rate-limit"_s, readRateLimit, result.rateLimit);
    read(u"demo-identities"_s, readDemoIdentities, result.demoIdentities);
    if (request.format == ExportFormat::JsonLines) {
        if (!parser.isSet(u"columns"_s))
            request.columns.clear();
        for (const QString& name :
            { u"delimiter"_s, u"bom"_s, u"no-formula-guard"_s, u"header"_s }) {
            if (problem->isEmpty() && parser.isSet(name))
                *problem = Texts::tr("--%1 is for CSV alone").arg(name);
        }
    }
    if (problem->isEmpty() && request.path.isEmpty())
        *problem = Texts::tr("where to? --output FILE is needed");
    if (problem->isEmpty() && result.demoIdentities && !result.demo)
        *problem = Texts::tr("--demo-identities needs --demo");
    if (problem->isEmpty() && parser.isSet(u"profile"_s)) {
        if (result.profile.isEmpty())
            *problem = Texts::tr("--profile takes the name of a connection");
        else if (result.demo)
            *problem = Texts::tr("--profile and --demo name two tenants");
    }
    if (!problem->isEmpty())
        return std::nullopt;
    return result;
}

QString exportHelp()
{
    return Texts::tr(R"(Usage: identity-console export [options] --output FILE

Writes identities to a CSV file (RFC 4180, UTF-8) or as JSON Lines. The file is
readable by its owner alone and appears under its name only when it is complete;
a file that is already there stays as it is until then.

Signs in with SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, or with a
connection of the window: its secret comes from the system keychain, or from
SAIL_CLIENT_SECRET where there is none.

Options:
  --output FILE          the file to write
  --filter FILTER        as the API's: 'name sw "Ma" and cloudStatus eq "ACTIVE"'
  --sort LIST            of %1; - before one for descending
                         order: name,-cloudStatus. Default: name
  --all                  uncorrelated identities, too; without it a filter for
                         'correlated eq false' finds nobody
  --format csv|jsonl     jsonl: one JSON object a line, by default every record
                         whole, as the tenant gave it. Default: csv
  --columns LIST         default: %2
                         and attributes.KEY for an attribute
  --header api|shown     column names in the header: the API's (the default), or
                         as the window shows them
  --delimiter WHICH      comma (the default), semicolon or tab
  --bom                  begin with a byte order mark, for Excel
  --no-formula-guard     leave values that begin with = + - @ as they are. By
                         default ' is put before them, because a spreadsheet
                         would run them
  --rate-limit on|off    off: more than the 100 requests in 10 seconds that
                         tenants allow. Default: on
  --profile NAME         the connection of this name
  --demo                 export from a demo tenant on this computer
  --demo-identities N    the size of the demo tenant
  -h, --help             this text

Exit codes:
    0  done
    1  failed, and nothing was written
    2  the command line or the environment is wrong, or the file cannot be written
       there; nothing was done
    3  done, but the tenant changed during the export, or gave records that are not
       what its API describes; the summary says what. Whoever was there all the
       time, under the same name, is in the file, unless the summary says that
       something could not be settled
    4  the tenant refused the sign-in
  130  cancelled by Ctrl+C (SIGINT) or SIGTERM, and nothing was written
)")
        .arg(sorterNames().join(u", "_s),
            columnKeys()
                .join(u","_s)
                .replace(u"processingState"_s, u"\n                         processingState"_s)
                .replace(u"created"_s, u"\n                         created"_s));
}

} // namespace ic
