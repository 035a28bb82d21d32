#pragma once

#include "demo/demodata.h"
#include "demo/filtergrammar.h"

#include <QSet>

namespace ic::demo {

/// What may change about an identity, in two bytes: a million of them are kept.
struct LiveState
{
    Status status = Status::Active;
    ProcessingState processingState : 2 = ProcessingState::None;
    bool correlated : 1 = true;
    bool isProtected : 1 = false;
    bool deleted : 1 = false;
};

/// A filter made ready to be asked about a million identities: what depends only on the lead of a
/// name is decided once, so that most identities cost a look into a table.
class FilterMatcher
{
public:
    /// `data` must live as long as the matcher.
    FilterMatcher(const FilterNode& node, const DemoData& data);

    bool matches(quint32 ordinal, const LiveState& state) const;
    /// Whether a change of status or processing state may change the result.
    bool dependsOnState() const { return m_dependsOnState; }

private:
    enum class Verdict : quint8 { No, Yes, ByTail, Compare };

    struct Test
    {
        FilterNode::Kind kind = FilterNode::Kind::Comparison;
        FilterField field = FilterField::Id;
        bool prefix = false;
        QString value;
        bool truth = false;
        QSet<quint32> ordinals; ///< of ids
        quint8 number = 0xff; ///< of an enum; 0xff: no such value
        std::vector<Verdict> byLead;
        std::vector<std::vector<bool>> byTail; ///< [culture][tail]
        std::vector<Test> children;
    };

    Test compile(const FilterNode& node);
    void compileText(Test& test) const;
    void compilePart(Test& test) const;
    bool fits(const Test& test, QStringView text) const;
    bool holds(const Test& test, quint32 ordinal, const LiveState& state) const;
    bool holdsText(const Test& test, quint32 ordinal) const;

    const DemoData& m_data;
    bool m_dependsOnState = false;
    Test m_root;
};

} // namespace ic::demo
