#pragma once

#include "support/fakeclock.h"
#include "support/memoryfolder.h"
#include "support/scriptedtenant.h"

#include "bulk/jobboard.h"
#include "bulk/journalreader.h"
#include "net/scheduler.h"

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

namespace ic::test {

using namespace Qt::StringLiterals;

/// A program's jobs, all on the test's thread, on a clock that stands still, against a tenant in
/// memory that answers when the test says. Several may share a journal.
struct BoardRig
{
    explicit BoardRig(const QString& journal = {}, const QString& tenantName = u"acme.test"_s)
        : path(journal.isEmpty() ? folder.filePath(u"journal/journal.sqlite"_s) : journal)
        , scheduler(*ApiBase::fromText(u"https://acme.test"_s, &problem),
              { .rateLimit = 0, .pace = BulkPace::Full }, wire, tokens, clock, [] { return 0.5; })
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
        QObject::connect(board.get(), &JobBoard::opened, board.get(), [this] { ++openings; });
        QObject::connect(board.get(), &JobBoard::journalFailed, board.get(),
            [this](const ApiError& error) { failures += error; });
        QObject::connect(board.get(), &JobBoard::notStarted, board.get(),
            [this](const JobId& id, const ApiError& error) { refused.insert(id, error); });
        QObject::connect(board.get(), &JobBoard::jobChanged, board.get(),
            [this](const JobSnapshot& job) { jobs.insert(job.id, job); });
        QObject::connect(board.get(), &JobBoard::jobEnded, board.get(),
            [this](const JobSnapshot& job) { ended.insert(job.id, job); });
        QObject::connect(&scheduler, &Scheduler::tenantTimeTold, board.get(), &JobBoard::forgetOld);
        board->open();
    }

    BulkPlan plan(OperationId operation, int count, int first = 0) const
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
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::processEvents();
            if (tokens.isWaiting() && givesTokens)
                tokens.give("token-" + QByteArray::number(tokens.fetches));
            scheduler.pump();
            QCoreApplication::processEvents();
        }
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
        return *std::move(JournalReader::open(path)).value()->items(id, { .limit = 100'000 });
    }
    /// A statement on the file behind everybody's back.
    bool tamper(const QString& sql) const
    {
        bool done = false;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
            database.setDatabaseName(path);
            done = database.open() && QSqlQuery(database).exec(sql);
        }
        QSqlDatabase::removeDatabase(u"tamper"_s);
        return done;
    }

    QString problem;
    FakeClock clock;
    FakeTransport wire;
    FakeTokens tokens;
    bool givesTokens = true;
    QTemporaryDir folder { memoryFolder() };
    QString path;
    QString host;
    Scheduler scheduler;
    ScriptedTenant tenant;
    std::unique_ptr<JobBoard> board;
    int openings = 0;
    QList<ApiError> failures;
    QHash<JobId, ApiError> refused;
    QHash<JobId, JobSnapshot> jobs; ///< as told last
    QHash<JobId, JobSnapshot> ended;
};

} // namespace ic::test
