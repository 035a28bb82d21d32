#include "auth/systemkeychain.h"
#include "base/secret.h"
#include "program/commandhelp.h"
#include "program/commandrun.h"
#include "program/commandtable.h"
#include "program/consolewindows.h"
#include "program/processsecrets.h"
#include "program/startoptions.h"

#include "profile/settings.h"
#include "ui/parts/theme.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

int complain(const QString& problem)
{
    ic::put(stderr, u"identity-console: %1\nTry identity-console --help.\n"_s.arg(problem));
    return int(ic::ExitCode::BadUsage);
}

QString versionJson()
{
    return QString::fromUtf8(QJsonDocument(QJsonObject { { u"name"_s, u"identity-console"_s },
                                               { u"version"_s, QStringLiteral(CONSOLE_VERSION) },
                                               { u"api"_s, ic::defaultApiVersion() },
                                               { u"qt"_s, QString::fromLatin1(qVersion()) } })
                                 .toJson(QJsonDocument::Compact))
        + u'\n';
}

int runWindow(int argc, char** argv, const ic::StartOptions& options)
{
    // Before there is anybody who could read them from this process.
    const ic::ImportPlaces imports = ic::ImportPlaces::ofThisUser();
    (void)ic::takeSecretFromEnvironment();
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"Identity Console"_s);
    QApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QApplication::setDesktopFileName(u"identity-console"_s);
    // The first to open the file is the one that learns of its damage.
    const ic::Settings settings(ic::Settings::defaultPath());
    ic::applyTheme(application, ic::themeFromWord(settings.word(ic::Setting::Theme)));
    std::optional<ic::ImportOffer> environment;
    for (const ic::ImportOffer& offer : ic::findImports({ .environment = imports.environment })) {
        environment = offer;
        environment->profile.id = ic::newProfileId();
    }
    ic::ConsoleWindows windows(options, imports, std::make_unique<ic::SystemKeychain>());
    windows.start(environment, settings.problem());
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    ic::forbidCoreDumps();
    ic::installRedactingLogHandler();
    // Decided before there is any application object: commands must not need a display, and what is
    // mistyped must be said even where there is none.
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    QStringList rest;
    QString problem;
    const ic::Subcommand* command = ic::commandFor(words, &rest, &problem);
    if (command == nullptr)
        return complain(problem);
    if (command->make)
        return ic::runCommand(argc, argv, *command, rest);
    const auto options = ic::parseStartOptions(rest, &problem);
    if (!options)
        return complain(problem);
    switch (options->wish) {
    case ic::StartOptions::Wish::Help:
        ic::put(stdout, ic::helpText(*command));
        return 0;
    case ic::StartOptions::Wish::Version:
        std::puts("identity-console " CONSOLE_VERSION);
        return 0;
    case ic::StartOptions::Wish::VersionJson:
        ic::put(stdout, versionJson());
        return 0;
    case ic::StartOptions::Wish::Run:
        return runWindow(argc, argv, *options);
    }
    Q_UNREACHABLE();
}
