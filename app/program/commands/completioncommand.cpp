#include "program/commands/completioncommand.h"

#include "program/arguments.h"
#include "program/commandrun.h"
#include "program/commandtable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CompletionCommand)
};

/// What may follow the name of each command, and the first words of names of two: by pattern of a
/// shell's `case`.
QList<std::pair<QString, QStringList>> secondWords(const QList<Subcommand>& commands)
{
    QList<std::pair<QString, QStringList>> found;
    for (const Subcommand& command : commands) {
        const QString first = command.name.section(u' ', 0, 0);
        if (!command.name.contains(u' '))
            continue;
        if (found.isEmpty() || found.constLast().first != first)
            found += { first, {} };
        found.last().second += command.name.section(u' ', 1);
    }
    return found;
}

QStringList firstWords(const QList<Subcommand>& commands)
{
    QStringList words;
    for (const Subcommand& command : commands) {
        if (!command.name.isEmpty())
            words += command.name.section(u' ', 0, 0);
    }
    words.removeDuplicates();
    return words;
}

/// Of zsh, within single quotes: what would end the quote or the description.
QString zshText(QString text)
{
    text.remove(u'`');
    return text.replace(u'\\', u"\\\\"_s)
        .replace(u'\'', u"'\\''"_s)
        .replace(u'[', u"\\["_s)
        .replace(u']', u"\\]"_s)
        .replace(u':', u"\\:"_s);
}

QString zshValue(const QString& name, const QStringList& choices, bool isFile)
{
    const QString values = !choices.isEmpty() ? u"(%1)"_s.arg(choices.join(u' '))
        : isFile                              ? u"_files"_s
                                              : u" "_s;
    return u":%1:%2"_s.arg(zshText(name), values);
}

} // namespace

QString bashCompletion(const QList<Subcommand>& commands)
{
    QString text
        = u"# identity-console completion bash\n_identity_console()\n{\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} previous= name= words= operands=\n"
          "    COMPREPLY=()\n"
          "    ((COMP_CWORD == 0)) || previous=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    [[ ${COMP_WORDS[1]} == -* || $COMP_CWORD -lt 2 ]] || name=${COMP_WORDS[1]}\n"
          "    case $name in\n"_s;
    for (const auto& [first, seconds] : secondWords(commands)) {
        text += u"    %1)\n        if ((COMP_CWORD == 2)); then\n"
                "            mapfile -t COMPREPLY < <(compgen -W '%2' -- \"$current\")\n"
                "            return\n        fi\n        name=\"%1 ${COMP_WORDS[2]}\" ;;\n"_s.arg(
                    first, seconds.join(u' '));
    }
    text += u"    esac\n    case \"$name $previous\" in\n"_s;
    for (const Subcommand& command : commands) {
        for (const Argument& argument : command.arguments) {
            if (!argument.takesValue())
                continue;
            const QString how = !argument.choices.isEmpty()
                ? u"mapfile -t COMPREPLY < <(compgen -W '%1' -- \"$current\")"_s.arg(
                    argument.choices.join(u' '))
                : argument.isFile ? u"mapfile -t COMPREPLY < <(compgen -f -- \"$current\")"_s
                                  : u":"_s;
            text += u"    '%1 --%2') %3; return ;;\n"_s.arg(command.name, argument.name, how);
        }
    }
    text += u"    esac\n    case $name in\n"_s;
    for (const Subcommand& command : commands) {
        QStringList switches { u"--help"_s };
        for (const Argument& argument : command.arguments)
            switches += u"--"_s + argument.name;
        QString operands;
        for (const Operand& operand : command.operands) {
            operands = !operand.choices.isEmpty()
                ? u"; operands='%1'"_s.arg(operand.choices.join(u' '))
                : operand.isFile ? u"; operands=FILES"_s
                                 : QString();
        }
        if (command.name.isEmpty())
            operands
                = u"; ((COMP_CWORD > 1)) || operands='%1'"_s.arg(firstWords(commands).join(u' '));
        text += u"    '%1') words='%2'%3 ;;\n"_s.arg(command.name, switches.join(u' '), operands);
    }
    return text
        + u"    esac\n"
          "    if [[ $current == -* ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
          "    elif [[ $operands == FILES ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
          "    elif [[ -n $operands ]]; then\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$operands\" -- \"$current\")\n"
          "    fi\n}\ncomplete -o filenames -F _identity_console identity-console\n"_s;
}

QString zshCompletion(const QList<Subcommand>& commands)
{
    QString text = u"#compdef identity-console\n"
                   "# identity-console completion zsh\n_identity_console() {\n    local name=\n"
                   "    if (( CURRENT > 2 )) && [[ $words[2] != -* ]]; then name=$words[2]; fi\n"
                   "    case $name in\n"_s;
    for (const auto& [first, seconds] : secondWords(commands)) {
        text += u"    %1)\n        if (( CURRENT == 3 )); then compadd -- %2; return; fi\n"
                "        name=\"%1 $words[3]\"; words[2]=(); (( CURRENT-- )) ;;\n"_s.arg(
                    first, seconds.join(u' '));
    }
    text += u"    esac\n    [[ -z $name ]] || { words[1]=(); (( CURRENT-- )) }\n"
            "    case $name in\n"_s;
    for (const Subcommand& command : commands) {
        QStringList lines;
        for (const Argument& argument : command.arguments) {
            lines += u"'%1--%2[%3]%4'"_s.arg(argument.isRepeated ? u"*"_s : QString(),
                argument.name, zshText(argument.help),
                argument.takesValue()
                    ? zshValue(argument.placeholder(), argument.choices, argument.isFile)
                    : QString());
        }
        lines += u"'--help[%1]'"_s.arg(zshText(Texts::tr("show a help text")));
        for (const Operand& operand : command.operands)
            lines += u"'%1'"_s.arg(zshValue(operand.name, operand.choices, operand.isFile));
        if (command.name.isEmpty())
            lines += u"'1:command:(%1)'"_s.arg(firstWords(commands).join(u' '));
        text += u"    '%1') _arguments \\\n        %2 ;;\n"_s.arg(
            command.name, lines.join(u" \\\n        "_s));
    }
    return text + u"    esac\n}\n_identity_console \"$@\"\n"_s;
}

Subcommand completionCommand()
{
    return { .name = u"completion"_s,
        .family = u"completion"_s,
        .purpose = Texts::tr("Puts out what a shell needs to complete commands and switches; the "
                             "package installs both."),
        .operands = { { .name = u"SHELL"_s,
            .help = Texts::tr("`bash` or `zsh`"),
            .choices = { u"bash"_s, u"zsh"_s } } },
        .make = [](const Arguments& given, QString*) -> std::unique_ptr<CommandRun> {
            return std::make_unique<PrintedText>(given.operand(0) == u"bash"
                    ? bashCompletion(commands())
                    : zshCompletion(commands()));
        } };
}

} // namespace ic
