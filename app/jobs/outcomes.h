#pragma once

#include "jobs/journal.h"
#include "jobs/recovery.h"
#include "jobs/taskfollower.h"
#include "operations/operation.h"

#include <QCoreApplication>
#include <QHash>

namespace ic {

/// What the answer to a change means for the items that travelled, and for the job.
struct Outcome
{
    enum class Items {
        Settled, ///< as `changes` say
        Again, ///< nothing was done to them: they can be sent once more
        Halve, ///< the same, and some of them are the cause
    };
    enum class Then {
        GoOn,
        SignIn, ///< the token is not good any more
        Locked, ///< changes are not allowed here
    };

    Items items = Items::Settled;
    Recovery::Answer answer = Recovery::Answer::Judged;
    Then then = Then::GoOn;
    QList<ItemChange> changes = {};
};

/// Judges answers: what ISC, or somebody in its place, has done to the items of one request. Sends
/// nothing and writes nothing.
class Outcomes
{
    Q_DECLARE_TR_FUNCTIONS(ic::Outcomes)

public:
    /// `items`: all of the job, by seq; they are read whenever an answer is judged.
    Outcomes(const Operation& operation, const QList<RunItem>& items);

    Outcome accepted(const QList<int>& seqs, const ChangeReceipt& receipt) const;
    /// The change was sent and this is what came. `isServing`: see Recovery::wasServedLately().
    Outcome failed(const QList<int>& seqs, const ApiError& error, bool isServing);
    /// It never left.
    Outcome notSent(const QList<int>& seqs, const ApiError& error) const;
    /// Of the items that the task was started for.
    QList<ItemChange> taskEnded(const TaskEnd& end) const;

private:
    Outcome refused(const QList<int>& seqs, const ApiError& error, bool isServing);
    Outcome unknown(const QList<int>& seqs, const ApiError& error) const;
    QList<ItemChange> refusals(
        const QList<int>& seqs, const ApiError& error, const QString& prefix = {}) const;

    const Operation& m_operation;
    const QList<RunItem>& m_items;
    QHash<int, int> m_limited; ///< seq → how often it came back with the limit still reached
};

/// What is written of an item that got an error.
ItemChange changeWith(const ApiError& error, int seq, ItemState to, const QString& prefix = {});
/// What is written of one that ISC refused: who is gone already, or owns objects, was not deleted
/// for a reason and is skipped.
ItemChange refusalOf(
    const Operation& operation, const ApiError& error, int seq, const QString& prefix = {});
/// The same text for two refusals of the same reason.
QString causeOf(const ApiError& error);

} // namespace ic
