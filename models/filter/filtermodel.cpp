#include "models/filter/filtermodel.h"

#include "models/filter/filterwords.h"

#include "api/filter/filterparser.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

std::optional<FilterModel::State> stateFromText(const QString& text)
{
    const std::optional<IdentityScope> scope = scopeFromKey(text.section(u' ', 0, 0));
    const FilterResult result = parseKeptFilter(text.section(u' ', 1));
    const auto* expression = std::get_if<FilterExpression>(&result);
    if (!scope || expression == nullptr || expression->isEmpty())
        return std::nullopt;
    return FilterModel::State { *scope, *expression };
}

} // namespace

QString scopeTitle(IdentityScope scope)
{
    switch (scope) {
    case IdentityScope::Correlated:
        return FilterModel::tr("Correlated");
    case IdentityScope::Uncorrelated:
        return FilterModel::tr("Uncorrelated");
    case IdentityScope::All:
        return FilterModel::tr("All");
    }
    Q_UNREACHABLE();
}

QString scopeSentence(IdentityScope scope)
{
    switch (scope) {
    case IdentityScope::Correlated:
        return FilterModel::tr("All correlated identities.");
    case IdentityScope::Uncorrelated:
        return FilterModel::tr("All uncorrelated identities.");
    case IdentityScope::All:
        return FilterModel::tr("All correlated and uncorrelated identities.");
    }
    Q_UNREACHABLE();
}

QString scopeKey(IdentityScope scope)
{
    switch (scope) {
    case IdentityScope::Correlated:
        return u"correlated"_s;
    case IdentityScope::Uncorrelated:
        return u"uncorrelated"_s;
    case IdentityScope::All:
        return u"all"_s;
    }
    Q_UNREACHABLE();
}

std::optional<IdentityScope> scopeFromKey(const QString& key)
{
    for (const IdentityScope scope :
        { IdentityScope::Correlated, IdentityScope::Uncorrelated, IdentityScope::All }) {
        if (scopeKey(scope) == key)
            return scope;
    }
    return std::nullopt;
}

QString FilterModel::State::words() const
{
    return FilterModel::tr("%1: %2", "a scope and a filter")
        .arg(scopeTitle(scope), filterWords(expression));
}

void FilterModel::set(const State& state)
{
    if (state == m_state)
        return;
    adopt(state);
    split();
    remember(false);
    emit applied();
}

bool FilterModel::setReach(FilterReach reach)
{
    if (reach == m_reach)
        return true;
    const State left = std::exchange(m_elsewhere, m_state);
    // With chips its search is known apart from the rest.
    const FilterExpression rest
        = m_chipsProblem.isEmpty() ? m_chips.expression() : m_state.expression;
    m_reach = reach;
    State next { m_state.scope, withSearch(m_search, rest) };
    const bool goesAlong = next.isFor(reach);
    if (!goesAlong)
        next = left.isFor(reach) ? left : State { m_state.scope, {} };
    emit reachChanged();
    set(next);
    m_previous = m_state; // of the other reach, which is left
    return goesAlong;
}

void FilterModel::setExact(bool exact)
{
    if (std::exchange(m_isExact, exact) != exact)
        emit exactChanged(exact);
}

std::optional<QString> FilterModel::searchOf(const FilterExpression& expression) const
{
    const std::optional<QString> text = expression.quickSearchText();
    return text && withSearch(*text, {}) == expression ? text : std::nullopt;
}

FilterExpression FilterModel::withSearch(const QString& search, const FilterExpression& rest) const
{
    const FilterResult result = FilterExpression::quickSearch(search, m_reach);
    return FilterExpression::all({ std::get<FilterExpression>(result), rest });
}

void FilterModel::setScope(IdentityScope scope)
{
    set({ scope, m_state.expression });
}

void FilterModel::setExpression(const FilterExpression& expression)
{
    set({ m_state.scope, expression });
}

