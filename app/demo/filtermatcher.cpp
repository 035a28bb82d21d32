#include "demo/filtermatcher.h"

#include <algorithm>

namespace ic::demo {

namespace {

quint8 statusNumber(const QString& text)
{
    for (int i = 0; i < StatusCount; ++i) {
        if (text.compare(QLatin1StringView(statusName(Status(i))), Qt::CaseInsensitive) == 0)
            return quint8(i);
    }
    return 0xff;
}

quint8 processingNumber(const QString& text)
{
    if (text.compare(u"OK", Qt::CaseInsensitive) == 0)
        return quint8(ProcessingState::Ok);
    if (text.compare(u"ERROR", Qt::CaseInsensitive) == 0)
        return quint8(ProcessingState::Error);
    return 0xff;
}

} // namespace

FilterMatcher::FilterMatcher(const FilterNode& node, const DemoData& data)
    : m_data(data)
    , m_root(compile(node))
{
}

FilterMatcher::Test FilterMatcher::compile(const FilterNode& node)
{
    Test test;
    test.kind = node.kind;
    test.field = node.field;
    test.prefix = node.op == FilterOperator::StartsWith;
    test.truth = node.truth;
    for (const FilterNode& child : node.children)
        test.children.push_back(compile(child));
    if (node.kind != FilterNode::Kind::Comparison)
        return test;
    if (!node.values.isEmpty())
        test.value = node.values.front();
    switch (node.field) {
    case FilterField::Id:
        for (const QString& value : node.values) {
            if (const auto ordinal = m_data.ordinalOf(value.toLower().toUtf8()))
                test.ordinals.insert(*ordinal);
        }
        break;
    case FilterField::Name:
    case FilterField::Alias:
    case FilterField::Email:
        compileText(test);
        break;
    case FilterField::Firstname:
    case FilterField::Lastname:
        compilePart(test);
        break;
    case FilterField::CloudStatus:
        test.number = statusNumber(test.value);
        m_dependsOnState = true;
        break;
    case FilterField::ProcessingState:
        test.number = processingNumber(test.value);
        m_dependsOnState = true;
        break;
    case FilterField::Correlated:
    case FilterField::Protected:
        break;
    }
    return test;
}

bool FilterMatcher::fits(const Test& test, QStringView text) const
{
    return test.prefix ? text.startsWith(test.value, Qt::CaseInsensitive)
                       : text.compare(test.value, Qt::CaseInsensitive) == 0;
}

// Texts that begin with the lead and go on: only where the value reaches beyond the lead has the
// rest to be looked at.
void FilterMatcher::compileText(Test& test) const
{
    const bool ofAlias = test.field != FilterField::Name;
    const QStringView value = test.value;
    for (const Naming::Lead& lead : m_data.naming().leads()) {
        const QString& text = ofAlias ? lead.ascii : lead.text;
        if (test.prefix && text.startsWith(value, Qt::CaseInsensitive))
            test.byLead.push_back(Verdict::Yes);
        else if (value.startsWith(text, Qt::CaseInsensitive))
            test.byLead.push_back(Verdict::Compare);
        else
            test.byLead.push_back(Verdict::No);
    }
}

// Given and family name are each a lead or a tail, depending on the culture.
void FilterMatcher::compilePart(Test& test) const
{
    const Naming& naming = m_data.naming();
    const bool family = test.field == FilterField::Lastname;
    for (const Naming::Culture& culture : naming.cultures()) {
        std::vector<bool> tails;
        if (culture.familyFirst != family) {
            for (const Naming::Tail& tail : culture.tails)
                tails.push_back(fits(test, tail.name));
        }
        test.byTail.push_back(std::move(tails));
    }
    for (const Naming::Lead& lead : naming.leads()) {
        if (naming.cultures()[lead.culture].familyFirst != family)
            test.byLead.push_back(Verdict::ByTail);
        else
            test.byLead.push_back(fits(test, lead.text) ? Verdict::Yes : Verdict::No);
    }
}

bool FilterMatcher::matches(quint32 ordinal, const LiveState& state) const
{
    return holds(m_root, ordinal, state);
}

bool FilterMatcher::holds(const Test& test, quint32 ordinal, const LiveState& state) const
{
    const auto child = [&](const Test& part) { return holds(part, ordinal, state); };
    switch (test.kind) {
    case FilterNode::Kind::And:
        return std::all_of(test.children.begin(), test.children.end(), child);
    case FilterNode::Kind::Or:
        return std::any_of(test.children.begin(), test.children.end(), child);
    case FilterNode::Kind::Not:
        return !child(test.children.front());
    case FilterNode::Kind::Comparison:
        break;
    }
    switch (test.field) {
    case FilterField::Id:
        return test.ordinals.contains(ordinal);
    case FilterField::CloudStatus:
        return quint8(state.status) == test.number;
    case FilterField::ProcessingState:
        return quint8(state.processingState) == test.number;
    case FilterField::Correlated:
        return state.correlated == test.truth;
    case FilterField::Protected:
        return state.isProtected == test.truth;
    case FilterField::Name:
    case FilterField::Alias:
    case FilterField::Firstname:
    case FilterField::Lastname:
    case FilterField::Email:
        return holdsText(test, ordinal);
    }
    Q_UNREACHABLE();
    return false;
}

bool FilterMatcher::holdsText(const Test& test, quint32 ordinal) const
{
    const Naming& naming = m_data.naming();
    const Naming::Parts parts = naming.parts(ordinal);
    const Verdict verdict = test.byLead[parts.lead];
    if (verdict == Verdict::No)
        return false;
    if (test.field == FilterField::Email && !m_data.hasEmail(ordinal))
        return false;
    if (verdict == Verdict::Yes)
        return true;
    if (verdict == Verdict::ByTail)
        return test.byTail[naming.lead(parts).culture][parts.tail];
    if (test.field == FilterField::Name)
        return fits(test, naming.displayName(parts));
    if (test.field == FilterField::Alias)
        return fits(test, naming.alias(ordinal));
    return fits(test, m_data.email(ordinal));
}

} // namespace ic::demo
