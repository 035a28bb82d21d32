// Measures a job with very many items in the real window: writing it down, showing what came of it,
// searching the audit log, confirming and starting one. One line a measure:
//   measure TAB figure TAB target TAB met
//
//   bench_journal ITEMS

#include "figures.h"

#include "jobs/jobcenter.h"
#include "jobs/journal.h"
#include "models/jobs/auditmodel.h"
#include "models/jobs/jobitemmodel.h"
#include "operations/processidentities.h"
#include "operations/resetidentity.h"
#include "support/consolewindow.h"
#include "support/runnerrig.h"
#include "ui/jobs/activityview.h"
#include "ui/jobs/auditwindow.h"
#include "ui/jobs/resultdialog.h"
#include "ui/operations/operationdialog.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStandardPaths>
#include <QToolButton>

#include <malloc.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::bench;

namespace {

constexpr double MostBlockMs = 16;
constexpr double MostFirstRowsMs = 1000;
constexpr double MostBytesAnItem = 200;
constexpr int PerCommit = 10000;
constexpr int FailsEach = 1000; ///< one of so many
constexpr qint64 LongestMs = 180'000;

/// Does something, then lets the window live until it has come of it.
struct Watched
{
    double ms = 0; ///< until then
    double block = 0; ///< the longest time in which the window did nothing else
};

template <class Act, class Until> Watched watch(Act act, Until until)
{
    Watched seen;
    QElapsedTimer whole;
    whole.start();
    const auto timed = [&](auto work) {
        QElapsedTimer one;
        one.start();
        work();
        seen.block = std::max(seen.block, since(one));
    };
    timed(act);
    while (!until()) {
        if (whole.elapsed() > LongestMs)
            qFatal("It does not come.");
        ::usleep(200); // the window waits for events, and the others have the processor
        timed([] { QCoreApplication::processEvents(); });
    }
    seen.ms = since(whole);
    return seen;
}

/// `first`: it ends with the first rows, so its time has a goal, too.
void reportWatched(const QString& measure, const Watched& seen, bool first)
{
    const bool met = seen.block <= MostBlockMs && (!first || seen.ms <= MostFirstRowsMs);
    report(measure,
        u"%1 ms, the window blocked for %2 ms at most"_s.arg(
            number(seen.ms, 0), number(seen.block)),
        first ? u"≤ 1 s, ≤ 16 ms"_s : u"≤ 16 ms"_s, yesNo(met));
}

QString nameOf(int number)
{
    return u"Person %1 of the house"_s.arg(number);
}

QString idOf(int number)
{
    return u"%1"_s.arg(quint64(number) * 0x9E3779B97F4A7C15U, 32, 16, QLatin1Char('0'));
}

BulkPlan planOf(int count, const QString& host)
{
    BulkPlan plan { .operation = &resetIdentity(),
        .profile = u"acme-demo"_s,
        .host = host,
        .actor = u"grace.hopper"_s };
    plan.targets.reserve(count);
    for (int i = 0; i < count; ++i)
        plan.targets.append({ IdentityId(idOf(i)), nameOf(i), u"account.%1"_s.arg(i) });
    return plan;
}

template <class T> T valueOf(Expected<T> answer)
{
    if (!answer)
        qFatal("%s", qPrintable(answer.error().sentence()));
    return std::move(answer).value();
}

/// Writes down a job of which one in a thousand failed and all others succeeded.
JobId makeJob(const QString& path, const QString& host, int count)
{
    const SystemClock clock;
    auto journal = valueOf(Journal::open(path, clock));
    const JobId id = newJobId();
    QElapsedTimer timer;
    timer.start();
    {
        const BulkPlan plan = planOf(count, host);
        timer.start();
        valueOf(journal->create(id, plan));
    }
    report(u"a job of %1 written down"_s.arg(number(count, 0)), u"%1 s"_s.arg(since(timer) / 1e3));
    timer.start();
    for (int first = 0; first < count; first += PerCommit) {
        JournalEntry sent;
        JournalEntry settled;
        for (int seq = first; seq < std::min(count, first + PerCommit); ++seq) {
            sent.items.append({ .seq = seq, .to = ItemState::Sent, .request = seq / 250 });
            const bool fails = seq % FailsEach == FailsEach / 2;
            settled.items.append({ .seq = seq,
                .to = fails ? ItemState::Failed : ItemState::Succeeded,
                .httpStatus = fails ? 404 : 202,
                .detail = fails ? u"No such identity"_s : u"Accepted"_s });
        }
        valueOf(journal->write(id, sent));
        valueOf(journal->write(id, settled));
    }
    valueOf(journal->write(id, { .state = JobState::DoneWithErrors }));
    const double us = since(timer) * 1000 / count / 2;
    report(u"  each change of an item of it, %1 a commit"_s.arg(PerCommit),
        u"%1 µs; the file has %2 bytes an item"_s.arg(
            number(us), number(double(QFileInfo(path).size()) / count, 0)));
    return id;
}

QString cell(const QTableView& table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

bool isPainted(QTableView& table, int column)
{
    if (table.model()->rowCount() == 0)
        return false;
    const int first = std::max(0, table.rowAt(0));
    int last = table.rowAt(table.viewport()->height() - 1);
    last = last < 0 ? table.model()->rowCount() - 1 : last;
    for (int row = first; row <= last; ++row) {
        if (cell(table, row, column).isEmpty())
            return false;
    }
    table.viewport()->repaint();
    return true;
}

/// From the file that is named, as after every other list, to the file that is there.
Watched exported(QWidget& window, const QString& button, const QString& path)
{
    window.findChild<QPushButton*>(button)->click();
    auto* chooser = window.findChild<QFileDialog*>();
    return watch(
        [&] {
            emit chooser->fileSelected(path);
            chooser->close();
        },
        [&] { return QFileInfo(path).size() > 0; });
}

void measureResults(test::ConsoleWindow& console, const JobId& job, int count)
{
    const QString size = number(count, 0);
    ResultDialog* dialog = nullptr;
    QTableView* table = nullptr;
    const auto isShown = [&](int rows) {
        return [&table, rows] {
            return table->model()->rowCount() >= rows
                && isPainted(*table, JobItemModel::OutcomeColumn);
        };
    };
    reportWatched(u"results of %1: the first rows"_s.arg(size),
        watch(
            [&] {
                emit console.find<ActivityView>({})->itemsRequested(job);
                dialog = console.find<ResultDialog>({});
                table = dialog->findChild<QTableView*>(u"results"_s);
            },
            isShown(1)),
        true);
    const auto filter = [&](const QString& name) {
        return [dialog, name] { dialog->findChild<QToolButton*>(name)->click(); };
    };
    reportWatched(u"  only the failed ones"_s,
        watch(filter(u"show-failed"_s),
            [&] {
                return isPainted(*table, JobItemModel::OutcomeColumn)
                    && cell(*table, 0, JobItemModel::OutcomeColumn) == u"Failed";
            }),
        true);
    reportWatched(u"  only those that succeeded"_s,
        watch(filter(u"show-succeeded"_s),
            [&] {
                return isPainted(*table, JobItemModel::OutcomeColumn)
                    && cell(*table, 0, JobItemModel::OutcomeColumn) != u"Failed";
            }),
        true);
    const auto isAtEnd = [&](int last) {
        return [&table, last] {
            const int rows = table->model()->rowCount();
            if (cell(*table, rows - 1, JobItemModel::NameColumn) == nameOf(last))
                return isPainted(*table, JobItemModel::OutcomeColumn);
            table->scrollToBottom();
            return false;
        };
    };
    reportWatched(
        u"  of them the last"_s, watch([&] { table->scrollToBottom(); }, isAtEnd(count - 1)), true);
    reportWatched(u"  all again"_s, watch(filter(u"show-all"_s), isShown(1)), true);
    table->scrollToTop();
    reportWatched(u"  scrolled to the end"_s,
        watch([&] { table->scrollToBottom(); }, isAtEnd(count - 1)), true);
    reportWatched(u"  exported"_s,
        exported(*dialog, u"exportResults"_s, console.folder() + u"/results.csv"_s), false);
    report(u"  bytes of the exported file"_s,
        number(double(QFileInfo(console.folder() + u"/results.csv"_s).size()), 0));
    dialog->close();
}

void measureAudit(test::ConsoleWindow& console, int count)
{
    const QString size = number(count, 0);
    AuditWindow* window = nullptr;
    QTableView* table = nullptr;
    reportWatched(u"audit log with a job of %1: the first rows"_s.arg(size),
        watch(
            [&] {
                emit console.find<ActivityView>({})->auditRequested();
                window = console.find<AuditWindow>({});
                table = window->findChild<QTableView*>(u"auditJobs"_s);
            },
            [&] { return isPainted(*table, AuditModel::Started); }),
        true);
    auto* search = window->findChild<QLineEdit*>(u"auditSearch"_s);
    auto* said = window->findChild<QLabel*>(u"auditCount"_s);
    // The list that was exported above is in the log as well.
    const auto find = [&](const QString& what, const QString& text, int jobs) {
        const QString words = jobs == 1 ? u"1 job"_s : u"%1 jobs"_s.arg(jobs);
        said->setText({});
        reportWatched(u"  searched by %1"_s.arg(what),
            watch(
                [&] {
                    search->setText(text);
                    QTest::keyClick(search, Qt::Key_Return);
                },
                [&] {
                    return said->text() == words && table->model()->rowCount() == jobs
                        && (jobs == 0 || isPainted(*table, AuditModel::Started));
                }),
            true);
    };
    find(u"name"_s, nameOf(count - 1).toUpper(), 1);
    find(u"id"_s, idOf(count - 2), 1);
    find(u"tenant"_s, u"ACME"_s, 2);
    find(u"person"_s, u"Hopper"_s, 2);
    find(u"a name that nobody has"_s, u"Xenia of no house"_s, 0);
    search->setText({});
    watch([] {}, [&] { return isPainted(*table, AuditModel::Started); });
    reportWatched(u"  exported"_s,
        exported(*window, u"auditExport"_s, console.folder() + u"/audit.csv"_s), false);
    report(u"  bytes of the exported file"_s,
        number(double(QFileInfo(console.folder() + u"/audit.csv"_s).size()), 0));
    window->close();
}

void measureConfirmation(test::ConsoleWindow& console, int count)
{
    const QString size = number(count, 0);
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->shortcuts().contains(QKeySequence(QKeySequence::SelectAll))) {
            action->trigger();
            action->trigger(); // the rows on screen, then all
        }
    }
    OperationDialog* dialog = nullptr;
    QPushButton* confirm = nullptr;
    const auto isReady
        = [&] { return dialog->findChild<QPushButton*>(u"exportList"_s)->isEnabled(); };
    reportWatched(u"confirmation of %1: read and prepared"_s.arg(size),
        watch(
            [&] {
                console.find<QAction>(u"operation-"_s + processIdentities().key)->trigger();
                dialog = console.find<OperationDialog>({});
                confirm = dialog->findChild<QPushButton*>(u"confirm"_s);
            },
            isReady),
        false);
    // The label with the budget is set anew whenever the scheduler tells of itself.
    QElapsedTimer timer;
    qint64 asked = 0;
    reportWatched(u"  a second of it, while the tenant is asked 20 times"_s,
        watch([&] { timer.start(); },
            [&] {
                if (timer.elapsed() / 50 > asked) {
                    asked = timer.elapsed() / 50;
                    console.client().read<IdentityPage>(ListIdentities { .limit = 1 }.request(),
                        &ListIdentities::parse, &console.window(),
                        [](const Expected<IdentityPage>&) {});
                }
                return timer.elapsed() > 1000;
            }),
        false);
    std::optional<JobSnapshot> job;
    QObject::connect(
        &console.jobs(), &JobCenter::happened, &console.window(), [&](const JobEvent& event) {
            if (event.isNews() && event.job.createdAt.isValid())
                job = event.job;
        });
    for (auto* field : dialog->findChildren<QLineEdit*>())
        field->setText(QString::number(count));
    if (!confirm->isEnabled())
        qFatal("It cannot be confirmed.");
    reportWatched(u"  confirmed, written down and started"_s,
        watch([&] { confirm->click(); }, [&] { return job.has_value(); }), false);
    console.jobs().pauseAll();
    watch([] {}, [&] { return console.jobs().isAtRest(); });
}

