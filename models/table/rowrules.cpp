#include "models/table/rowrules.h"

#include "api/attributekey.h"
#include "base/wordtable.h"
#include "models/filter/filterwords.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::RowRule)
};

using Test = RowRule::Test;
using ColumnKind = IdentityColumn::Kind;

constexpr int MostDays = 100'000;

constexpr std::array Tests {
    Word<Test> { Test::Is, "is"_L1 },
    Word<Test> { Test::IsNot, "isNot"_L1 },
    Word<Test> { Test::BeginsWith, "beginsWith"_L1 },
    Word<Test> { Test::Contains, "contains"_L1 },
    Word<Test> { Test::IsEmpty, "isEmpty"_L1 },
    Word<Test> { Test::IsNotEmpty, "isNotEmpty"_L1 },
    Word<Test> { Test::OlderThanDays, "olderThanDays"_L1 },
};
constexpr std::array Tones {
    Word<Tone> { Tone::Danger, "red"_L1 },
    Word<Tone> { Tone::Warning, "amber"_L1 },
    Word<Tone> { Tone::Ok, "green"_L1 },
    Word<Tone> { Tone::Info, "blue"_L1 },
    Word<Tone> { Tone::Neutral, "grey"_L1 },
};

} // namespace

QList<Tone> ruleTones()
{
    QList<Tone> tones;
    for (const Word<Tone>& row : Tones)
        tones += row.value;
    return tones;
}

QString toneWord(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return Texts::tr("none", "a colour");
    case Tone::Ok:
        return Texts::tr("green");
    case Tone::Info:
        return Texts::tr("blue");
    case Tone::Neutral:
        return Texts::tr("grey");
    case Tone::Warning:
        return Texts::tr("amber");
    case Tone::Danger:
        return Texts::tr("red");
    }
    Q_UNREACHABLE();
}

QList<Test> rowTestsFor(const IdentityColumn& column)
{
    using enum RowRule::Test;
    switch (column.kind) {
    case ColumnKind::Time:
        return { OlderThanDays, IsEmpty, IsNotEmpty };
    case ColumnKind::YesNo:
        return { Is, IsNot };
    case ColumnKind::Status:
    case ColumnKind::Processing:
        return { Is, IsNot, IsEmpty, IsNotEmpty };
    case ColumnKind::Tick:
    case ColumnKind::Text:
    case ColumnKind::Lifecycle:
    case ColumnKind::Monospace:
        return { Is, IsNot, BeginsWith, Contains, IsEmpty, IsNotEmpty };
    }
    Q_UNREACHABLE();
}

