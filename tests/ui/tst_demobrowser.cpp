// The demo tenant's own offer to try the sign-in with the browser: the program, the tenant it
// starts, and requests in place of a browser.

#include "program/consolewindows.h"

#include "support/demosignin.h"
#include "support/memoryvault.h"
#include "ui/parts/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(const StartOptions& options)
    {
        qputenv("XDG_CONFIG_HOME", folder.filePath(u"config"_s).toUtf8());
        qputenv("XDG_DATA_HOME", folder.filePath(u"data"_s).toUtf8());
        QDesktopServices::setUrlHandler(u"http"_s, this, "open");
        windows = std::make_unique<ConsoleWindows>(
            options, ImportPlaces(), std::make_unique<MemoryVault>(entries));
        windows->start({}, {});
    }
    ~Program() override { QDesktopServices::unsetUrlHandler(u"http"_s); }

    template <class T> T* find(const QString& name, std::size_t window = 0)
    {
        return windows->all().at(window)->window().findChild<T*>(name);
    }
    /// Clicks as soon as somebody can.
    bool click(const QString& name, std::size_t window = 0)
    {
        const auto canBeClicked = [&] {
            const auto* button = find<QAbstractButton>(name, window);
            return button != nullptr && button->isVisible() && button->isEnabled();
        };
        if (!QTest::qWaitFor(canBeClicked, 20'000))
            return false;
        QTest::mouseClick(find<QAbstractButton>(name, window), Qt::LeftButton);
        return true;
    }
    /// Signs in at the page that was opened last: the text of the code page.
    QString signInAs(const QByteArray& person)
    {
        if (!QTest::qWaitFor([this] { return !opened.isEmpty(); }, 10'000))
            return {};
        const QUrl page = opened.takeLast();
        demo::DemoClient browser(page);
        const QByteArray target = (page.path() + u'?' + page.query(QUrl::FullyEncoded)).toLatin1();
        const QByteArray code = sentTo(demo::click(browser, target, person));
        static const QRegularExpression text(u"sp1\\.[A-Za-z0-9_-]+"_s);
        return text.match(QString::fromUtf8(browser.get(code).body)).captured();
    }
    bool hasRows(std::size_t window = 0)
    {
        return QTest::qWaitFor(
            [&] {
                const auto* table = find<QTableView>(u"identities"_s, window);
                return table != nullptr && table->model()->rowCount() > 0;
            },
            20'000);
    }
    QString band(std::size_t window = 0)
    {
        return find<QWidget>(u"tenantBand"_s, window)->accessibleName();
    }

    QTemporaryDir folder;
    QList<QUrl> opened; ///< pages
    MemoryVault::Entries entries;
    std::unique_ptr<ConsoleWindows> windows;

public slots:
    void open(const QUrl& url) { opened += url; }
};

void signIn(Program& program, const QByteArray& person, std::size_t window)
{
    QVERIFY(program.click(u"signIn"_s, window));
    const QString text = program.signInAs(person);
    QVERIFY(!text.isEmpty());
    program.find<QLineEdit>(u"pastedText"_s, window)->setText(text);
    QVERIFY(program.click(u"signInNow"_s, window));
    QVERIFY(program.hasRows(window));
}

} // namespace

class TestDemoBrowser : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }
    void fromTheListOfConnections();
    void fromTheCommandLineAndAnOpenDemo();
};

void TestDemoBrowser::fromTheListOfConnections()
{
    Program program(StartOptions { .demoIdentities = 100 });
    QVERIFY(program.click(u"startDemoByBrowser"_s));
    signIn(program, "demo.helpdesk", 0);
    QTRY_VERIFY(program.band().contains(u"signed in as demo.helpdesk"));
    QVERIFY(program.band().startsWith(u"DEMO tenant acme-demo"));
    // Nothing of a tenant that ends with the window is kept.
    QCOMPARE(program.entries.size(), 0);
}

void TestDemoBrowser::fromTheCommandLineAndAnOpenDemo()
{
    Program program(
        StartOptions { .demo = true, .demoIdentities = 100, .demoSignIn = SignInKind::Browser });
    signIn(program, "demo.admin", 0);
    QTRY_VERIFY(program.band().contains(u"signed in as demo.admin"));

    auto* another = program.find<QAction>(u"tryBrowserSignIn"_s);
    QVERIFY(another != nullptr && another->isEnabled());
    another->trigger();
    QCOMPARE(program.windows->all().size(), std::size_t(2));
    signIn(program, "demo.helpdesk", 1);
    QTRY_VERIFY(program.band(1).contains(u"signed in as demo.helpdesk"));
    QVERIFY(program.band(0).contains(u"signed in as demo.admin"));
    QCOMPARE(program.entries.size(), 0);
}

QTEST_MAIN(TestDemoBrowser)
#include "tst_demobrowser.moc"
