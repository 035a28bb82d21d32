#pragma once

#include "support/fakeclock.h"
#include "support/memoryfolder.h"
#include "support/scriptedtenant.h"

#include "api/apiclient.h"
#include "bulk/bulkrunner.h"
#include "bulk/journalreader.h"
#include "bulk/syncguard.h"
#include "net/scheduler.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

namespace ic::test {

/// Runners over a real journal, client and scheduler, on a clock that stands still, against a
/// tenant in memory that answers when the test says.
struct RunnerRig
{
    explicit RunnerRig(SchedulerOptions options = { .rateLimit = 0, .pace = BulkPace::Full })
        : scheduler(*ApiBase::fromText(QStringLiteral("https://acme.test"), &problem), options,
            wire, tokens, clock, [] { return 0.5; })
        , client(scheduler)
        , path(folder.filePath(QStringLiteral("journal.sqlite")))
        , journal(std::move(Journal::open(path, clock)).value())
        , reader(std::move(JournalReader::open(path)).value())
    {
    }
    ~RunnerRig() { runners.clear(); }

    static QString idOf(int number)
    {
        return QStringLiteral("id%1").arg(number, 5, 10, QLatin1Char('0'));
    }
    static BulkPlan plan(OperationId operation, int count, int first = 0)
    {
        BulkPlan plan { .operation = operation };
        for (int i = first; i < first + count; ++i)
            plan.targets.append({ IdentityId(idOf(i)), QStringLiteral("Person %1").arg(i), {} });
        return plan;
    }

    /// Writes the plan down and starts it.
    BulkRunner& start(const BulkPlan& plan)
    {
        const JobId id = newJobId();
        const Expected<JobSnapshot> made = journal->create(id, plan);
        if (!made)
            QTest::qFail(qPrintable(made.error().sentence()), __FILE__, __LINE__);
        BulkRunner& runner = take(id);
        runner.start();
        turn();
        return runner;
    }
    /// A runner for a job in the journal, as after a restart.
    BulkRunner& take(const JobId& id)
    {
        (void)journal->recover(id);
        const RunnerServices services { client, *journal, clock, guard };
        auto runner = std::make_unique<BulkRunner>(
            services, *journal->job(id), *journal->items(id), *journal->tasks(id), ++flow);
        QObject::connect(runner.get(), &BulkRunner::ended, runner.get(),
            [this](const JobSnapshot& job) { ended.insert(job.id, job); });
        QObject::connect(runner.get(), &BulkRunner::affected, runner.get(),
            [this](const QList<IdentityId>& ids) { affected += ids; });
        runners.push_back(std::move(runner));
        return *runners.back();
    }
    /// As if the program were killed: nobody writes anything down any more.
    void kill()
    {
        journal->refuseWrites(true);
        runners.clear();
        for (const Transport::Id id : wire.open())
            wire.answer(id, { .failure = WireReply::Failure::Dropped });
        turn();
        journal->refuseWrites(false);
    }

    /// Lets everything happen that needs neither time nor an answer.
    void turn()
    {
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::processEvents();
            if (tokens.isWaiting() && givesTokens)
                tokens.give("token-" + QByteArray::number(tokens.fetches));
            scheduler.pump();
            QCoreApplication::processEvents();
            // Only when it asked for it: otherwise it would be hidden if it forgot to.
            for (const auto& runner : runners) {
                if (runner->nextWake() >= 0 && runner->nextWake() <= clock.monotonicMs())
                    runner->pump();
            }
        }
    }
    void answer(Transport::Id id) { wire.answer(id, tenant.answer(wire.request(id))); }
    /// Answers what is open and goes on, until nothing is asked any more at this time.
    void answerAll()
    {
        for (int round = 0; round < 100'000 && wire.openCount() > 0; ++round) {
            for (const Transport::Id id : wire.open())
                answer(id);
            turn();
        }
    }
    void after(qint64 ms)
    {
        clock.advance(ms);
        turn();
    }
    /// Answers everything and turns the clock until all jobs have ended; false after an hour.
    bool finish()
    {
        const qint64 limit = clock.monotonicMs() + 3'600'000;
        while (ended.size() < static_cast<qsizetype>(runners.size())) {
            answerAll();
            if (clock.monotonicMs() > limit)
                return false;
            if (ended.size() < static_cast<qsizetype>(runners.size()))
                after(500);
        }
        return true;
    }

    QList<JobItem> items(const BulkRunner& runner) const
    {
        return *reader->items(runner.snapshot().id, { .limit = 1'000'000 });
    }
    JobCounts counts(const BulkRunner& runner) const
    {
        return *reader->counts(runner.snapshot().id);
    }
    /// What is wrong with the states, measured by what the tenant did; empty if they are true.
    QString untruth(const BulkRunner& runner) const
    {
        const JobCounts counts = this->counts(runner);
        if (!(counts == runner.snapshot().counts))
            return QStringLiteral("journal and runner disagree");
        for (const JobItem& item : items(runner)) {
            const int acts = tenant.acts.value(item.target.id.text());
            const bool fits = item.state == ItemState::Succeeded ? acts == 1
                : item.state == ItemState::Unknown || item.state == ItemState::Sent
                    || item.state == ItemState::Following
                ? acts <= 1
                : acts == 0;
            if (!fits)
                return QStringLiteral("%1 is %2 and was acted on %3 times: %4")
                    .arg(item.target.id.text(), itemStateKey(item.state), QString::number(acts),
                        item.detail);
        }
        return {};
    }

    QString problem;
    FakeClock clock;
    FakeTransport wire;
    FakeTokens tokens;
    bool givesTokens = true;
    Scheduler scheduler;
    ApiClient client;
    SyncGuard guard;
    QTemporaryDir folder { memoryFolder() };
    QString path;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<JournalReader> reader;
    ScriptedTenant tenant;
    quint64 flow = 0;
    std::vector<std::unique_ptr<BulkRunner>> runners;
    QHash<JobId, JobSnapshot> ended;
    QList<IdentityId> affected;
};

} // namespace ic::test