std::optional<FilterField> fieldOfValues(const IdentityColumn& column)
{
    switch (column.kind) {
    case ColumnKind::Status:
        return FilterField::CloudStatus;
    case ColumnKind::Processing:
        return FilterField::ProcessingState;
    case ColumnKind::YesNo:
        return FilterField::Protected;
    case ColumnKind::Tick:
    case ColumnKind::Text:
    case ColumnKind::Lifecycle:
    case ColumnKind::Time:
    case ColumnKind::Monospace:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

QString rowTestWords(Test test)
{
    switch (test) {
    case Test::Is:
        return Texts::tr("is");
    case Test::IsNot:
        return Texts::tr("is not");
    case Test::BeginsWith:
        return Texts::tr("begins with");
    case Test::Contains:
        return Texts::tr("contains");
    case Test::IsEmpty:
        return Texts::tr("is empty");
    case Test::IsNotEmpty:
        return Texts::tr("is not empty");
    case Test::OlderThanDays:
        return Texts::tr("is older than (days)");
    }
    Q_UNREACHABLE();
}

bool needsValue(Test test)
{
    return test != Test::IsEmpty && test != Test::IsNotEmpty;
}

std::optional<IdentityColumn> RowRule::column() const
{
    if (key.startsWith(AttributePrefix) && key.size() > AttributePrefix.size())
        return attributeTableColumn(key.mid(AttributePrefix.size()));
    for (const IdentityColumn& column : defaultIdentityColumns()) {
        if (column.key == key && column.kind != ColumnKind::Tick)
            return column;
    }
    return std::nullopt;
}

bool RowRule::fits(const QString& text, const QDateTime& now) const
{
    switch (test) {
    case Test::Is:
        return text.compare(value, Qt::CaseInsensitive) == 0;
    case Test::IsNot:
        return text.compare(value, Qt::CaseInsensitive) != 0;
    case Test::BeginsWith:
        return text.startsWith(value, Qt::CaseInsensitive);
    case Test::Contains:
        return text.contains(value, Qt::CaseInsensitive);
    case Test::IsEmpty:
        return text.isEmpty();
    case Test::IsNotEmpty:
        return !text.isEmpty();
    case Test::OlderThanDays: {
        // Without a date nobody knows how old it is.
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        return time.isValid() && time.addDays(value.toInt()) < now;
    }
    }
    Q_UNREACHABLE();
}

QString RowRule::problem() const
{
    const std::optional<IdentityColumn> of = column();
    if (!of)
        return Texts::tr("Choose what the rule is about.");
    if (!rowTestsFor(*of).contains(test))
        return Texts::tr("“%1” cannot be asked of this.").arg(rowTestWords(test));
    bool isNumber = false;
    const int days = value.toInt(&isNumber);
    if (test == Test::OlderThanDays && (!isNumber || days < 0 || days > MostDays))
        return Texts::tr("Type a number of days.");
    if (needsValue(test) && value.isEmpty())
        return Texts::tr("Type a value, or choose “is empty”.");
    return {};
}

QString RowRule::words() const
{
    const std::optional<IdentityColumn> of = column();
    if (!of)
        return {};
    if (test == Test::OlderThanDays) {
        return Texts::tr(
            "%1 is more than %Ln days ago", "%1 is more than %Ln day ago", value.toInt())
            .arg(of->title);
    }
    const QString begun = u"%1 %2"_s.arg(of->title, rowTestWords(test));
    if (!needsValue(test))
        return begun;
    const std::optional<FilterField> field = fieldOfValues(*of);
    return u"%1 %2"_s.arg(begun, field ? valueWords(*field, value) : value);
}

QString RowRule::toText() const
{
    // The value, which may hold anything but a line break, is last.
    return QStringList { wordOf(Tones, tone), wordOf(Tests, test), key, value }.join(u'\t');
}

std::optional<RowRule> RowRule::fromText(const QString& text)
{
    const auto tone = valueOf(Tones, text.section(u'\t', 0, 0));
    const auto test = valueOf(Tests, text.section(u'\t', 1, 1));
    if (!tone || !test)
        return std::nullopt;
    RowRule rule { .key = text.section(u'\t', 2, 2),
        .test = *test,
        .value = text.section(u'\t', 3),
        .tone = *tone };
    return rule.problem().isEmpty() ? std::optional(rule) : std::nullopt;
}

void RowColours::setRules(const QList<RowRule>& rules)
{
    m_rules.clear();
    m_columns.clear();
    for (const RowRule& rule : rules) {
        if (const auto column = rule.column(); column && m_rules.size() < MostRules) {
            m_rules += rule;
            m_columns += *column;
        }
    }
    forget();
}

const RowRule* RowColours::ruleOf(const Identity& identity, const QDateTime& now) const
{
    if (m_rules.isEmpty())
        return nullptr;
    qint8 index = -1;
    if (const auto known = m_known.constFind(identity.id); known != m_known.cend()) {
        index = *known;
    } else {
        index = find(identity, now);
        if (!identity.id.isEmpty())
            m_known.insert(identity.id, index);
    }
    return index < 0 ? nullptr : &m_rules.at(index);
}

qint8 RowColours::find(const Identity& identity, const QDateTime& now) const
{
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        if (m_rules.at(i).fits(m_columns.at(i).rawText(identity), now))
            return static_cast<qint8>(i);
    }
    return -1;
}

} // namespace ic
