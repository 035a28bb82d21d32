// What a runner makes of the answers to its changes.

#include "bulk/bulkrunner.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostLimited = 5; ///< times the scheduler gives up on the limit, for one request
constexpr qsizetype MostWords = 500; ///< of a task's messages, in the detail of an item

ItemChange withError(int seq, ItemState to, const ApiError& error, const QString& prefix)
{
    const QString words = error.reason().isEmpty() ? error.title() : error.reason();
    return { .seq = seq,
        .to = to,
        .httpStatus = error.httpStatus,
        .errorKind = kindName(error.kind),
        .detail = prefix + (error.serverText.isEmpty() ? words : error.serverText),
        .trackingId = error.trackingId };
}

bool names(const TaskMessage& message, const IdentityId& id)
{
    return !id.isEmpty()
        && (message.text.contains(id.text()) || message.key.contains(id.text())
            || QJsonDocument(message.parameters).toJson().contains(id.text().toUtf8()));
}

/// Two refusals in the same words have the same cause.
QString causeOf(const ApiError& error)
{
    return QString::number(error.httpStatus) + u' ' + error.detailCode + u' ' + error.serverText;
}

} // namespace

void BulkRunner::onDone(int number, const Expected<ChangeReceipt>& result)
{
    const auto found = m_parcels.find(number);
    if (found == m_parcels.end())
        return;
    wakeSoon();
    m_offered.removeAll(number);
    const bool answered = result || result.error().httpStatus != 0;
    if (answered && found->second.stage == Stage::UnderWay)
        m_heardAt = m_services.clock.monotonicMs();
    if (result) {
        m_badStreak = 0;
        m_recovery.noteAccepted();
        onAccepted(found->second, *result);
        noteAnswered(found->second.origin, found->second.seqs, false);
        m_parcels.erase(found);
    } else if (found->second.stage != Stage::UnderWay) {
        onNotSent(found, result.error());
    } else {
        onRefused(found, result.error());
    }
}

void BulkRunner::onAccepted(const Parcel& parcel, const ChangeReceipt& receipt)
{
    const bool deletion = m_job.operation == OperationId::DeleteIdentity;
    const bool batched = operationInfo(m_job.operation).isBatched();
    ItemState to = ItemState::Succeeded;
    if (deletion || !receipt.task.isEmpty())
        to = ItemState::Following;
    else if (batched)
        to = ItemState::Unknown;
    for (const int seq : parcel.seqs) {
        ItemChange change { .seq = seq, .to = to, .httpStatus = receipt.status };
        if (!receipt.text.isEmpty())
            change.detail = receipt.text;
        if (!receipt.trackingId.isEmpty())
            change.trackingId = receipt.trackingId;
        if (!receipt.task.isEmpty())
            change.task = receipt.task;
        set(change);
        if (deletion)
            checkLater(seq);
        else
            m_affected.append(m_items[seq].target.id);
    }
    if (!receipt.task.isEmpty()) {
        const JobTask task { .id = receipt.task, .acceptedAt = m_services.clock.utcNow() };
        m_ofTask[task.id.text()].append(parcel.seqs);
        m_pending.tasks.append(task);
        m_follower.follow(task);
    }
}

void BulkRunner::onRefused(Parcels::iterator parcel, const ApiError& error)
{
    switch (fateOf(error)) {
    case ChangeFate::Refused:
        m_badStreak = 0;
        if (error.kind == ApiError::Kind::RateLimited
            && ++m_limited[parcel->second.seqs.first()] < MostLimited) {
            unsend(parcel->second); // others use up the limit, and nothing was done
            requeue(parcel);
            return;
        }
        m_recovery.noteAccepted();
        if (m_job.operation == OperationId::DeleteIdentity && error.kind == ApiError::Kind::NotFound
            && !m_recovery.wasServedLately()) {
            unsend(parcel->second); // it begins again with what the identity owns
            requeue(parcel);
            recover(error, Recovery::Sign::Doubt);
        } else if (!split(parcel, error)) {
            fail(parcel->second, error);
            m_parcels.erase(parcel);
        }
        return;
    case ChangeFate::NothingDone: {
        const Parcel content = parcel->second;
        unsend(parcel->second);
        requeue(parcel);
        if (error.httpStatus == 0)
            recover(error, Recovery::Sign::Unreachable);
        else
            onBadAnswer(content, error);
        return;
    }
    case ChangeFate::SignInNeeded:
        unsend(parcel->second);
        requeue(parcel);
        needSignIn(error);
        return;
    case ChangeFate::Unknown: {
        const Parcel content = parcel->second;
        onUnknown(content, error);
        noteAnswered(content.origin, content.seqs, false);
        m_parcels.erase(parcel);
        onBadAnswer(content, error);
        return;
    }
    }
    Q_UNREACHABLE();
}

