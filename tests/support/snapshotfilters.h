#pragma once

#include "api/filter/filterexpression.h"
#include "support/filtertexts.h"

#include <QRandomGenerator>

#include <vector>

namespace ic::test {

/// Filters of the language of snapshots, made at random from what the language allows.
class SnapshotFilters
{
public:
    /// `attributes` and `values` are what conditions are about; a hostile text now and then anyway.
    SnapshotFilters(quint32 seed, const QStringList& attributes, const QStringList& values)
        : m_random(seed)
        , m_attributes(attributes)
        , m_values(values)
    {
    }

    FilterExpression condition()
    {
        for (;;) {
            const FilterResult result = FilterExpression::condition(draft(), FilterReach::Snapshot);
            if (const auto* expression = std::get_if<FilterExpression>(&result))
                return *expression;
        }
    }
    FilterExpression tree(int depth)
    {
        const int choice = depth == 0 ? 0 : m_random.bounded(4);
        if (choice == 0)
            return condition();
        if (choice == 1)
            return FilterExpression::negation(tree(depth - 1));
        std::vector<FilterExpression> operands;
        for (int i = m_random.bounded(4); i >= 0; --i)
            operands.push_back(tree(depth - 1));
        return choice == 2 ? FilterExpression::all(std::move(operands))
                           : FilterExpression::any(std::move(operands));
    }

private:
    template <class List> auto oneOf(const List& list)
    {
        return list[static_cast<typename List::size_type>(
            m_random.bounded(static_cast<int>(list.size())))];
    }
    QString text()
    {
        return m_values.isEmpty() || m_random.bounded(8) == 0 ? hostileText(m_random)
                                                              : oneOf(m_values);
    }
    QString valueOf(const FilterFieldInfo& field, FilterValueKind kind)
    {
        using namespace Qt::StringLiterals;
        switch (kind) {
        case FilterValueKind::Number:
            return m_random.bounded(2) ? QString::number(m_random.bounded(-20, 20))
                                       : QString::number(m_random.bounded(20)) + u".5"_s;
        case FilterValueKind::Flag:
            return m_random.bounded(2) ? u"true"_s : u"false"_s;
        case FilterValueKind::Time:
            return oneOf(QStringList { u"now"_s, u"now-30d"_s, u"now+2w"_s, u"now-90m"_s,
                u"2026-11-23T13:00:00Z"_s, u"2024-02-29"_s, u"2026-01-01T00:00:00.123+02:00"_s });
        case FilterValueKind::Text:
            break;
        }
        if (field.field == FilterField::Duplicates || field.field == FilterField::ChangedField)
            return m_random.bounded(2) ? u"email"_s : u"attributes."_s + oneOf(m_attributes);
        return field.knownValues.isEmpty() || m_random.bounded(4) == 0 ? text()
                                                                       : oneOf(field.knownValues);
    }
    /// Now and then one that is refused.
    FilterCondition draft()
    {
        const auto fields = allFilterFields(FilterReach::Snapshot);
        const FilterFieldInfo& field
            = fields[static_cast<std::size_t>(m_random.bounded(static_cast<int>(fields.size())))];
        FilterCondition result { .field = field.field, .op = oneOf(field.inSnapshot) };
        if (field.field == FilterField::Attribute) {
            result.attribute = oneOf(m_attributes);
            result.kind = static_cast<FilterValueKind>(m_random.bounded(4));
        }
        const FilterValueKind kind = field.isBoolean ? FilterValueKind::Flag
            : field.isTime                           ? FilterValueKind::Time
                                                     : result.kind;
        if (takesNoValue(result.op))
            return result;
        do
            result.values += valueOf(field, kind);
        while (takesList(result.op) && m_random.bounded(3) > 0);
        return result;
    }

    QRandomGenerator m_random;
    QStringList m_attributes;
    QStringList m_values;
};

} // namespace ic::test
