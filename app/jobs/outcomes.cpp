#include "jobs/outcomes.h"

#include "operations/changefate.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

using Answer = Recovery::Answer;
using Items = Outcome::Items;

constexpr int MostLimited = 5; ///< times the scheduler gives up on the limit, for one request
constexpr qsizetype MostWords = 500; ///< of a task's messages, in the detail of an item

bool names(const TaskMessage& message, const IdentityId& id)
{
    return !id.isEmpty()
        && (message.text.contains(id.text()) || message.key.contains(id.text())
            || QJsonDocument(message.parameters).toJson().contains(id.text().toUtf8()));
}

bool provesGone(const Operation& operation)
{
    return operation.proof == Operation::Proof::Gone;
}

} // namespace

ItemChange changeWith(const ApiError& error, int seq, ItemState to, const QString& prefix)
{
    const QString words = error.reason().isEmpty() ? error.title() : error.reason();
    return { .seq = seq,
        .to = to,
        .httpStatus = error.httpStatus,
        .errorKind = kindName(error.kind),
        .detail = prefix + (error.serverText.isEmpty() ? words : error.serverText),
        .trackingId = error.trackingId };
}

ItemChange refusalOf(
    const Operation& operation, const ApiError& error, int seq, const QString& prefix)
{
    ItemChange change = changeWith(error, seq, ItemState::Failed, prefix);
    if (provesGone(operation) && error.kind == ApiError::Kind::NotFound) {
        change.to = ItemState::Skipped;
        change.skipReason = SkipReason::NotFound;
        change.detail = Outcomes::tr("It was already gone.");
    } else if (operation.checksOwnership && error.kind == ApiError::Kind::OwnsObjects) {
        change.to = ItemState::Skipped;
        change.skipReason = SkipReason::OwnsObjects;
        if (!error.detail.isEmpty())
            change.detail = Outcomes::tr("Owns %1").arg(error.detail);
    }
    return change;
}

QString causeOf(const ApiError& error)
{
    return QString::number(error.httpStatus) + u' ' + error.detailCode + u' ' + error.serverText;
}

Outcomes::Outcomes(const Operation& operation, const QList<RunItem>& items)
    : m_operation(operation)
    , m_items(items)
{
}

Outcome Outcomes::accepted(const QList<int>& seqs, const ChangeReceipt& receipt) const
{
    ItemState to = ItemState::Succeeded;
    if (provesGone(m_operation) || !receipt.task.isEmpty())
        to = ItemState::Following;
    else if (m_operation.proof == Operation::Proof::Task)
        to = ItemState::Unknown;
    Outcome outcome;
    for (const int seq : seqs) {
        ItemChange change { .seq = seq, .to = to, .httpStatus = receipt.status };
        if (!receipt.text.isEmpty())
            change.detail = receipt.text;
        if (!receipt.trackingId.isEmpty())
            change.trackingId = receipt.trackingId;
        if (!receipt.task.isEmpty())
            change.task = receipt.task;
        outcome.changes += change;
    }
    return outcome;
}

Outcome Outcomes::failed(const QList<int>& seqs, const ApiError& error, bool isServing)
{
    switch (fateOf(error)) {
    case ChangeFate::Refused:
        return refused(seqs, error, isServing);
    case ChangeFate::NothingDone:
        return { Items::Again, error.httpStatus == 0 ? Answer::Missing : Answer::Bad };
    case ChangeFate::SignInNeeded:
        return { Items::Again, Answer::Other, Outcome::Then::SignIn };
    case ChangeFate::Unknown:
        return unknown(seqs, error);
    }
    Q_UNREACHABLE();
}

