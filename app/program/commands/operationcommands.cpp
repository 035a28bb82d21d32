#include "program/commands/operationcommands.h"

#include "operations/operations.h"
#include "program/commands/operationrun.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationCommands)
};

Subcommand commandFor(const Operation& operation)
{
    return { .name = operation.command,
        .family = u"verbs"_s,
        .purpose = operation.effects.constFirst().text,
        .notes = { operation.doesNot },
        .arguments = verbArguments(operation),
        .make
        = [&operation](const Arguments& given, QString* problem) -> std::unique_ptr<CommandRun> {
            OperationOrder order;
            *problem = readVerb(given, operation, order);
            if (!problem->isEmpty())
                return nullptr;
            return std::make_unique<OperationRun>(order);
        } };
}

} // namespace

QList<Subcommand> operationCommands()
{
    QList<Subcommand> all;
    for (const Operation* operation : operations())
        all += commandFor(*operation);
    return all;
}

Subcommand planCommand()
{
    return { .name = u"run"_s,
        .family = u"run"_s,
        .purpose = Texts::tr("Runs a plan that --plan has written: exactly these people are "
                             "checked anew, and whoever is left out by then is skipped."),
        .operands = { { .name = u"FILE"_s, .help = Texts::tr("the plan"), .isFile = true } },
        .arguments = confirmingArguments() + TenantWish::arguments(),
        .make = [](const Arguments& given, QString* problem) -> std::unique_ptr<CommandRun> {
            OperationOrder order;
            *problem = readConfirmation(given, order);
            if (problem->isEmpty())
                *problem = readSavedPlan(given.operand(0), order);
            if (!problem->isEmpty())
                return nullptr;
            return std::make_unique<OperationRun>(order);
        } };
}

} // namespace ic
