#include "snapshot/snapshotfilter.h"

#include "snapshot/snapshotchanges.h"
#include "snapshot/valuematch.h"

#include "base/foldedtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The members an expression is about.
void collectSubjects(const FilterExpression& expression, QList<FilterSubject>& subjects)
{
    for (const FilterExpression& operand : expression.operands())
        collectSubjects(operand, subjects);
    if (expression.kind() != FilterExpression::Kind::Condition)
        return;
    const FilterCondition& condition = expression.asCondition();
    const FilterField field = condition.field;
    if (field == FilterField::Duplicates) {
        for (const QString& key : condition.values) {
            if (const auto subject = filterSubject(key))
                subjects += *subject;
        }
    } else if (field != FilterField::Protected && field != FilterField::Change
        && field != FilterField::ChangedField) {
        subjects += { field, condition.attribute };
    }
}

/// Numbers for the pairs that occur, from 1 on; 0 where one of the two is 0.
std::vector<quint32> pairNumbers(
    const std::vector<quint32>& first, const std::vector<quint32>& second)
{
    std::vector<quint64> pairs;
    pairs.reserve(first.size());
    for (std::size_t row = 0; row < first.size(); ++row) {
        const bool isWhole = first[row] != 0 && second[row] != 0;
        pairs.push_back(isWhole ? quint64(first[row]) << 32U | second[row] : 0);
    }
    std::vector<quint64> sorted { 0 };
    sorted.insert(sorted.end(), pairs.begin(), pairs.end());
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<quint32> numbers;
    numbers.reserve(pairs.size());
    for (const quint64 pair : pairs) {
        const auto at = std::ranges::lower_bound(sorted, pair) - sorted.begin();
        numbers.push_back(static_cast<quint32>(at));
    }
    return numbers;
}

/// The same number for rows that share all these values, 0 where one has none.
std::vector<quint32> sharedValues(const std::vector<const FieldColumn*>& columns, bool exact)
{
    std::vector<quint32> shared;
    for (const FieldColumn* const column : columns) {
        std::vector<quint32> values;
        values.reserve(static_cast<std::size_t>(column->rows()));
        column->withCodes([&](auto codes) {
            for (const auto code : codes)
                values.push_back(exact ? column->firstSame(code) : column->firstAlike(code));
        });
        shared = shared.empty() ? std::move(values) : pairNumbers(shared, values);
    }
    return shared;
}

} // namespace

Expected<RowSet> SnapshotFilter::rows(const FilterExpression& expression)
{
    if (const auto problem = load(expression))
        return *problem;
    RowSet rows = evaluate(expression);
    if (m_stop)
        return ApiError { .kind = ApiError::Kind::Cancelled };
    return rows;
}

std::optional<ApiError> SnapshotFilter::load(const FilterExpression& expression)
{
    QList<FilterSubject> subjects;
    collectSubjects(expression, subjects);
    return m_columns.load(subjects, m_stop);
}

RowSet SnapshotFilter::all() const
{
    RowSet rows(m_columns.rows());
    rows.invert();
    return rows;
}

RowSet SnapshotFilter::evaluate(const FilterExpression& expression) const
{
    if (m_stop)
        return RowSet(m_columns.rows());
    switch (expression.kind()) {
    case FilterExpression::Kind::Empty:
        return all();
    case FilterExpression::Kind::Condition:
        return evaluate(expression.asCondition());
    case FilterExpression::Kind::Not: {
        RowSet rows = evaluate(expression.operands().front());
        rows.invert();
        return rows;
    }
    case FilterExpression::Kind::And:
    case FilterExpression::Kind::Or: {
        const std::vector<FilterExpression>& operands = expression.operands();
        RowSet rows = evaluate(operands.front());
        for (std::size_t i = 1; i < operands.size(); ++i) {
            if (expression.kind() == FilterExpression::Kind::And)
                rows &= evaluate(operands[i]);
            else
                rows |= evaluate(operands[i]);
        }
        return rows;
    }
    }
    Q_UNREACHABLE();
}

RowSet SnapshotFilter::evaluate(const FilterCondition& condition) const
{
    switch (condition.field) {
    case FilterField::Protected:
        return RowSet(m_columns.rows()); // no list says it
    case FilterField::AnyField:
        return searched(condition);
    case FilterField::Duplicates:
        return duplicates(condition);
    case FilterField::Change:
    case FilterField::ChangedField:
        return changed(condition);
    case FilterField::Id:
    case FilterField::Name:
    case FilterField::Alias:
    case FilterField::FirstName:
    case FilterField::LastName:
    case FilterField::Email:
    case FilterField::CloudStatus:
    case FilterField::ProcessingState:
    case FilterField::Correlated:
    case FilterField::LifecycleState:
    case FilterField::ManagerName:
    case FilterField::ManagerId:
    case FilterField::IsManager:
    case FilterField::Created:
    case FilterField::Modified:
    case FilterField::LastRefresh:
    case FilterField::Attribute: {
        const FieldColumn& column = m_columns.column({ condition.field, condition.attribute });
        return column.rowsWith(valuesThatMatch(column, condition, m_context));
    }
    }
    Q_UNREACHABLE();
}

RowSet SnapshotFilter::searched(const FilterCondition& condition) const
{
    const QString& part = condition.values.front();
    const QByteArray wanted = (m_context.exact ? part : foldedText(part)).toUtf8();
    // Also of who has no text at all, nothing is a part.
    return wanted.isEmpty() ? all() : m_columns.searchText().rowsWith(wanted, m_stop);
}

RowSet SnapshotFilter::duplicates(const FilterCondition& condition) const
{
    RowSet rows(m_columns.rows());
    std::vector<const FieldColumn*> columns;
    for (const QString& key : condition.values) {
        const std::optional<FilterSubject> subject = filterSubject(key);
        if (!subject)
            return rows;
        columns.push_back(&m_columns.column(*subject));
    }
    const std::vector<quint32> shared = sharedValues(columns, m_context.exact);
    if (shared.empty())
        return rows;
    std::vector<quint8> counts(*std::ranges::max_element(shared) + 1U);
    for (const quint32 value : shared)
        counts[value] = static_cast<quint8>(std::min(counts[value] + 1, 2));
    counts[0] = 0;
    for (std::size_t row = 0; row < shared.size(); ++row) {
        if (counts[shared[row]] == 2)
            rows.insert(static_cast<qint64>(row));
    }
    return rows;
}

RowSet SnapshotFilter::changed(const FilterCondition& condition) const
{
    RowSet rows(m_columns.rows());
    if (!m_changes)
        return rows;
    const auto add = [&rows](const RowSet& some) {
        if (some.rows() == rows.rows())
            rows |= some;
    };
    for (const QString& value : condition.values) {
        if (condition.field == FilterField::ChangedField) {
            const std::optional<FilterSubject> subject = filterSubject(value);
            const auto found = m_changes->fields.find(subject ? subjectKey(*subject) : value);
            if (found != m_changes->fields.end())
                add(found->second);
        } else if (value == "new"_L1) {
            add(m_changes->isNew);
        } else if (value == "changed"_L1) {
            add(m_changes->changed);
        } else if (value == "gone"_L1) {
            add(m_changes->gone);
        }
    }
    return rows;
}

} // namespace ic
