#include "ui/fixedkeys.h"

#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

const QList<FixedKeyRow>& fixedKeys()
{
    static const QString table = u"Table"_s;
    static const QString filter = u"Filter"_s;
    static const QList<FixedKeyRow> rows {
        { FixedKey::MoveRow, table, u"Another row"_s,
            { Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown } },
        { FixedKey::FirstOrLastRow, table, u"First or last row"_s, { Qt::Key_Home, Qt::Key_End } },
        { FixedKey::Tick, table, u"Tick or untick the row"_s, { Qt::Key_Space } },
        { FixedKey::TickOnTheWay, table, u"Tick the rows on the way"_s,
            { Qt::SHIFT | Qt::Key_Up, Qt::SHIFT | Qt::Key_Down, Qt::SHIFT | Qt::Key_PageUp,
                Qt::SHIFT | Qt::Key_PageDown, Qt::SHIFT | Qt::Key_Home, Qt::SHIFT | Qt::Key_End } },
        { FixedKey::LoadAgain, table, u"Load a failed row again"_s,
            { Qt::Key_Enter, Qt::Key_Return } },
        { FixedKey::RowMenu, table, u"Menu of the row"_s,
            { Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10 } },
        { FixedKey::LeaveSearch, filter, u"Clear the search, then back to the table"_s,
            { Qt::Key_Escape } },
        { FixedKey::EditCondition, filter, u"Edit the condition"_s,
            { Qt::Key_Enter, Qt::Key_Return } },
        { FixedKey::RemoveCondition, filter, u"Remove the condition"_s,
            { Qt::Key_Delete, Qt::Key_Backspace } },
    };
    return rows;
}

bool isFixedKey(const QKeyEvent& event, FixedKey key)
{
    const auto row = std::find_if(fixedKeys().cbegin(), fixedKeys().cend(),
        [key](const FixedKeyRow& one) { return one.key == key; });
    Q_ASSERT(row != fixedKeys().cend());
    return std::any_of(row->keys.cbegin(), row->keys.cend(), [&](const QKeySequence& keys) {
        const QKeyCombination wanted = keys[0];
        return wanted.key() == event.key()
            && (event.modifiers() & wanted.keyboardModifiers()) == wanted.keyboardModifiers();
    });
}

} // namespace ic
