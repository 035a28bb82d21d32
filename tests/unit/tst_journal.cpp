#include "jobs/journal.h"
#include "jobs/journaldatabase.h"

#include "support/fakeclock.h"
#include "support/journalfaults.h"
#include "support/operations.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <barrier>
#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

BulkPlan planOf(int count, const Operation* operation = &resetIdentity())
{
    BulkPlan plan {
        .operation = operation, .profile = u"Acme"_s, .host = u"acme.test"_s, .actor = u"ada"_s
    };
    for (int i = 0; i < count; ++i)
        plan.targets.append(
            { IdentityId(u"id%1"_s.arg(i)), u"Person %1"_s.arg(i), u"account%1"_s.arg(i) });
    return plan;
}

bool tamper(const QString& path, const QString& sql)
{
    return OtherWriter(path).run(sql);
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void madeByManyAtOnce();
    void aPlanIsWrittenWhole();
    void invisibleCharactersOfAnIdAreKept();
    void nobodyIsPlannedTwice();
    void everyoneUninvitedIsOneItem();
    void transitions_data();
    void transitions();
    void oneIllegalChangeStopsTheWholeEntry();
    void changesKeepWhatTheyDoNotName();
    void whatWasNotDoneIsNotSent();
    void jobsBeginAndEnd();
    void recoveryMakesSentItemsUnknown();
    void whoResumesIsWrittenWithWhoIsOut();
    void nobodyGoesOnWhoWasNotConfirmed();
    void olderFilesAreTakenOver_data();
    void olderFilesAreTakenOver();
    void rowsAreFoundFromBothEnds();
    void peopleOfAJobAreFoundByText();
    void tasksAreKept();
    void oldJobsAreForgotten();
    void onlyTheOwnerMayRead();
    void newerAndDamagedFilesStayAsTheyAre_data();
    void newerAndDamagedFilesStayAsTheyAre();
    void aFullDiskIsAnError();
    void aReaderSeesCommitsAndWaitsForNobody();
    void searching();
    void historyOfOneIdentity();
    void historyIsReadInPages();
    void whoIsInJobsOfAVerb();
    void whatIsNotKnownIsShown();
    void whatCanStillBeAsked_data();
    void whatCanStillBeAsked();
    void parametersSurvive();
    void whatWasCommittedSurvivesAKill();
    void openedOnceMoreItStaysLocked();

private:
    JobId make(const BulkPlan& plan)
    {
        const JobId id = newJobId();
        const auto job = m_journal->create(id, plan);
        if (!job)
            QTest::qFail(qPrintable(job.error().sentence()), __FILE__, __LINE__);
        return id;
    }
    bool move(const JobId& id, int seq, ItemState to)
    {
        return m_journal->write(id, { .items = { { .seq = seq, .to = to } } }).hasValue();
    }
    /// Brings item 0 of the job to the state, by allowed steps.
    void bring(const JobId& id, ItemState to);
    ItemState stateOf(const JobId& id, int seq) { return m_journal->items(id)->at(seq).state; }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<Journal> m_journal;
};

void TestJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"data/journal.sqlite"_s);
    auto opened = Journal::open(m_path, m_clock);
    QVERIFY2(opened.hasValue(), opened ? "" : qPrintable(opened.error().sentence()));
    m_journal = std::move(opened).value();
}

void TestJournal::cleanup()
{
    m_journal.reset();
    m_folder.reset();
}

void TestJournal::bring(const JobId& id, ItemState to)
{
    switch (to) {
    case ItemState::Planned:
        return;
    case ItemState::Sent:
    case ItemState::Skipped:
    case ItemState::Cancelled:
        QVERIFY(move(id, 0, to));
        return;
    case ItemState::Following:
    case ItemState::Succeeded:
    case ItemState::Failed:
    case ItemState::Unknown:
        QVERIFY(move(id, 0, ItemState::Sent));
        QVERIFY(move(id, 0, to));
        return;
    }
}

/// As at the first start of several windows, and of commands that read what is there.
void TestJournal::madeByManyAtOnce()
{
    constexpr int together = 4;
    for (int round = 0; round < 30; ++round) {
        const QString path = QFileInfo(m_path).path() + u"/first-%1.sqlite"_s.arg(round);
        std::barrier begin(together);
        std::array<QString, together> problems;
        std::vector<std::thread> programs;
        for (QString& problem : problems) {
            programs.emplace_back([&] {
                begin.arrive_and_wait();
                const auto journal = Journal::open(path, m_clock);
                problem = journal ? QString() : journal.error().sentence();
            });
        }
        QString unread;
        programs.emplace_back([&] {
            while (!QFileInfo::exists(path))
                std::this_thread::yield();
            const auto reader = JournalReader::open(path);
            const auto jobs = reader ? (*reader)->jobs() : reader.error();
            unread = jobs ? QString() : jobs.error().sentence();
        });
        for (std::thread& program : programs)
            program.join();
        for (const QString& problem : problems)
            QCOMPARE(problem, QString());
        QCOMPARE(unread, QString());
    }
}

