// The lock in the band: what it shows, what it asks, and that the network layer obeys it.

#include "support/consolewindow.h"

#include "api/apiclient.h"
#include "jobs/jobcenter.h"
#include "operations/resetidentity.h"
#include "ui/parts/lockbutton.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

LockButton* button(ConsoleWindow& console)
{
    return console.find<LockButton>(u"lockButton"_s);
}

/// What the layer below the window makes of a change, whatever the window thinks.
QString outcomeOfAChange(ConsoleWindow& console)
{
    IdentityId someone;
    console.tenant().inspect([&someone](demo::Directory& directory) {
        someone
            = IdentityId(QString::fromLatin1(directory.data().id(directory.data().unsorted(0))));
    });
    QString outcome;
    ApiRequest request = resetIdentity().request({}, { someone });
    request.lane = Lane::Interactive;
    console.client().read<ChangeReceipt>(
        request,
        [](const ApiResponse& response) {
            return Expected<ChangeReceipt>(resetIdentity().receipt(response));
        },
        &console.window(),
        [&outcome](const Expected<ChangeReceipt>& result) {
            outcome = result ? u"done"_s : kindName(result.error().kind);
        });
    return QTest::qWaitFor([&] { return !outcome.isEmpty(); }, 10'000) ? outcome : u"silence"_s;
}

QAction* verb(ConsoleWindow& console, const QString& text)
{
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->text().startsWith(text) && action->shortcut() != QKeySequence())
            return action;
    }
    return nullptr;
}

bool isReady(ConsoleWindow& console)
{
    return QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000)
        && console.waitForLoadedScreen();
}

} // namespace

class TestChangeLockUi : public QObject
{
    Q_OBJECT

private slots:
    void readOnlyRefusesEverywhere();
    void productionIsAskedFor();
    void theRightNameIsNeeded();
    void aSandboxOpensAtOnce();
    void startedReadOnlyStaysSo();
    void closesOverAnOpenConfirmation();
    void theBandSaysIt();
};

void TestChangeLockUi::readOnlyRefusesEverywhere()
{
    ConsoleWindow console({ .identities = 200 }, {}, {},
        { .environment = Environment::Production, .readOnly = true });
    QVERIFY(isReady(console));
    console.clickCell(1, 1);
    QCOMPARE(button(console)->text(), u"READ-ONLY"_s);
    QAction* process = verb(console, u"Process"_s);
    QVERIFY(process != nullptr && !process->isEnabled() && process->isVisible());
    QVERIFY(process->toolTip().contains(u"Use the lock"_s));
    QCOMPARE(outcomeOfAChange(console), u"ReadOnly"_s);
    QVERIFY(console.tenant().activity().acts.isEmpty());
}

void TestChangeLockUi::productionIsAskedFor()
{
    ConsoleWindow console({ .identities = 200 }, {}, {},
        { .environment = Environment::Production, .readOnly = true });
    QVERIFY(isReady(console));
    console.clickCell(1, 1);
    QTest::mouseClick(button(console), Qt::LeftButton);
    QDialog* dialog = console.dialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(console.lock().isLocked()); // not before it is confirmed
    auto* confirm = dialog->findChild<QPushButton*>(u"confirm"_s);
    QVERIFY(!confirm->isEnabled());
    auto* name = dialog->findChild<QLineEdit*>(u"confirmTenant"_s);
    QTRY_VERIFY(name->hasFocus());
    QTest::keyClicks(name, u"acme-demo"_s);
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QVERIFY(!console.lock().isLocked());
    QCOMPARE(button(console)->text(), u"CHANGES ALLOWED"_s);
    QVERIFY(button(console)->accessibleDescription().contains(u"locks again in 30 min"_s));
    QVERIFY(verb(console, u"Process"_s)->isEnabled());
    QCOMPARE(outcomeOfAChange(console), u"done"_s);

    QTest::mouseClick(button(console), Qt::LeftButton); // closing asks nobody
    QVERIFY(console.lock().isLocked());
    QVERIFY(!verb(console, u"Process"_s)->isEnabled());
    QCOMPARE(outcomeOfAChange(console), u"ReadOnly"_s);
}

