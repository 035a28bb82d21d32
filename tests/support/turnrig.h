#pragma once

#include "support/clientrig.h"

namespace ic::test {

/// A scheduler on a clock that stands still, and an owner of turns that remembers what it was told.
struct TurnRig : ClientRig
{
    explicit TurnRig(const SchedulerOptions& options = {})
        : ClientRig(options)
    {
    }

    static ApiRequest change(quint64 flow = 0)
    {
        return { .verb = Verb::Post,
            .path = { QStringLiteral("identities"), QStringLiteral("1"), QStringLiteral("reset") },
            .body = QByteArray(),
            .repeat = Repeat::Never,
            .lane = Lane::Bulk,
            .flow = flow,
            .operation = QStringLiteral("Reset") };
    }

    Scheduler::Id turn(const ApiRequest& request)
    {
        const Scheduler::Id id = scheduler.newId();
        scheduler.submitTurn(id, request,
            { .offered =
                    [this, id](quint64 offer) {
                        offers.insert(id, offer);
                        offered += id;
                    },
                .returned =
                    [this, id] {
                        offers.remove(id);
                        returned += id;
                    },
                .done =
                    [this, id](const Expected<ApiResponse>& result) {
                        if (result)
                            answers.insert(id, *result);
                        else
                            errors.insert(id, result.error());
                    } });
        return id;
    }
    /// A request nobody is asked about before it leaves.
    Scheduler::Id ask(const ApiRequest& request)
    {
        const Scheduler::Id id = scheduler.newId();
        scheduler.submit(id, request, [this, id](const Expected<ApiResponse>& result) {
            if (result)
                answers.insert(id, *result);
            else
                errors.insert(id, result.error());
        });
        return id;
    }
    static ApiRequest read(Lane lane = Lane::Interactive)
    {
        return { .path = { QStringLiteral("identities") },
            .lane = lane,
            .operation = QStringLiteral("List identities") };
    }
    void go(Scheduler::Id id) { scheduler.go(id, offers.take(id)); }
    void signIn()
    {
        scheduler.pump();
        if (tokens.isWaiting())
            tokens.give("token-1");
        scheduler.pump();
    }
    void after(qint64 ms)
    {
        clock.advance(ms);
        scheduler.pump();
    }

    QHash<Scheduler::Id, quint64> offers; ///< not answered yet
    QList<Scheduler::Id> offered; ///< in the order of the offers
    QList<Scheduler::Id> returned;
    QHash<Scheduler::Id, ApiResponse> answers;
    QHash<Scheduler::Id, ApiError> errors;
};

} // namespace ic::test
