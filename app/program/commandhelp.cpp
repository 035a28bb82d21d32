#include "program/commandhelp.h"

#include "program/commandtable.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CommandHelp)
};

constexpr int Width = 79;
constexpr int HelpColumn = 25;

/// As lines of the terminal, the first one behind `column` characters that are there already.
QString wrapped(QString text, int column, int indent)
{
    text.remove(u'`');
    QString lines;
    qsizetype at = column;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        if (at > indent && at + 1 + word.size() > Width) {
            lines += u'\n' + QString(indent, u' ');
            at = indent;
        } else if (at > indent) {
            lines += u' ';
            ++at;
        }
        lines += word;
        at += word.size();
    }
    return lines;
}

/// "  --output FILE          the file to write"
QString row(const QString& term, const QString& text)
{
    QString line = u"  "_s + term;
    if (line.size() > HelpColumn - 2)
        line += u'\n' + QString(HelpColumn, u' ');
    else
        line = line.leftJustified(HelpColumn);
    return line + wrapped(text, HelpColumn, HelpColumn) + u'\n';
}

QList<const Subcommand*> familyOf(const QString& family)
{
    QList<const Subcommand*> members;
    for (const Subcommand& command : commands()) {
        if (command.family == family)
            members += &command;
    }
    return members;
}

/// A switch or operand as the tables show it, and whose it is.
struct Row
{
    QString term;
    QString help;
    QStringList commands = {}; ///< by name
};

/// What the commands of a family take, each once.
QList<Row> rowsOf(const QString& family)
{
    QList<Row> rows;
    const QList<const Subcommand*> members = familyOf(family);
    const auto add = [&rows](const Subcommand& command, const QString& term, const QString& help) {
        const auto known = std::ranges::find_if(
            rows, [&](const Row& one) { return one.term == term && one.help == help; });
        if (known != rows.end())
            known->commands += command.name;
        else
            rows += Row { term, help, { command.name } };
    };
    for (const Subcommand* command : members) {
        for (const Operand& operand : command->operands)
            add(*command, operand.name, operand.help);
    }
    for (const Subcommand* command : members) {
        for (const Argument& argument : command->arguments)
            add(*command, argument.shown(), argument.help);
    }
    for (Row& one : rows) {
        if (one.commands.size() < members.size())
            one.help = u"(`%1`) "_s.arg(one.commands.join(u"`, `"_s)) + one.help;
    }
    return rows;
}

QString manEscaped(const QString& text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s).replace(u'\'', u"\\(aq"_s);
    return escaped;
}

/// With code in bold.
QString manMarked(const QString& text)
{
    const QStringList parts = text.split(u'`');
    QString marked;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        marked += i % 2 == 0 ? manEscaped(parts[i]) : u"\\fB"_s + manEscaped(parts[i]) + u"\\fR"_s;
    }
    return marked;
}

QString manItem(const QString& term, const QString& help)
{
    return u".TP\n\\fB%1\\fR\n%2\n"_s.arg(manEscaped(term), manMarked(help));
}

QString readmeRow(const QString& term, const QString& help)
{
    const auto cell = [](QString text) { return text.replace(u'|', u"\\|"_s); };
    return u"| `%1` | %2 |\n"_s.arg(cell(term), cell(help));
}

} // namespace

QString helpText(const Subcommand& command)
{
    QString text = Texts::tr("Usage: %1").arg(wrapped(command.usage(), 7, 7)) + u'\n';
    if (command.name.isEmpty())
        text += u"       identity-console COMMAND --help\n"_s;
    text += u'\n' + wrapped(command.purpose, 0, 0) + u'\n';
    for (const QString& note : command.notes)
        text += u'\n' + wrapped(note, 0, 0) + u'\n';
    text += u'\n';
    for (const Operand& operand : command.operands)
        text += row(operand.name, operand.help);
    for (const Argument& argument : command.arguments)
        text += row(argument.shown(), argument.help);
    text += row(u"-h, --help"_s, Texts::tr("this text"));
    if (command.name.isEmpty()) {
        text += u'\n' + Texts::tr("Commands, which need no display:") + u'\n';
        for (const Subcommand& other : commands()) {
            if (!other.name.isEmpty())
                text += row(other.name, other.purpose);
        }
    } else {
        text += u'\n' + Texts::tr("Exit codes:") + u'\n';
        for (const ExitMeaning& one : exitMeanings()) {
            const QString number = QString::number(int(one.code)).rightJustified(5);
            text += number + u"  "_s + wrapped(one.text, 7, 7) + u'\n';
        }
    }
    return text;
}

QString readmeText(const QString& family)
{
    QString text = u"```\n"_s;
    for (const Subcommand* command : familyOf(family))
        text += command->usage() + u'\n';
    text += u"```\n\n"_s;
    for (const Subcommand* command : familyOf(family)) {
        if (!command->name.isEmpty())
            text += u"- `%1`: %2\n"_s.arg(command->name, command->purpose);
    }
    text += u"\n| Switch | Meaning |\n|---|---|\n"_s;
    for (const Row& one : rowsOf(family))
        text += readmeRow(one.term, one.help);
    return text;
}

QString manText(const QString& family)
{
    QString text;
    for (const Subcommand* command : familyOf(family)) {
        text += u".PP\n\\fB%1\\fR\n.br\n%2\n"_s.arg(
            manEscaped(command->usage()), manMarked(command->purpose));
        for (const QString& note : command->notes)
            text += manMarked(note) + u'\n';
    }
    for (const Row& one : rowsOf(family))
        text += manItem(one.term, one.help);
    return text;
}

QString readmeExitCodes()
{
    QString text = u"| Exit code | Meaning |\n|---|---|\n"_s;
    for (const ExitMeaning& one : exitMeanings())
        text += u"| %1 | %2 |\n"_s.arg(QString::number(int(one.code)), one.text);
    return text;
}

QString manExitCodes()
{
    QString text;
    for (const ExitMeaning& one : exitMeanings())
        text += manItem(QString::number(int(one.code)), one.text);
    return text;
}

} // namespace ic