void TestChangeLockUi::theRightNameIsNeeded()
{
    ConsoleWindow console({ .identities = 200 }, {}, {},
        { .environment = Environment::Production, .readOnly = true });
    QVERIFY(isReady(console));
    console.press(console.window(), u"Ctrl+Shift+L"_s);
    QDialog* dialog = console.dialog();
    QVERIFY(dialog != nullptr);
    auto* name = dialog->findChild<QLineEdit*>(u"confirmTenant"_s);
    QTest::keyClicks(name, u"acme"_s);
    QVERIFY(!dialog->findChild<QPushButton*>(u"confirm"_s)->isEnabled());
    QTest::keyClick(name, Qt::Key_Return); // neither of the two buttons
    QVERIFY(console.dialog() != nullptr);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"cancel"_s), Qt::LeftButton);
    QTRY_VERIFY(console.dialog() == nullptr);
    QVERIFY(console.lock().isLocked());

    // With what is asked for it leads to the button, and does not press it.
    console.press(console.window(), u"Ctrl+Shift+L"_s);
    dialog = console.dialog();
    QVERIFY(dialog != nullptr);
    name = dialog->findChild<QLineEdit*>(u"confirmTenant"_s);
    QTest::keyClicks(name, u"acme-demo"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(console.dialog() != nullptr && console.lock().isLocked());
    auto* confirm = dialog->findChild<QPushButton*>(u"confirm"_s);
    QTRY_COMPARE(dialog->focusWidget(), confirm);
    QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
    QCoreApplication::sendEvent(confirm, &held);
    QVERIFY(console.dialog() != nullptr && console.lock().isLocked());
    QTest::keyClick(confirm, Qt::Key_Return);
    QTRY_VERIFY(!console.lock().isLocked());
}

void TestChangeLockUi::aSandboxOpensAtOnce()
{
    ConsoleWindow console(
        { .identities = 200 }, {}, {}, { .environment = Environment::Sandbox, .readOnly = true });
    QVERIFY(isReady(console));
    QTest::mouseClick(button(console), Qt::LeftButton);
    QVERIFY(console.dialog() == nullptr);
    QVERIFY(!console.lock().isLocked());
    QCOMPARE(outcomeOfAChange(console), u"done"_s);
}

void TestChangeLockUi::startedReadOnlyStaysSo()
{
    ConsoleWindow console({ .identities = 200 }, {}, {}, { .fixed = true });
    QVERIFY(isReady(console));
    QVERIFY(!button(console)->isEnabled());
    QVERIFY(button(console)->toolTip().contains(u"--read-only"_s));
    console.press(console.window(), u"Ctrl+Shift+L"_s);
    QVERIFY(console.lock().isLocked());
    QCOMPARE(outcomeOfAChange(console), u"ReadOnly"_s);
}

/// It closes by itself while somebody still reads what will run.
void TestChangeLockUi::closesOverAnOpenConfirmation()
{
    ConsoleWindow console({ .identities = 200 });
    QVERIFY(isReady(console));
    console.clickCell(1, 1);
    verb(console, u"Process"_s)->trigger();
    QDialog* dialog = console.dialog();
    QVERIFY(dialog != nullptr);
    auto* confirm = dialog->findChild<QPushButton*>(u"confirm"_s);
    QTRY_VERIFY(confirm->isEnabled());
    console.lock().lock();
    QVERIFY(!confirm->isEnabled());
    QVERIFY(dialog->findChild<QLabel*>(u"cost"_s)->text().contains(u"Read-only"_s));
    console.lock().unlock();
    QVERIFY(confirm->isEnabled());
}

void TestChangeLockUi::theBandSaysIt()
{
    ConsoleWindow console({ .identities = 200 }, {}, {},
        { .environment = Environment::Production, .readOnly = true });
    QVERIFY(isReady(console));
    const auto* band = console.find<QWidget>(u"tenantBand"_s);
    QVERIFY(band->accessibleName().contains(u"PRODUCTION"_s));
    QVERIFY(band->accessibleName().endsWith(u"read-only"_s));
    console.lock().unlock();
    QVERIFY(band->accessibleName().endsWith(u"changes allowed"_s));
}

QTEST_MAIN(TestChangeLockUi)
#include "tst_changelockui.moc"
