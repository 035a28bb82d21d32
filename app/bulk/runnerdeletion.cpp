// The reads around a deletion: what the identity owns before, and whether it is gone afterwards.

#include "bulk/bulkrunner.h"

#include "api/endpoints/getidentity.h"
#include "api/endpoints/getownership.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostChecks = 8; ///< at once
constexpr int MostTries = 3; ///< the tenant's copies may lag behind
constexpr qint64 TryAgainMs = 2000;
constexpr int MostLostReads = 3;
constexpr qsizetype MostNames = 20;

QString objectsOf(const OwnershipDetails& details)
{
    QStringList names;
    for (const OwnershipAssociation& association : details.associations) {
        for (const Reference& entity : association.entities)
            names += u"%1 (%2)"_s.arg(
                entity.name.isEmpty() ? entity.id : entity.name, association.associationType);
        if (association.entities.isEmpty())
            names += association.associationType;
    }
    const qsizetype more = names.size() - MostNames;
    if (more > 0)
        names = names.first(MostNames) + QStringList { u"and %1 more"_s.arg(more) };
    return u"Owns "_s + names.join(u", "_s);
}

bool isSignIn(const ApiError& error)
{
    return fateOf(error) == ChangeFate::SignInNeeded;
}

/// The network's fault, not the identity's.
bool isNetwork(const ApiError& error)
{
    return isPassing(error) && error.kind != ApiError::Kind::ServerFault
        && error.kind != ApiError::Kind::RateLimited;
}

/// Worth another attempt, a few times.
bool mayPass(const ApiError& error)
{
    return isPassing(error) || error.kind == ApiError::Kind::Malformed;
}

} // namespace

void BulkRunner::readOwnership(int number)
{
    Parcel& parcel = m_parcels.at(number);
    parcel.stage = Stage::Checking;
    ApiRequest request
        = GetOwnership { .id = m_items[parcel.seqs.first()].target.id, .lane = Lane::Bulk }
              .request();
    request.flow = m_flow;
    parcel.call = m_services.client.read<OwnershipDetails>(request, &GetOwnership::parse, this,
        [this, number](const Expected<OwnershipDetails>& result) { onOwnership(number, result); });
}

void BulkRunner::onOwnership(int number, const Expected<OwnershipDetails>& result)
{
    const auto found = m_parcels.find(number);
    if (found == m_parcels.end())
        return;
    wakeSoon();
    const int seq = found->second.seqs.first();
    if (result && result->associations.isEmpty()) {
        if (isHalted())
            requeue(found);
        else
            queueTurn(number);
        return;
    }
    if (result) {
        set({ .seq = seq,
            .to = ItemState::Skipped,
            .detail = objectsOf(*result),
            .skipReason = SkipReason::OwnsObjects });
        m_parcels.erase(found);
        return;
    }
    const ApiError& error = result.error();
    if (isSignIn(error)) {
        requeue(found);
        needSignIn(error);
    } else if (mayPass(error) && ++m_lostReads[seq] < MostLostReads) {
        requeue(found);
        if (isNetwork(error))
            goOffline(error);
        else
            countBadAnswer(error);
    } else if (error.kind == ApiError::Kind::NotFound) {
        fail(found->second, error);
        m_parcels.erase(found);
    } else {
        fail(found->second, error, u"What it owns could not be read, so it was not deleted. "_s);
        m_parcels.erase(found);
    }
}

void BulkRunner::startChecks()
{
    const qint64 now = m_services.clock.monotonicMs();
    if (m_probe.isRunning() || m_signIn)
        return;
    for (size_t left = m_checks.size(); left > 0 && m_checksUnderWay < MostChecks; --left) {
        const Check check = m_checks.front();
        m_checks.pop_front();
        if (check.dueAt > now) {
            m_checks.push_back(check);
            continue;
        }
        ++m_checksUnderWay;
        ApiRequest request
            = GetIdentity { .id = m_items[check.seq].target.id, .lane = Lane::Bulk }.request();
        request.flow = m_flow;
        m_services.client.read<IdentityDetails>(request, &GetIdentity::parse, this,
            [this, check](const Expected<IdentityDetails>& result) { onCheck(check, result); });
    }
}

void BulkRunner::onCheck(Check check, const Expected<IdentityDetails>& result)
{
    --m_checksUnderWay;
    wakeSoon();
    const JobItem& item = m_items[check.seq];
    const qint64 now = m_services.clock.monotonicMs();
    const bool accepted = item.httpStatus >= 200 && item.httpStatus <= 299;
    check.tries += 1;
    if (!result) {
        const ApiError& error = result.error();
        if (error.kind == ApiError::Kind::NotFound) {
            set({ .seq = check.seq,
                .to = ItemState::Succeeded,
                .errorKind = QString(u""_s),
                .detail
                = accepted ? u"Deleted. Read again: ISC does not know the identity any more."_s : u"Gone: ISC does not know the identity any more."_s });
            m_affected.append(item.target.id);
        } else if (isSignIn(error)) {
            m_checks.push_back({ .seq = check.seq, .dueAt = now });
            needSignIn(error);
        } else if (mayPass(error) && check.tries < MostTries) {
            check.dueAt = now + TryAgainMs;
            m_checks.push_back(check);
            if (isNetwork(error))
                goOffline(error);
        } else {
            set({ .seq = check.seq,
                .to = ItemState::Unknown,
                .detail = u"%1, but whether it is gone could not be read: %2"_s.arg(
                    accepted ? u"ISC accepted the deletion"_s : u"The deletion was sent"_s,
                    error.title()) });
        }
        return;
    }
    if (check.tries < MostTries && item.state == ItemState::Following) {
        check.dueAt = now + TryAgainMs;
        m_checks.push_back(check);
    } else if (accepted && item.state == ItemState::Following) {
        set({ .seq = check.seq,
            .to = ItemState::Failed,
            .detail = u"ISC accepted the deletion, but the identity is still there."_s });
    } else {
        set({ .seq = check.seq,
            .to = ItemState::Unknown,
            .detail = u"The deletion was sent and not confirmed; the identity is still there."_s });
    }
}

} // namespace ic
