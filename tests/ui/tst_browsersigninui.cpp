// Signing in with the browser, from the form of a connection to the first rows and on, with the
// demo tenant's pages in place of the browser.

#include "program/consolewindows.h"

#include "demo/demotenant.h"
#include "support/demosignin.h"
#include "support/memoryvault.h"
#include "ui/connections/browsersignindialog.h"
#include "ui/parts/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// The program, a tenant, and a browser that nobody sees.
class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(const demo::TenantConfig& config = { .identities = 100 })
        : tenant(config)
    {
        qputenv("XDG_CONFIG_HOME", folder.filePath(u"config"_s).toUtf8());
        qputenv("XDG_DATA_HOME", folder.filePath(u"data"_s).toUtf8());
        QString problem;
        if (!tenant.start(&problem))
            qFatal("%s", qPrintable(problem));
        browser = std::make_unique<demo::DemoClient>(tenant);
        QDesktopServices::setUrlHandler(u"http"_s, this, "open");
        reopen();
        windows->start({}, {});
    }
    ~Program() override { QDesktopServices::unsetUrlHandler(u"http"_s); }

    /// As if the program were started again.
    void reopen()
    {
        windows.reset();
        windows = std::make_unique<ConsoleWindows>(
            StartOptions(), ImportPlaces(), std::make_unique<MemoryVault>(entries));
    }
    ProgramWindow& window() { return windows->all().at(0)->window(); }
    template <class T> T* find(const QString& name) { return window().findChild<T*>(name); }
    QDialog* connections()
    {
        window().findChild<QAction*>(u"connections"_s)->trigger();
        return window().findChild<QDialog*>(u"connectionDialog"_s);
    }
    BrowserSignInDialog* dialog() { return window().findChild<BrowserSignInDialog*>(); }
    bool hasRows()
    {
        return QTest::qWaitFor(
            [this] {
                const auto* table = find<QTableView>(u"identities"_s);
                return table != nullptr && table->model()->rowCount() > 0;
            },
            10'000);
    }
    bool waitForPage()
    {
        return QTest::qWaitFor([this] { return !opened.isEmpty(); }, 5000);
    }
    /// What the person does in the browser: opens the page and clicks on somebody. Where it leads.
    QByteArray signInAtPage()
    {
        const QUrl url(opened.takeLast());
        const QByteArray target = (url.path() + u'?' + url.query(QUrl::FullyEncoded)).toLatin1();
        const demo::Reply page = browser->get(target);
        static const QRegularExpression person(u"name=\"person\" value=\"([^\"]+)\""_s);
        const QByteArray who = person.match(QString::fromUtf8(page.body)).captured(1).toUtf8();
        return demo::sentTo(demo::post(*browser, demo::clickForm(page, who)));
    }
    /// The page with the code and the text, in place of SailPoint's.
    QString codePage(const QByteArray& sentTo)
    {
        const QUrl url = QUrl::fromEncoded(sentTo);
        return QString::fromUtf8(
            browser->get((url.path() + u'?' + url.query(QUrl::FullyEncoded)).toLatin1()).body);
    }
    static QString textIn(const QString& page)
    {
        static const QRegularExpression text(u"sp1\\.[A-Za-z0-9_-]+"_s);
        return text.match(page).captured();
    }
    QStringList kept() const
    {
        QStringList all;
        for (const Secret& secret : entries)
            all += secret.reveal();
        return all;
    }

    QTemporaryDir folder;
    demo::DemoTenant tenant;
    std::unique_ptr<demo::DemoClient> browser;
    QStringList opened; ///< pages, oldest first
    MemoryVault::Entries entries;
    std::unique_ptr<ConsoleWindows> windows;

public slots:
    void open(const QUrl& url) { opened += url.toString(QUrl::FullyEncoded); }
};

void press(QWidget& in, const QString& name)
{
    auto* button = in.findChild<QAbstractButton*>(name);
    QVERIFY2(button != nullptr && button->isVisible() && button->isEnabled(), qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

void fill(QDialog& connections, const demo::DemoTenant& tenant, int kind)
{
    const auto type = [&](const QString& name, const QString& text) {
        auto* edit = connections.findChild<QLineEdit*>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    };
    type(u"name"_s, u"acme"_s);
    type(u"address"_s, tenant.baseUrl());
    auto* choice = connections.findChild<QComboBox*>(u"signInKind"_s);
    choice->setFocus();
    for (int i = 0; i < kind; ++i)
        QTest::keyClick(choice, Qt::Key_Down);
}

} // namespace

class TestBrowserSignInUi : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fromTheFormToTheFirstRows();
};

void TestBrowserSignInUi::initTestCase()
{
    applyTheme(*qApp, ThemeMode::Light);
    QApplication::setQuitOnLastWindowClosed(false);
}

void TestBrowserSignInUi::fromTheFormToTheFirstRows()
{
    Program program;
    QDialog* connections = program.connections();
    fill(*connections, program.tenant, 1);
    QVERIFY(!connections->findChild<QWidget*>(u"clientId"_s)->isVisible());
    QVERIFY(!connections->findChild<QWidget*>(u"clientSecret"_s)->isVisible());
    press(*connections, u"connect"_s);
    QTRY_VERIFY(program.dialog() != nullptr);
    QVERIFY(program.waitForPage());
    BrowserSignInDialog* dialog = program.dialog();
    const QString page = program.codePage(program.signInAtPage());
    const QString code = dialog->findChild<QLabel*>(u"confirmationCode"_s)->text();
    QCOMPARE(code.size(), 9);
    QVERIFY2(page.contains(code), qPrintable(page)); // the person compares them
    QApplication::clipboard()->setText(Program::textIn(page) + u'\n');
    press(*dialog, u"paste"_s);
    QVERIFY(program.hasRows());
    QCOMPARE(QApplication::clipboard()->text(), QString());
    QCOMPARE(program.kept().size(), 1);
    const QString first = program.kept().constFirst();

    // A second start asks nobody, and the token that was kept then is another one.
    program.reopen();
    program.windows->start({}, {});
    program.find<QListWidget>(u"startProfiles"_s)->setCurrentRow(0);
    press(program.window(), u"startConnect"_s);
    QVERIFY(program.hasRows());
    QVERIFY(program.opened.isEmpty());
    QTRY_VERIFY(program.kept().size() == 1 && program.kept().constFirst() != first);
}

QTEST_MAIN(TestBrowserSignInUi)
#include "tst_browsersigninui.moc"
