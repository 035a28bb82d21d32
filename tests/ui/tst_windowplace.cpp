// Where windows are: within their screen, and not on top of each other. On a screen of 1024 by 768
// with one of 1440 by 900 at its right.

#include "support/consolewindow.h"
#include "ui/parts/theme.h"
#include "ui/window/windowplace.h"

#include <QApplication>
#include <QScreen>
#include <QStatusBar>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QRect Small(0, 0, 1024, 768);
const QRect Beside(1024, 0, 1440, 900);

QRect onScreen(const QWidget& widget)
{
    return { widget.mapToGlobal(QPoint()), widget.size() };
}

/// The settings of a console that was closed with that geometry.
void keep(const QString& settings, const QByteArray& geometry)
{
    Settings kept(settings);
    kept.setProfile(u"acme-demo"_s);
    kept.setValue(Setting::WindowGeometry, geometry);
}

QByteArray geometryAt(const QRect& place)
{
    QMainWindow window;
    window.setGeometry(place);
    return window.saveGeometry();
}

} // namespace

class TestWindowPlace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fitting_data();
    void fitting();
    void everythingCanBeReached();
    void aKeptPlaceStays();
    void aKeptPlaceIsCorrected();
    void furtherWindowsAreOffset();
    void theSystemIsCorrectedOnceAndAPersonNever();
};

void TestWindowPlace::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
    QCOMPARE(QApplication::primaryScreen()->availableGeometry(), Small);
}

void TestWindowPlace::fitting_data()
{
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QRect>("fitted");
    const auto row = [](const char* name, const QRect& wanted, const QRect& fitted) {
        QTest::newRow(name) << wanted << fitted;
    };
    row("fits", { 100, 50, 600, 500 }, { 100, 50, 600, 500 });
    row("too large", { 100, 50, 1440, 900 }, Small);
    row("over the right edge", { 900, 50, 600, 500 }, { 424, 50, 600, 500 });
    row("over the bottom", { 10, 700, 600, 500 }, { 10, 268, 600, 500 });
    row("over the left edge and the top", { -200, -30, 600, 500 }, { 0, 0, 600, 500 });
    row("somewhere else", { 5000, 5000, 1100, 500 }, { 0, 268, 1024, 500 });
}

void TestWindowPlace::fitting()
{
    QFETCH(QRect, wanted);
    QFETCH(QRect, fitted);
    QCOMPARE(fittedInto(wanted, Small), fitted);
}

void TestWindowPlace::everythingCanBeReached()
{
    ConsoleWindow console({ .identities = 50 });
    QTRY_VERIFY_WITH_TIMEOUT(console.rows() > 0, 10'000);
    TenantWindow& window = console.window();
    QVERIFY2(Small.contains(window.frameGeometry()),
        qPrintable(QDebug::toString(window.frameGeometry())));
    for (const QString& name : { u"lockButton"_s, u"details"_s, u"identities"_s }) {
        const auto* part = console.find<QWidget>(name);
        QVERIFY2(part->isVisible() && Small.contains(onScreen(*part)), qPrintable(name));
    }
    QVERIFY(Small.contains(onScreen(*window.statusBar())));
}

void TestWindowPlace::aKeptPlaceStays()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    const QRect place(1100, 60, 1200, 760);
    keep(settings, geometryAt(place));
    ConsoleWindow console({ .identities = 50 }, settings);
    QCOMPARE(console.window().geometry(), place);
}

/// It was closed on a larger screen, in part over the edge of this one.
void TestWindowPlace::aKeptPlaceIsCorrected()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    keep(settings, geometryAt({ 1300, 300, 1600, 1000 }));
    ConsoleWindow console({ .identities = 50 }, settings);
    QVERIFY2(Beside.contains(console.window().frameGeometry()),
        qPrintable(QDebug::toString(console.window().frameGeometry())));
}

void TestWindowPlace::furtherWindowsAreOffset()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    keep(settings, geometryAt({ 1100, 60, 1200, 760 }));
    ConsoleWindow first({ .identities = 50 }, settings);
    ConsoleWindow second({ .identities = 50 }, settings);
    ConsoleWindow third({ .identities = 50 }, settings);
    QCOMPARE(second.window().pos(), first.window().pos() + QPoint(32, 32));
    QCOMPARE(third.window().pos(), first.window().pos() + QPoint(64, 64));
    QVERIFY(Beside.contains(third.window().frameGeometry()));
}

/// Framed by the system in a way that leaves the title outside.
void TestWindowPlace::theSystemIsCorrectedOnceAndAPersonNever()
{
    QWidget window;
    const WindowPlace place(window, { 200, 100 });
    window.resize(400, 300);
    window.show();
    QVERIFY(!window.windowHandle()->frameMargins().isNull());
    window.windowHandle()->setFramePosition({ 60, -20 });
    QTRY_COMPARE(window.windowHandle()->framePosition(), QPoint(60, 0));
    window.windowHandle()->setPosition({ 62, 0 }); // as if that were the frame
    QTRY_COMPARE(window.windowHandle()->framePosition(), QPoint(60, 0));
    const QPoint dragged(60, -20);
    window.windowHandle()->setFramePosition(dragged);
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(window.windowHandle()->framePosition(), dragged);
}

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" TEST_DATA_DIR "/screens/small.json");
    QApplication application(argc, argv);
    TestWindowPlace test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_windowplace.moc"
