#pragma once

#include "api/filter/filterfield.h"
#include "models/table/identitycolumns.h"
#include "models/table/statuswords.h"

#include <QHash>
#include <QList>

#include <optional>

namespace ic {

/// A condition on what a row holds, and the colour of the rows it fits.
struct RowRule
{
    enum class Test {
        Is,
        IsNot,
        BeginsWith,
        Contains,
        IsEmpty,
        IsNotEmpty,
        OlderThanDays, ///< of dates; `value` is the number
    };

    QString key = {}; ///< of a column, see IdentityColumn::key
    Test test = Test::Is;
    QString value = {}; ///< as the API has it; without regard to case
    Tone tone = Tone::Info;

    bool operator==(const RowRule&) const = default;

    /// The column that `key` means; nullopt if it means none.
    std::optional<IdentityColumn> column() const;
    /// `text`: IdentityColumn::rawText() of it. A date that is not known is not old.
    bool fits(const QString& text, const QDateTime& now) const;
    /// Why nobody can say whom it fits, in a sentence; empty if it is whole.
    QString problem() const;
    /// "Status is Locked".
    QString words() const;

    /// One line that can be kept, and its reading; nullopt for what is no rule.
    QString toText() const;
    static std::optional<RowRule> fromText(const QString& text);
};

/// The tests that make sense for a column, the first one first.
QList<RowRule::Test> rowTestsFor(const IdentityColumn& column);
/// The field of the list API whose values the column has; nullopt: whatever text.
std::optional<FilterField> fieldOfValues(const IdentityColumn& column);
QString rowTestWords(RowRule::Test test);
bool needsValue(RowRule::Test test);
/// "red", "green" …: the colour of a tone, for people.
QString toneWord(Tone tone);
/// Those a rule can give, in the order they are offered.
QList<Tone> ruleTones();

/// Which rule colours a row: the first that fits. Found out once and kept, so that painting mostly
/// looks it up.
class RowColours
{
public:
    static constexpr qsizetype MostRules = 5;

    const QList<RowRule>& rules() const { return m_rules; }
    void setRules(const QList<RowRule>& rules);

    /// nullptr: none fits.
    const RowRule* ruleOf(const Identity& identity, const QDateTime& now) const;
    /// To be called when rows arrive or change: what was found of them may be untrue by now.
    void forget() { m_known.clear(); }

private:
    qint8 find(const Identity& identity, const QDateTime& now) const;

    QList<RowRule> m_rules;
    QList<IdentityColumn> m_columns; ///< of the rules
    mutable QHash<IdentityId, qint8> m_known; ///< index of the rule; -1 = none
};

} // namespace ic
