#pragma once

#include "models/filter/filterchips.h"
#include "models/table/identityquery.h"

#include <QObject>

#include <optional>

namespace ic {

/// The filter in force: one scope and one expression, behind quick search, chips and text alike.
/// A change through any of the forms is applied at once and said with applied(). Quick search and
/// chips together are the expression where that is possible; where it is not, chipsProblem() says
/// why and both are empty.
///
/// In a snapshot everything can be asked that FilterReach::Snapshot allows, and the quick search
/// finds what contains its text.
///
/// It also remembers the last filters, newest first, of both reaches.
class FilterModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype HistoryLimit = 20;

    /// How a further condition changes the filter.
    enum class Combination {
        Replace,
        And,
        Or,
        Exclude,
    };

    struct State
    {
        IdentityScope scope = IdentityScope::Correlated;
        FilterExpression expression = {};

        bool operator==(const State&) const = default;
        bool isFor(FilterReach reach) const { return expression.isFor(reach); }
        /// E.g. "Correlated: Status is Locked".
        QString words() const;
    };

    using QObject::QObject;

    FilterReach reach() const { return m_reach; }
    /// Who answers from now on. The filter in force goes along, its search as it is asked there;
    /// where it cannot be asked there, the last one that was takes its place, and this is false.
    bool setReach(FilterReach reach);

    /// In a snapshot texts are compared with case and accents.
    bool isExact() const { return m_isExact; }
    void setExact(bool exact);

    const State& state() const { return m_state; }
    IdentityScope scope() const { return m_state.scope; }
    const FilterExpression& expression() const { return m_state.expression; }

    const QString& search() const { return m_search; }
    const FilterChips& chips() const { return m_chips; }
    /// One sentence why chips cannot show the filter; empty if they can.
    const QString& chipsProblem() const { return m_chipsProblem; }

    void set(const State& state);
    void setScope(IdentityScope scope);
    void setExpression(const FilterExpression& expression);
    /// Other chips stay. An error leaves everything as it was.
    std::optional<FilterError> setSearch(const QString& text);
    void setChips(const FilterChips& chips);
    void combine(Combination combination, const FilterExpression& condition);
    /// Goes back to what was in force before the last change, once.
    void revert();

    /// The last filters as texts that can be kept, newest first: a scope and a filter text each.
    QStringList history() const;
    /// Entries that this version cannot read are left out.
    void setHistory(const QStringList& history);
    void clearHistory();
    const QList<State>& recent() const { return m_recent; }

signals:
    void applied();
    /// Before the filter that it brings along is applied.
    void reachChanged();
    /// The same filter means other people now.
    void exactChanged(bool exact);
    void historyChanged();

private:
    void adopt(const State& state);
    void split();
    /// The text, if this is the quick search of the reach.
    std::optional<QString> searchOf(const FilterExpression& expression) const;
    FilterExpression withSearch(const QString& search, const FilterExpression& rest) const;
    void remember(bool goesOnTyping);

    FilterReach m_reach = FilterReach::ListApi;
    bool m_isExact = false;
    State m_state;
    State m_elsewhere; ///< what was in force when the other reach was left
    State m_previous;
    QString m_search;
    FilterChips m_chips;
    QString m_chipsProblem;
    QList<State> m_recent;
};

/// "Correlated", "Uncorrelated", "All".
QString scopeTitle(IdentityScope scope);
/// "All correlated identities."
QString scopeSentence(IdentityScope scope);
/// The word for it where it is kept, and its reading.
QString scopeKey(IdentityScope scope);
std::optional<IdentityScope> scopeFromKey(const QString& key);

} // namespace ic
