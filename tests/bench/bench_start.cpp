// Measures from outside how long the real program takes from its start to the first rows on the
// screen; needs an X display of its own, such as Xvfb's. One line a measure:
//   measure TAB figure TAB target TAB met
//
//   bench_start IDENTITIES

#include "demo/demotenant.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QProcess>
#include <QRasterWindow>
#include <QScreen>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

constexpr int Runs = 7;
constexpr int TargetMs = 250;
constexpr int SettledMs = 1500; ///< whoever has not shown rows by then has failed
constexpr int LongestRunMs = 10'000;
/// Where the table's first rows stand, whatever the window's size.
constexpr QRect Rows(260, 190, 500, 300);
constexpr double SameShare = 0.9;

struct Frame
{
    qint64 ms = 0;
    QImage image;
};

/// Lies beneath the program: without it the screen would go on showing the run before.
class Paper final : public QRasterWindow
{
protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).fillRect(QRect(QPoint(), size()), Qt::white);
    }
};

QImage grab()
{
    return QGuiApplication::primaryScreen()
        ->grabWindow(0, Rows.x(), Rows.y(), Rows.width(), Rows.height())
        .toImage()
        .convertToFormat(QImage::Format_Grayscale8);
}

/// How much of what is written in `rows` is in `frame`, too.
double shareOf(const QImage& rows, const QImage& frame)
{
    constexpr int Paper = 200; // lighter than any text
    int written = 0;
    int same = 0;
    for (int y = 0; y < rows.height(); ++y) {
        const uchar* wanted = rows.constScanLine(y);
        const uchar* shown = frame.constScanLine(y);
        for (int x = 0; x < rows.width(); ++x) {
            if (wanted[x] >= Paper)
                continue;
            ++written;
            same += shown[x] < Paper ? 1 : 0;
        }
    }
    return written < 1000 ? 0 : static_cast<double>(same) / written;
}

/// -1 = no rows were seen.
qint64 firstRowsMs(const QProcessEnvironment& environment)
{
    QProcess console;
    console.setProcessEnvironment(environment);
    console.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    std::vector<Frame> frames;
    QElapsedTimer timer;
    timer.start();
    console.start(QCoreApplication::applicationDirPath() + u"/identity-console"_s, QStringList {});
    while (timer.elapsed() < SettledMs) {
        QImage image = grab();
        frames.push_back({ timer.elapsed(), std::move(image) });
        QThread::msleep(2);
    }
    const QImage rows = grab();
    console.terminate();
    console.waitForFinished(LongestRunMs);
    QElapsedTimer cleared;
    cleared.start();
    while (shareOf(rows, grab()) > 0 && cleared.elapsed() < LongestRunMs)
        QCoreApplication::processEvents();
    const auto first = std::ranges::find_if(
        frames, [&rows](const Frame& frame) { return shareOf(rows, frame.image) >= SameShare; });
    return first == frames.end() ? -1 : first->ms;
}

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 2) {
        std::fputs("bench_start IDENTITIES\n", stderr);
        return 2;
    }
    DemoTenant tenant({ .identities = arguments.at(1).toUInt(), .rateLimit = false });
    QString problem;
    if (!tenant.start(&problem)) {
        std::fprintf(stderr, "bench_start: %s\n", qPrintable(problem));
        return 1;
    }
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SAIL_BASE_URL"_s, tenant.baseUrl());
    environment.insert(u"SAIL_CLIENT_ID"_s, tenant.clientId());
    environment.insert(u"SAIL_CLIENT_SECRET"_s, tenant.clientSecret());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    for (const QString& name : { u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s })
        environment.insert(name, home.path());
    Paper paper;
    paper.setFlag(Qt::X11BypassWindowManagerHint);
    paper.setGeometry(QGuiApplication::primaryScreen()->geometry());
    paper.show();
    while (!paper.isExposed())
        QCoreApplication::processEvents();
    std::vector<qint64> times;
    for (int run = 0; run <= Runs; ++run) {
        const qint64 ms = firstRowsMs(environment);
        if (ms < 0 && run > 0) {
            std::fputs("bench_start: no rows were seen\n", stderr);
            return 1;
        }
        // The first one brings the program into the file cache, and the tenant to its order.
        if (run > 0)
            times.push_back(ms);
    }
    std::ranges::sort(times);
    const qint64 median = times.at(times.size() / 2);
    std::printf("start to first rows, %s identities\t%lld ms (%lld to %lld)\t≤ %d ms\t%s\n",
        qPrintable(arguments.at(1)), static_cast<long long>(median),
        static_cast<long long>(times.front()), static_cast<long long>(times.back()), TargetMs,
        median <= TargetMs ? "yes" : "NO");
    return 0;
}
