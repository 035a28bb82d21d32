#pragma once

#include "program/exitcodes.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace ic {

class Arguments;
class CommandRun;

/// One switch of a command: parsing, help, man page, README and completion know it from here.
/// Texts for people mark code as `code`.
struct Argument
{
    struct Range
    {
        qint64 least = 0;
        qint64 most = 0;
    };

    QString name = {}; ///< without the dashes
    QString value = {}; ///< placeholder; empty = a switch that takes none, or see `choices`
    QString help = {}; ///< in a sentence or two, without a capital and full stop
    QStringList choices = {}; ///< the only values
    std::optional<Range> range = {}; ///< of a number
    bool isFile = false; ///< the value is a file's name
    bool isNeeded = false;
    bool isRepeated = false; ///< may be given several times
    /// Of all with the same group one at most may be given; exactly one, if they are needed.
    QString group = {};
    QString needs = {}; ///< the name of one without which it means nothing

    bool takesValue() const { return !value.isEmpty() || !choices.isEmpty(); }
    QString placeholder() const; ///< "FILE", "csv|jsonl"
    QString shown() const; ///< "--output FILE"
};

/// What stands without dashes behind a command's name; each has to be given.
struct Operand
{
    QString name = {}; ///< placeholder
    QString help = {};
    QStringList choices = {};
    bool isFile = false;
};

/// A command of the program, or what it does without one.
struct Subcommand
{
    QString name = {}; ///< its words, "jobs list"; empty = the window
    QString family = {}; ///< those with the same one share a chapter and its tables
    QString purpose = {}; ///< one sentence
    QStringList notes = {}; ///< of its help text, in paragraphs
    QList<Operand> operands = {};
    QList<Argument> arguments = {}; ///< --help is understood besides them
    /// Checks what the table cannot, and makes what runs it; null, and `problem` says what to
    /// correct. Not of the window.
    std::function<std::unique_ptr<CommandRun>(const Arguments& given, QString* problem)> make = {};

    QString usage() const; ///< "identity-console export [options] --output FILE"
};

} // namespace ic
