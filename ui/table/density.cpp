#include "ui/table/density.h"

using namespace Qt::StringLiterals;

namespace ic {

QString densityWord(Density density)
{
    switch (density) {
    case Density::Compact:
        return u"compact"_s;
    case Density::Normal:
        return u"normal"_s;
    case Density::Comfortable:
        return u"comfortable"_s;
    }
    Q_UNREACHABLE();
}

Density densityFromWord(const QString& word)
{
    for (const Density density : { Density::Compact, Density::Comfortable }) {
        if (densityWord(density) == word)
            return density;
    }
    return Density::Normal;
}

int heightOf(Density density)
{
    switch (density) {
    case Density::Compact:
        return 20;
    case Density::Normal:
        return 26;
    case Density::Comfortable:
        return 32;
    }
    Q_UNREACHABLE();
}

} // namespace ic
