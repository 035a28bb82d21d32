#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ic {

/// How a command's title answers what was typed.
struct CommandMatch
{
    struct Piece
    {
        qsizetype from = 0;
        qsizetype length = 0;

        bool operator==(const Piece&) const = default;
    };

    enum class Name {
        Whole, ///< it is what was typed
        Beginning,
        Other,
    };

    Name name = Name::Other;
    int rank = 0; ///< the smaller, the better
    QList<Piece> pieces = {}; ///< of the title, in its order: what was typed

    bool operator==(const CommandMatch&) const = default;
};

/// Every word of `typed` has to begin a word of the title, be the initials of some of its words, be
/// contained in it (two letters and more), or begin a word of `where`, in this order of preference.
/// Case and accents make no difference. nullopt: some word is nowhere.
std::optional<CommandMatch> matchCommand(
    const QString& title, const QString& where, const QString& typed);

} // namespace ic
