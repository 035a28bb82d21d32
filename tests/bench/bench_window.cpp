// Measures the real window on the real demo tenant, another process. One line a measure:
//   measure TAB figure TAB target TAB met
//
//   bench_window --identities N [--latency MS] [--scroll] [--select-all] [--parse]

#include "bareclient.h"
#include "figures.h"

#include "models/table/identitysource.h"
#include "models/table/identitytablemodel.h"
#include "program/demochild.h"
#include "program/tenantsession.h"
#include "support/memoryvault.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QLabel>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <optional>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::bench;
using ic::test::MemoryVault;

namespace {

constexpr int Repetitions = 5;
constexpr int LongestWaitMs = 60'000;
constexpr double MostTimesBare = 1.2;
constexpr double MostFrameMs = 16;
constexpr double MostGrowthMb = 60;
constexpr int ScrolledRows = 100'000;
constexpr int ScrollMs = 5000;
constexpr int RowsPerStep = 3;

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

/// A window that has just been shown, with a client that has not asked anything yet.
class Console
{
public:
    explicit Console(const Connection& connection)
        : m_opening { .connection = connection,
            .tenant = { .name = u"acme-demo"_s,
                .host = connection.base.displayHost(),
                .version = connection.base.version(),
                .environment = Environment::Demo },
            .options = { .rateLimit = 0 },
            .journalPath = m_folder.filePath(u"journal.sqlite"_s) }
        , m_connections(
              m_folder.filePath(u"profiles.json"_s), std::make_unique<MemoryVault>(m_secrets), {})
        , m_settings(m_folder.filePath(u"settings.ini"_s))
    {
    }

    /// Milliseconds from the choice of the tenant to the first rows painted.
    double firstRows()
    {
        QElapsedTimer timer;
        timer.start();
        m_session = std::make_unique<TenantSession>(
            m_opening, m_connections, m_settings, m_notices, Desktop());
        window().show();
        m_table = window().findChild<QTableView*>(u"identities"_s);
        waitForPaintedRows();
        return since(timer);
    }

    /// Milliseconds from the wish to see the last row to its screen painted.
    double jumpToEnd()
    {
        QElapsedTimer timer;
        timer.start();
        m_table->scrollToBottom();
        waitForPaintedRows();
        return since(timer);
    }

    /// Event loop until every row on screen is loaded, then a paint.
    void waitForPaintedRows()
    {
        QElapsedTimer waited;
        waited.start();
        QTimer wake;
        wake.start(LongestWaitMs);
        while (!isScreenLoaded()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (waited.elapsed() >= LongestWaitMs)
                qFatal("The rows did not come.");
        }
        m_table->viewport()->repaint();
    }

    int rows() const { return m_table->model()->rowCount(); }
    int firstOnScreen() const { return std::max(0, m_table->rowAt(0)); }
    int lastOnScreen() const
    {
        const int last = m_table->rowAt(m_table->viewport()->height() - 1);
        return last < 0 ? rows() - 1 : last;
    }
    QTableView& table() { return *m_table; }
    TenantWindow& window() { return m_session->window(); }

private:
    bool isScreenLoaded() const
    {
        if (rows() == 0)
            return false;
        for (int row = firstOnScreen(); row <= lastOnScreen(); ++row) {
            const QModelIndex index = m_table->model()->index(row, 1);
            if (index.data(IdentityTableModel::IdentityIdRole).toString().isEmpty())
                return false;
        }
        return true;
    }

    QTemporaryDir m_folder;
    TenantOpening m_opening;
    MemoryVault::Entries m_secrets;
    ConnectionDesk m_connections;
    Settings m_settings;
    Notices m_notices;
    std::unique_ptr<TenantSession> m_session;
    QTableView* m_table = nullptr;
};

QUrl pageUrl(const Connection& connection, int page, bool count)
{
    const ListIdentities endpoint
        = IdentityQuery().request(qint64(page) * ListIdentities::maxLimit, count);
    return connection.base.urlFor(endpoint.request());
}

void reportAgainstBare(const QString& measure, double ms, double bare)
{
    report(measure,
        u"%1 ms, bare %2 ms: × %3"_s.arg(number(ms), number(bare), number(ms / bare, 2)),
        u"× %1"_s.arg(MostTimesBare), yesNo(ms <= MostTimesBare * bare));
}

/// First rows and the jump, each in windows of their own, turn by turn with the bare client, so
/// that both meet the same machine.
void measureWaits(const Connection& connection, const QString& size)
{
    BareClient warm(connection);
    // Whatever the tenant does once, it has done then.
    warm.get({ pageUrl(connection, 0, true) });
    QList<double> first;
    QList<double> bareFirst;
    QList<double> quietJump;
    QList<double> busyJump;
    QList<double> bareJump;
    for (int i = 0; i < Repetitions; ++i) {
        BareClient cold(connection);
        const double token = cold.signIn();
        bareFirst += token + cold.get({ pageUrl(connection, 0, true) });
        {
            Console console(connection);
            first += console.firstRows();
            QTest::qWait(2 * IdentitySource::QuietMs);
            quietJump += console.jumpToEnd();
            QList<QUrl> needed;
            const int page = ListIdentities::maxLimit;
            for (int at = console.firstOnScreen() / page; at <= console.lastOnScreen() / page; ++at)
                needed += pageUrl(connection, at, false);
            bareJump += warm.get(needed);
        }
        Console console(connection);
        console.firstRows();
        QTest::qWait(2 * IdentitySource::QuietMs);
        // A step, as of a wheel, and the jump before its wish has been forgotten.
        console.table().verticalScrollBar()->setValue(RowsPerStep);
        QCoreApplication::processEvents();
        busyJump += console.jumpToEnd();
    }
    reportAgainstBare(
        u"first rows, %1 (bare: token and page)"_s.arg(size), median(first), median(bareFirst));
    reportAgainstBare(u"jump to the far end, %1"_s.arg(size), median(quietJump), median(bareJump));
    report(u"  the same amid scrolling, %1"_s.arg(size),
        u"%1 ms, of which up to %2 ms debounce"_s.arg(
            number(median(busyJump)), QString::number(IdentitySource::DebounceMs)));
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
        u"%1 ms"_s.arg(MostFrameMs), yesNo(p99(wall) <= MostFrameMs));
    report(u"  worst frame, %1"_s.arg(size), u"%1 ms"_s.arg(number(wall.last())));
    report(u"  CPU of the window's thread a frame, %1"_s.arg(size),
        u"p99 %1 ms, worst %2 ms"_s.arg(number(p99(cpu)), number(cpu.last())));
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
    client.get({ pageUrl(connection, 0, false) });
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
            number(ms, 2), number(megabytes * 1e3, 0), number(megabytes / ms * 1e3, 0)));
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
    const QCommandLineOption selectAll(u"select-all"_s, u"select all"_s);
    const QCommandLineOption parse(u"parse"_s, u"parse a page"_s);
    parser.addOptions({ identities, latency, scroll, selectAll, parse });
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
    return 0;
}