void TestJournal::aPlanIsWrittenWhole()
{
    BulkPlan plan = planOf(3, &sendVerification());
    plan.parameters = { .options
        = { { u"via"_s, u"EMAIL_WORK"_s }, { u"sourceName"_s, u"Active Directory"_s } } };
    plan.skipped = { { { IdentityId(u"x"_s), u"Xenia"_s, u"x"_s }, SkipReason::NoEmail, {} },
        { { IdentityId(u"y"_s), u"Yves"_s, u"y"_s }, SkipReason::OwnsObjects, u"Role A"_s } };
    const JobId id = newJobId();
    const auto made = m_journal->create(id, plan, JobId(u"before"_s));
    QVERIFY(made.hasValue());
    QCOMPARE(made->id, id);
    QCOMPARE(made->operation, &sendVerification());
    QCOMPARE(made->parameters, plan.parameters);
    QCOMPARE(made->profile, u"Acme"_s);
    QCOMPARE(made->host, u"acme.test"_s);
    QCOMPARE(made->actor, u"ada"_s);
    QCOMPARE(made->retryOf, JobId(u"before"_s));
    QCOMPARE(made->state, JobState::Planned);
    QCOMPARE(made->total, 5);
    QCOMPARE(made->counts, (JobCounts { .planned = 3, .skipped = 2 }));
    QCOMPARE(made->createdAt, m_clock.utcNow());
    QVERIFY(!made->startedAt.isValid());

    m_journal.reset(); // the file alone holds it
    m_journal = std::move(Journal::open(m_path, m_clock)).value();
    const auto items = *m_journal->items(id);
    QCOMPARE(items.size(), 5);
    QCOMPARE(items[2],
        (JobItem { .seq = 2,
            .target = { IdentityId(u"id2"_s), u"Person 2"_s, u"account2"_s },
            .detail = u""_s }));
    QCOMPARE(items[4].state, ItemState::Skipped);
    QCOMPARE(items[4].skipReason, SkipReason::OwnsObjects);
    QCOMPARE(items[4].detail, u"Role A"_s);
    QCOMPARE(items[4].settledAt, m_clock.utcNow());
    QVERIFY(!m_journal->create(id, plan).hasValue()); // the same job only once
    QCOMPARE(m_journal->unfinished()->size(), 1);
}

/// Without them it would be the id of somebody else.
void TestJournal::invisibleCharactersOfAnIdAreKept()
{
    BulkPlan plan = planOf(0);
    const QList<QString> ids { u"\uFEFFid"_s, u"\uFEFF\uFEFFid"_s, u"id\uFEFF"_s, u"a\u0000b"_s,
        u"id"_s };
    for (const QString& id : ids)
        plan.targets += BulkTarget { IdentityId(id), u"\uFEFFName of "_s + id, u"\uFEFF"_s };
    const JobId id = make(plan);
    m_journal.reset();
    m_journal = std::move(Journal::open(m_path, m_clock)).value();
    const auto items = *m_journal->items(id);
    for (qsizetype i = 0; i < ids.size(); ++i) {
        QCOMPARE(items[i].target.id, plan.targets[i].id);
        QCOMPARE(items[i].target.name, plan.targets[i].name);
        QCOMPARE(items[i].target.account, plan.targets[i].account);
    }
    const auto reader = std::move(JournalReader::open(m_path)).value();
    QCOMPARE(reader->history(IdentityId(u"\uFEFFid"_s))->size(), 1);
    QCOMPARE(reader->history(IdentityId(u"\uFEFFid"_s))->first().item.target.id,
        IdentityId(u"\uFEFFid"_s));
}

void TestJournal::nobodyIsPlannedTwice()
{
    BulkPlan plan = planOf(2);
    plan.targets += plan.targets;
    plan.targets += BulkTarget {};
    const auto items = *m_journal->items(make(plan));
    QCOMPARE(items.size(), 5);
    QCOMPARE(items[1].state, ItemState::Planned);
    QCOMPARE(items[2].skipReason, SkipReason::ListedTwice);
    QCOMPARE(items[3].skipReason, SkipReason::ListedTwice);
    QCOMPARE(items[4].skipReason, SkipReason::NotFound);
    // And the database refuses what slips through.
    QVERIFY(!tamper(m_path,
        u"INSERT INTO item(job, seq, identity, name, account, state) "
        "VALUES(1, 77, 'id0', '', '', 'planned')"_s));
}

void TestJournal::everyoneUninvitedIsOneItem()
{
    BulkPlan plan { .operation = &inviteIdentities() };
    plan.parameters.allUninvited = true;
    const auto items = *m_journal->items(make(plan));
    QCOMPARE(items.size(), 1);
    QVERIFY(items[0].target.id.isEmpty());
    QCOMPARE(items[0].state, ItemState::Planned);
}

void TestJournal::transitions_data()
{
    QTest::addColumn<ItemState>("from");
    QTest::addColumn<QList<ItemState>>("allowed");
    using S = ItemState;
    QTest::newRow("planned") << S::Planned
                             << QList { S::Sent, S::Failed, S::Skipped, S::Cancelled };
    QTest::newRow("sent") << S::Sent
                          << QList { S::Planned, S::Following, S::Succeeded, S::Failed, S::Unknown,
                                 S::Skipped };
    QTest::newRow("following") << S::Following << QList { S::Succeeded, S::Failed, S::Unknown };
    QTest::newRow("succeeded") << S::Succeeded << QList<S> {};
    QTest::newRow("failed") << S::Failed << QList<S> {};
    QTest::newRow("unknown") << S::Unknown << QList { S::Succeeded, S::Failed, S::Unknown };
    QTest::newRow("skipped") << S::Skipped << QList<S> {};
    QTest::newRow("cancelled") << S::Cancelled << QList<S> {};
}

void TestJournal::transitions()
{
    QFETCH(ItemState, from);
    QFETCH(QList<ItemState>, allowed);
    for (int i = 0; i <= static_cast<int>(ItemState::Cancelled); ++i) {
        const auto to = static_cast<ItemState>(i);
        const JobId id = make(planOf(1));
        bring(id, from);
        QCOMPARE(stateOf(id, 0), from);
        QCOMPARE(move(id, 0, to), allowed.contains(to));
        QCOMPARE(stateOf(id, 0), allowed.contains(to) ? to : from);
        QCOMPARE(isAllowed(from, to), allowed.contains(to));
        QVERIFY(
            m_journal->write(id, { .state = JobState::Cancelled }).hasValue()); // or it has them
    }
}

void TestJournal::oneIllegalChangeStopsTheWholeEntry()
{
    const JobId id = make(planOf(3));
    bring(id, ItemState::Succeeded);
    const auto result = m_journal->write(id,
        { .items = { { .seq = 1, .to = ItemState::Sent }, { .seq = 0, .to = ItemState::Sent } },
            .tasks = { { .id = TaskId(u"t"_s) } },
            .state = JobState::Running });
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().kind, ApiError::Kind::Journal);
    QVERIFY(result.error().detail.contains(u"may not become sent"_s));
    QCOMPARE(stateOf(id, 1), ItemState::Planned);
    QVERIFY(m_journal->tasks(id)->isEmpty());
    QCOMPARE(m_journal->job(id)->state, JobState::Planned);
    QVERIFY(!move(id, 3, ItemState::Sent)); // no such item
    QVERIFY(!m_journal->write(JobId(u"none"_s), { .state = JobState::Done }).hasValue());
    QVERIFY(move(id, 1, ItemState::Sent)); // and it goes on
}

