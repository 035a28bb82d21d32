#pragma once

#include "support/clientrig.h"
#include "support/journalfaults.h"
#include "support/memoryfolder.h"
#include "support/scriptedtenant.h"

#include "jobs/jobrunner.h"
#include "jobs/journalreader.h"

#include <QTemporaryDir>
#include <QTest>

namespace ic::test {

/// Runners over a real journal, client and scheduler, on a clock that stands still, against a
/// tenant in memory that answers when the test says.
struct RunnerRig : ClientRig
{
    explicit RunnerRig(const SchedulerOptions& options = { .rateLimit = 0, .pace = BulkPace::Full })
        : ClientRig(options)
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
    static BulkPlan plan(const Operation* operation, int count, int first = 0)
    {
        BulkPlan plan { .operation = operation };
        for (int i = first; i < first + count; ++i)
            plan.targets.append({ IdentityId(idOf(i)), QStringLiteral("Person %1").arg(i), {} });
        return plan;
    }

    /// Writes the plan down and starts it.
    JobRunner& start(const BulkPlan& plan)
    {
        const JobId id = newJobId();
        const Expected<JobSnapshot> made = journal->create(id, plan);
        if (!made)
            QTest::qFail(qPrintable(made.error().sentence()), __FILE__, __LINE__);
        JobRunner& runner = take(id);
        runner.start();
        turn();
        return runner;
    }
    /// A runner for a job in the journal, as after a restart.
    JobRunner& take(const JobId& id)
    {
        (void)journal->recover(id);
        const RunnerServices services { client, *journal, clock, guard };
        auto runner = std::make_unique<JobRunner>(
            services, *journal->job(id), *journal->runItems(id), *journal->tasks(id), ++flow);
        QObject::connect(
            runner.get(), &JobRunner::happened, runner.get(), [this](const JobEvent& event) {
                affected += event.altered + event.gone;
                gone += event.gone;
                if (event.kind == JobEvent::Kind::Ended) {
                    ended.insert(event.job.id, event.job);
                    ++ends;
                }
            });
        runners.push_back(std::move(runner));
        return *runners.back();
    }
    /// As if the program were killed: nobody writes anything down any more.
    void kill()
    {
        refuseWrites(path, true);
        runners.clear();
        for (const Transport::Id id : wire.open())
            wire.answer(id, { .failure = WireReply::Failure::Dropped });
        turn();
        refuseWrites(path, false);
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

    QList<JobItem> items(const JobRunner& runner) const
    {
        return *reader->items(runner.snapshot().id);
    }
    JobCounts counts(const JobRunner& runner) const
    {
        return *reader->counts(runner.snapshot().id);
    }
    /// What is wrong with the states, measured by what the tenant did; empty if they are true.
    QString untruth(const JobRunner& runner) const
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

    SyncGuard guard;
    QTemporaryDir folder { memoryFolder() };
    QString path;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<JournalReader> reader;
    ScriptedTenant tenant;
    quint64 flow = 0;
    std::vector<std::unique_ptr<JobRunner>> runners;
    QHash<JobId, JobSnapshot> ended;
    int ends = 0;
    QList<IdentityId> affected;
    QList<IdentityId> gone; ///< of the affected
};

} // namespace ic::test
