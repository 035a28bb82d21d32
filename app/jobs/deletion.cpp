#include "jobs/deletion.h"

#include "api/identity.h"
#include "api/ownership.h"
#include "jobs/outcomes.h"
#include "operations/changefate.h"

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
        names = names.first(MostNames) + QStringList { Deletion::tr("and %1 more").arg(more) };
    return Deletion::tr("Owns %1").arg(names.join(u", "_s));
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

Deletion::Deletion(ApiClient& client, const Clock& clock, Recovery& recovery,
    const Operation& operation, quint64 flow, qint64 patienceMs, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_recovery(recovery)
    , m_operation(operation)
    , m_flow(flow)
    , m_patienceMs(patienceMs)
{
}

ApiClient::CallId Deletion::readOwnership(int number, int seq, const IdentityId& id)
{
    ApiRequest request = GetOwnership { .id = id, .lane = Lane::Bulk }.request();
    request.flow = m_flow;
    return m_client.read<OwnershipDetails>(request, &GetOwnership::parse, this,
        [this, number, seq](
            const Expected<OwnershipDetails>& answer) { onOwnership(number, seq, answer); });
}

void Deletion::onOwnership(int request, int seq, const Expected<OwnershipDetails>& answer)
{
    if (!answer) {
        onOwnershipFailed(request, seq, answer.error());
        return;
    }
    m_recovery.noteServed();
    if (!answer->blocksDeletion()) {
        emit ownsNothing(request);
        return;
    }
    emit leftOut(request,
        { .seq = seq,
            .to = ItemState::Skipped,
            .detail = objectsOf(*answer),
            .skipReason = SkipReason::OwnsObjects });
}

void Deletion::onOwnershipFailed(int request, int seq, const ApiError& error)
{
    if (isSignIn(error)) {
        emit postponed(request);
        emit signInNeeded(error);
    } else if (mayPass(error) && ++m_lostReads[seq] < MostLostReads) {
        emit postponed(request);
        if (isOnTheWay(error))
            m_recovery.begin(error, Recovery::Sign::Unreachable);
        else
            m_recovery.noteLostRead(error);
    } else if (error.kind != ApiError::Kind::NotFound) {
        emit leftOut(request,
            refusalOf(m_operation, error, seq,
                tr("What it owns could not be read, so it was not deleted.") + u' '));
    } else if (m_recovery.wasServedLately()) {
        emit leftOut(request, refusalOf(m_operation, error, seq));
    } else {
        emit postponed(request);
        m_recovery.begin(error, Recovery::Sign::Doubt);
    }
}

void Deletion::follow(int seq, const RunItem& item)
{
    if (std::ranges::find(m_waiting, seq, &Check::seq) != m_waiting.end())
        return;
    const qint64 now = m_clock.monotonicMs();
    // Known of what an earlier start sent.
    const qint64 ago = item.sentAt.isValid() ? item.sentAt.msecsTo(m_clock.utcNow()) : 0;
    m_waiting.push_back({ .seq = seq,
        .id = item.id,
        .accepted = item.isAccepted,
        .dueAt = now,
        .since = now - std::clamp<qint64>(ago, 0, m_patienceMs),
        .intervalMs = FirstIntervalMs });
}

void Deletion::pump()
{
    const qint64 now = m_clock.monotonicMs();
    // Reads are no changes: a trial need not be waited for.
    if (m_recovery.isReading())
        return;
    for (size_t left = m_waiting.size(); left > 0 && m_underWay < MostChecks; --left) {
        const Check check = m_waiting.front();
        m_waiting.pop_front();
        if (check.dueAt > now) {
            m_waiting.push_back(check);
            continue;
        }
        ++m_underWay;
        ApiRequest request = GetIdentity { .id = check.id, .lane = Lane::Bulk }.request();
        request.flow = m_flow;
        m_client.read<Identity>(request, &GetIdentity::parse, this,
            [this, check](const Expected<Identity>& answer) { onCheck(check, answer); });
    }
}

qint64 Deletion::nextWake() const
{
    const qint64 now = m_clock.monotonicMs();
    qint64 wake = -1;
    for (const Check& check : m_waiting) {
        if (check.dueAt > now)
            wake = wake < 0 ? check.dueAt : std::min(wake, check.dueAt);
    }
    return wake;
}

void Deletion::onCheck(Check check, const Expected<Identity>& answer)
{
    --m_underWay;
    if (answer) {
        m_recovery.noteServed();
        onStillThere(check);
    } else {
        onCheckFailed(check, answer.error());
    }
    emit rescheduled();
}

void Deletion::onStillThere(Check check)
{
    const qint64 now = m_clock.monotonicMs();
    if (now - check.since < m_patienceMs) {
        check.dueAt = std::min(now + check.intervalMs, check.since + m_patienceMs);
        check.intervalMs = check.intervalMs * 5 / 2;
        m_waiting.push_back(check);
        return;
    }
    emit readBack({ .seq = check.seq,
        .to = check.accepted ? ItemState::Unknown : ItemState::Failed,
        .detail = check.accepted
            ? tr("ISC accepted the deletion and still lists the identity.")
            : tr("The deletion was not confirmed, and two minutes later the identity is still "
                 "there: it was not deleted.") });
}

void Deletion::onCheckFailed(Check check, const ApiError& error)
{
    const bool isGone = error.kind == ApiError::Kind::NotFound;
    if (isGone && m_recovery.wasServedLately()) {
        emit readBack({ .seq = check.seq,
            .to = ItemState::Succeeded,
            .errorKind = QString(u""_s),
            .detail = check.accepted
                ? tr("Deleted. Read again: ISC does not know the identity any more.")
                : tr("Gone: ISC does not know the identity any more.") });
        return;
    }
    const bool again
        = isGone || isSignIn(error) || (mayPass(error) && ++check.lostReads < MostLostReads);
    if (!again) {
        emit readBack({ .seq = check.seq,
            .to = ItemState::Unknown,
            .detail = check.accepted
                ? tr("ISC accepted the deletion, but whether it is gone could not be read: %1")
                      .arg(error.title())
                : tr("The deletion was sent, but whether it is gone could not be read: %1")
                      .arg(error.title()) });
        return;
    }
    check.dueAt = m_clock.monotonicMs() + (isGone || isSignIn(error) ? 0 : FirstIntervalMs);
    m_waiting.push_back(check);
    if (isSignIn(error))
        emit signInNeeded(error);
    else if (isGone)
        m_recovery.begin(error, Recovery::Sign::Doubt);
    else if (isOnTheWay(error))
        m_recovery.begin(error, Recovery::Sign::Unreachable);
}

} // namespace ic
