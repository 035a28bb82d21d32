#include "models/commands/commandmatch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

enum Rank {
    BeginsTitle,
    BeginsWord,
    Initials,
    Contained,
    BeginsWhere,
};

using Piece = CommandMatch::Piece;

/// Character by character, so that places stay what they are.
QString folded(const QString& text)
{
    QString result = text;
    for (QChar& c : result) {
        const QString parts = c.decomposition();
        const bool isAccented = !parts.isEmpty() && c.decompositionTag() == QChar::Canonical;
        c = (isAccented ? parts.front() : c).toCaseFolded();
    }
    return result;
}

bool beginsWord(const QString& text, qsizetype at)
{
    if (!text.at(at).isLetterOrNumber())
        return false;
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

qsizetype wordThatBeginsWith(const QString& text, const QString& word)
{
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (beginsWord(text, at))
            return at;
    }
    return -1;
}

/// Each letter begins a word, later words later; words may be left out between them.
QList<Piece> initials(const QString& text, const QString& letters)
{
    QList<Piece> pieces;
    qsizetype at = 0;
    for (const QChar letter : letters) {
        while (at < text.size() && (text.at(at) != letter || !beginsWord(text, at)))
            ++at;
        if (at == text.size())
            return {};
        pieces += { at++, 1 };
    }
    return pieces;
}

} // namespace

std::optional<CommandMatch> matchCommand(
    const QString& title, const QString& where, const QString& typed)
{
    const QString text = folded(title);
    CommandMatch match;
    if (const QString all = folded(typed).simplified(); !all.isEmpty() && text.startsWith(all)) {
        match.name
            = text.size() == all.size() ? CommandMatch::Name::Whole : CommandMatch::Name::Beginning;
    }
    for (const QString& word : folded(typed).split(u' ', Qt::SkipEmptyParts)) {
        if (const qsizetype at = wordThatBeginsWith(text, word); at >= 0) {
            match.rank += at == 0 ? BeginsTitle : BeginsWord;
            match.pieces += { at, word.size() };
        } else if (const QList<Piece> letters = initials(text, word); !letters.isEmpty()) {
            match.rank += Initials;
            match.pieces += letters;
        } else if (const qsizetype inside = text.indexOf(word); inside >= 0 && word.size() > 1) {
            match.rank += Contained;
            match.pieces += { inside, word.size() };
        } else if (wordThatBeginsWith(folded(where), word) >= 0) {
            match.rank += BeginsWhere;
        } else {
            return std::nullopt;
        }
    }
    std::ranges::sort(match.pieces, {}, &Piece::from);
    return match;
}

} // namespace ic
