#include "demo/options.h"

#include <QCommandLineParser>
#include <QUrl>

#include <functional>
#include <limits>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

struct Switch
{
    QString name;
    QString value; ///< placeholder; a switch without one is on or off
    QString help;
    /// Puts the value into the options; false if it is not acceptable.
    std::function<bool(Options&, const QString&)> read;
};

Switch number(const QString& name, const QString& value, qint64 lowest, qint64 highest,
    const QString& help, const std::function<void(TenantConfig&, qint64)>& put)
{
    return { name, value, help, [=](Options& options, const QString& text) {
                bool ok = false;
                const qint64 given = text.toLongLong(&ok);
                if (ok && given >= lowest && given <= highest)
                    put(options.config, given);
                return ok && given >= lowest && given <= highest;
            } };
}

Switch fault(const QString& name, int Faults::*member, const QString& help, int highest = 100,
    const QString& value = u"PERCENT"_s)
{
    return number(name, value, 0, highest, help,
        [member](TenantConfig& config, qint64 given) { config.faults.*member = int(given); });
}

Switch churn(const QString& name, int ChurnPlan::*member, int lowest, const QString& help)
{
    return number(name, u"N"_s, lowest, 100'000, help,
        [member](TenantConfig& config, qint64 given) { config.churn.*member = int(given); });
}

Switch version(
    const QString& name, std::optional<Version> TenantConfig::*member, const QString& help)
{
    return { name, u"v2024|current"_s, help, [member](Options& options, const QString& text) {
                options.config.*member = text == u"v2024" ? Version::V2024 : Version::Current;
                return text == u"v2024" || text == u"current";
            } };
}