double inUse()
{
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

void measureMemory(int count)
{
    test::RunnerRig rig;
    const JobId id = newJobId();
    valueOf(rig.journal->create(id, planOf(count, {})));
    const double before = inUse();
    JobRunner& runner = rig.take(id);
    runner.start();
    rig.turn();
    const double each = (inUse() - before) / count;
    report(u"a running job of %1, in memory"_s.arg(number(count, 0)),
        u"%1 bytes an item, %2 requests under way"_s.arg(number(each, 0)).arg(rig.wire.openCount()),
        u"≤ 200"_s, yesNo(each <= MostBytesAnItem));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.value(1).toInt();
    if (arguments.size() != 2 || count < 10 * FailsEach) {
        std::fputs("bench_journal ITEMS\n", stderr);
        return 2;
    }
    applyTheme(application, ThemeMode::Light);
    measureMemory(count);
    test::ConsoleWindow console({ .identities = static_cast<quint32>(count), .rateLimit = false },
        {}, { .rateLimit = 0, .pace = BulkPace::Full });
    watch([] {}, [&] { return console.rows() > 0; });
    const JobId job = makeJob(console.jobs().journalPath(), console.jobs().host(), count);
    measureResults(console, job, count);
    measureAudit(console, count);
    measureConfirmation(console, count);
    return 0;
}
