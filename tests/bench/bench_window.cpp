// Measures the real window on the real demo tenant, another process. One line a measure:
//   measure TAB figure TAB target TAB met
//
//   bench_window --identities N [--latency MS] [--scroll] [--busy] [--select-all] [--parse]

#include "bareclient.h"
#include "measuredconsole.h"

#include "base/clock.h"
#include "files/identityexport.h"
#include "models/table/identitysource.h"
#include "operations/processidentities.h"
#include "program/demochild.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QLabel>
#include <QStandardPaths>

#include <algorithm>
#include <ctime>
#include <optional>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::bench;

namespace {

constexpr int Repetitions = 5;
constexpr double MostBeyondBareMs = 20;
constexpr double MostOpeningMs = 60; ///< beyond the bare request
constexpr double MostFrameP99Ms = 8;
constexpr double MostFrameMs = 16;
constexpr int TenantLimit = 100; ///< requests in 10 s
constexpr double MostParseMs = 0.4;
constexpr double MostGrowthMb = 60;
constexpr int ScrolledRows = 100'000;
constexpr int ScrollMs = 5000;
constexpr int StartingMs = 500;
constexpr int RowsPerStep = 3;
constexpr int NameColumn = 1;

/// What this thread really ran; says what the wall clock would on a machine with nothing else to
/// do.
double threadCpuMs()
{
    timespec time {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double residentMb()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Resident memory is read from /proc/self/status.");
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

QUrl pageUrl(const Connection& connection, const IdentityQuery& query, int page, bool count)
{
    const ListIdentities endpoint = query.request(qint64(page) * ListIdentities::maxLimit, count);
    return connection.base.urlFor(endpoint.request());
}

void reportAgainstBare(const QString& measure, double ms, double bare, double most)
{
    report(measure,
        u"%1 ms, bare %2 ms: + %3 ms"_s.arg(number(ms), number(bare), number(ms - bare)),
        u"+ %1 ms"_s.arg(most), yesNo(ms - bare <= most));
}

/// Turn by turn with the bare client, so that both meet the same machine.
struct Pairs
{
    void add(double console, double bareMs)
    {
        ours += console;
        bare += bareMs;
    }
    void report(const QString& measure, double most) const
    {
        reportAgainstBare(measure, median(ours), median(bare), most);
    }

    QList<double> ours = {};
    QList<double> bare = {};
};

/// First rows, jumps, a search and a sort, in windows of their own.
void measureWaits(const Connection& connection, const QString& size)
{
    BareClient warm(connection);
    // Whatever the tenant does once, it has done then.
    warm.get({ pageUrl(connection, {}, 0, true) });
    Pairs first;
    Pairs jump;
    Pairs jumpAmidScrolling;
    Pairs search;
    Pairs sort;
    for (int i = 0; i < Repetitions; ++i) {
        BareClient cold(connection);
        const double token = cold.signIn();
        const double page = cold.get({ pageUrl(connection, {}, 0, true) });
        Console console(connection);
        first.add(console.firstRows(), token + page);
        console.waitForCounts();
        const auto bareEnd = [&] {
            QList<QUrl> needed;
            const int rows = ListIdentities::maxLimit;
            for (int at = console.firstOnScreen() / rows; at <= console.lastOnScreen() / rows; ++at)
                needed += pageUrl(connection, {}, at, false);
            return warm.get(needed);
        };
        QTest::qWait(2 * IdentitySource::QuietMs);
        const double quiet = console.jumpToEnd();
        jump.add(quiet, bareEnd());

        console.search(u"mar"_s);
        warm.get({ pageUrl(connection, console.query(), 0, true) });
        console.search({});
        search.add(
            console.search(u"mar"_s), warm.get({ pageUrl(connection, console.query(), 0, true) }));
        console.search({});
        console.sortBy(NameColumn);
        warm.get({ pageUrl(connection, console.query(), 0, true) });
        console.sortBy(NameColumn);
        const double sorted = console.sortBy(NameColumn);
        sort.add(sorted, warm.get({ pageUrl(connection, console.query(), 0, true) }));
        console.sortBy(NameColumn);

        // A step, as of a wheel, and the drag before its wish has been forgotten.
        console.table().verticalScrollBar()->setValue(0);
        console.waitForPaintedRows();
        QTest::qWait(2 * IdentitySource::QuietMs);
        console.table().verticalScrollBar()->setValue(RowsPerStep);
        QCoreApplication::processEvents();
        const double busy = console.jumpToEnd();
        jumpAmidScrolling.add(busy, bareEnd());
    }
    first.report(u"first rows of a further window, %1"_s.arg(size), MostOpeningMs);
    jump.report(u"jump to the far end, %1"_s.arg(size), MostBeyondBareMs);
    jumpAmidScrolling.report(u"  the same amid scrolling, %1"_s.arg(size), MostBeyondBareMs);
    search.report(u"first rows of a search, %1"_s.arg(size), MostBeyondBareMs);
    sort.report(u"first rows of another order, %1"_s.arg(size), MostBeyondBareMs);
}

void measureFrames(Console& console, const QString& size)
{
    QScrollBar* bar = console.table().verticalScrollBar();
    bar->setValue(0);
    console.waitForPaintedRows();
    QList<double> wall;
    QList<double> cpu;
    QElapsedTimer whole;
    whole.start();
    int step = RowsPerStep;
    while (whole.elapsed() < ScrollMs) {
        QElapsedTimer frame;
        frame.start();
        const double before = threadCpuMs();
        if (bar->value() >= bar->maximum())
            step = -RowsPerStep;
        bar->setValue(bar->value() + step);
        // Answers that came meanwhile are part of the frame.
        QCoreApplication::processEvents();
        console.table().viewport()->repaint();
        cpu += threadCpuMs() - before;
        wall += since(frame);
    }
    std::sort(wall.begin(), wall.end());
    std::sort(cpu.begin(), cpu.end());
    const auto p99
        = [](const QList<double>& sorted) { return sorted.at(sorted.size() * 99 / 100); };
    report(u"p99 frame while scrolling, %1"_s.arg(size),
        u"%1 ms of %2 frames (median %3)"_s.arg(
            number(p99(wall)), QString::number(wall.size()), number(wall.at(wall.size() / 2))),
        u"%1 ms"_s.arg(MostFrameP99Ms), yesNo(p99(wall) <= MostFrameP99Ms));
    report(u"  worst frame, %1"_s.arg(size), u"%1 ms"_s.arg(number(wall.last())),
        u"%1 ms"_s.arg(MostFrameMs), yesNo(wall.last() <= MostFrameMs));
    report(u"  CPU of the window's thread a frame, %1"_s.arg(size),
        u"p99 %1 ms, worst %2 ms"_s.arg(number(p99(cpu)), number(cpu.last())));
}

/// The same while a job and an export share the tenant's limit and the API log shows them.
void measureBusyFrames(const Connection& connection, const QString& size)
{
    Console console(connection, TenantLimit);
    console.firstRows();
    console.waitForCounts();
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->text().remove(u'&') == u"API Log"_s)
            action->trigger();
    }
    const auto* model = static_cast<const IdentityTableModel*>(console.table().model());
    BulkPlan plan { .operation = &processIdentities(), .host = connection.base.tenant() };
    for (const Identity* identity : model->loadedIdentities())
        plan.targets += { .id = identity->id, .name = identity->name, .account = identity->alias };
    console.session().jobs().start(plan);
    const SystemClock clock;
    IdentityExport exported(
        console.session().client(), clock, { .path = console.pathOf(u"all.csv"_s) });
    exported.start();
    QTest::qWait(StartingMs); // they run, and the log is open: showing it is no scrolling
    measureFrames(console, size + u", with a job, an export and the API log"_s);
    exported.cancel();
}

void measureMemory(Console& console, const QString& size)
{
    QScrollBar* bar = console.table().verticalScrollBar();
    bar->setValue(0);
    console.waitForPaintedRows();
    const double before = residentMb();
    double most = before;
    const int last = std::min(ScrolledRows, console.rows());
    for (int row = 0; row < last; row += ListIdentities::maxLimit) {
        bar->setValue(row);
        console.waitForPaintedRows();
        most = std::max(most, residentMb());
    }
    report(u"resident after scrolling %1 rows, %2"_s.arg(number(last, 0), size),
        u"%1 MB, %2 MB at first; most %3 MB: + %4 MB"_s.arg(
            number(residentMb()), number(before), number(most), number(most - before)),
        u"+ %1 MB"_s.arg(MostGrowthMb), yesNo(most - before <= MostGrowthMb));
}

void measureSelectAll(Console& console, const QString& size)
{
    console.table().verticalScrollBar()->setValue(0);
    console.waitForPaintedRows();
    QAction* selectAll = nullptr;
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->shortcuts().contains(QKeySequence(QKeySequence::SelectAll)))
            selectAll = action;
    }
    if (selectAll == nullptr)
        qFatal("Nothing selects all.");
    selectAll->trigger(); // the rows on screen; the next one takes all
    console.table().viewport()->repaint();
    const double before = residentMb();
    QElapsedTimer timer;
    timer.start();
    selectAll->trigger();
    console.table().viewport()->repaint();
    const double ms = since(timer);
    const double grown = residentMb() - before;
    report(u"select all of %1"_s.arg(size),
        u"%1 ms, %2 KB (\"%3\")"_s.arg(number(ms), number(grown * 1024, 0),
            console.window().findChild<QLabel*>(u"selectionCount"_s)->text()));
}

