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
        return { plain, u"list-filter"_s, colors.secondaryText };
    case ExpressionState::Busy:
        return { colors.filterBusy.fill, u"loader"_s, colors.warningText };
    case ExpressionState::Valid:
        return { colors.filterValid.fill, u"circle-check"_s, colors.successText };
    case ExpressionState::Invalid:
        return { colors.filterInvalid.fill, u"circle-x"_s, colors.errorText };
    case ExpressionState::Applied:
        return { plain, u"filter"_s, colors.secondaryText };
    }
    Q_UNREACHABLE();
}

} // namespace ic
