#pragma once

#include "models/commands/command.h"
#include "models/commands/commandmatch.h"

#include <QAbstractListModel>

namespace ic {

/// The commands that answer what was typed, the best of each section first, under the headings of
/// their sections. A section with a name that is the text, or begins with it, is before those that
/// only have it somewhere. Nothing typed: all of them as they came.
class CommandModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setCommands(const QList<Command>& commands);
    /// What answers `typed`. Those that were `found` for it answer whatever their titles say, and
    /// follow everything else.
    void show(const QString& typed, const QList<Command>& found = {});

    /// nullptr for a heading.
    const Command* commandAt(const QModelIndex& index) const;
    const CommandMatch& matchAt(const QModelIndex& index) const;
    /// The first that can run; invalid if none can.
    QModelIndex firstThatRuns() const;
    /// The next command in the direction of `step`, 1 or -1, round the ends.
    QModelIndex neighbour(const QModelIndex& index, int step) const;
    /// Without headings.
    int commandCount() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// Display: the title, or a heading. ToolTip: why it cannot run. AccessibleText: all of it.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        Command command = {}; ///< of a heading its section alone
        CommandMatch match = {};
        bool isHeading = false;
    };

    QList<Command> m_commands;
    QList<Row> m_rows;
};

} // namespace ic
