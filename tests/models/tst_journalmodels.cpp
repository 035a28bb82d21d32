// The lists that show the journal: read page by page, elsewhere, while it is written.

#include "jobs/journal.h"
#include "models/jobs/auditmodel.h"
#include "models/jobs/identityhistory.h"
#include "models/jobs/jobitemmodel.h"
#include "models/jobs/journalexport.h"

#include "support/fakeclock.h"
#include "support/operations.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Page = JobItemModel::PageRows;

struct Rig
{
    JobId make(int count, const QString& actor = u"ada"_s, const QString& host = u"acme.test"_s)
    {
        BulkPlan plan {
            .operation = &resetIdentity(), .profile = u"Acme"_s, .host = host, .actor = actor
        };
        for (int i = 0; i < count; ++i)
            plan.targets.append({ IdentityId(u"id%1"_s.arg(i)), u"Person %1"_s.arg(i), {} });
        const JobId id = newJobId();
        if (!journal->create(id, plan))
            QTest::qFail("The job cannot be written.", __FILE__, __LINE__);
        return id;
    }
    bool cancel(const JobId& id, const QList<int>& seqs)
    {
        JournalEntry entry;
        for (const int seq : seqs)
            entry.items.append({ .seq = seq, .to = ItemState::Cancelled });
        return journal->write(id, entry).hasValue();
    }

    FakeClock clock;
    QTemporaryDir folder;
    QString path = folder.filePath(u"journal.sqlite"_s);
    std::unique_ptr<Journal> journal = std::move(Journal::open(path, clock)).value();
};

/// The seq of what is in the row; -1 = it is not read.
int seqAt(const JobItemModel& model, int row)
{
    const JobItem* item = model.item(row);
    return item == nullptr ? -1 : item->seq;
}

} // namespace

class TestJournalModels : public QObject
{
    Q_OBJECT

private slots:
    void anUnclearAnswerIsNotCalledNone()
    {
        const QString advice = u" Check the identity before you repeat it."_s;
        JobItem item;
        item.state = ItemState::Unknown;
        QCOMPARE(outcomeText(item), u"Sent, no answer."_s + advice);
        item.httpStatus = 202;
        item.detail = u"It named no task."_s;
        QCOMPARE(outcomeText(item),
            u"The answer does not say whether it was done."_s + advice + u" It named no task."_s);
    }

