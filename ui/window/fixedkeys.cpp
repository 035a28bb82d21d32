#include "ui/window/fixedkeys.h"

#include <QCoreApplication>
#include <QKeyEvent>

#include <algorithm>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::FixedKeys)
};

} // namespace

const QList<FixedKeyRow>& fixedKeys()
{
    static const QString table = Texts::tr("Table");
    static const QString search = Texts::tr("Search");
    static const QString filter = Texts::tr("Filter");
    static const QList<FixedKeyRow> rows {
        { FixedKey::MoveRow, table, Texts::tr("Another row"),
            { Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown } },
        { FixedKey::FirstOrLastRow, table, Texts::tr("First or last row"),
            { Qt::Key_Home, Qt::Key_End } },
        { FixedKey::Tick, table, Texts::tr("Tick or untick the row"), { Qt::Key_Space } },
        { FixedKey::TickOnTheWay, table, Texts::tr("Tick the rows on the way"),
            { Qt::SHIFT | Qt::Key_Up, Qt::SHIFT | Qt::Key_Down, Qt::SHIFT | Qt::Key_PageUp,
                Qt::SHIFT | Qt::Key_PageDown, Qt::SHIFT | Qt::Key_Home, Qt::SHIFT | Qt::Key_End } },
        { FixedKey::LoadAgain, table, Texts::tr("Load a failed row again"),
            { Qt::Key_Enter, Qt::Key_Return } },
        { FixedKey::RowMenu, table, Texts::tr("Menu of the row"),
            { Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10 } },
        { FixedKey::ClearSearch, table, Texts::tr("Clear the search"), { Qt::Key_Escape } },
        { FixedKey::LeaveSearch, search, Texts::tr("Back to the table"), { Qt::Key_Escape } },
        { FixedKey::FromSearch, search, Texts::tr("To what was found"),
            { Qt::Key_Down, Qt::Key_Enter, Qt::Key_Return } },
        { FixedKey::EditCondition, filter, Texts::tr("Edit the condition"),
            { Qt::Key_Enter, Qt::Key_Return } },
        { FixedKey::RemoveCondition, filter, Texts::tr("Remove the condition"),
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
