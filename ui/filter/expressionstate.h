#pragma once

#include "models/filter/filtermodel.h"
#include "models/table/statuswords.h"

#include <QColor>
#include <QString>

#include <optional>

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

/// All that the state follows from.
struct ExpressionCase
{
    QString written = {};
    const FilterModel& model;
    std::optional<FilterError> refusal = {}; ///< of the tenant, of the filter in force
    QString result = {}; ///< what the list makes of the filter in force
    bool waits = false; ///< for the list
    bool waitsLong = false;
    bool saysWhyNoChips = false;
};

/// What is said about it, and the place it is about.
struct ExpressionVerdict
{
    ExpressionState state = ExpressionState::Empty;
    QString text = {};
    qsizetype position = -1; ///< negative = none
    qsizetype length = 0;
    bool isForSnapshot = false; ///< which could answer it
};

ExpressionVerdict expressionVerdict(const ExpressionCase& now);

/// How a state looks in the theme of a palette: never by colour alone.
struct ExpressionLook
{
    QColor fill = {}; ///< of the field
    QString icon = {};
    Tone tone = Tone::Neutral; ///< of the icon
};

ExpressionLook expressionLook(ExpressionState state, const QPalette& palette);

} // namespace ic