void BulkRunner::onUnknown(const Parcel& parcel, const ApiError& error)
{
    // A read can tell what became of a deletion.
    const bool deletion = m_job.operation == OperationId::DeleteIdentity;
    const QString prefix = error.httpStatus >= 500
        ? u"ISC answered with an error (%1); it may have been done all the same. "_s.arg(
            error.httpStatus)
        : QString();
    for (const int seq : parcel.seqs) {
        set(withError(seq, deletion ? ItemState::Following : ItemState::Unknown, error, prefix));
        if (deletion)
            checkLater(seq);
        else
            m_affected.append(m_items[seq].target.id);
    }
}

void BulkRunner::onNotSent(Parcels::iterator parcel, const ApiError& error)
{
    if (fateOf(error) == ChangeFate::SignInNeeded || error.kind == ApiError::Kind::Forbidden) {
        requeue(parcel);
        needSignIn(error); // only the sign-in can fail like that before anything is sent
    } else if (error.kind == ApiError::Kind::ReadOnly) {
        requeue(parcel);
        m_lockedOut = true;
        withdrawUnsent();
    } else if (error.isPassing()) {
        requeue(parcel);
        recover(error, Recovery::Sign::Unreachable);
    } else {
        fail(parcel->second, error, u"Nothing was sent. "_s);
        m_parcels.erase(parcel);
    }
}

void BulkRunner::fail(const Parcel& parcel, const ApiError& error, const QString& prefix)
{
    const bool deletion = m_job.operation == OperationId::DeleteIdentity;
    for (const int seq : parcel.seqs) {
        ItemChange change = withError(seq, ItemState::Failed, error, prefix);
        if (deletion && error.kind == ApiError::Kind::NotFound) {
            change.to = ItemState::Skipped;
            change.skipReason = SkipReason::NotFound;
            change.detail = u"It was already gone."_s;
            m_affected.append(m_items[seq].target.id);
        } else if (deletion && error.kind == ApiError::Kind::OwnsObjects) {
            change.to = ItemState::Skipped;
            change.skipReason = SkipReason::OwnsObjects;
            if (!error.detail.isEmpty())
                change.detail = u"Owns "_s + error.detail;
        }
        set(change);
    }
    noteAnswered(parcel.origin, parcel.seqs, true);
}

bool BulkRunner::split(Parcels::iterator parcel, const ApiError& error)
{
    const QList<int> seqs = parcel->second.seqs;
    const bool aboutItems
        = error.kind == ApiError::Kind::BadRequest || error.kind == ApiError::Kind::NotFound;
    if (seqs.size() < 2 || !aboutItems)
        return false;
    unsend(parcel->second); // a refusal proves that nothing was done to any of them
    int origin = parcel->second.origin;
    const int number = parcel->first;
    m_parcels.erase(parcel);
    if (m_cancelled) {
        for (const int seq : seqs)
            set({ .seq = seq, .to = ItemState::Cancelled });
        return true;
    }
    if (origin == 0) {
        const auto explored = m_exploring.constFind(causeOf(error));
        if (explored != m_exploring.cend()) {
            m_origins.at(*explored).held.append(seqs);
            return true;
        }
        origin = number;
        m_origins.emplace(origin, Origin { .size = seqs.size(), .refusal = error });
        m_exploring.insert(causeOf(error), origin);
    }
    m_parts.emplace_front(origin, seqs.mid(seqs.size() / 2));
    m_parts.emplace_front(origin, seqs.first(seqs.size() / 2));
    return true;
}