void TestJournal::changesKeepWhatTheyDoNotName()
{
    const JobId id = make(planOf(1));
    QVERIFY(m_journal->write(id, { .items = { { .seq = 0, .to = ItemState::Sent, .request = 7 } } })
                .hasValue());
    const QDateTime sent = m_clock.utcNow();
    m_clock.advance(1500);
    QVERIFY(m_journal
                ->write(id,
                    { .items = { { .seq = 0,
                          .to = ItemState::Following,
                          .httpStatus = 202,
                          .task = TaskId(u"task"_s) } } })
                .hasValue());
    m_clock.advance(500);
    QVERIFY(m_journal
                ->write(id,
                    { .items = { { .seq = 0,
                          .to = ItemState::Failed,
                          .errorKind = u"BadRequest"_s,
                          .detail = u"No"_s,
                          .trackingId = u"track"_s } } })
                .hasValue());
    QCOMPARE(m_journal->items(id)->first(),
        (JobItem { .seq = 0,
            .target = { IdentityId(u"id0"_s), u"Person 0"_s, u"account0"_s },
            .state = ItemState::Failed,
            .attempt = 1,
            .httpStatus = 202,
            .errorKind = u"BadRequest"_s,
            .detail = u"No"_s,
            .trackingId = u"track"_s,
            .sentAt = sent,
            .settledAt = m_clock.utcNow(),
            .task = TaskId(u"task"_s),
            .request = 7 }));
}

void TestJournal::whatWasNotDoneIsNotSent()
{
    const JobId id = make(planOf(1));
    QVERIFY(move(id, 0, ItemState::Sent));
    QVERIFY(move(id, 0, ItemState::Planned));
    QVERIFY(!m_journal->items(id)->first().sentAt.isValid());
    QVERIFY(move(id, 0, ItemState::Sent));
    QCOMPARE(m_journal->items(id)->first().attempt, 2);
}

void TestJournal::jobsBeginAndEnd()
{
    const JobId id = make(planOf(1));
    m_clock.advance(1000);
    const QDateTime begin = m_clock.utcNow();
    QVERIFY(m_journal->write(id, { .state = JobState::Running }).hasValue());
    m_clock.advance(1000);
    QVERIFY(m_journal->write(id, { .state = JobState::PausedByPerson }).hasValue());
    QCOMPARE(m_journal->job(id)->startedAt, begin);
    QVERIFY(!m_journal->job(id)->endedAt.isValid());
    const QDateTime end = m_clock.utcNow();
    QVERIFY(m_journal->write(id, { .state = JobState::DoneWithErrors }).hasValue());
    m_clock.advance(1000);
    QVERIFY(m_journal->write(id, { .state = JobState::Done }).hasValue());
    QCOMPARE(m_journal->job(id)->endedAt, end); // what is found out later does not lengthen it
    QCOMPARE(m_journal->job(id)->startedAt, begin);
    QVERIFY(m_journal->unfinished()->isEmpty());
}

void TestJournal::recoveryMakesSentItemsUnknown()
{
    const JobId id = make(planOf(4));
    const JobId other = make(planOf(1, &processIdentities()));
    QVERIFY(move(other, 0, ItemState::Sent));
    for (const int seq : { 0, 1, 2 })
        QVERIFY(move(id, seq, ItemState::Sent));
    QVERIFY(move(id, 1, ItemState::Following));
    QVERIFY(move(id, 2, ItemState::Succeeded));
    QCOMPARE(*m_journal->recover(id), 1);
    QCOMPARE(stateOf(id, 0), ItemState::Unknown);
    QVERIFY(m_journal->items(id)->at(0).settledAt.isValid());
    QVERIFY(!m_journal->items(id)->at(0).detail.isEmpty());
    QCOMPARE(stateOf(id, 1), ItemState::Following);
    QCOMPARE(stateOf(id, 2), ItemState::Succeeded);
    QCOMPARE(stateOf(id, 3), ItemState::Planned);
    QCOMPARE(m_journal->job(id)->state, JobState::Interrupted);
    QCOMPARE(stateOf(other, 0), ItemState::Sent); // another program may be running it
    QCOMPARE(*m_journal->recover(id), 0);
    QVERIFY(m_journal->write(id, { .state = JobState::Done }).hasValue());
    QCOMPARE(*m_journal->recover(id), 0);
    QCOMPARE(m_journal->job(id)->state, JobState::Done); // what ended stays so
}

