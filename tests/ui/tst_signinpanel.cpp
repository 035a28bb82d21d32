// Signing in again in place: everything stays on screen, and what waits goes on.

#include "support/consolewindow.h"
#include "support/operations.h"

#include "jobs/jobcenter.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

QWidget* panel(ConsoleWindow& console)
{
    return console.visible(u"signInPanel"_s);
}

QString said(ConsoleWindow& console)
{
    return console.find<QLabel>(u"signInText"_s)->text();
}

void signIn(ConsoleWindow& console, const QString& secret)
{
    auto* field = console.find<QLineEdit>(u"signInSecret"_s);
    field->selectAll();
    QTest::keyClicks(field, secret);
    QTest::keyClick(field, Qt::Key_Return);
}

bool waitForRefusal(ConsoleWindow& console)
{
    return QTest::qWaitFor(
        [&] {
            return panel(console) != nullptr
                && !console.find<QLineEdit>(u"signInSecret"_s)->isReadOnly();
        },
        10'000);
}

} // namespace

class TestSignInPanel : public QObject
{
    Q_OBJECT

private slots:
    void aWrongSecretIsAskedForAgain();
    void withdrawnWhileWorking();
    void aJobGoesOn();
    void typingElsewhereIsNotTorn();
    void nothingIsTriedByItself();
};

void TestSignInPanel::aWrongSecretIsAskedForAgain()
{
    ConsoleWindow console({ .identities = 300 }, {}, {}, { .clientSecret = u"not-the-secret"_s });
    QVERIFY(waitForRefusal(console));
    QVERIFY2(said(console).contains(u"Client authentication failed"_s), qPrintable(said(console)));
    QVERIFY(said(console).contains(u"are kept"_s));
    QTRY_COMPARE(console.stateTitle(), u"Waiting for the sign-in"_s);
    for (const QLabel* label : console.window().findChildren<QLabel*>())
        QVERIFY(!label->text().contains(u"not-the-secret"_s));
    auto* field = console.find<QLineEdit>(u"signInSecret"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QVERIFY(!console.find<QPushButton>(u"signIn"_s)->isEnabled()); // nothing is typed

    console.window().activateWindow();
    QTRY_VERIFY(field->hasFocus()); // without a click
    signIn(console, u"wrong-again-and-again"_s);
    QTRY_VERIFY(said(console).startsWith(u"Refused again."_s));
    QCOMPARE(field->text(), u"wrong-again-and-again"_s); // what was typed is not lost …
    QVERIFY(field->hasFocus());
    QCOMPARE(field->selectedText().size(), field->text().size()); // … and typed over at once

    signIn(console, console.tenant().clientSecret());
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    QTRY_VERIFY(panel(console) == nullptr);
    QVERIFY(field->text().isEmpty());
}

void TestSignInPanel::withdrawnWhileWorking()
{
    ConsoleWindow console({ .identities = 3000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(console.waitForCounts());
    console.clickCell(3, 0);
    console.clickCell(5, 0);
    console.clickCell(7, 1);
    const QString shown = console.cell(7, 1);
    const int before = console.rows();

    // The secret is changed in ISC: tokens are refused, and so is the secret.
    console.tenant().stop();
    QString problem;
    QVERIFY2(console.restartTenant(&problem, u"the-new-secret-of-acme"_s), qPrintable(problem));
    console.table().verticalScrollBar()->setValue(console.table().verticalScrollBar()->maximum());
    QVERIFY(waitForRefusal(console));
    QCOMPARE(console.rows(), before);
    QCOMPARE(console.cell(7, 1), shown);
    QCOMPARE(console.find<QLabel>(u"selectionCount"_s)->text(), u"2 selected"_s);

    signIn(console, u"the-new-secret-of-acme"_s);
    // The rows that were asked for come by themselves.
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(!console.cell(before - 1, 1).isEmpty());
    QTRY_VERIFY(panel(console) == nullptr);
    QCOMPARE(console.find<QLabel>(u"selectionCount"_s)->text(), u"2 selected"_s);
}

void TestSignInPanel::aJobGoesOn()
{
    ConsoleWindow console({ .identities = 400 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForLoadedScreen());
    QVERIFY(console.waitForCounts());
    BulkPlan plan { .operation = &synchronizeAttributes(), .profile = u"acme-demo"_s };
    console.tenant().inspect([&plan](demo::Directory& directory) {
        for (quint32 i = 0; i < 5; ++i) {
            plan.targets.append({ IdentityId(QString::fromLatin1(
                                      directory.data().id(directory.data().unsorted(i)))),
                {}, {} });
        }
    });
    console.tenant().stop();
    QString problem;
    QVERIFY2(console.restartTenant(&problem, u"the-new-secret-of-acme"_s), qPrintable(problem));
    const JobId id = console.jobs().start(plan);
    QVERIFY(QTest::qWaitFor(
        [&] { return console.jobs().job(id)->state == JobState::PausedSignIn; }, 10'000));
    QVERIFY(waitForRefusal(console));
    signIn(console, u"the-new-secret-of-acme"_s);
    QVERIFY(QTest::qWaitFor([&] { return isEnded(console.jobs().job(id)->state); }, 20'000));
    QCOMPARE(console.jobs().job(id)->counts.succeeded, 5);
}

void TestSignInPanel::typingElsewhereIsNotTorn()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }, 10'000));
    QVERIFY(console.waitForCounts());
    auto* search = console.find<QLineEdit>(u"quickSearch"_s);
    console.window().activateWindow();
    search->setFocus();
    QTRY_VERIFY(search->hasFocus());
    console.tenant().stop();
    QString problem;
    QVERIFY2(console.restartTenant(&problem, u"the-new-secret-of-acme"_s), qPrintable(problem));
    QTest::keyClicks(search, u"m"_s); // searched for when the typing pauses
    QVERIFY(waitForRefusal(console));
    QVERIFY(search->hasFocus()); // the next letters do not go into the secret
    QCOMPARE(search->text(), u"m"_s);
}

void TestSignInPanel::nothingIsTriedByItself()
{
    ConsoleWindow console({ .identities = 300 }, {}, {}, { .clientSecret = u"not-the-secret"_s });
    QVERIFY(waitForRefusal(console));
    const auto asked = console.tenant().activity().tokenRequests;
    QTest::qWait(1500); // a client that goes on gets its account locked
    QCOMPARE(console.tenant().activity().tokenRequests, asked);
}

QTEST_MAIN(TestSignInPanel)
#include "tst_signinpanel.moc"
