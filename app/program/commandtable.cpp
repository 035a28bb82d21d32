#include "program/commandtable.h"

#include "program/arguments.h"
#include "program/commandhelp.h"
#include "program/commandrun.h"
#include "program/commands/completioncommand.h"
#include "program/commands/exportcommand.h"
#include "program/commands/jobscommands.h"
#include "program/commands/operationcommands.h"
#include "program/commands/readcommands.h"
#include "program/commands/snapshotcommand.h"
#include "program/interruption.h"
#include "program/startoptions.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CommandTable)
};

} // namespace

const QList<Subcommand>& commands()
{
    static const QList<Subcommand> all = QList { windowCommand(), exportCommand(), listCommand() }
        + readCommands() + QList { snapshotCommand() } + operationCommands()
        + QList { planCommand() } + jobsCommands() + QList { auditCommand(), completionCommand() };
    return all;
}

const Subcommand* commandFor(const QStringList& words, QStringList* rest, QString* problem)
{
    const bool isWindow = words.isEmpty() || words.constFirst().startsWith(u'-');
    for (const Subcommand& command : commands()) {
        const QStringList name = command.name.split(u' ', Qt::SkipEmptyParts);
        if (name.isEmpty() != isWindow || words.first(qMin(name.size(), words.size())) != name)
            continue;
        *rest = words.mid(name.size());
        return &command;
    }
    QStringList next;
    for (const Subcommand& command : commands()) {
        if (command.name.startsWith(words.constFirst() + u' '))
            next += command.name.section(u' ', 1);
    }
    *problem = next.isEmpty()
        ? Texts::tr("Unknown command '%1'.").arg(words.constFirst())
        : Texts::tr("%1 is followed by one of %2.").arg(words.constFirst(), next.join(u", "_s));
    return nullptr;
}

int runCommand(int& argc, char** argv, const Subcommand& command, const QStringList& words)
{
    QCoreApplication application(argc, argv);
    QString problem;
    const auto given = Arguments::read(command, words, &problem);
    if (given && given->wantsHelp()) {
        put(stdout, helpText(command));
        return int(ExitCode::Done);
    }
    const std::unique_ptr<CommandRun> run = given ? command.make(*given, &problem) : nullptr;
    if (!run) {
        put(stderr,
            u"identity-console: %1\n"_s.arg(problem)
                + Texts::tr("Try identity-console %1 --help.").arg(command.name) + u'\n');
        return int(ExitCode::BadUsage);
    }
    Interruption interruption;
    QObject::connect(&interruption, &Interruption::requested, run.get(), &CommandRun::interrupt);
    // Queued, because start() may end at once and there is no event loop to leave yet.
    QObject::connect(
        run.get(), &CommandRun::ended, &application,
        [](ExitCode code) { QCoreApplication::exit(int(code)); }, Qt::QueuedConnection);
    run->start();
    return QCoreApplication::exec();
}

} // namespace ic