void TestJournal::whoResumesIsWrittenWithWhoIsOut()
{
    const JobId id = make(planOf(5));
    QVERIFY(move(id, 0, ItemState::Sent));
    QVERIFY(move(id, 1, ItemState::Sent));
    QVERIFY(move(id, 1, ItemState::Succeeded));
    QCOMPARE(*m_journal->recover(id), 1);
    m_clock.advance(60'000);
    const QDateTime first = m_clock.utcNow();
    const auto out = [](const QString& person, SkipReason reason, const QString& detail) {
        return SkippedTarget { { .id = IdentityId(person) }, reason, detail };
    };
    // Who was sent before is not looked at, whatever the second check says of them.
    const ResumePlan plan { .by = u"grace"_s,
        .confirmed = 2,
        .skipped
        = { out(u"id0"_s, SkipReason::Yourself, {}), out(u"id1"_s, SkipReason::NotFound, {}),
            out(u"id3"_s, SkipReason::OwnsObjects, u"1 role"_s) } };
    QVERIFY(m_journal->resume(id, plan).hasValue());
    const auto items = *m_journal->items(id);
    QCOMPARE(items[0].state, ItemState::Unknown);
    QCOMPARE(items[1].state, ItemState::Succeeded);
    QCOMPARE(items[2].state, ItemState::Planned);
    QCOMPARE(items[3].state, ItemState::Skipped);
    QCOMPARE(items[3].skipReason, SkipReason::OwnsObjects);
    QCOMPARE(items[3].detail, u"1 role"_s);
    QCOMPARE(items[3].settledAt, first);
    QCOMPARE(items[4].state, ItemState::Planned);
    const QList<Resumption> once { { .at = first, .by = u"grace"_s } };
    QCOMPARE(m_journal->job(id)->actor, u"ada"_s);
    QCOMPARE(m_journal->job(id)->resumptions, once);

    QCOMPARE(*m_journal->recover(id), 0);
    m_clock.advance(60'000);
    QVERIFY(m_journal->resume(id, { .by = u"ada"_s, .confirmed = 2 }).hasValue());
    QVERIFY(move(id, 4, ItemState::Sent));
    const auto reader = std::move(JournalReader::open(m_path)).value();
    QCOMPARE(reader->job(id)->resumptions,
        once + QList<Resumption>({ { .at = m_clock.utcNow(), .by = u"ada"_s } }));
    QCOMPARE(reader->jobs({ .text = u"GRACE"_s })->jobs.size(), 1);
    // Each with whoever had begun or resumed the job by then.
    QCOMPARE(reader->history(IdentityId(u"id0"_s))->first().actor, u"ada"_s);
    QCOMPARE(reader->history(IdentityId(u"id3"_s))->first().actor, u"grace"_s);
    QCOMPARE(reader->history(IdentityId(u"id4"_s))->first().actor, u"ada"_s);
    // Forgotten with the job, once it is not one of the newest.
    QVERIFY(m_journal->write(id, { .state = JobState::Done }).hasValue());
    m_clock.advance(1000);
    for (int i = 0; i < Journal::NewestKept; ++i)
        make(planOf(1, &processIdentities()));
    QCOMPARE(*m_journal->removeEndedBefore(m_clock.utcNow().addSecs(1)), 1);
    QVERIFY(tamper(m_path, u"CREATE TABLE proof(n CHECK(n=0))"_s));
    QVERIFY(tamper(m_path, u"INSERT INTO proof SELECT COUNT(*) FROM resumption"_s));
}

void TestJournal::nobodyGoesOnWhoWasNotConfirmed()
{
    const JobId id = make(planOf(3));
    const auto isUntouched = [&] {
        return m_journal->job(id)->resumptions.isEmpty()
            && m_journal->job(id)->counts == JobCounts { .planned = 3 };
    };
    const ResumePlan plan { .by = u"grace"_s,
        .confirmed = 1,
        .skipped = { { { .id = IdentityId(u"id0"_s) }, SkipReason::Protected, {} } } };
    const auto refused = m_journal->resume(id, plan);
    QVERIFY(!refused.hasValue());
    QVERIFY2(refused.error().detail.contains(u"than was confirmed"_s),
        qPrintable(refused.error().detail));
    QVERIFY(isUntouched());
    QVERIFY(refuseWrites(m_path, true));
    QVERIFY(!m_journal->resume(id, { .by = u"grace"_s, .confirmed = 3 }).hasValue());
    QVERIFY(refuseWrites(m_path, false));
    QVERIFY(isUntouched());
    QVERIFY(!m_journal->resume(JobId(u"none"_s), plan).hasValue());
    QVERIFY(m_journal->write(id, { .state = JobState::Cancelled }).hasValue());
    QVERIFY(!m_journal->resume(id, { .by = u"grace"_s, .confirmed = 3 }).hasValue());
    QVERIFY(isUntouched());
}

void TestJournal::olderFilesAreTakenOver_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("the first") << 1;
    QTest::newRow("the second") << 2;
}

void TestJournal::olderFilesAreTakenOver()
{
    QFETCH(int, version);
    const JobId id = make(planOf(2500));
    QVERIFY(m_journal->resume(id, { .by = u"Grace"_s, .confirmed = 2500 }).hasValue());
    for (int seq = 0; seq < 3; ++seq)
        QVERIFY(move(id, 999 + seq, ItemState::Sent));
    const QList<JobItem> before = *m_journal->items(id);
    m_journal.reset();
    // As that version left it.
    for (const QString& sql : { u"DROP TRIGGER item_moved"_s, u"DROP INDEX item_task"_s,
             u"DROP TABLE tally"_s, u"DROP TABLE searched"_s })
        QVERIFY(tamper(m_path, sql));
    if (version == 1)
        QVERIFY(tamper(m_path, u"DROP TABLE resumption"_s));
    QVERIFY(tamper(m_path, u"PRAGMA user_version=%1"_s.arg(version)));
    QVERIFY(!JournalReader::open(m_path).hasValue());
    auto opened = Journal::open(m_path, m_clock);
    QVERIFY2(opened.hasValue(), opened ? "" : qPrintable(opened.error().sentence()));
    m_journal = std::move(opened).value();
    QCOMPARE(*m_journal->items(id), before);
    QCOMPARE(m_journal->job(id)->counts, (JobCounts { .planned = 2497, .sent = 3 }));
    QCOMPARE(
        m_journal->itemRows(id, { .states = { ItemState::Sent } }, 1, 9)->items.last().seq, 1001);
    QCOMPARE(m_journal->job(id)->resumptions.size(), version - 1);
    const auto found = [&](const QString& text) { return *m_journal->jobCount({ .text = text }); };
    QCOMPARE(found(u"grace"_s), version - 1);
    QCOMPARE(found(u"ACCOUNT0"_s), 1);
    QCOMPARE(found(u"person 2499"_s), 1);
    QCOMPARE(found(u"acme.test"_s), 1);
    QCOMPARE(found(u"nobody"_s), 0);
    QVERIFY(move(id, 0, ItemState::Cancelled));
    QCOMPARE(m_journal->counts(id)->cancelled, 1);
    QVERIFY(m_journal->resume(id, { .by = u"hopper"_s, .confirmed = 2500 }).hasValue());
    QCOMPARE(JournalReader::open(m_path).value()->job(id)->resumptions.size(), version);
    QCOMPARE(found(u"HOPPER"_s), 1);
}

void TestJournal::rowsAreFoundFromBothEnds()
{
    const JobId id = make(planOf(4200));
    make(planOf(1)); // another one, which is not in the way
    for (const int seq : { 0, 999, 1000, 1001, 2999, 4199 })
        QVERIFY(move(id, seq, ItemState::Cancelled));
    const auto seqs = [&](const QList<ItemState>& states, int first, int count) {
        const auto rows = m_journal->itemRows(id, { .states = states }, first, count);
        QList<int> found { rows->total };
        for (const JobItem& item : rows->items)
            found += item.seq;
        return found;
    };
    QCOMPARE(seqs({}, 0, 2), (QList { 4200, 0, 1 }));
    QCOMPARE(seqs({}, 998, 4), (QList { 4200, 998, 999, 1000, 1001 }));
    QCOMPARE(seqs({}, 4198, 9), (QList { 4200, 4198, 4199 }));
    QCOMPARE(seqs({}, 4200, 9), QList { 4200 });
    const QList cancelled { ItemState::Cancelled };
    QCOMPARE(seqs(cancelled, 0, 2), (QList { 6, 0, 999 }));
    QCOMPARE(seqs(cancelled, 1, 3), (QList { 6, 999, 1000, 1001 }));
    QCOMPARE(seqs(cancelled, 4, 9), (QList { 6, 2999, 4199 }));
    QCOMPARE(seqs(cancelled, 6, 9), QList { 6 });
    const QList planned { ItemState::Planned };
    QCOMPARE(seqs(planned, 997, 3), (QList { 4194, 998, 1002, 1003 }));
    QCOMPARE(seqs(planned, 4193, 9), (QList { 4194, 4198 }));
    QCOMPARE(seqs({ ItemState::Planned, ItemState::Cancelled }, 998, 3),
        (QList { 4200, 998, 999, 1000 }));
    // What becomes something else is not counted twice.
    QVERIFY(move(id, 1, ItemState::Sent));
    QVERIFY(move(id, 1, ItemState::Succeeded));
    QVERIFY(!move(id, 1, ItemState::Planned));
    QCOMPARE(seqs(planned, 0, 1), (QList { 4193, 2 }));
    QCOMPARE(
        *m_journal->counts(id), (JobCounts { .planned = 4193, .succeeded = 1, .cancelled = 6 }));
    QCOMPARE(seqs({ ItemState::Sent }, 0, 9), QList { 0 });
    QVERIFY(!m_journal->itemRows(JobId(u"none"_s), {}, 0, 1)->total);
}

void TestJournal::peopleOfAJobAreFoundByText()
{
    BulkPlan plan = planOf(4200);
    plan.targets[999].name = u"Żaneta Ångström"_s;
    plan.targets[4199].name = u"żaneta"_s;
    plan.skipped += SkippedTarget { { IdentityId(u"out"_s), u"Zoë"_s, u"zoe"_s },
        SkipReason::NotRegistered, {} };
    make(planOf(3, &deleteIdentity())); // another one, which is not in the way
    const JobId id = make(plan);
    QVERIFY(m_journal->resume(id, { .by = u"Zoë"_s, .confirmed = 4200 }).hasValue());
    const auto seqs = [&](const ItemList& list, int first = 0, int count = 9) {
        const auto rows = m_journal->itemRows(id, list, first, count);
        QList<int> found { rows->total };
        for (const JobItem& item : rows->items)
            found += item.seq;
        return found;
    };
    QCOMPARE(seqs({ .text = u"ŻANETA"_s }), (QList { 2, 999, 4199 }));
    QCOMPARE(seqs({ .text = u"ŻANETA"_s }, 1), (QList { 2, 4199 }));
    QCOMPARE(seqs({ .text = u"ccount4001"_s }), (QList { 1, 4001 }));
    QCOMPARE(seqs({ .text = u"ID2999"_s }), (QList { 1, 2999 }));
    QCOMPARE(seqs({ .text = u"zoë"_s }), (QList { 1, 4200 }));
    QCOMPARE(seqs({ .text = u"nobody"_s }), QList { 0 });
    QCOMPARE(seqs({ .text = u"ada"_s }), QList { 0 }); // who started it is none of them
    QCOMPARE(seqs({ .text = u"person"_s }, 4197), (QList { 4198, 4198 }));
    QVERIFY(move(id, 999, ItemState::Cancelled));
    QCOMPARE(seqs({ .states = { ItemState::Cancelled }, .text = u"żan"_s }), (QList { 1, 999 }));
    std::atomic_bool stop = true;
    QCOMPARE(m_journal->itemRows(id, { .text = u"person"_s }, 0, 9, &stop)->total, 0);
}

void TestJournal::tasksAreKept()
{
    const JobId id = make(planOf(1));
    JobTask task { .id = TaskId(u"t1"_s), .acceptedAt = m_clock.utcNow() };
    QVERIFY(m_journal->write(id, { .tasks = { task } }).hasValue());
    task.status = u"WARNING"_s;
    task.message = u"One\nTwo"_s;
    task.percent = 100;
    task.polls = 3;
    task.polledAt = m_clock.utcNow().addSecs(2);
    QVERIFY(m_journal->write(id, { .tasks = { task } }).hasValue());
    QCOMPARE(*m_journal->tasks(id), QList { task });
}

void TestJournal::oldJobsAreForgotten()
{
    const JobId ended = make(planOf(2));
    const JobId open = make(planOf(2));
    QVERIFY(
        m_journal->write(ended, { .tasks = { { .id = TaskId(u"t"_s) } }, .state = JobState::Done })
            .hasValue());
    const QDateTime end = m_clock.utcNow();
    for (int i = 0; i < Journal::NewestKept - 2; ++i)
        make(planOf(1));
    QCOMPARE(*m_journal->removeEndedBefore(end.addMSecs(1)), 0); // the newest stay, however old
    make(planOf(1));
    QCOMPARE(*m_journal->removeEndedBefore(end), 0);
    QCOMPARE(*m_journal->removeEndedBefore(end.addMSecs(1)), 1);
    QVERIFY(!m_journal->job(ended).hasValue());
    QVERIFY(m_journal->job(open).hasValue());
    QVERIFY(m_journal->items(ended)->isEmpty()); // with everything that belongs to it
    const auto history
        = std::move(JournalReader::open(m_path)).value()->history(IdentityId(u"id0"_s));
    QVERIFY(std::ranges::none_of(*history, [&](const auto& one) { return one.job == ended; }));
    QCOMPARE(history->last().job, open);
}

void TestJournal::onlyTheOwnerMayRead()
{
    make(planOf(1));
    const QFileInfo folder(QFileInfo(m_path).absolutePath());
    QCOMPARE(folder.permissions() & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther),
        QFile::Permissions());
    const auto files = QDir(folder.absoluteFilePath()).entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 2); // the log beside it as well
    for (const QFileInfo& file : files) {
        QVERIFY2(
            !(file.permissions()
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
            qPrintable(file.fileName()));
    }
}

void TestJournal::newerAndDamagedFilesStayAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("content"); // empty: a whole file of a newer version
    QTest::addColumn<QString>("word");
    QTest::newRow("newer") << QByteArray() << u"newer version"_s;
    QTest::newRow("rubbish") << QByteArray(5000, 'x') << u"damaged"_s;
    QTest::newRow("cut") << QByteArray("cut") << u"damaged"_s;
}

void TestJournal::newerAndDamagedFilesStayAsTheyAre()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    make(planOf(500));
    m_journal.reset();
    if (content.isEmpty()) {
        QVERIFY(
            tamper(m_path, u"PRAGMA user_version=%1"_s.arg(JournalDatabase::SchemaVersion + 1)));
    } else {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (content == "cut") {
            QVERIFY(file.resize(file.size() / 2 / 4096 * 4096));
        } else {
            file.write(content);
        }
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    const auto opened = Journal::open(m_path, m_clock);
    QVERIFY(!opened.hasValue());
    QCOMPARE(opened.error().kind, ApiError::Kind::Journal);
    QVERIFY2(opened.error().detail.contains(word), qPrintable(opened.error().detail));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
    QVERIFY(!JournalReader::open(m_folder->filePath(u"none"_s)).hasValue());
    QVERIFY(!QFileInfo::exists(m_folder->filePath(u"none"_s)));
    QVERIFY(!Journal::open(u"/dev/null/journal"_s, m_clock).hasValue());
}