std::optional<FilterError> FilterModel::setSearch(const QString& text)
{
    const FilterResult result = FilterExpression::quickSearch(text, m_reach);
    if (const auto* error = std::get_if<FilterError>(&result))
        return *error;
    const QString search = text.trimmed();
    if (search == m_search)
        return std::nullopt;
    // Each pause in typing applies; only where it ended is worth remembering.
    const bool goesOnTyping = !m_search.isEmpty() && !search.isEmpty()
        && (search.startsWith(m_search) || m_search.startsWith(search));
    m_search = search;
    adopt({ m_state.scope, withSearch(search, m_chips.expression()) });
    remember(goesOnTyping);
    emit applied();
    return std::nullopt;
}

void FilterModel::setChips(const FilterChips& chips)
{
    if (chips == m_chips)
        return;
    // Kept as they are: in "(A or B) and C" with the word changed the group says nothing, but it
    // is wanted again when the word is changed back.
    m_chips = chips;
    const State state { m_state.scope, withSearch(m_search, chips.expression()) };
    if (state == m_state)
        return;
    adopt(state);
    remember(false);
    emit applied();
}

void FilterModel::combine(Combination combination, const FilterExpression& condition)
{
    const FilterExpression& now = m_state.expression;
    // Saying a thing twice makes no other filter.
    const auto has = [&now](FilterExpression::Kind kind, const FilterExpression& operand) {
        return now == operand
            || (now.kind() == kind && std::ranges::count(now.operands(), operand) > 0);
    };
    switch (combination) {
    case Combination::Replace:
        setExpression(condition);
        return;
    case Combination::And:
        if (!has(FilterExpression::Kind::And, condition))
            setExpression(FilterExpression::all({ now, condition }));
        return;
    case Combination::Or:
        if (!now.isEmpty() && !has(FilterExpression::Kind::Or, condition))
            setExpression(FilterExpression::any({ now, condition }));
        return;
    case Combination::Exclude: {
        const FilterExpression opposite = FilterExpression::negation(condition);
        if (!has(FilterExpression::Kind::And, opposite))
            setExpression(FilterExpression::all({ now, opposite }));
        return;
    }
    }
    Q_UNREACHABLE();
}

void FilterModel::revert()
{
    const State previous = m_previous;
    set(previous);
}

void FilterModel::adopt(const State& state)
{
    m_previous = m_state;
    m_state = state;
}

void FilterModel::split()
{
    const FilterExpression& whole = m_state.expression;
    FilterExpression rest = whole;
    m_search.clear();
    if (const std::optional<QString> search = searchOf(whole)) {
        m_search = *search;
        rest = {};
    } else if (whole.kind() == FilterExpression::Kind::And) {
        std::vector<FilterExpression> others = whole.operands();
        const auto found = std::ranges::find_if(others,
            [this](const FilterExpression& operand) { return searchOf(operand).has_value(); });
        if (found != others.end()) {
            m_search = *searchOf(*found);
            others.erase(found);
            rest = FilterExpression::all(std::move(others));
        }
    }
    const std::variant<FilterChips, QString> chips = chipsFor(rest);
    if (const auto* problem = std::get_if<QString>(&chips)) {
        m_chipsProblem = *problem;
        m_chips = {};
        m_search.clear();
        return;
    }
    m_chipsProblem.clear();
    // The same filter keeps the groups it was made with.
    if (m_chips.expression() != rest || m_chips.isEmpty())
        m_chips = std::get<FilterChips>(chips);
}

void FilterModel::remember(bool goesOnTyping)
{
    if (m_state.expression.isEmpty())
        return;
    if (goesOnTyping && m_recent.value(0) == m_previous)
        m_recent.removeFirst();
    m_recent.removeAll(m_state);
    m_recent.prepend(m_state);
    if (m_recent.size() > HistoryLimit)
        m_recent.resize(HistoryLimit);
    emit historyChanged();
}

QStringList FilterModel::history() const
{
    QStringList texts;
    for (const State& state : m_recent)
        texts.append(scopeKey(state.scope) + u' ' + state.expression.toFilterText());
    return texts;
}

void FilterModel::setHistory(const QStringList& history)
{
    m_recent.clear();
    for (const QString& text : history) {
        const std::optional<State> state = stateFromText(text);
        if (state && m_recent.size() < HistoryLimit && !m_recent.contains(*state))
            m_recent.append(*state);
    }
    emit historyChanged();
}

void FilterModel::clearHistory()
{
    m_recent.clear();
    emit historyChanged();
}

} // namespace ic
