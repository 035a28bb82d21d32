#include "models/matchreport.h"

#include <algorithm>

namespace ic {

int MatchReport::count(MatchOutcome outcome) const
{
    return static_cast<int>(std::ranges::count(entries, outcome, &MatchedEntry::outcome));
}

int MatchReport::foundBy(ListKey key) const
{
    return static_cast<int>(std::ranges::count_if(entries, [key](const MatchedEntry& one) {
        return one.outcome == MatchOutcome::Found && one.foundBy == key;
    }));
}

QList<const MatchedEntry*> MatchReport::with(MatchOutcome outcome) const
{
    QList<const MatchedEntry*> result;
    for (const MatchedEntry& one : entries) {
        if (one.outcome == outcome)
            result += &one;
    }
    return result;
}

QList<IdentityId> MatchReport::found() const
{
    QList<IdentityId> ids;
    for (const MatchedEntry& one : entries) {
        if (one.outcome == MatchOutcome::Found)
            ids += one.candidates.first();
    }
    return ids;
}

} // namespace ic