void TestJournal::aFullDiskIsAnError()
{
    const JobId id = make(planOf(1));
    QVERIFY(onJournal(m_path, u"PRAGMA max_page_count=1"_s)); // no page more than there are
    const JobId big = newJobId();
    const auto made = m_journal->create(big, planOf(2000));
    QVERIFY(!made.hasValue());
    QCOMPARE(made.error().kind, ApiError::Kind::Journal);
    QVERIFY2(made.error().detail.contains(u"full"_s), qPrintable(made.error().detail));
    QVERIFY(!m_journal->job(big).hasValue()); // nothing of it is there
    QVERIFY(onJournal(m_path, u"PRAGMA max_page_count=1000000"_s));
    QVERIFY(m_journal->create(big, planOf(2000)).hasValue());
    QVERIFY(refuseWrites(m_path, true));
    QVERIFY(!move(id, 0, ItemState::Sent));
    QCOMPARE(stateOf(id, 0), ItemState::Planned);
    QVERIFY(refuseWrites(m_path, false));
    QVERIFY(move(id, 0, ItemState::Sent));
}

void TestJournal::aReaderSeesCommitsAndWaitsForNobody()
{
    const JobId id = make(planOf(10));
    const auto reader = std::move(JournalReader::open(m_path)).value();
    QCOMPARE(reader->counts(id)->planned, 10);
    // A writer in the middle of a transaction holds up no reader.
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"writer"_s);
        other.setDatabaseName(m_path);
        QVERIFY(other.open());
        QSqlQuery query(other);
        QVERIFY(query.exec(u"BEGIN IMMEDIATE"_s));
        QVERIFY(query.exec(u"UPDATE item SET state='sent'"_s));
        QCOMPARE(reader->counts(id)->planned, 10);
        QVERIFY(query.exec(u"ROLLBACK"_s));
    }
    QSqlDatabase::removeDatabase(u"writer"_s);
    for (int seq = 0; seq < 4; ++seq)
        QVERIFY(move(id, seq, ItemState::Sent));
    QVERIFY(move(id, 0, ItemState::Succeeded));
    QCOMPARE(*reader->counts(id), (JobCounts { .planned = 6, .sent = 3, .succeeded = 1 }));
    QCOMPARE(reader->job(id)->counts.sent, 3);
    QCOMPARE(reader->items(id, { .from = 8, .limit = 5 })->size(), 2);
    const QList<ItemState> sent { ItemState::Sent, ItemState::Succeeded };
    QCOMPARE(reader->items(id, { .states = sent, .limit = 2 })->last().seq, 1);
    QCOMPARE(reader->itemRows(id, { .states = sent }, 1, 2)->total, 4);
    QCOMPARE(reader->itemRows(id, { .states = sent }, 1, 2)->items.first().seq, 1);
}