void measureParse(const Connection& connection)
{
    BareClient client(connection);
    client.get({ pageUrl(connection, {}, 0, false) });
    const ApiResponse response {
        .status = 200, .body = client.lastBody(), .contentType = "application/json"
    };
    QList<double> times;
    for (int i = 0; i < 50; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto page = ListIdentities::parse(response);
        times += since(timer);
        if (!page || page->identities.size() != ListIdentities::maxLimit)
            qFatal("The page is not one of %d identities.", ListIdentities::maxLimit);
    }
    const double ms = median(times);
    const double megabytes = static_cast<double>(response.body.size()) / 1e6;
    report(u"parse a page of %1"_s.arg(ListIdentities::maxLimit),
        u"%1 ms for %2 KB, %3 MB/s"_s.arg(
            number(ms, 2), number(megabytes * 1e3, 0), number(megabytes / ms * 1e3, 0)),
        u"%1 ms"_s.arg(MostParseMs), yesNo(ms <= MostParseMs));
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCommandLineParser parser;
    const QCommandLineOption identities(u"identities"_s, u"how many"_s, u"N"_s, u"1000"_s);
    const QCommandLineOption latency(u"latency"_s, u"of each answer"_s, u"MS"_s, u"0"_s);
    const QCommandLineOption scroll(u"scroll"_s, u"frames and memory"_s);
    const QCommandLineOption busy(u"busy"_s, u"frames with a job, an export and the API log"_s);
    const QCommandLineOption selectAll(u"select-all"_s, u"select all"_s);
    const QCommandLineOption parse(u"parse"_s, u"parse a page"_s);
    parser.addOptions({ identities, latency, scroll, busy, selectAll, parse });
    parser.addHelpOption();
    parser.process(application);
    applyTheme(application, ThemeMode::Light);

    QString size = number(parser.value(identities).toDouble(), 0);
    if (parser.isSet(latency))
        size += u" at %1 ms latency"_s.arg(parser.value(latency));
    DemoChild demo({ u"--identities"_s, parser.value(identities), u"--latency"_s,
        parser.value(latency), u"--rate-limit"_s, u"off"_s });
    std::optional<Connection> connection;
    QObject::connect(&demo, &DemoChild::failed, &application,
        [](const QString& problem) { qFatal("%s", qPrintable(problem)); });
    QObject::connect(&demo, &DemoChild::ready, &application,
        [&](const Connection& where) { connection = where; });
    demo.start();
    if (!QTest::qWaitFor([&] { return connection.has_value(); }, LongestWaitMs))
        qFatal("The demo tenant does not start.");

    if (parser.isSet(parse))
        measureParse(*connection);
    measureWaits(*connection, size);
    if (parser.isSet(scroll) || parser.isSet(selectAll)) {
        Console console(*connection);
        console.firstRows();
        if (parser.isSet(scroll)) {
            measureFrames(console, size);
            measureMemory(console, size);
        }
        if (parser.isSet(selectAll))
            measureSelectAll(console, size);
    }
    if (parser.isSet(busy))
        measureBusyFrames(*connection, size);
    return 0;
}
