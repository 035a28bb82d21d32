#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

class QKeyEvent;

namespace ic {

/// Keys that widgets take themselves, without an action that could be asked for its shortcut. The
/// widgets and the list of shortcuts read the same table.
enum class FixedKey {
    MoveRow, ///< taken by QTableView
    FirstOrLastRow,
    Tick,
    TickOnTheWay,
    LoadAgain,
    RowMenu, ///< taken by Qt
    ClearSearch,
    LeaveSearch,
    FromSearch,
    EditCondition,
    RemoveCondition,
};

struct FixedKeyRow
{
    FixedKey key;
    QString group = {}; ///< where it is pressed
    QString text = {};
    QList<QKeySequence> keys = {};
};

const QList<FixedKeyRow>& fixedKeys();
/// Whether it is one of its keys; further modifiers do no harm.
bool isFixedKey(const QKeyEvent& event, FixedKey key);

} // namespace ic
