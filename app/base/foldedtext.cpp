#include "base/foldedtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

bool isAccent(QChar c)
{
    // Unicode's classes of marks that stand above, below or on a letter of any script.
    constexpr int firstPlaced = 200;
    return c.combiningClass() >= firstPlaced;
}

} // namespace

QString foldedText(QStringView text)
{
    // Nearly all texts are plain, and then this is all there is to do.
    const bool isPlain = std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
    QString folded = text.toString();
    if (isPlain)
        return std::move(folded).toLower();
    folded = std::move(folded).normalized(QString::NormalizationForm_KD);
    folded.removeIf(isAccent);
    // The one letter of which Qt leaves the longer form alone.
    return std::move(folded).toCaseFolded().replace(u'ß', u"ss"_s);
}

} // namespace ic
