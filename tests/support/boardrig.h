#pragma once

#include "support/clientrig.h"
#include "support/journalfaults.h"
#include "support/memoryfolder.h"
#include "support/scriptedtenant.h"

#include "jobs/jobboard.h"
#include "jobs/journalreader.h"

#include <QTemporaryDir>
#include <QTest>

namespace ic::test {

using namespace Qt::StringLiterals;

/// A program's jobs, all on the test's thread, on a clock that stands still, against a tenant in
/// memory that answers when the test says. Several may share a journal.
struct BoardRig : ClientRig
{
    explicit BoardRig(const QString& journal = {}, const QString& tenantName = u"acme.test"_s)
        : path(journal.isEmpty() ? folder.filePath(u"journal/journal.sqlite"_s) : journal)
    {
        open(tenantName);
    }
    /// As after a start of the program.
    void open(const QString& tenantName = u"acme.test"_s, int keepDays = 365)
    {
        jobs.clear();
        ended.clear();
        board = std::make_unique<JobBoard>(scheduler, clock,
            JobCenterOptions { .journalPath = path, .host = tenantName, .keepDays = keepDays });
        host = tenantName;
        QObject::connect(
            board.get(), &JobBoard::happened, board.get(), [this](const JobEvent& event) {
                switch (event.kind) {
                case JobEvent::Kind::JournalOpened:
                    ++openings;
                    return;
                case JobEvent::Kind::JournalFailed:
                    failures += event.error;
                    return;
                case JobEvent::Kind::NotStarted:
                    refused.insert(event.job.id, event.error);
                    return;
                case JobEvent::Kind::Ended:
                    ended.insert(event.job.id, event.job);
                    [[fallthrough]];
                case JobEvent::Kind::Changed:
                    jobs.insert(event.job.id, event.job);
                }
            });
        QObject::connect(&scheduler, &Scheduler::tenantTimeTold, board.get(), &JobBoard::forgetOld);
        board->open();
    }

    BulkPlan plan(const Operation* operation, int count, int first = 0) const
    {
        BulkPlan plan { .operation = operation, .profile = u"Acme"_s, .host = host };
        for (int i = first; i < first + count; ++i)
            plan.targets.append({ IdentityId(u"id%1"_s.arg(i)), u"Person %1"_s.arg(i), {} });
        return plan;
    }
    JobId start(const BulkPlan& plan)
    {
        const JobId id = newJobId();
        board->start(id, plan);
        turn();
        return id;
    }
    /// Goes on with a job; one of an earlier start as if everybody in it had been confirmed.
    void resume(const JobId& id)
    {
        const bool inHand = jobs.value(id).canBeTouched() && jobs.contains(id)
            && stateOf(id) != JobState::Interrupted;
        std::optional<ResumePlan> confirmed;
        if (!inHand)
            confirmed = ResumePlan { .by = u"ada"_s, .confirmed = 100'000 };
        board->resume(id, confirmed);
    }
    /// Lets everything happen that needs neither time nor an answer.
    void turn()
    {
        ClientRig::turn();
        if (board)
            board->look();
        QCoreApplication::processEvents();
    }
    /// Answers what is open, once.
    void answer(const std::optional<WireReply>& reply = {})
    {
        for (const Transport::Id id : wire.open())
            wire.answer(id, reply ? *reply : tenant.answer(wire.request(id)));
        turn();
    }
    /// Answers and goes on in steps of a second, until nothing is asked for ten.
    void settle()
    {
        int still = 0;
        while (still < 10) {
            answer();
            clock.advance(1000);
            turn();
            still = wire.openCount() > 0 ? 0 : still + 1;
        }
    }
    JobState stateOf(const JobId& id) const { return jobs.value(id).state; }
    int acts() const
    {
        int sum = 0;
        for (const int count : tenant.acts)
            sum += count;
        return sum;
    }
    QList<JobItem> items(const JobId& id) const
    {
        return *std::move(JournalReader::open(path)).value()->items(id);
    }
    /// A statement on the file behind everybody's back.
    bool tamper(const QString& sql) const { return OtherWriter(path).run(sql); }

    QTemporaryDir folder { memoryFolder() };
    QString path;
    QString host;
    ScriptedTenant tenant;
    std::unique_ptr<JobBoard> board;
    int openings = 0;
    QList<ApiError> failures;
    QHash<JobId, ApiError> refused;
    QHash<JobId, JobSnapshot> jobs; ///< as told last
    QHash<JobId, JobSnapshot> ended;
};

} // namespace ic::test