QList<Switch> switches()
{
    constexpr int LongestMs = 600'000;
    return {
        number(u"port"_s, u"N"_s, 0, 65535,
            u"Port on 127.0.0.1; 0 (the default) takes any free one."_s,
            [](TenantConfig& config, qint64 given) { config.port = quint16(given); }),
        number(u"identities"_s, u"N"_s, 0, MaximumIdentities,
            u"How many identities, 0 to 1000000; default 5000."_s,
            [](TenantConfig& config, qint64 given) { config.identities = quint32(given); }),
        number(u"seed"_s, u"N"_s, 0, std::numeric_limits<qint64>::max(),
            u"The same seed gives the same identities; default 1."_s,
            [](TenantConfig& config, qint64 given) { config.seed = quint64(given); }),
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
        number(u"token-lifetime"_s, u"SECONDS"_s, 1, 86400, u"Lifetime of tokens; default 749."_s,
            [](TenantConfig& config, qint64 given) { config.tokenLifetimeSeconds = int(given); }),
        number(u"refresh-lifetime"_s, u"SECONDS"_s, 1, std::numeric_limits<int>::max(),
            u"Lifetime of refresh tokens; default 2592000."_s,
            [](TenantConfig& config, qint64 given) { config.refreshLifetimeSeconds = int(given); }),
        number(u"refreshes"_s, u"N"_s, 0, std::numeric_limits<int>::max(),
            u"Grant so many refreshes, refuse all later ones; default: grant all."_s,
            [](TenantConfig& config, qint64 given) { config.refreshes = int(given); }),
        { u"refuse-sign-ins"_s, {}, u"Let nobody in who signs in with a browser."_s,
            [](Options& options, const QString&) { return options.config.refuseSignIns = true; } },
        { u"own-redirect"_s, u"URI"_s,
            u"Where a browser is sent back to by the client \"own\"; default "
            u"http://localhost:8250/callback."_s,
            [](Options& options, const QString& text) {
                const QUrl url(text, QUrl::StrictMode);
                options.config.ownRedirectUri = text;
                return url.isValid() && (url.scheme() == u"http" || url.scheme() == u"https")
                    && !url.host().isEmpty() && !url.hasFragment();
            } },
        { u"nameless-tokens"_s, {}, u"Tokens do not say whose they are."_s,
            [](Options& options, const QString&) { return options.config.namelessTokens = true; } },
        version(u"deprecated"_s, &TenantConfig::deprecated,
            u"Say X-Deprecated: true in the answers of this version."_s),
        version(u"ended"_s, &TenantConfig::ended, u"Serve this version no more: answer 410."_s),
        fault(
            u"latency"_s, &Faults::latencyMs, u"Every answer is this late."_s, LongestMs, u"MS"_s),
        fault(u"jitter"_s, &Faults::jitterMs, u"And up to this much later."_s, LongestMs, u"MS"_s),
        fault(u"fail-429"_s, &Faults::rateLimited, u"Answer 429 without acting."_s),
        fault(u"fail-5xx"_s, &Faults::serverFault, u"Answer 503 without acting."_s),
        fault(u"html-error"_s, &Faults::htmlError, u"Answer 502 with an HTML page."_s),
        fault(u"drop-before"_s, &Faults::dropBefore, u"Close the connection, do nothing."_s),
        fault(u"drop-after"_s, &Faults::dropAfter, u"Act, then close without an answer."_s),
        fault(u"drop-mid"_s, &Faults::dropMidBody, u"Act, then close within the answer."_s),
        fault(u"truncate-json"_s, &Faults::truncatedJson, u"Act, cut the JSON in half."_s),
        fault(u"wrong-json"_s, &Faults::wrongJson, u"Act, answer JSON of another shape."_s),
        { u"names"_s, u"plain|awkward"_s,
            u"Plain names, or also some that test how text is shown (default)."_s,
            [](Options& options, const QString& text) {
                options.config.awkwardNames = text == u"awkward";
                return text == u"plain" || text == u"awkward";
            } },
        number(u"odd-records"_s, u"N"_s, 0, MaximumIdentities,
            u"So many identities have records outside the API's description."_s,
            [](TenantConfig& config, qint64 given) { config.oddRecords = quint32(given); }),
        churn(u"churn-delete"_s, &ChurnPlan::deletions, 0,
            u"Delete so many identities whenever --churn-every lists were answered."_s),
        churn(u"churn-insert"_s, &ChurnPlan::insertions, 0,
            u"And add so many, at most 50000 in all. The seed then gives other identities."_s),
        churn(u"churn-every"_s, &ChurnPlan::everyLists, 1,
            u"How many answers to GET /identities lie between changes; default 10."_s),
        number(u"fault-seed"_s, u"N"_s, 0, std::numeric_limits<quint32>::max(),
            u"The same seed gives the same faults; default 1."_s,
            [](TenantConfig& config, qint64 given) { config.faults.seed = quint32(given); }),
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

void prepare(QCommandLineParser& parser)
{
    for (const Switch& one : switches())
        parser.addOption(QCommandLineOption(one.name, one.help, one.value));
}

} // namespace

std::optional<Options> parseOptions(const QStringList& arguments, QString* error)
{
    QCommandLineParser parser;
    prepare(parser);
    if (!parser.parse(arguments)) {
        *error = parser.errorText();
        return {};
    }
    if (!parser.positionalArguments().isEmpty()) {
        *error = u"unknown argument %1"_s.arg(parser.positionalArguments().constFirst());
        return {};
    }
    Options options;
    for (const Switch& one : switches()) {
        if (!parser.isSet(one.name))
            continue;
        const QString value = one.value.isEmpty() ? QString() : parser.value(one.name);
        if (!one.read(options, value)) {
            *error = u"--%1 does not accept \"%2\""_s.arg(one.name, value);
            return {};
        }
    }
    return options;
}

QString helpText()
{
    QCommandLineParser parser;
    prepare(parser);
    parser.setApplicationDescription(
        u"A tenant with invented identities on 127.0.0.1. Once ready it writes one line\n"
        u"of JSON with baseUrl, clientId and clientSecret to standard output.\n\n"
        u"Clients, in the ready line: the main client is an administrator with every scope.\n"
        u"Under otherClients: \"reader\", a user who may only read identities, and \"app\", an\n"
        u"API client without a user, which many operations refuse.\n\n"
        u"With a browser, two people can sign in, an administrator and one of the help desk who\n"
        u"may only read: by the client \"sailapps\", as SailPoint's own tools do, or by the "
        u"public\n"
        u"client \"own\" under otherClients, whose redirectUri is on this computer.\n\n"
        u"The API is served as v2024, and with a version for each service (/identities/v1).\n"
        u"Percentages are of the requests to it."_s);
    return parser.helpText();
}

} // namespace ic::demo
