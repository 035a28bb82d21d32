#include "ui/filter/expressionstate.h"

#include "ui/parts/theme.h"

#include "api/filter/filterparser.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    // Of the bar: what it says below the field.
    Q_DECLARE_TR_FUNCTIONS(ic::FilterBar)
};

ExpressionVerdict mistake(const FilterError& error, bool saysWhyNoChips)
{
    const QString text = saysWhyNoChips
        ? Texts::tr("Position %1: %2 Conditions can show the filter once this is corrected.")
        : Texts::tr("Position %1: %2");
    return { ExpressionState::Invalid, text.arg(QString::number(error.position + 1), error.message),
        error.position, error.length, error.isForSnapshot };
}

ExpressionVerdict refused(const ExpressionCase& now)
{
    // The tenant speaks of what was sent, which may be spaced in another way than what was written.
    const bool isAsSent = now.written == now.model.expression().toFilterText();
    // No place of ours in the text: the tenant's own may count in another way.
    return { ExpressionState::Invalid,
        Texts::tr("The tenant refused this: %1").arg(now.refusal->message),
        isAsSent ? now.refusal->position : -1, now.refusal->length };
}

} // namespace

ExpressionVerdict expressionVerdict(const ExpressionCase& now)
{
    const FilterResult result = parseFilter(now.written, now.model.reach());
    if (const auto* error = std::get_if<FilterError>(&result))
        return mistake(*error, now.saysWhyNoChips);
    const auto& written = std::get<FilterExpression>(result);
    if (written != now.model.expression())
        return { ExpressionState::Valid, Texts::tr("Press Enter to apply.") };
    if (now.refusal)
        return refused(now);
    if (now.waits)
        return { now.waitsLong ? ExpressionState::Busy : ExpressionState::Applied,
            Texts::tr("Loading…") };
    if (written.isEmpty())
        return { ExpressionState::Empty, scopeSentence(now.model.scope()) };
    const QString whyNoChips = now.saysWhyNoChips ? u' ' + now.model.chipsProblem() : QString();
    return { ExpressionState::Applied, (now.result + whyNoChips).trimmed() };
}

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