    void theHistoryOfAnIdentityIsReadInPages()
    {
        Rig rig;
        const int jobs = 2 * IdentityHistory::EventsPerPage + 5;
        for (int i = 0; i < jobs; ++i)
            rig.make(3);
        IdentityHistory model(rig.path, u"acme.test"_s);
        model.setIdentity(IdentityId(u"id1"_s));
        QVERIFY(model.isReading()); // nobody waits for the disk
        QTRY_COMPARE(model.rowCount(), IdentityHistory::EventsPerPage);
        QVERIFY(!model.isWhole());
        const EventPlace newest = model.event(0).place;
        while (model.canFetchMore({})) {
            const int before = model.rowCount();
            model.fetchMore({});
            QTRY_VERIFY(model.rowCount() > before || model.isWhole());
        }
        QCOMPARE(model.rowCount(), jobs);
        // A newer one comes in front, and the others stay.
        rig.make(2, u"grace"_s);
        model.refresh();
        QTRY_COMPARE(model.rowOf(newest), 1);
        QCOMPARE(model.event(0).actor, u"grace"_s);
        QCOMPARE(model.rowCount(), jobs); // as many as were shown
        QTRY_VERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), jobs + 1);
        // Nobody else's.
        model.setIdentity(IdentityId(u"id2"_s));
        QCOMPARE(model.rowCount(), 0);
        QTRY_COMPARE(model.rowCount(), IdentityHistory::EventsPerPage);
        QCOMPARE(model.event(0).actor, u"ada"_s);
        const QAbstractItemModelTester tester(&model); // it fetches all there is
        QTRY_VERIFY(model.isWhole());
    }

    void jobsOfATenantAreFoundUnderEachOfItsNames()
    {
        Rig rig;
        const JobId now = rig.make(1);
        const JobId before = rig.make(1, u"ada"_s, u"acme.test:443"_s); // by an earlier version
        rig.make(1, u"ada"_s, u"other.test"_s);
        AuditModel model(rig.path);
        model.setFilter({ .host = u"acme.test"_s });
        QTRY_VERIFY(model.total() == 2);
        QCOMPARE(model.job(0).id, before);
        QCOMPARE(model.job(1).id, now);
    }

    void bothEndsAreReadWhenTheyAreSeen()
    {
        Rig rig;
        const int count = 45 * Page + 7;
        const JobId id = rig.make(count);
        JobItemModel model(rig.path, id);
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0); // nobody waits for the disk
        QTRY_COMPARE(model.rowCount(), count);
        QCOMPARE(seqAt(model, 0), 0);
        QCOMPARE(seqAt(model, count - 1), -1);
        QVERIFY(!model.index(count - 1, JobItemModel::NameColumn).data().isValid());
        model.setVisibleRows(count - 30, count - 1);
        QTRY_COMPARE(seqAt(model, count - 1), count - 1);
        QCOMPARE(model.index(count - 1, JobItemModel::NameColumn).data().toString(),
            u"Person %1"_s.arg(count - 1));
        QCOMPARE(seqAt(model, 0), 0); // kept
        model.setVisibleRows(2 * Page - 5, 2 * Page + 5); // on two pages
        QTRY_COMPARE(seqAt(model, 2 * Page), 2 * Page);
        QTRY_COMPARE(seqAt(model, 2 * Page - 1), 2 * Page - 1);
        // However many are passed over, few are kept.
        for (int page = 0; page < 45; ++page) {
            model.setVisibleRows(page * Page, page * Page);
            QTRY_COMPARE(seqAt(model, page * Page), page * Page);
        }
        QCOMPARE(seqAt(model, 0), -1);
        model.setVisibleRows(0, 1);
        QTRY_COMPARE(seqAt(model, 0), 0);
    }

    void onlyTheLastFilterIsAnswered()
    {
        Rig rig;
        const JobId id = rig.make(3 * Page);
        QVERIFY(rig.cancel(id, { 1, Page, 3 * Page - 1 }));
        JobItemModel model(rig.path, id);
        QTRY_COMPARE(model.rowCount(), 3 * Page);
        model.setVisibleRows(2 * Page, 2 * Page); // this page is on its way …
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setStates({ ItemState::Planned });
        model.setStates({ ItemState::Failed });
        model.setStates({ ItemState::Cancelled }); // … and nobody wants it any more
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(changes.size(), 0);
        QCOMPARE(seqAt(model, 0), 1);
        QCOMPARE(seqAt(model, 1), Page);
        QCOMPARE(seqAt(model, 2), 3 * Page - 1);
        model.setStates({ ItemState::Unknown });
        QTRY_COMPARE(model.rowCount(), 0);
        model.setStates({});
        QTRY_COMPARE(model.rowCount(), 3 * Page);
    }

    void whatChangesIsShownWhereItIs()
    {
        Rig rig;
        const JobId id = rig.make(2 * Page + 3);
        JobItemModel model(rig.path, id);
        const QAbstractItemModelTester tester(&model);
        model.setStates({ ItemState::Planned });
        QTRY_COMPARE(model.rowCount(), 2 * Page + 3);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setVisibleRows(2 * Page, 2 * Page + 2);
        QTRY_COMPARE(seqAt(model, 2 * Page + 2), 2 * Page + 2);
        QVERIFY(rig.cancel(id, { 0, 1, 2, 2 * Page + 2 }));
        model.reload();
        QTRY_COMPARE(model.rowCount(), 2 * Page - 1);
        QTRY_COMPARE(seqAt(model, 2 * Page - 2), 2 * Page + 1);
        QTRY_COMPARE(model.job()->counts, (JobCounts { .planned = 2 * Page - 1, .cancelled = 4 }));
        QCOMPARE(resets.size(), 0); // whoever scrolled is not thrown back to the top
        model.setVisibleRows(0, 1); // was never read under this filter, or is old
        QTRY_COMPARE(seqAt(model, 0), 3);
        // More than before, too.
        model.setStates({ ItemState::Cancelled });
        QTRY_COMPARE(model.rowCount(), 4);
        QVERIFY(rig.cancel(id, { 7 }));
        model.reload();
        QTRY_COMPARE(model.rowCount(), 5);
        QTRY_COMPARE(seqAt(model, 3), 7);
        QCOMPARE(model.lookOf(*model.item(3)).word, u"Cancelled"_s);
    }

    void whatCannotBeReadIsSaid()
    {
        Rig rig;
        const QString none = rig.folder.filePath(u"none.sqlite"_s);
        JobItemModel items(none, JobId(u"1"_s));
        AuditModel audit(none);
        QTRY_VERIFY(items.error());
        QVERIFY(items.error()->sentence().contains(u"There is no file"_s));
        QTRY_VERIFY(audit.problem().contains(u"There is no file"_s));
        QVERIFY(!audit.isSearching());
        JobItemModel nobody(rig.path, JobId(u"1"_s));
        QTRY_VERIFY(nobody.error());
        QVERIFY(!nobody.job());
    }

    void jobsComePageByPage()
    {
        Rig rig;
        const int count = 2 * AuditModel::JobsPerPage + 5;
        QList<JobId> made;
        for (int i = 0; i < count; ++i)
            made.prepend(rig.make(1));
        AuditModel model(rig.path);
        QTRY_COMPARE(model.rowCount(), AuditModel::JobsPerPage);
        QTRY_COMPARE(model.total(), std::optional(count));
        rig.make(1); // moves nobody from one page to the next
        for (int rows = 2 * AuditModel::JobsPerPage; model.canFetchMore({}); rows = count) {
            model.fetchMore({});
            QTRY_COMPARE(model.rowCount(), rows);
        }
        for (int row = 0; row < count; ++row)
            QCOMPARE(model.job(row).id, made.at(row));
        QCOMPARE(model.total(), std::optional(count));
        model.refresh();
        QTRY_COMPARE(model.total(), std::optional(count + 1));
        QCOMPARE(model.rowCount(), AuditModel::JobsPerPage);
    }

    void onlyTheLastSearchIsAnswered()
    {
        Rig rig;
        const JobId first = rig.make(3);
        const JobId second = rig.make(2, u"Grace Hopper"_s);
        AuditModel model(rig.path);
        QTRY_COMPARE(model.rowCount(), 2);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.search(u"hopper"_s);
        QVERIFY(model.isSearching());
        QCOMPARE(model.rowCount(), 2); // what was found before stays until then
        model.search(u"nobody"_s);
        model.search(u"  PERSON 2 "_s);
        QTRY_COMPARE(model.total(), std::optional(1));
        QCOMPARE(model.job(0).id, first);
        QCOMPARE(resets.size(), 1);
        QVERIFY(!model.isSearching());
        model.search(u"hopper"_s);
        QTRY_COMPARE(model.total(), std::optional(1));
        QCOMPARE(model.job(0).id, second);
        model.search(u"acme"_s);
        QTRY_COMPARE(model.total(), std::optional(2));
        QCOMPARE(model.job(0).id, second); // the newest first
        model.search(u"nobody"_s);
        QTRY_COMPARE(model.total(), std::optional(0));
        QCOMPARE(model.rowCount(), 0);
    }

    void exportsHoldEveryRowOrNone()
    {
        Rig rig;
        const JobId id = rig.make(2345);
        rig.make(1, u"grace"_s);
        const auto reader = std::move(JournalReader::open(rig.path)).value();
        const auto lines = [&](const QString& name) {
            QFile file(rig.folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n')
                                                  : QList<QByteArray>();
        };
        std::atomic_bool stop = false;
        QCOMPARE(*writeResults(*reader, id, rig.folder.filePath(u"results"_s), stop), 2345);
        QCOMPARE(lines(u"results"_s).size(), 2347); // with the header, and nothing after the last
        QCOMPARE(lines(u"results"_s).at(2345), "id2344,Person 2344,,planned,,,,,,\r");
        QCOMPARE(*writeAudit(*reader, {}, rig.folder.filePath(u"all"_s), stop), 2346);
        QCOMPARE(
            *writeAudit(*reader, { .text = u"GRACE"_s }, rig.folder.filePath(u"one"_s), stop), 1);
        QCOMPARE(
            *writeAudit(*reader, { .jobs = { id } }, rig.folder.filePath(u"job"_s), stop), 2345);
        QVERIFY(lines(u"job"_s).at(1).startsWith(id.text().toUtf8() + ",reset-identity,"));
        stop = true;
        QVERIFY(!writeResults(*reader, id, rig.folder.filePath(u"none"_s), stop));
        QVERIFY(!QFile::exists(rig.folder.filePath(u"none"_s)));
        stop = false;
        QCOMPARE(
            writeResults(*reader, id, u"/dev/null"_s, stop).error().kind, ApiError::Kind::File);
    }
};

QTEST_GUILESS_MAIN(TestJournalModels)
#include "tst_journalmodels.moc"
