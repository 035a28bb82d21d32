#include "program/startoptions.h"

#include "program/arguments.h"
#include "program/tenantfinder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::StartOptions)
};

} // namespace

Subcommand windowCommand()
{
    Subcommand command { .family = u"window"_s,
        .purpose = Texts::tr("Opens the window."),
        .notes = { Texts::tr(
            "With the connection that is named, with the tenant of the variables SAIL_BASE_URL, "
            "SAIL_CLIENT_ID and SAIL_CLIENT_SECRET if they are set, else with the list of "
            "connections.") },
        .arguments = {
            { .name = u"profile"_s,
                .value = u"NAME"_s,
                .help = Texts::tr("connect to the connection of this name"),
                .group = u"tenant"_s },
            { .name = u"read-only"_s,
                .help = Texts::tr("refuse every change, whatever the lock in the window says") },
            { .name = u"version"_s, .help = Texts::tr("show the version") },
            { .name = u"json"_s,
                .help = Texts::tr("the version as JSON, with those of the API and of Qt"),
                .needs = u"version"_s },
        } };
    QList<Argument> demo = TenantWish::arguments();
    demo.removeIf([](const Argument& argument) { return !argument.name.startsWith(u"demo"); });
    demo += { .name = u"demo-browser"_s,
        .help = Texts::tr("sign in to the demo tenant with the browser, as an administrator or as "
                          "somebody who may only read"),
        .needs = u"demo"_s };
    for (const Argument& argument : std::as_const(demo))
        command.arguments.insert(command.arguments.size() - 3, argument);
    return command;
}

std::optional<StartOptions> parseStartOptions(const QStringList& arguments, QString* problem)
{
    const auto given = Arguments::read(windowCommand(), arguments, problem);
    if (!given)
        return std::nullopt;
    const TenantWish tenant = TenantWish::of(*given);
    return StartOptions { .wish = given->wantsHelp() ? StartOptions::Wish::Help
            : given->has(u"json"_s)                  ? StartOptions::Wish::VersionJson
            : given->has(u"version"_s)               ? StartOptions::Wish::Version
                                                     : StartOptions::Wish::Run,
        .demo = tenant.demo,
        .demoIdentities = tenant.demoIdentities,
        .demoSignIn
        = given->has(u"demo-browser"_s) ? SignInKind::Browser : SignInKind::ClientSecret,
        .profile = tenant.profile,
        .readOnly = given->has(u"read-only"_s) };
}

} // namespace ic
