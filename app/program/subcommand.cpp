#include "program/subcommand.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace ic {

QString Argument::placeholder() const
{
    return choices.isEmpty() ? value : choices.join(u'|');
}

QString Argument::shown() const
{
    return takesValue() ? u"--%1 %2"_s.arg(name, placeholder()) : u"--"_s + name;
}

QString Subcommand::usage() const
{
    QStringList words { u"identity-console"_s };
    if (!name.isEmpty())
        words += name;
    for (const Operand& operand : operands)
        words += operand.name;
    words += u"[options]"_s;
    QSet<QString> groups;
    for (const Argument& argument : arguments) {
        if (!argument.isNeeded || groups.contains(argument.group))
            continue;
        if (argument.group.isEmpty()) {
            words += argument.shown();
            continue;
        }
        groups.insert(argument.group);
        QStringList ways;
        for (const Argument& other : arguments) {
            if (other.group == argument.group)
                ways += other.shown();
        }
        words += u'(' + ways.join(u" | "_s) + u')';
    }
    return words.join(u' ');
}

} // namespace ic
