#include "ui/filter/expressionstate.h"

#include "ui/parts/theme.h"

using namespace Qt::StringLiterals;

namespace ic {

ExpressionLook expressionLook(ExpressionState state, const QPalette& palette)
{
    const ThemeColors& colors = themeColors(palette);
    const QColor plain = palette.color(QPalette::Base);
    switch (state) {
    case ExpressionState::Empty:
        return { plain, u"list-filter"_s, Tone::Neutral };
    case ExpressionState::Busy:
        return { colors.filterBusy.fill, u"loader"_s, Tone::Warning };
    case ExpressionState::Valid:
        return { colors.filterValid.fill, u"circle-check"_s, Tone::Ok };
    case ExpressionState::Invalid:
        return { colors.filterInvalid.fill, u"circle-x"_s, Tone::Danger };
    case ExpressionState::Applied:
        return { plain, u"filter"_s, Tone::Neutral };
    }
    Q_UNREACHABLE();
}

} // namespace ic
