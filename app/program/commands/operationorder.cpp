#include "program/commands/operationorder.h"

#include "api/filter/filterexpression.h"
#include "files/listparser.h"
#include "files/listtext.h"
#include "program/commands/exportarguments.h"

#include <QFile>
#include <QFileInfo>

#include <limits>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationOrder)
};

const QString Standard = u"-"_s; ///< input
constexpr qint64 MostPlanBytes = 512 * 1024 * 1024;

/// Each returns an empty text, or what is wrong.
QString readText(const QString& path, QString& text)
{
    Expected<QString> read = ApiError {};
    if (path == Standard) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return Texts::tr("Standard input cannot be read.");
        const QByteArray bytes = input.read(MostListBytes + 1);
        if (bytes.size() > MostListBytes)
            return Texts::tr("Standard input is longer than 20 MB.");
        read = decodeList(bytes);
    } else {
        read = readListText(path);
    }
    if (!read)
        return read.error().sentence();
    text = *read;
    return {};
}

QString readIds(const QString& text, QList<IdentityId>& ids)
{
    int line = 0;
    for (const QStringView& given : QStringView(text).split(u'\n')) {
        ++line;
        const QStringView id = given.trimmed();
        if (id.isEmpty())
            continue;
        if (!looksLikeId(id))
            return Texts::tr("--ids, line %1: \"%2\" is not an identity id. For names use --list.")
                .arg(line)
                .arg(id.left(60));
        ids += IdentityId(id.toString());
    }
    return ids.isEmpty() ? Texts::tr("--ids: there is no id in it.") : QString();
}

const QList<std::pair<QString, ListKey>>& matches()
{
    static const QList<std::pair<QString, ListKey>> all { { u"auto"_s, ListKey::FindOut },
        { u"id"_s, ListKey::Id }, { u"account"_s, ListKey::AccountName },
        { u"email"_s, ListKey::Email }, { u"name"_s, ListKey::DisplayName } };
    return all;
}

QStringList matchWords()
{
    QStringList words;
    for (const auto& [word, key] : matches())
        words += word;
    return words;
}

QList<Argument> whomArguments(const Operation& operation)
{
    QList<Argument> whom {
        { .name = u"filter"_s,
            .value = u"FILTER"_s,
            .help = Texts::tr("whoever matches when the command runs, in the filter language of "
                              "the API"),
            .isNeeded = true,
            .group = u"whom"_s },
        { .name = u"ids"_s,
            .value = u"FILE"_s,
            .help = Texts::tr("the identities of these ids, one a line; `-` is standard input"),
            .isFile = true,
            .isNeeded = true,
            .group = u"whom"_s },
        { .name = u"list"_s,
            .value = u"FILE"_s,
            .help = Texts::tr("the identities of a list, a text or CSV file; `-` is standard "
                              "input. Who is not found, or fits several, is left out"),
            .isFile = true,
            .isNeeded = true,
            .group = u"whom"_s },
    };
    if (const auto& everybody = operation.tenantsChoice) {
        whom += { .name = everybody->command,
            .help = Texts::tr("%1, whom the tenant chooses; it cannot list them first. %2")
                        .arg(everybody->people, everybody->limit)
                        .chopped(1),
            .isNeeded = true,
            .group = u"whom"_s };
    }
    whom += { .name = u"all"_s,
        .help = Texts::tr("of those who match, uncorrelated identities, too"),
        .needs = u"filter"_s };
    whom += { .name = u"match"_s,
        .help = Texts::tr("what the list holds. Default: `auto`, whatever fits"),
        .choices = matchWords(),
        .needs = u"list"_s };
    return whom;
}

} // namespace

QList<Argument> confirmingArguments()
{
    return {
        { .name = u"yes"_s,
            .help = Texts::tr("do it. Without it: only the preview, and nothing is changed"),
            .group = u"what"_s },
        { .name = u"tenant"_s,
            .value = u"NAME"_s,
            .help = Texts::tr("the tenant's name in full, as the preview says it; production needs "
                              "it"),
            .needs = u"yes"_s },
        { .name = u"count"_s,
            .value = u"N"_s,
            .help = Texts::tr("how many will be changed, as the preview says it. Otherwise nothing "
                              "is; what cannot be taken back needs it, and so do as many as the "
                              "settings of the window say"),
            .range = Argument::Range { 0, std::numeric_limits<int>::max() },
            .needs = u"yes"_s },
        { .name = u"not-me"_s,
            .help = Texts::tr("I am not among them: where the tenant does not say whose token it "
                              "is, what cannot be taken back needs it"),
            .needs = u"yes"_s },
        { .name = u"results"_s,
            .value = u"FILE"_s,
            .help = Texts::tr("write what came of each as CSV, when it ends or is paused"),
            .isFile = true,
            .needs = u"yes"_s },
        { .name = u"json"_s,
            .help = Texts::tr("one JSON object a line: each person, the preview, each event of the "
                              "job") },
    };
}

