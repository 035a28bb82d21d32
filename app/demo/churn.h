#pragma once

#include "demo/directory.h"

#include <QRandomGenerator>

namespace ic::demo {

/// What others do to the tenant while lists are read.
struct ChurnPlan
{
    int everyLists = 10; ///< after so many answers to GET /identities
    int deletions = 0; ///< so many identities are deleted
    int insertions = 0; ///< and so many are added, as long as there is room

    /// How many can be added to `identities`: as many again, but 1000 to 50,000.
    quint32 room(quint32 identities) const
    {
        return insertions > 0 ? qBound(1000u, identities, 50'000u) : 0;
    }
};

/// The others who work in the tenant at the same time: deletes identities and adds new ones while
/// lists are read.
class Churn
{
public:
    /// The same plan and seed give the same changes.
    Churn(const ChurnPlan& plan, quint64 seed)
        : m_plan(plan)
        , m_random(quint32(seed ^ seed >> 32))
    {
    }

    /// A page of a list was answered; changes the directory when it is time.
    void listAnswered(Directory& directory, qint64 nowMs)
    {
        constexpr int MostTries = 1000; // to hit somebody who still exists
        if ((m_plan.deletions == 0 && m_plan.insertions == 0) || ++m_lists < m_plan.everyLists)
            return;
        m_lists = 0;
        const quint32 count = directory.data().count();
        for (int i = 0; i < m_plan.deletions && count > 0; ++i) {
            for (int tries = 0; tries < MostTries; ++tries) {
                const quint32 ordinal = m_random.bounded(count);
                if (!directory.state(ordinal).deleted) {
                    directory.remove(ordinal);
                    break;
                }
            }
        }
        for (int i = 0; i < m_plan.insertions; ++i)
            directory.add(nowMs);
    }

private:
    ChurnPlan m_plan;
    QRandomGenerator m_random;
    int m_lists = 0;
};

} // namespace ic::demo