void TestJournal::searching()
{
    BulkPlan plan = planOf(3);
    plan.targets[1].name = u"Jürgen %_ O'Hara"_s;
    plan.targets[2].name = u"Σίσυφος Straße 𐐀"_s;
    const JobId first = make(plan);
    const JobId second = make(planOf(2, &deleteIdentity()));
    const auto reader = std::move(JournalReader::open(m_path)).value();
    QCOMPARE(reader->jobs()->jobs.size(), 2);
    QCOMPARE(reader->jobs()->last, 0); // there are no others
    const FoundJobs newest = *reader->jobs({ .limit = 1 });
    QCOMPARE(newest.jobs.size(), 1);
    QCOMPARE(newest.jobs.first().id, second);
    QCOMPARE(reader->jobs({ .before = newest.last })->jobs.first().id, first);
    QCOMPARE(reader->jobs({ .text = u"delete"_s })->jobs.first().id, second);
    const auto found = [&](const QString& text) { return *reader->jobCount({ .text = text }); };
    QCOMPARE(found(u"JÜRGEN"_s), 1);
    QCOMPARE(found(u"jürgen %_ o'"_s), 1);
    QCOMPARE(found(u"acme"_s), 2);
    QCOMPARE(found(u"ACCOUNT2"_s), 1);
    QCOMPARE(found(u"nobody"_s), 0);
    QCOMPARE(found(u"id1Person"_s), 0); // of two texts
    // Letters of any script, but no others in their place.
    QCOMPARE(found(u"ΣΊΣΥΦΟΣ"_s), 1);
    QCOMPARE(found(u"σίσυφος straße"_s), 1);
    QCOMPARE(found(u"STRASSE"_s), 0);
    QCOMPARE(found(u"𐐨"_s), 1);
    std::atomic_bool stop = true;
    QCOMPARE(*reader->jobCount({ .text = u"account"_s }, &stop), 0);
}

void TestJournal::historyOfOneIdentity()
{
    const JobId first = make(planOf(2));
    m_clock.advance(1000);
    const JobId second = make(planOf(1, &deleteIdentity()));
    QVERIFY(move(first, 0, ItemState::Sent));
    const QDateTime sent = m_clock.utcNow();
    const auto reader = std::move(JournalReader::open(m_path)).value();
    const auto events = *reader->history(IdentityId(u"id0"_s));
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[0].job, second);
    QCOMPARE(events[0].operation, &deleteIdentity());
    QCOMPARE(events[0].actor, u"ada"_s);
    QCOMPARE(events[1].job, first);
    QCOMPARE(events[1].at, sent);
    QCOMPARE(events[1].item.state, ItemState::Sent);
    QCOMPARE(events[1].item.target.name, u"Person 0"_s);
    QCOMPARE(events[1].operationKey, u"reset-identity"_s);
    QVERIFY(reader->history(IdentityId(u"id9"_s))->isEmpty());
    // Ids of another tenant may be the same and mean somebody else.
    QCOMPARE(reader->history(IdentityId(u"id0"_s), { .tenant = u"acme.test"_s })->size(), 2);
    QVERIFY(reader->history(IdentityId(u"id0"_s), { .tenant = u"other.test"_s })->isEmpty());
}

void TestJournal::historyIsReadInPages()
{
    QList<JobId> jobs;
    for (int i = 0; i < 7; ++i)
        jobs.prepend(make(planOf(2)));
    const auto reader = std::move(JournalReader::open(m_path)).value();
    QList<JobId> read;
    HistoryQuery query { .limit = 3 };
    for (const int size : { 3, 3, 1, 0 }) {
        const auto events = *reader->history(IdentityId(u"id1"_s), query);
        QCOMPARE(events.size(), size);
        for (const IdentityEvent& event : events)
            read += event.job;
        if (!events.isEmpty())
            query.before = events.last().place;
    }
    QCOMPARE(read, jobs);
}

void TestJournal::whoIsInJobsOfAVerb()
{
    const JobId id = make(planOf(8));
    const JobId deletion = make(planOf(1, &deleteIdentity()));
    QVERIFY(move(deletion, 0, ItemState::Sent));
    const QList<ItemState> states { ItemState::Planned, ItemState::Sent, ItemState::Following,
        ItemState::Succeeded, ItemState::Failed, ItemState::Unknown, ItemState::Skipped,
        ItemState::Cancelled };
    for (int seq = 1; seq < states.size(); ++seq) {
        if (states[seq] != ItemState::Skipped && states[seq] != ItemState::Cancelled)
            QVERIFY(move(id, seq, ItemState::Sent));
        if (states[seq] != ItemState::Sent)
            QVERIFY(move(id, seq, states[seq]));
    }
    const auto reader = std::move(JournalReader::open(m_path)).value();
    const auto ids = [](std::initializer_list<int> numbers) {
        QSet<IdentityId> set;
        for (const int number : numbers)
            set.insert(IdentityId(u"id%1"_s.arg(number)));
        return set;
    };
    const Operation& reset = resetIdentity();
    QCOMPARE(*reader->inJobs(reset, u"acme.test"_s), ids({ 0, 1, 2, 3, 5 }));
    QCOMPARE(*reader->inJobs(deleteIdentity(), u"acme.test"_s), ids({ 0 }));
    QVERIFY(reader->inJobs(reset, u"globex.test"_s)->isEmpty());
    QVERIFY(reader->inJobs(reset, u"acme.test"_s, id)->isEmpty());
    QVERIFY(reader->inJobsEndedSince(reset, u"acme.test"_s, m_clock.utcNow())->isEmpty());
    QVERIFY(m_journal->write(id, { .state = JobState::DoneWithErrors }).hasValue());
    QVERIFY(reader->inJobs(reset, u"acme.test"_s)->isEmpty());
    const QDateTime ended = m_clock.utcNow();
    m_clock.advance(60'000);
    QCOMPARE(reader->inJobsEndedSince(reset, u"acme.test"_s, ended)->size(), 5);
    QVERIFY(reader->inJobsEndedSince(reset, u"acme.test"_s, ended.addMSecs(1))->isEmpty());
}

void TestJournal::whatIsNotKnownIsShown()
{
    const JobId id = make(planOf(3));
    QVERIFY(move(id, 0, ItemState::Skipped));
    QVERIFY(tamper(
        m_path, u"UPDATE item SET skip_reason='on-leave', detail='Until May.' WHERE seq=0"_s));
    const auto reader = std::move(JournalReader::open(m_path)).value();
    QVERIFY(!reader->job(id)->foreign); // it is done to nobody in any case
    QVERIFY(reader->items(id)->first().detail.contains(u"on-leave. Until May."_s));
    QVERIFY(tamper(m_path, u"UPDATE job SET operation='merge-identities'"_s));
    const JobSnapshot job = *reader->job(id);
    QVERIFY(job.foreign);
    QCOMPARE(job.operationTitle(), u"merge-identities"_s);
    QCOMPARE(job.operationKey(), u"merge-identities"_s);
    QVERIFY(!reader->history(IdentityId(u"id0"_s))->first().operation);
    QCOMPARE(reader->jobs()->jobs.size(), 1);
}

void TestJournal::whatCanStillBeAsked_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<QString>("task");
    QTest::addColumn<int>("count");
    QTest::newRow("a deletion") << &deleteIdentity() << QString() << 1;
    QTest::newRow("a task") << &processIdentities() << u"t"_s << 1;
    QTest::newRow("no task") << &processIdentities() << QString() << 0;
    QTest::newRow("a message") << &sendVerification() << QString() << 0;
}