Argument includeArgument(const QList<SkipReason>& reasons)
{
    Argument include { .name = u"include"_s,
        .help = Texts::tr("include people who are left out for this reason; it does no harm"),
        .isRepeated = true };
    for (const SkipReason reason : reasons)
        include.choices += skipReasonKey(reason);
    include.choices.removeDuplicates();
    return include;
}

QList<Argument> verbArguments(const Operation& operation)
{
    QList<Argument> all = whomArguments(operation);
    for (const OperationOption& option : operation.options) {
        Argument argument { .name = option.command,
            .value = u"TEXT"_s,
            .help = option.hint.isEmpty() ? option.missing.chopped(1) : option.hint.chopped(1),
            .isNeeded = !option.missing.isEmpty() };
        for (const OperationOption::Choice& choice : option.choices)
            argument.choices += choice.value;
        all += argument;
    }
    if (!operation.mayInclude.isEmpty())
        all += includeArgument(operation.mayInclude);
    all += { .name = u"plan"_s,
        .value = u"FILE"_s,
        .help = Texts::tr("write the preview to a file, for `run`"),
        .isFile = true,
        .group = u"what"_s };
    return all + confirmingArguments() + TenantWish::arguments();
}

QString readConfirmation(const Arguments& given, OperationOrder& order)
{
    order.tenant = TenantWish::of(given);
    order.yes = given.has(u"yes"_s);
    order.tenantName = given.text(u"tenant"_s);
    order.count = given.number(u"count"_s);
    order.notMe = given.has(u"not-me"_s);
    order.resultsPath = given.text(u"results"_s);
    order.json = given.has(u"json"_s);
    for (const QString& reason : given.texts(u"include"_s))
        order.included.insert(*skipReasonFromKey(reason));
    return fileProblem(given, u"results"_s);
}

QString readVerb(const Arguments& given, const Operation& operation, OperationOrder& order)
{
    order.operation = &operation;
    order.planPath = given.text(u"plan"_s);
    for (const OperationOption& option : operation.options) {
        const QString value = given.text(option.command);
        if (option.choices.isEmpty() && filterValueProblem(value))
            return option.refused;
        if (!value.isEmpty())
            order.parameters.options.insert(option.key, value);
    }
    if (operation.tenantsChoice)
        order.parameters.allUninvited = given.has(operation.tenantsChoice->command);
    QString problem = readConfirmation(given, order);
    if (problem.isEmpty())
        problem = missingCount(order);
    if (problem.isEmpty())
        problem = fileProblem(given, u"plan"_s);
    if (problem.isEmpty() && given.has(u"filter"_s)) {
        problem = readFilter(given.text(u"filter"_s), order.who.filters);
        order.who.correlatedOnly = !given.has(u"all"_s);
    } else if (problem.isEmpty() && !given.has(u"filter"_s)) {
        order.who.ids.emplace();
        QString text;
        if (given.has(u"ids"_s)) {
            problem = readText(given.text(u"ids"_s), text);
            if (problem.isEmpty())
                problem = readIds(text, *order.who.ids);
        } else if (given.has(u"list"_s)) {
            problem = readText(given.text(u"list"_s), text);
            order.list = text;
            for (const auto& [word, key] : matches()) {
                if (given.text(u"match"_s) == word)
                    order.match = key;
            }
            if (problem.isEmpty())
                problem = parseList(text, { .key = order.match }).problem;
        }
    }
    return problem;
}

QString readSavedPlan(const QString& path, OperationOrder& order)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return Texts::tr("%1 cannot be read.").arg(path);
    if (file.size() > MostPlanBytes)
        return Texts::tr("%1 is too large to be a plan.").arg(path);
    QString problem;
    order.saved = savedPlanFromJson(file.readAll(), &problem);
    if (!order.saved)
        return Texts::tr("%1 cannot be run. %2").arg(path, problem);
    const BulkPlan& plan = order.saved->plan;
    order.operation = plan.operation;
    order.parameters = plan.parameters;
    order.included = order.saved->included;
    order.who.ids.emplace();
    for (const BulkTarget& target : plan.targets)
        *order.who.ids += target.id;
    return missingCount(order);
}

QString missingCount(const OperationOrder& order)
{
    if (!order.operation->isDestructive || !order.yes || order.count)
        return {};
    return Texts::tr("%1 cannot be taken back: --count N is needed, as the preview says it.")
        .arg(order.operation->title);
}

} // namespace ic
