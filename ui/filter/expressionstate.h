#pragma once

#include "models/table/statuswords.h"

#include <QColor>
#include <QString>

class QPalette;

namespace ic {

/// What can be said about the text in the field for a filter expression.
enum class ExpressionState {
    Empty, ///< no filter, and none is in force
    Busy, ///< in force, the list is on its way
    Valid, ///< correct and not in force
    Invalid,
    Applied, ///< in force
};

/// How a state looks in the theme of a palette: never by colour alone.
struct ExpressionLook
{
    QColor fill = {}; ///< of the field
    QString icon = {};
    Tone tone = Tone::Neutral; ///< of the icon
};

ExpressionLook expressionLook(ExpressionState state, const QPalette& palette);

} // namespace ic
