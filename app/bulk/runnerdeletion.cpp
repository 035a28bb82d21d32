// The reads around a deletion: what the identity owns before, and whether it is gone afterwards.

#include "bulk/bulkrunner.h"

#include "api/endpoints/getidentity.h"
#include "api/endpoints/getownership.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostChecks = 8; ///< at once
constexpr qint64 FirstIntervalMs = 2000; ///< each further one is 2.5 times as long
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

/// Whether ISC answered that it deletes the identity.
bool isAccepted(const JobItem& item)
{
    return item.errorKind.isEmpty() && item.httpStatus >= 200 && item.httpStatus <= 299;
}

bool isSignIn(const ApiError& error)
{
    return fateOf(error) == ChangeFate::SignInNeeded;
}

/// The fault of the way to ISC, not the identity's: nobody is there, or somebody else answers.
bool isOnTheWay(const ApiError& error)
{
    return error.cause() == ApiError::Cause::Way || error.kind == ApiError::Kind::VersionGone
        || error.kind == ApiError::Kind::Redirected;
}

/// Worth another attempt, a few times.
bool mayPass(const ApiError& error)
{
    return error.isPassing() || isOnTheWay(error);
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
    if (result)
        m_recovery.noteServed();
    if (result && !result->blocksDeletion()) {
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
        if (isOnTheWay(error))
            recover(error, Recovery::Sign::Unreachable);
        else if (++m_badStreak >= MostBadAnswers)
            recover(error, Recovery::Sign::ReadFailed);
    } else if (error.kind == ApiError::Kind::NotFound && !m_recovery.wasServedLately()) {
        requeue(found);
        recover(error, Recovery::Sign::Doubt);
    } else if (error.kind == ApiError::Kind::NotFound) {
        fail(found->second, error);
        m_parcels.erase(found);
    } else {
        fail(found->second, error, u"What it owns could not be read, so it was not deleted. "_s);
        m_parcels.erase(found);
    }
}

void BulkRunner::checkLater(int seq)
{
    const qint64 now = m_services.clock.monotonicMs();
    const QDateTime sentAt = m_items[seq].sentAt; // known of what an earlier start sent
    const qint64 ago = sentAt.isValid() ? sentAt.msecsTo(m_services.clock.utcNow()) : 0;
    m_checks.push_back({ .seq = seq,
        .dueAt = now,
        .since = now - std::clamp<qint64>(ago, 0, m_services.patienceMs),
        .intervalMs = FirstIntervalMs });
}

void BulkRunner::startChecks()
{
    const qint64 now = m_services.clock.monotonicMs();
    // Reads are no changes: a trial need not be waited for.
    if (m_recovery.isReading() || m_signIn)
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
    if (!result) {
        onCheckFailed(check, result.error());
        return;
    }
    m_recovery.noteServed();
    const qint64 now = m_services.clock.monotonicMs();
    if (now - check.since < m_services.patienceMs) {
        check.dueAt = std::min(now + check.intervalMs, check.since + m_services.patienceMs);
        check.intervalMs = check.intervalMs * 5 / 2;
        m_checks.push_back(check);
    } else if (isAccepted(m_items[check.seq])) {
        set({ .seq = check.seq,
            .to = ItemState::Unknown,
            .detail = u"ISC accepted the deletion and still lists the identity."_s });
    } else {
        set({ .seq = check.seq,
            .to = ItemState::Failed,
            .detail
            = u"The deletion was not confirmed, and two minutes later the identity is still "
              "there: it was not deleted."_s });
    }
}

void BulkRunner::onCheckFailed(Check check, const ApiError& error)
{
    const JobItem& item = m_items[check.seq];
    const qint64 now = m_services.clock.monotonicMs();
    const bool isGone = error.kind == ApiError::Kind::NotFound;
    if (isGone && m_recovery.wasServedLately()) {
        set({ .seq = check.seq,
            .to = ItemState::Succeeded,
            .errorKind = QString(u""_s),
            .detail = isAccepted(item)
                ? u"Deleted. Read again: ISC does not know the identity any more."_s
                : u"Gone: ISC does not know the identity any more."_s });
        m_affected.append(item.target.id);
        return;
    }
    const bool again
        = isGone || isSignIn(error) || (mayPass(error) && ++check.lostReads < MostLostReads);
    if (!again) {
        set({ .seq = check.seq,
            .to = ItemState::Unknown,
            .detail = u"%1, but whether it is gone could not be read: %2"_s.arg(
                isAccepted(item) ? u"ISC accepted the deletion"_s : u"The deletion was sent"_s,
                error.title()) });
        return;
    }
    check.dueAt = isGone || isSignIn(error) ? now : now + FirstIntervalMs;
    m_checks.push_back(check);
    if (isSignIn(error))
        needSignIn(error);
    else if (isGone)
        recover(error, Recovery::Sign::Doubt);
    else if (isOnTheWay(error))
        recover(error, Recovery::Sign::Unreachable);
}

} // namespace ic
