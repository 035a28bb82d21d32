#include "demo/churn.h"

#include "demo/directory.h"

namespace ic::demo {

namespace {

constexpr int MostTries = 1000; // to hit somebody who still exists

}

Churn::Churn(const ChurnPlan& plan, quint64 seed)
    : m_plan(plan)
    , m_random(quint32(seed ^ seed >> 32))
{
}

void Churn::listAnswered(Directory& directory, qint64 nowMs)
{
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

} // namespace ic::demo
