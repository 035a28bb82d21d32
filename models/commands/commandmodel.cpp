#include "models/commands/commandmodel.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

QString sectionTitle(Command::Section section)
{
    switch (section) {
    case Command::Section::Recent:
        return CommandModel::tr("Recent");
    case Command::Section::Actions:
        return CommandModel::tr("Actions");
    case Command::Section::Views:
        return CommandModel::tr("Views");
    case Command::Section::Sets:
        return CommandModel::tr("Selection sets");
    case Command::Section::Connections:
        return CommandModel::tr("Connections");
    case Command::Section::Identities:
        return CommandModel::tr("Identities");
    }
    Q_UNREACHABLE();
}

void CommandModel::setCommands(const QList<Command>& commands)
{
    m_commands = commands;
    show({});
}

void CommandModel::show(const QString& typed, const QList<Command>& found)
{
    QList<Row> matching;
    for (const Command& command : std::as_const(m_commands)) {
        if (const auto match = matchCommand(command.title, command.where, typed))
            matching += { .command = command, .match = *match };
    }
    // Enter takes the first one: a section with the name that was meant is before the others.
    QMap<Command::Section, CommandMatch::Name> names;
    for (const Row& row : std::as_const(matching)) {
        const auto best = names.constFind(row.command.section);
        if (best == names.cend() || row.match.name < *best)
            names[row.command.section] = row.match.name;
    }
    const auto place = [&names](const Row& row) {
        const Command::Section section = row.command.section;
        return std::tuple(names.value(section), section, row.match.name, row.match.rank);
    };
    std::ranges::stable_sort(matching, {}, place);
    for (const Command& command : found) {
        const auto match = matchCommand(command.title, command.where, typed);
        matching += { .command = command, .match = match.value_or(CommandMatch()) };
    }
    beginResetModel();
    m_rows.clear();
    QSet<QString> seen;
    for (const Row& row : std::as_const(matching)) {
        const QString& key = row.command.key;
        if (!key.isEmpty() && seen.contains(key))
            continue;
        seen.insert(key);
        if (m_rows.isEmpty() || m_rows.last().command.section != row.command.section)
            m_rows += { .command = { .section = row.command.section }, .isHeading = true };
        m_rows += row;
    }
    endResetModel();
}

const Command* CommandModel::commandAt(const QModelIndex& index) const
{
    if (!index.isValid() || m_rows.at(index.row()).isHeading)
        return nullptr;
    return &m_rows.at(index.row()).command;
}

const CommandMatch& CommandModel::matchAt(const QModelIndex& index) const
{
    return m_rows.at(index.row()).match;
}

QModelIndex CommandModel::firstThatRuns() const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!m_rows.at(row).isHeading && m_rows.at(row).command.refusal.isEmpty())
            return index(row);
    }
    return {};
}

QModelIndex CommandModel::neighbour(const QModelIndex& from, int step) const
{
    const auto count = static_cast<int>(m_rows.size());
    int row = from.isValid() ? from.row() : (step > 0 ? -1 : count);
    for (int tried = 0; tried < count; ++tried) {
        row = (row + step + count) % count;
        if (!m_rows.at(row).isHeading)
            return index(row);
    }
    return {};
}

int CommandModel::commandCount() const
{
    return static_cast<int>(std::ranges::count(m_rows, false, &Row::isHeading));
}

int CommandModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CommandModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    const Command& command = row.command;
    if (role == Qt::DisplayRole)
        return row.isHeading ? sectionTitle(command.section) : command.title;
    if (row.isHeading)
        return {};
    if (role == Qt::ToolTipRole)
        return command.refusal;
    if (role == Qt::AccessibleTextRole) {
        QStringList parts { command.title, command.where, command.figure, command.keys,
            command.refusal };
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    return {};
}

Qt::ItemFlags CommandModel::flags(const QModelIndex& index) const
{
    return commandAt(index) == nullptr ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace ic
