#include "program/startoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::StartOptions)
};

constexpr int MostIdentities = 1'000'000;

} // namespace

std::optional<StartOptions> parseStartOptions(const QStringList& arguments, QString* problem)
{
    QCommandLineParser parser;
    const QCommandLineOption demo(u"demo"_s);
    const QCommandLineOption identities(u"demo-identities"_s, {}, u"N"_s);
    const QCommandLineOption profile(u"profile"_s, {}, u"NAME"_s);
    const QCommandLineOption readOnly(u"read-only"_s);
    const QCommandLineOption help(QStringList { u"h"_s, u"help"_s });
    const QCommandLineOption version(u"version"_s);
    parser.addOptions({ demo, identities, profile, readOnly, help, version });
    if (!parser.parse(QStringList { u"identity-console"_s } + arguments)) {
        *problem = parser.errorText();
        return std::nullopt;
    }
    if (!parser.positionalArguments().isEmpty()) {
        *problem
            = Texts::tr("Unknown command '%1'.").arg(parser.positionalArguments().constFirst());
        return std::nullopt;
    }
    StartOptions options { .demo = parser.isSet(demo),
        .profile = parser.value(profile).trimmed(),
        .readOnly = parser.isSet(readOnly) };
    if (parser.isSet(help))
        options.wish = StartOptions::Wish::Help;
    else if (parser.isSet(version))
        options.wish = StartOptions::Wish::Version;
    if (parser.isSet(identities)) {
        bool isNumber = false;
        const int count = parser.value(identities).toInt(&isNumber);
        if (!isNumber || count < 0 || count > MostIdentities) {
            *problem
                = Texts::tr("--demo-identities takes a number from 0 to %1.").arg(MostIdentities);
            return std::nullopt;
        }
        options.demoIdentities = count;
    }
    if (parser.isSet(profile) && options.profile.isEmpty()) {
        *problem = Texts::tr("--profile takes the name of a connection.");
        return std::nullopt;
    }
    if (parser.isSet(profile) && options.demo) {
        *problem = Texts::tr("--profile and --demo name two tenants. Choose one.");
        return std::nullopt;
    }
    return options;
}

QString startHelp()
{
    return Texts::tr(R"(Usage: identity-console [--profile NAME | --demo] [--read-only]
       identity-console export [options] --output FILE
       identity-console --help | --version

Administration console for SailPoint Identity Security Cloud identities.

Without a command it opens the window: with the connection that is named, with
the tenant of the variables SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET
if they are set, else with the list of connections.

  --profile NAME       connect to the connection of this name
  --demo               open the built-in demo tenant on this computer instead
  --demo-identities N  how many identities it has (5000)
  --read-only          refuse every change, whatever the lock in the window says
  export               write identities to a CSV file, without a window; see
                       identity-console export --help
  --help               this text
  --version            the version
)");
}

} // namespace ic
