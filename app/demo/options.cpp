#include "demo/options.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

// Reads a value into the options; false if it is not acceptable.
using Reader = std::function<bool(Options&, const QString&)>;

struct Switch
{
    QString name;
    QString value; ///< placeholder; empty: the switch takes none
    QString help;
    Reader read;
};

bool readNumber(
    const QString& text, qint64 lowest, qint64 highest, const std::function<void(qint64)>& put)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < lowest || number > highest)
        return false;
    put(number);
    return true;
}

Reader faultReader(int Faults::*member, int highest)
{
    return [=](Options& options, const QString& text) {
        return readNumber(
            text, 0, highest, [&](qint64 number) { options.config.faults.*member = int(number); });
    };
}

Switch percentSwitch(const QString& name, int Faults::*member, const QString& help)
{
    return { name, u"PERCENT"_s, help, faultReader(member, 100) };
}

Switch churnSwitch(const QString& name, int ChurnPlan::*member, int lowest, const QString& help)
{
    return { name, u"N"_s, help, [=](Options& options, const QString& text) {
                return readNumber(text, lowest, 100'000,
                    [&](qint64 number) { options.config.churn.*member = int(number); });
            } };
}

QList<Switch> switches()
{
    return {
        { u"port"_s, u"N"_s, u"Port on 127.0.0.1; 0 (the default) takes any free one."_s,
            [](Options& options, const QString& text) {
                return readNumber(
                    text, 0, 65535, [&](qint64 number) { options.config.port = quint16(number); });
            } },
        { u"identities"_s, u"N"_s, u"How many identities, 0 to 1000000; default 5000."_s,
            [](Options& options, const QString& text) {
                return readNumber(text, 0, MaximumIdentities,
                    [&](qint64 number) { options.config.identities = quint32(number); });
            } },
        { u"seed"_s, u"N"_s, u"The same seed gives the same identities; default 1."_s,
            [](Options& options, const QString& text) {
                return readNumber(text, 0, std::numeric_limits<qint64>::max(),
                    [&](qint64 number) { options.config.seed = quint64(number); });
            } },
        { u"rate-limit"_s, u"on|off"_s, u"100 requests per 10 s and client id; default on."_s,
            [](Options& options, const QString& text) {
                options.config.rateLimit = text == u"on";
                return text == u"on" || text == u"off";
            } },
        { u"experimental-header"_s, u"all|spec"_s,
            u"Ask for X-SailPoint-Experimental on all eleven operations (default) or on the four "
            u"of today's description."_s,
            [](Options& options, const QString& text) {
                options.config.experimentalHeader
                    = text == u"spec" ? ExperimentalHeader::Spec : ExperimentalHeader::All;
                return text == u"all" || text == u"spec";
            } },
        { u"token-lifetime"_s, u"SECONDS"_s, u"Lifetime of tokens; default 749."_s,
            [](Options& options, const QString& text) {
                return readNumber(text, 1, 86400,
                    [&](qint64 number) { options.config.tokenLifetimeSeconds = int(number); });
            } },
        { u"latency"_s, u"MS"_s, u"Every answer is this late."_s,
            faultReader(&Faults::latencyMs, 600'000) },
        { u"jitter"_s, u"MS"_s, u"And up to this much later."_s,
            faultReader(&Faults::jitterMs, 600'000) },
        percentSwitch(u"fail-429"_s, &Faults::rateLimited, u"Answer 429 without acting."_s),
        percentSwitch(u"fail-5xx"_s, &Faults::serverFault, u"Answer 503 without acting."_s),
        percentSwitch(u"html-error"_s, &Faults::htmlError, u"Answer 502 with an HTML page."_s),
        percentSwitch(
            u"drop-before"_s, &Faults::dropBefore, u"Close the connection, do nothing."_s),
        percentSwitch(u"drop-after"_s, &Faults::dropAfter, u"Act, then close without an answer."_s),
        percentSwitch(u"drop-mid"_s, &Faults::dropMidBody, u"Act, then close within the answer."_s),
        percentSwitch(u"truncate-json"_s, &Faults::truncatedJson, u"Act, cut the JSON in half."_s),
        percentSwitch(u"wrong-json"_s, &Faults::wrongJson, u"Act, answer JSON of another shape."_s),
        { u"odd-records"_s, u"N"_s,
            u"So many identities have records outside the API's description."_s,
            [](Options& options, const QString& text) {
                return readNumber(text, 0, MaximumIdentities,
                    [&](qint64 number) { options.config.oddRecords = quint32(number); });
            } },
        churnSwitch(u"churn-delete"_s, &ChurnPlan::deletions, 0,
            u"Delete so many identities whenever --churn-every lists were answered."_s),
        churnSwitch(u"churn-insert"_s, &ChurnPlan::insertions, 0,
            u"And add so many, at most 50000 in all. The seed then gives other identities."_s),
        churnSwitch(u"churn-every"_s, &ChurnPlan::everyLists, 1,
            u"How many answers to GET /identities lie between changes; default 10."_s),
        { u"fault-seed"_s, u"N"_s, u"The same seed gives the same faults; default 1."_s,
            [](Options& options, const QString& text) {
                return readNumber(text, 0, std::numeric_limits<quint32>::max(),
                    [&](qint64 number) { options.config.faults.seed = quint32(number); });
            } },
        { u"exit-with-stdin"_s, {}, u"End when standard input ends."_s,
            [](Options& options, const QString&) { return options.exitWithStdin = true; } },
        { u"help"_s, {}, u"Show this text."_s,
            [](Options& options, const QString&) {
                options.wish = Options::Wish::Help;
                return true;
            } },
        { u"version"_s, {}, u"Show the version."_s,
            [](Options& options, const QString&) {
                options.wish = Options::Wish::Version;
                return true;
            } },
    };
}

} // namespace

std::optional<Options> parseOptions(const QStringList& arguments, QString* error)
{
    Options options;
    const QList<Switch> known = switches();
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = argument.left(equals);
        const auto found = std::find_if(known.begin(), known.end(),
            [&](const Switch& candidate) { return name == u"--"_s + candidate.name; });
        if (found == known.end()) {
            *error = u"unknown option %1"_s.arg(argument);
            return {};
        }
        QString value;
        if (equals >= 0 && found->value.isEmpty()) {
            *error = u"%1 takes no value"_s.arg(name);
            return {};
        }
        if (equals >= 0) {
            value = argument.mid(equals + 1);
        } else if (!found->value.isEmpty()) {
            if (++i >= arguments.size()) {
                *error = u"%1 needs a value: %2"_s.arg(name, found->value);
                return {};
            }
            value = arguments[i];
        }
        if (!found->read(options, value)) {
            *error = u"%1 does not accept \"%2\""_s.arg(name, value);
            return {};
        }
    }
    return options;
}

QString helpText()
{
    QString text
        = u"Usage: demo-tenant [options]\n\n"
          u"A tenant with invented identities on 127.0.0.1. Once ready it writes one line\n"
          u"of JSON with baseUrl, clientId and clientSecret to standard output.\n\n"_s;
    for (const Switch& one : switches()) {
        const QString name
            = u"  --"_s + one.name + (one.value.isEmpty() ? u""_s : u' ' + one.value);
        text += name.leftJustified(32) + one.help + u'\n';
    }
    text
        += u"\nClients, in the ready line: the main client is an administrator with every scope.\n"
           u"Under otherClients: \"reader\", a user who may only read identities, and \"app\", an\n"
           u"API client without a user, which many operations refuse.\n"
           u"\nPercentages are of the requests under /v2024.\n"_s;
    return text;
}

} // namespace ic::demo
