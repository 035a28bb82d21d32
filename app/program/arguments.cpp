#include "program/arguments.h"

#include "base/wording.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Arguments)
};

// Each returns an empty text, or what is wrong.

QString valueProblem(const Argument& argument, const QString& value)
{
    if (!argument.choices.isEmpty() && !argument.choices.contains(value)) {
        return Texts::tr("--%1 is %2, not \"%3\".")
            .arg(argument.name, orList(argument.choices), value);
    }
    if (argument.range) {
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        if (!isNumber || number < argument.range->least || number > argument.range->most) {
            return Texts::tr("--%1 is a number from %2 to %3, not \"%4\".")
                .arg(argument.name, QString::number(argument.range->least),
                    QString::number(argument.range->most), value);
        }
    }
    if (argument.takesValue() && value.trimmed().isEmpty())
        return Texts::tr("--%1 takes a value: %2.").arg(argument.name, argument.placeholder());
    return {};
}

QString operandProblem(const Subcommand& command, const QStringList& given)
{
    if (given.size() < command.operands.size()) {
        const Operand& missing = command.operands.at(given.size());
        return Texts::tr("%1 is missing: %2.", "ID is missing: the identity's id.")
            .arg(missing.name, missing.help);
    }
    if (given.size() > command.operands.size())
        return Texts::tr("Unexpected \"%1\".").arg(given.at(command.operands.size()));
    for (qsizetype i = 0; i < given.size(); ++i) {
        const Operand& operand = command.operands.at(i);
        if (given[i].trimmed().isEmpty())
            return Texts::tr("%1 is empty.").arg(operand.name);
        if (!operand.choices.isEmpty() && !operand.choices.contains(given[i])) {
            return Texts::tr("%1 is %2, not \"%3\".")
                .arg(operand.name, orList(operand.choices), given[i]);
        }
    }
    return {};
}

QString dashed(const QStringList& names, bool areAlternatives)
{
    QStringList words;
    for (const QString& name : names)
        words += u"--"_s + name;
    return areAlternatives ? orList(words) : andList(words);
}

/// What belongs together, what excludes each other, what is missing.
QString togetherProblem(const Subcommand& command, const Arguments& given)
{
    for (const Argument& argument : command.arguments) {
        if (given.has(argument.name) && !argument.needs.isEmpty() && !given.has(argument.needs))
            return Texts::tr("--%1 needs --%2.").arg(argument.name, argument.needs);
        QStringList members { argument.name };
        QStringList there;
        if (!argument.group.isEmpty()) {
            members.clear();
            for (const Argument& other : command.arguments) {
                if (other.group != argument.group)
                    continue;
                members += other.name;
                if (given.has(other.name))
                    there += other.name;
            }
        } else if (given.has(argument.name)) {
            there += argument.name;
        }
        if (there.size() > 1) {
            return Texts::tr("%1 exclude each other. Choose one.", "two switches")
                .arg(dashed(there, false));
        }
        if (argument.isNeeded && there.isEmpty())
            return Texts::tr("%1 is needed.", "a switch").arg(dashed(members, true));
    }
    return {};
}

} // namespace

std::optional<Arguments> Arguments::read(
    const Subcommand& command, const QStringList& words, QString* problem)
{
    QCommandLineParser parser;
    const QCommandLineOption help(QStringList { u"h"_s, u"help"_s });
    parser.addOption(help);
    for (const Argument& argument : command.arguments) {
        parser.addOption(QCommandLineOption(
            argument.name, {}, argument.takesValue() ? argument.placeholder() : QString()));
    }
    problem->clear();
    // The parser takes the first argument for the program's name.
    if (!parser.parse(QStringList { u"identity-console"_s } + words)) {
        *problem = parser.errorText();
        return std::nullopt;
    }
    Arguments result;
    if (parser.isSet(help)) {
        result.m_wantsHelp = true;
        return result;
    }
    const QStringList given = parser.optionNames();
    for (const Argument& argument : command.arguments) {
        const qsizetype times = given.count(argument.name);
        if (times > 1 && !argument.isRepeated) {
            *problem = Texts::tr("--%1 is given twice.").arg(argument.name);
            return std::nullopt;
        }
        if (times == 0)
            continue;
        QStringList& values = result.m_values[argument.name];
        values = parser.values(argument.name);
        for (const QString& value : std::as_const(values)) {
            *problem = valueProblem(argument, value);
            if (!problem->isEmpty())
                return std::nullopt;
        }
    }
    result.m_operands = parser.positionalArguments();
    *problem = operandProblem(command, result.m_operands);
    if (problem->isEmpty())
        *problem = togetherProblem(command, result);
    if (!problem->isEmpty())
        return std::nullopt;
    return result;
}

std::optional<qint64> Arguments::number(const QString& name) const
{
    return has(name) ? std::optional(text(name).toLongLong()) : std::nullopt;
}

} // namespace ic