Outcome Outcomes::refused(const QList<int>& seqs, const ApiError& error, bool isServing)
{
    // Others use up the limit, and nothing was done.
    if (error.kind == ApiError::Kind::RateLimited && ++m_limited[seqs.first()] < MostLimited)
        return { Items::Again, Answer::Other };
    // It begins again with what the identity owns.
    if (provesGone(m_operation) && error.kind == ApiError::Kind::NotFound && !isServing)
        return { Items::Again, Answer::Doubtful };
    const bool isAboutItems
        = error.kind == ApiError::Kind::BadRequest || error.kind == ApiError::Kind::NotFound;
    if (seqs.size() > 1 && isAboutItems)
        return { Items::Halve };
    return { .changes = refusals(seqs, error) };
}

Outcome Outcomes::unknown(const QList<int>& seqs, const ApiError& error) const
{
    // Where a read can tell what became of it, it is read.
    const ItemState to = provesGone(m_operation) ? ItemState::Following : ItemState::Unknown;
    const QString prefix = error.httpStatus >= 500
        ? tr("ISC answered with an error (%1); it may have been done all the same.")
                .arg(error.httpStatus)
            + u' '
        : QString();
    Outcome outcome { .answer = Answer::Bad };
    for (const int seq : seqs)
        outcome.changes += changeWith(error, seq, to, prefix);
    return outcome;
}

Outcome Outcomes::notSent(const QList<int>& seqs, const ApiError& error) const
{
    // Only the sign-in can fail like that before anything is sent.
    if (fateOf(error) == ChangeFate::SignInNeeded || error.kind == ApiError::Kind::Forbidden)
        return { Items::Again, Answer::Other, Outcome::Then::SignIn };
    if (error.kind == ApiError::Kind::ReadOnly)
        return { Items::Again, Answer::Other, Outcome::Then::Locked };
    if (error.isPassing())
        return { Items::Again, Answer::Missing };
    return { .changes = refusals(seqs, error, tr("Nothing was sent.") + u' ') };
}

QList<ItemChange> Outcomes::refusals(
    const QList<int>& seqs, const ApiError& error, const QString& prefix) const
{
    QList<ItemChange> changes;
    for (const int seq : seqs)
        changes += refusalOf(m_operation, error, seq, prefix);
    return changes;
}

QList<ItemChange> Outcomes::taskEnded(const TaskEnd& end) const
{
    QList<int> seqs;
    for (int seq = 0; seq < m_items.size(); ++seq) {
        const RunItem& item = m_items[seq];
        const bool isOpen = item.state == ItemState::Following || item.state == ItemState::Unknown;
        if (isOpen && item.task == end.task.id)
            seqs += seq;
    }
    QHash<int, QString> named;
    QStringList general; // said of nobody in particular
    for (const TaskMessage& problem : end.problems) {
        const QString words = problem.text.isEmpty() ? problem.key : problem.text;
        bool ofSomebody = false;
        for (const int seq : std::as_const(seqs)) {
            if (!names(problem, m_items[seq].id))
                continue;
            ofSomebody = true;
            named.insert(seq, words);
        }
        if (!ofSomebody && !words.isEmpty() && !general.contains(words))
            general += words;
    }
    // A warning may come with nothing but remarks: then those are what it has to say.
    const bool warned = end.task.status.compare(u"WARNING"_s, Qt::CaseInsensitive) == 0;
    const QString said
        = general.isEmpty() && named.isEmpty() && warned ? end.task.message : general.join(u'\n');
    QString rest = end.detail;
    if (warned)
        rest = taskText(end.detail, said.left(MostWords), end.task.id);
    else if (end.outcome == ItemState::Succeeded && !said.isEmpty())
        rest = tr("%1 It said: %2").arg(end.detail, said.left(MostWords));
    QList<ItemChange> changes;
    for (const int seq : std::as_const(seqs)) {
        ItemChange change { .seq = seq, .to = end.outcome, .detail = rest };
        if (named.contains(seq) && end.outcome == ItemState::Succeeded) {
            change.to = ItemState::Failed;
            // What it is about stands first: a list shows the beginning.
            change.detail = tr("%1 (said by task %2)", "a message, and the id of its task")
                                .arg(named.value(seq).left(MostWords), end.task.id.text());
        }
        changes += change;
    }
    return changes;
}

} // namespace ic
