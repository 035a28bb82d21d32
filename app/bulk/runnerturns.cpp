// How a runner's changes get their turn: queued, offered, written down, let go or withdrawn.

#include "bulk/bulkrunner.h"
#include "bulk/syncguard.h"

namespace ic {

void BulkRunner::launch(const QList<int>& seqs, int origin)
{
    const int number = ++m_lastParcel;
    m_parcels.emplace(
        number, Parcel { .seqs = seqs, .origin = origin, .isTrial = m_recovery.isOnTrial() });
    if (m_job.operation == OperationId::DeleteIdentity)
        readOwnership(number);
    else
        queueTurn(number);
}

void BulkRunner::queueTurn(int number)
{
    Parcel& parcel = m_parcels.at(number);
    QList<IdentityId> ids;
    for (const int seq : std::as_const(parcel.seqs)) {
        if (!m_items[seq].target.id.isEmpty())
            ids.append(m_items[seq].target.id);
    }
    ApiRequest request = changeRequest(m_job.operation, m_job.parameters, ids);
    request.flow = m_flow;
    const OperationId operation = m_job.operation;
    parcel.stage = Stage::Queued;
    parcel.call = m_services.client.readTurn<ChangeReceipt>(request,
        [operation](const ApiResponse& response) {
            return Expected<ChangeReceipt>(receiptFrom(operation, response));
        },
        this,
        { .offered = [this, number] { onOffered(number); },
            .returned = [this, number] { onReturned(number); },
            .done
            = [this, number](const Expected<ChangeReceipt>& result) { onDone(number, result); } });
}

void BulkRunner::onOffered(int number)
{
    const auto found = m_parcels.find(number);
    if (found == m_parcels.end())
        return;
    Parcel& parcel = found->second;
    const bool tooSoon = m_job.operation == OperationId::SynchronizeAttributes
        && m_services.guard.readyAt(m_items[parcel.seqs.first()].target.id)
            > m_services.clock.monotonicMs();
    if (isHalted() || tooSoon) {
        m_services.client.cancel(parcel.call);
        requeue(found);
        wakeSoon();
        return;
    }
    parcel.stage = Stage::Offered;
    m_offered.append(number);
    flushSoon();
}

void BulkRunner::onReturned(int number)
{
    const auto found = m_parcels.find(number);
    if (found == m_parcels.end())
        return;
    Parcel& parcel = found->second;
    if (parcel.stage == Stage::UnderWay) {
        m_heardAt = m_services.clock.monotonicMs();
        unsend(parcel);
    }
    m_offered.removeAll(number);
    parcel.stage = Stage::Queued;
    if (isHalted()) {
        m_services.client.cancel(parcel.call);
        requeue(found);
    }
    wakeSoon();
}

void BulkRunner::withdrawUnsent()
{
    QList<int> unsent;
    for (auto parcel = m_parcels.rbegin(); parcel != m_parcels.rend(); ++parcel) {
        if (parcel->second.stage != Stage::UnderWay)
            unsent.append(parcel->first); // the last first, so that the queue keeps its order
    }
    for (const int number : std::as_const(unsent)) {
        const auto found = m_parcels.find(number);
        m_services.client.cancel(found->second.call);
        requeue(found);
    }
    m_offered.clear();
}

void BulkRunner::requeue(Parcels::iterator parcel)
{
    const Parcel content = parcel->second;
    m_offered.removeAll(parcel->first);
    m_parcels.erase(parcel);
    if (m_cancelled) {
        for (const int seq : content.seqs)
            set({ .seq = seq, .to = ItemState::Cancelled });
    } else if (content.origin != 0) {
        m_parts.emplace_front(content.origin, content.seqs);
    } else {
        m_queue.insert(m_queue.begin(), content.seqs.begin(), content.seqs.end());
    }
}

} // namespace ic
