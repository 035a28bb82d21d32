#pragma once

#include "program/subcommand.h"

#include <QMap>

namespace ic {

/// What a command line says, by the table of its command: whatever is here fits the table.
class Arguments
{
public:
    /// Reads what follows the command's name. nullopt, and `problem` is a sentence that says what
    /// to correct. With --help nothing else has to fit.
    static std::optional<Arguments> read(
        const Subcommand& command, const QStringList& words, QString* problem);

    bool wantsHelp() const { return m_wantsHelp; }
    bool has(const QString& name) const { return m_values.contains(name); }
    /// The value; empty if it is not given.
    QString text(const QString& name) const { return m_values.value(name).value(0); }
    QStringList texts(const QString& name) const { return m_values.value(name); }
    std::optional<qint64> number(const QString& name) const;
    /// The operand at this place.
    QString operand(int place) const { return m_operands.value(place); }

private:
    bool m_wantsHelp = false;
    QMap<QString, QStringList> m_values;
    QStringList m_operands;
};

} // namespace ic