void BulkRunner::noteAnswered(int number, const QList<int>& seqs, bool failed)
{
    const auto found = m_origins.find(number);
    if (found == m_origins.end())
        return;
    Origin& origin = found->second;
    origin.answered += seqs.size();
    origin.failed += failed ? seqs.size() : 0;
    if (origin.answered < origin.size)
        return;
    const Origin explored = origin;
    m_origins.erase(found);
    m_exploring.remove(causeOf(explored.refusal));
    for (const QList<int>& held : explored.held)
        m_queue.insert(m_queue.begin(), held.begin(), held.end());
    if (explored.failed < explored.size || m_job.counts.planned == 0)
        return;
    // Perhaps all of the rest would be refused as well, perhaps only these: a person can tell.
    m_paused = true;
    m_question = u"ISC refused all %1 of one request for the same reason: %2 Resume to send the "
                 "others, or cancel."_s.arg(explored.size)
                     .arg(explored.refusal.reason());
    withdrawUnsent();
}

void BulkRunner::unsend(Parcel& parcel)
{
    for (const int seq : std::as_const(parcel.seqs))
        set({ .seq = seq, .to = ItemState::Planned });
    parcel.stage = Stage::Queued;
}

void BulkRunner::onTaskEnded(const TaskEnd& end)
{
    const auto found = m_ofTask.find(end.task.id.text());
    if (found == m_ofTask.end())
        return;
    const QList<int> seqs = found->second;
    m_ofTask.erase(found);
    QHash<int, QString> named;
    QStringList general; // said of nobody in particular
    for (const TaskMessage& problem : end.problems) {
        const QString words = problem.text.isEmpty() ? problem.key : problem.text;
        bool ofSomebody = false;
        for (const int seq : seqs) {
            if (!names(problem, m_items[seq].target.id))
                continue;
            ofSomebody = true;
            named.insert(seq, words);
        }
        if (!ofSomebody && !words.isEmpty() && !general.contains(words))
            general += words;
    }
    QString rest = end.detail;
    // A warning may come with nothing but remarks: then those are what it has to say.
    const bool warned = end.task.status.compare(u"WARNING"_s, Qt::CaseInsensitive) == 0;
    const QString said
        = general.isEmpty() && named.isEmpty() && warned ? end.task.message : general.join(u'\n');
    if (end.outcome == ItemState::Succeeded && !said.isEmpty())
        rest += u" It said: "_s + said.left(MostWords);
    for (const int seq : seqs) {
        ItemChange change { .seq = seq, .to = end.outcome, .detail = rest };
        if (named.contains(seq) && end.outcome == ItemState::Succeeded) {
            change.to = ItemState::Failed;
            change.detail = u"Task %1 said of this identity: %2"_s.arg(
                end.task.id.text(), named.value(seq).left(MostWords));
        }
        set(change);
        m_affected.append(m_items[seq].target.id);
    }
    wakeSoon();
}

void BulkRunner::onBadAnswer(const Parcel& parcel, const ApiError& error)
{
    // What left before the trial began says nothing new.
    if (m_recovery.isOnTrial() && !parcel.isTrial)
        return;
    // Whatever comes next would end the same way, at once if somebody else answers for ISC.
    const bool isOthers = error.httpStatus != 0 && error.httpStatus < 500;
    if (++m_badStreak >= MostBadAnswers || parcel.isTrial || isOthers)
        recover(error, Recovery::Sign::ChangeFailed);
}

void BulkRunner::recover(const ApiError& error, Recovery::Sign sign)
{
    if (m_ended)
        return;
    m_badStreak = 0;
    m_recovery.begin(error, sign);
    withdrawUnsent();
    wakeSoon();
}

void BulkRunner::needSignIn(const ApiError& error)
{
    m_recovery.stop();
    m_signIn = error;
    withdrawUnsent();
    wakeSoon();
}

} // namespace ic