void TestJournal::whatCanStillBeAsked()
{
    QFETCH(const Operation*, operation);
    QFETCH(QString, task);
    QFETCH(int, count);
    const JobId id = make(planOf(2, operation));
    QVERIFY(move(id, 0, ItemState::Sent));
    QVERIFY(m_journal
                ->write(id,
                    { .items = { { .seq = 0, .to = ItemState::Unknown, .task = TaskId(task) } } })
                .hasValue());
    const auto reader = std::move(JournalReader::open(m_path)).value();
    QCOMPARE(*reader->checkableCount(id), count);
    QVERIFY(move(id, 0, ItemState::Succeeded));
    QCOMPARE(*reader->checkableCount(id), 0);
}

void TestJournal::parametersSurvive()
{
    const auto read = [](const QByteArray& json, const Operation& operation = sendVerification()) {
        return BulkParameters::fromJson(json, operation);
    };
    const BulkParameters all { .options
        = { { u"via"_s, u"LINK_WORK"_s }, { u"sourceName"_s, u"Ä \"x\""_s } } };
    QCOMPARE(read(all.toJson()), all);
    const BulkParameters everybody { .allUninvited = true };
    QCOMPARE(read(everybody.toJson(), inviteIdentities()), everybody);
    QCOMPARE(BulkParameters().toJson(), QByteArray("{}"));
    QCOMPARE(read("{\"via\":\"X\"}")->options.value(u"via"_s), u"X"_s);
    // What would be left out is not read at all.
    QVERIFY(!read("{\"via\":\"X\",\"new\":1}").has_value());
    QVERIFY(!read("{\"via\":1}").has_value());
    QVERIFY(!read("[]").has_value());
    // Nor is what only another operation can be asked.
    QVERIFY(!read("{\"via\":\"X\"}", resetIdentity()).has_value());
    QVERIFY(!read("{\"allUninvited\":true}").has_value());
    for (int i = 0; i <= static_cast<int>(SkipReason::NotChecked); ++i) {
        const auto reason = static_cast<SkipReason>(i);
        QCOMPARE(skipReasonFromKey(skipReasonKey(reason)), reason);
        QVERIFY(!skipReasonText(reason).isEmpty());
    }
    for (int i = 0; i <= static_cast<int>(JobState::Cancelled); ++i)
        QCOMPARE(jobStateFromKey(jobStateKey(static_cast<JobState>(i))), static_cast<JobState>(i));
    QVERIFY(!jobStateFromKey(u"no"_s) && !itemStateFromKey(u"no"_s) && !skipReasonFromKey(u"no"_s));
}

void TestJournal::whatWasCommittedSurvivesAKill()
{
    constexpr int Items = 400;
    const JobId id = make(planOf(Items));
    m_journal.reset();
    int reached = 0;
    for (const int commits : { 1, 7, 40, 90 }) {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            // Goes on where the one before was killed, and reports every commit.
            const auto journal = std::move(Journal::open(m_path, m_clock)).value();
            const auto items = *journal->items(id);
            for (int i = 0; i < Items; ++i) {
                if (items[i].state != ItemState::Planned)
                    continue;
                if (!journal->write(id, { .items = { { .seq = i, .to = ItemState::Sent } } })
                    || ::write(ends[1], "x", 1) != 1)
                    ::_exit(1);
            }
            ::_exit(0);
        }
        ::close(ends[1]);
        char byte = 0;
        for (int i = 0; i < commits; ++i)
            QCOMPARE(::read(ends[0], &byte, 1), 1);
        QCOMPARE(::kill(child, SIGKILL), 0);
        int more = 0; // reported between the last look and the kill
        while (::read(ends[0], &byte, 1) == 1)
            ++more;
        ::close(ends[0]);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        reached += commits + more;
        const auto journal = std::move(Journal::open(m_path, m_clock)).value();
        const int sent = journal->job(id)->counts.sent;
        // At most the one commit that was not reported any more.
        QVERIFY2(sent == reached || sent == reached + 1,
            qPrintable(u"%1 of %2"_s.arg(sent).arg(reached)));
        reached = sent;
    }
    const auto journal = std::move(Journal::open(m_path, m_clock)).value();
    QCOMPARE(*journal->recover(id), reached);
    QCOMPARE(journal->job(id)->counts.unknown, reached);
}

/// Every connection keeps the file locked against the removal of its log by another program, also
/// when this one opens it again, for another window or for a reader.
void TestJournal::openedOnceMoreItStaysLocked()
{
    const auto isLocked = [this] {
        const QByteArray path = QFile::encodeName(m_path);
        const pid_t other = ::fork(); // of one's own locks nobody is told
        if (other == 0) {
            struct flock lock = {};
            lock.l_type = F_WRLCK;
            lock.l_whence = SEEK_SET;
            lock.l_start = 0x40000002; // SQLite's shared locks
            lock.l_len = 510;
            const int descriptor = ::open(path.constData(), O_RDWR | O_CLOEXEC);
            ::_exit(::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 1 : 0);
        }
        int status = 0;
        return ::waitpid(other, &status, 0) == other && WIFEXITED(status)
            && WEXITSTATUS(status) == 1;
    };
    QVERIFY(isLocked());
    {
        const auto again = Journal::open(m_path, m_clock);
        QVERIFY(again.hasValue());
        QVERIFY(isLocked());
        const auto reader = JournalReader::open(m_path);
        QVERIFY(reader.hasValue());
    }
    QVERIFY(isLocked());
    m_journal.reset();
    QVERIFY(!isLocked());
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
