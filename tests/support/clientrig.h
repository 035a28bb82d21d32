#pragma once

#include "support/fakeclock.h"
#include "support/fakewire.h"

#include "api/apiclient.h"
#include "net/scheduler.h"

#include <QCoreApplication>

namespace ic::test {

/// A client over a real scheduler, on a clock that stands still, with a wire and tokens under the
/// test's hand.
struct ClientRig
{
    explicit ClientRig(const SchedulerOptions& options = { .rateLimit = 0, .pace = BulkPace::Full },
        const QString& address = QStringLiteral("https://acme.test"))
        : base(*ApiBase::fromText(address, &problem))
        , scheduler(base, options, wire, tokens, clock, [] { return 0.5; })
        , client(scheduler)
    {
    }

    /// Lets everything happen that needs neither time nor an answer.
    void turn()
    {
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::processEvents();
            if (tokens.isWaiting() && givesTokens)
                tokens.give("token-" + QByteArray::number(tokens.fetches));
            scheduler.pump();
        }
        QCoreApplication::processEvents();
    }
    void after(qint64 ms)
    {
        clock.advance(ms);
        turn();
    }
    /// Answers with an error in the form that the API documents.
    void refuse(Transport::Id id, int status, const QByteArray& text = "Illegal value")
    {
        wire.answer(id,
            { .status = status,
                .headers = { { "content-type", "application/json" } },
                .body = R"({"detailCode":"400.1","messages":[{"locale":"en-US",)"
                        R"("localeOrigin":"DEFAULT","text":")"
                    + text + "\"}]}" });
        turn();
    }

    QString problem;
    ApiBase base;
    FakeClock clock;
    FakeTransport wire;
    FakeTokens tokens;
    bool givesTokens = true;
    Scheduler scheduler;
    ApiClient client;
};

} // namespace ic::test
