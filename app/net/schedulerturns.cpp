// Requests that are announced to their owner before they leave.

#include "net/schedulerentry.h"

#include <QThread>

namespace ic {

void Scheduler::submitTurn(Id id, const ApiRequest& request, Turn turn)
{
    auto entry = std::make_shared<Entry>();
    entry->id = id;
    entry->request = request;
    entry->done = std::move(turn.done);
    entry->check = std::move(turn.check);
    entry->turn = std::move(turn);
    enqueue(entry);
}

void Scheduler::go(Id id, quint64 offer)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const auto found = m_inFlight.find(id);
    if (found == m_inFlight.end() || found->second->offer != offer || offer == 0)
        return; // taken back meanwhile; returned() says so
    const EntryPtr entry = found->second;
    const qint64 now = m_clock.monotonicMs();
    if (now < m_bucket.pausedUntil(now) || !m_keeper.usable(now) || !mayLeave(*entry)) {
        takeBack(entry);
    } else {
        entry->offer = 0;
        send(entry, now);
    }
    wakeSoon();
}

void Scheduler::takeBack(const EntryPtr& entry)
{
    giveSlotBack(entry);
    leaveFlight(entry);
    requeue(entry, m_clock.monotonicMs());
}

void Scheduler::giveSlotBack(const EntryPtr& entry)
{
    m_bucket.giveBack(entry->slot);
    entry->offer = 0;
    m_bulkAllowance += entry->isPaced ? 1 : 0;
}

} // namespace ic
