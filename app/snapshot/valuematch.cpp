#include "snapshot/valuematch.h"

#include "api/filter/filterliteral.h"
#include "api/timestamp.h"
#include "base/foldedtext.h"

#include <algorithm>
#include <compare>
#include <cstring>

namespace ic {

namespace {

bool contains(QByteArrayView text, QByteArrayView part)
{
    return part.isEmpty()
        || ::memmem(text.data(), static_cast<std::size_t>(text.size()), part.data(),
               static_cast<std::size_t>(part.size()))
        != nullptr;
}

/// Marks the values of one field for one condition.
class ValueMatch
{
public:
    ValueMatch(
        const FieldColumn& column, const FilterCondition& condition, const FilterContext& context)
        : m_column(column)
        , m_condition(condition)
        , m_context(context)
        , m_marks(column.values())
    {
        for (const QString& value : condition.values)
            m_wanted.push_back((context.exact ? value : foldedText(value)).toUtf8());
    }

    std::vector<quint8> marks()
    {
        markTexts();
        // What is no text, or has none.
        markGenerally(0);
        for (const quint32 list : m_column.lists())
            markGenerally(list);
        return std::move(m_marks);
    }

private:
    QByteArrayView text(quint32 value) const
    {
        return m_context.exact ? m_column.raw(value) : m_column.folded(value);
    }
    template <class Fits> void markWhere(const Fits& fits)
    {
        for (quint32 value = 1; value < m_marks.size(); ++value)
            m_marks[value] = fits(value) ? 1 : 0;
    }
    template <class Fits> void markTextWhere(const Fits& fits)
    {
        markWhere([&](quint32 value) {
            return std::ranges::any_of(m_wanted,
                [&, text = text(value)](const QByteArray& wanted) { return fits(text, wanted); });
        });
    }
    void markGenerally(quint32 value)
    {
        const QByteArray raw = m_column.raw(value).toByteArray();
        const FilterValue list
            = value == 0 ? FilterValue() : filterValue(JsonDocument(raw).root().toQt());
        m_marks[value] = holds(m_condition, list, m_context) ? 1 : 0;
    }
    void markTexts();
    void markContaining();
    void markEqual();
    void markOrdered(bool (*wanted)(std::partial_ordering));
    template <class Order> void markByOrder(bool (*wanted)(std::partial_ordering), Order order)
    {
        markWhere([&](quint32 value) { return wanted(order(value)); });
    }

    const FieldColumn& m_column;
    const FilterCondition& m_condition;
    const FilterContext& m_context;
    QByteArrayList m_wanted;
    std::vector<quint8> m_marks;
};

void ValueMatch::markTexts()
{
    switch (m_condition.op) {
    case FilterOperator::Equals:
        markOrdered(std::is_eq);
        break;
    case FilterOperator::NotEquals:
        markOrdered(std::is_eq);
        for (quint8& mark : m_marks)
            mark ^= 1;
        break;
    case FilterOperator::In:
        markEqual();
        break;
    case FilterOperator::StartsWith:
        markTextWhere(
            [](QByteArrayView text, const QByteArray& wanted) { return text.startsWith(wanted); });
        break;
    case FilterOperator::Contains:
        markContaining();
        break;
    case FilterOperator::ContainsAll:
        markWhere([this](quint32 value) {
            return std::ranges::all_of(m_wanted,
                [text = text(value)](const QByteArray& part) { return contains(text, part); });
        });
        break;
    case FilterOperator::Present:
        markWhere([](quint32) { return true; });
        break;
    case FilterOperator::IsNull:
        break;
    case FilterOperator::Greater:
        markOrdered(std::is_gt);
        break;
    case FilterOperator::GreaterOrEqual:
        markOrdered(std::is_gteq);
        break;
    case FilterOperator::Less:
        markOrdered(std::is_lt);
        break;
    case FilterOperator::LessOrEqual:
        markOrdered(std::is_lteq);
        break;
    }
}

void ValueMatch::markContaining()
{
    if (m_context.exact || m_wanted.contains(QByteArray())) {
        markTextWhere(contains);
        return;
    }
    for (const QByteArray& part : m_wanted)
        m_column.forEachContaining(part, [this](quint32 value) { m_marks[value] = 1; });
}

void ValueMatch::markEqual()
{
    if (m_column.isNumeric()) {
        markTextWhere([](QByteArrayView text, const QByteArray& wanted) { return text == wanted; });
        return;
    }
    for (qsizetype i = 0; i < m_wanted.size(); ++i) {
        const QByteArray& wanted = m_wanted[i];
        const QByteArray folded
            = m_context.exact ? foldedText(m_condition.values[i]).toUtf8() : wanted;
        // They stand in this order.
        quint32 low = 1;
        auto high = static_cast<quint32>(m_marks.size());
        while (low < high) {
            const quint32 middle = low + (high - low) / 2;
            if (m_column.folded(middle).compare(folded) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < m_marks.size() && m_column.folded(low) == folded; ++low) {
            if (text(low) == wanted)
                m_marks[low] = 1;
        }
    }
}

void ValueMatch::markOrdered(bool (*wanted)(std::partial_ordering))
{
    const QString& value = m_condition.values.front();
    switch (m_condition.kind) {
    case FilterValueKind::Text:
    case FilterValueKind::Flag:
        if (wanted(std::partial_ordering::equivalent) && !wanted(std::partial_ordering::less)
            && !wanted(std::partial_ordering::greater))
            markEqual();
        else
            markByOrder(wanted, [this](quint32 at) -> std::partial_ordering {
                return text(at).compare(m_wanted.front()) <=> 0;
            });
        break;
    case FilterValueKind::Number: {
        const std::optional<FilterNumber> than = filterNumber(value);
        markByOrder(wanted, [&](quint32 at) {
            const QByteArrayView raw = m_column.raw(at);
            const std::optional<FilterNumber> number
                = filterNumber(QUtf8StringView(raw.data(), raw.size()));
            return number && than ? number->compare(*than) : std::partial_ordering::unordered;
        });
        break;
    }
    case FilterValueKind::Time: {
        const QDateTime than = filterTime(value, m_context.now);
        const qint64 ms = than.isValid() ? than.toMSecsSinceEpoch() : 0;
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        markByOrder(wanted, [&](quint32 at) {
            const QByteArrayView raw = m_column.raw(at);
            if (!than.isValid() || std::ranges::none_of(raw, isDigit))
                return std::partial_ordering::unordered;
            const QDateTime time = parseTimestamp(QUtf8StringView(raw.data(), raw.size()));
            return time.isValid() ? std::partial_ordering(time.toMSecsSinceEpoch() <=> ms)
                                  : std::partial_ordering::unordered;
        });
        break;
    }
    }
}

} // namespace

std::vector<quint8> valuesThatMatch(
    const FieldColumn& column, const FilterCondition& condition, const FilterContext& context)
{
    return ValueMatch(column, condition, context).marks();
}

} // namespace ic
