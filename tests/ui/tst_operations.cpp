// The six changes as a person makes them, and what the tenant then says was done to whom.

#include "support/operationrig.h"
#include "support/operations.h"

#include "jobs/journal.h"
#include "models/filter/viewlistmodel.h"
#include "ui/parts/linkbutton.h"
#include "ui/table/identitybrowser.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QMenu>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Asked = demo::Operation;

namespace {

struct TestedVerb
{
    const Operation* operation;
    Asked asked;
    Fits fits; ///< whom it runs for
};

bool isPlain(const demo::Directory& directory, quint32 ordinal)
{
    return !directory.state(ordinal).isProtected && !directory.data().isOwner(ordinal);
}

bool hasStatus(const demo::Directory& directory, quint32 ordinal, demo::Status status)
{
    return directory.state(ordinal).status == status;
}

QList<TestedVerb> verbs()
{
    const Fits active = [](const demo::Directory& directory, quint32 ordinal) {
        return hasStatus(directory, ordinal, demo::Status::Active);
    };
    return {
        { &processIdentities(), Asked::StartIdentityProcessing, active },
        { &synchronizeAttributes(), Asked::SynchronizeAttributesForIdentity, active },
        { &inviteIdentities(), Asked::StartIdentitiesInvite,
            [](const demo::Directory& directory, quint32 ordinal) {
                return hasStatus(directory, ordinal, demo::Status::Unregistered)
                    && directory.data().hasEmail(ordinal);
            } },
        { &sendVerification(), Asked::SendIdentityVerificationAccountToken, active },
        { &resetIdentity(), Asked::ResetIdentity, active },
        { &deleteIdentity(), Asked::DeleteIdentity, isPlain },
    };
}

} // namespace

class TestOperations : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }
    void manyFromTheToolBar_data() { addVerbs(); }
    void manyFromTheToolBar();
    void oneByKeys_data() { addVerbs(); }
    void oneByKeys();
    void oneFromTheRowMenu_data() { addVerbs(); }
    void oneFromTheRowMenu();
    void theToolBarStandsStill();
    void toolTipsSayWhatHappens();
    void rowMenuKeepsThePersonAndTheSelectionApart();
    void detailsOfferVerbs();
    void cancelSendsNothing();
    void readOnlyRefuses();
    void productionIsCautious_data() { addVerbs(); }
    void productionIsCautious();
    void numberIsTyped();
    void numberIsTypedFromTheSizeThatWasSet_data();
    void numberIsTypedFromTheSizeThatWasSet();
    void tenantIsTypedOnProduction();
    void skippedGroupsAndIncludeAnyway();
    void nothingLeftToDo();
    void whoIsGoneIsNotFound();
    void whoIsInAnotherJobIsLeftOut();
    void whoIsTakenMeanwhileIsLeftOut();
    void whoWasChangedLatelyIsSaid();
    void aJournalThatHealsAllowsChangesAgain();
    void allMatchingExceptOne();
    void whatMatchesIsOneNumber();
    void everyReasonIsShownByAName();
    void whetherTheTokenHasTheRight_data();
    void whetherTheTokenHasTheRight();
    void mailNeedsAWay();
    void inviteEverybody();
    void inviteEverybodyWithoutASelection();
    void errorsOfferRetry();
    void commandsAreCopied_data()
    {
        QTest::addColumn<int>("environment");
        QTest::newRow("demo") << static_cast<int>(Environment::Demo);
        QTest::newRow("sandbox") << static_cast<int>(Environment::Sandbox);
    }
    void commandsAreCopied();
    void commandsAreOfTheConnectionsVersion();
    void rowsFollowWhatWasDone();
    void namesakesAreToldApart();
    void smallWindowsShowIcons();

private:
    static void addVerbs()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < verbs().size(); ++i)
            QTest::newRow(qPrintable(verbs().at(i).operation->key)) << i;
    }
    /// Fills in whatever the confirmation asks for and presses its button.
    static bool confirmAll(OperationRig& rig, const QString& wanted);
};

bool TestOperations::confirmAll(OperationRig& rig, const QString& wanted)
{
    if (auto* via = rig.part<QComboBox>(u"via"_s))
        via->setCurrentIndex(0);
    if (rig.part<QLineEdit>(u"confirmText"_s)->isVisible())
        rig.type(u"confirmText"_s, wanted);
    if (!rig.confirm()->isEnabled())
        return false;
    rig.press(rig.confirm());
    return rig.dialog() == nullptr;
}

void TestOperations::manyFromTheToolBar()
{
    QFETCH(int, index);
    const TestedVerb verb = verbs().at(index);
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QStringList ids = rig.tick(rig.rowsWhere(verb.fits, 3));
    QCOMPARE(ids.size(), 3);
    QCOMPARE(rig.console.find<QLabel>(u"target"_s)->text(), u"3 selected"_s);
    QVERIFY(rig.openFromToolBar(verb.operation) != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY2(rig.tabTexts().first().endsWith(u" (3)"_s), qPrintable(rig.tabTexts().join(u' ')));
    QVERIFY2(rig.confirm()->text().contains(u'3'), qPrintable(rig.confirm()->text()));
    QCOMPARE(rig.console.tenant().activity().actsOf(verb.asked), 0);
    QVERIFY(confirmAll(rig, u"3"_s));
    QVERIFY2(rig.console.statusText().contains(u"started"_s), qPrintable(rig.console.statusText()));
    QVERIFY(rig.waitEnded());
    const demo::Activity activity = rig.console.tenant().activity();
    QCOMPARE(activity.actsOf(verb.asked), 3);
    for (const QString& id : ids)
        QCOMPARE(activity.actsOf(verb.asked, id), 1);
    QCOMPARE(rig.lastJob().counts.succeeded, 3);
    QCOMPARE(rig.lastJob().profile, u"acme-demo"_s);
    QVERIFY2(rig.console.statusText().contains(u"3 ok"_s), qPrintable(rig.console.statusText()));
}

void TestOperations::oneByKeys()
{
    QFETCH(int, index);
    const TestedVerb verb = verbs().at(index);
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QList<int> rows = rig.rowsWhere(verb.fits, 1);
    QCOMPARE(rows.size(), 1);
    const QString id = rig.idOf(rows.first());
    const QString name = rig.console.cell(rows.first(), 1);
    rig.console.clickCell(rows.first(), 1);
    QTest::keySequence(&rig.console.table(), rig.action(verb.operation)->shortcut());
    QVERIFY(rig.dialog() != nullptr);
    QVERIFY(rig.dialog()->windowTitle().endsWith(name));
    QVERIFY(rig.waitPrepared());
    QVERIFY(confirmAll(rig, name));
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.console.tenant().activity().actsOf(verb.asked, id), 1);
    QCOMPARE(rig.console.tenant().activity().actsOf(verb.asked), 1);
}

void TestOperations::oneFromTheRowMenu()
{
    QFETCH(int, index);
    const TestedVerb verb = verbs().at(index);
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QList<int> rows = rig.rowsWhere(verb.fits, 1);
    const QString id = rig.idOf(rows.value(0));
    const QString name = rig.console.cell(rows.value(0), 1);
    rig.console.clickCell(rows.value(0), 1);
    QTest::keyClick(&rig.console.table(), Qt::Key_Menu);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(rig.console.table().viewport(), &event);
    auto* menu = rig.console.window().findChild<RowMenu*>();
    QVERIFY(menu != nullptr);
    auto* action = menu->findChild<QAction*>(u"row-"_s + verb.operation->key);
    QVERIFY(action != nullptr);
    QVERIFY2(action->text().contains(verb.operation->verb), qPrintable(action->text()));
    QVERIFY(action->isEnabled());
    action->trigger();
    menu->close();
    QVERIFY(rig.dialog() != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY(confirmAll(rig, name));
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.console.tenant().activity().actsOf(verb.asked, id), 1);
}

/// The target is said once, at the left of the verbs; nothing else moves.
void TestOperations::theToolBarStandsStill()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    const auto* target = rig.console.find<QLabel>(u"target"_s);
    const auto places = [&] {
        QList<QRect> all { target->geometry() };
        for (const TestedVerb& verb : verbs())
            all += rig.toolButton(verb.operation)->geometry();
        return all;
    };
    const QList<QRect> atFirst = places();
    QCOMPARE(target->text(), u"Nothing selected"_s);
    QVERIFY(target->geometry().right() < rig.toolButton(&processIdentities())->x());
    rig.console.clickCell(4, 1);
    QCOMPARE(target->text(), rig.console.cell(4, 1));
    QCOMPARE(places(), atFirst);
    QCOMPARE(rig.action(&processIdentities())->text(), u"Process "_s + target->text() + u'…');
    rig.tick({ 1, 2 });
    QCOMPARE(target->text(), u"2 selected"_s);
    QCOMPARE(places(), atFirst);
    QStringList words;
    for (const TestedVerb& verb : verbs())
        words += rig.toolButton(verb.operation)->text();
    QCOMPARE(words,
        (QStringList { u"Process"_s, u"Synchronize"_s, u"Invite"_s, u"Password email"_s,
            u"Reset…"_s, u"Delete…"_s }));
    QCOMPARE(rig.action(&sendVerification())->text(), u"Send password-reset email (2)…"_s);
    rig.tick({ 1, 2 }); // unticked again: back to the current row
    QVERIFY(target->text() != u"2 selected"_s && target->text() != u"Nothing selected"_s);
    QCOMPARE(places(), atFirst);
}

void TestOperations::toolTipsSayWhatHappens()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick({ 1, 2 });
    const QString reset = rig.toolButton(&resetIdentity())->toolTip();
    QVERIFY2(
        reset.contains(u"Reset (2) (Ctrl+Shift+R). De-registers the person"_s), qPrintable(reset));
    const QString mail = rig.toolButton(&sendVerification())->toolTip();
    QVERIFY2(
        mail.contains(u"Sends each person a message to reset a password."_s), qPrintable(mail));
    // What the tenant chooses is offered below its verb, not below Delete.
    const auto* everybody = rig.console.find<QAction>(u"everybody-invite-identities"_s);
    for (const QMenu* menu : rig.console.window().findChildren<QMenu*>()) {
        const qsizetype place = menu->actions().indexOf(everybody);
        if (place >= 0)
            QCOMPARE(menu->actions().at(place - 1), rig.action(&inviteIdentities()));
    }
}

void TestOperations::rowMenuKeepsThePersonAndTheSelectionApart()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick({ 1, 2 });
    const auto menuAt = [&rig](int row) {
        rig.console.clickCell(row, 1);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(rig.console.table().viewport(), &event);
        return rig.console.window().findChild<RowMenu*>();
    };
    RowMenu* menu = menuAt(2);
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->findChild<QAction*>(u"target"_s)->text(), u"2 selected identities"_s);
    QCOMPARE(menu->findChild<QAction*>(u"row-process-identities"_s)->text(),
        u"Process (2)…\tCtrl+Shift+P"_s);
    QVERIFY(menu->findChild<QMenu*>(u"selectedMenu"_s) == nullptr);
    delete menu;
    menu = menuAt(5);
    QVERIFY(menu != nullptr);
    QCOMPARE(menu->findChild<QAction*>(u"target"_s)->text(), rig.console.cell(5, 1));
    auto* others = menu->findChild<QMenu*>(u"selectedMenu"_s);
    QVERIFY(others != nullptr);
    QCOMPARE(others->title(), u"2 selected"_s);
    QCOMPARE(others->findChild<QAction*>(u"row-process-identities"_s)->text(),
        u"Process (2)…\tCtrl+Shift+P"_s);
    delete menu;
}

void TestOperations::detailsOfferVerbs()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick({ 1, 2 });
    rig.console.clickCell(6, 1);
    const QString id = rig.idOf(6);
    auto* process = rig.console.find<QToolButton>(u"verb-process-identities"_s);
    QVERIFY(process->isVisible() && process->isEnabled());
    rig.press(process);
    // About whom the details show, whatever is ticked.
    QVERIFY(rig.dialog() != nullptr);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.confirm()->text(), u"Process 1"_s);
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.console.tenant().activity().actsOf(Asked::StartIdentityProcessing, id), 1);
    QCOMPARE(rig.console.tenant().activity().actsOf(Asked::StartIdentityProcessing), 1);
}

void TestOperations::cancelSendsNothing()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick({ 1, 2, 3 });
    for (const TestedVerb& verb : verbs()) {
        QVERIFY(rig.openFromToolBar(verb.operation) != nullptr);
        QTest::keyClick(rig.dialog(), Qt::Key_Escape); // while it reads
        QVERIFY(rig.dialog() == nullptr);
        QVERIFY(rig.openFromToolBar(verb.operation) != nullptr);
        QVERIFY(rig.waitPrepared());
        rig.press(rig.cancel());
        QVERIFY(rig.dialog() == nullptr);
        QCOMPARE(rig.console.tenant().activity().calls.value(verb.asked), 0);
    }
    QVERIFY(rig.console.jobs().jobs().isEmpty());
    QCOMPARE(rig.console.find<QLabel>(u"selectionCount"_s)->text(), u"3 selected"_s);
}

void TestOperations::readOnlyRefuses()
{
    OperationRig rig(50, { .readOnly = true });
    QVERIFY(rig.isReady);
    rig.tick({ 1 });
    for (const TestedVerb& verb : verbs()) {
        QVERIFY(!rig.action(verb.operation)->isEnabled());
        QVERIFY(rig.toolButton(verb.operation)
                    ->toolTip()
                    .contains(u"Read-only. Use the lock in the tenant band to allow changes."_s));
        QTest::keySequence(&rig.console.table(), rig.action(verb.operation)->shortcut());
        QVERIFY(rig.dialog() == nullptr);
    }
    rig.console.clickCell(2, 1);
    QVERIFY(!rig.console.find<QToolButton>(u"verb-process-identities"_s)->isEnabled());
}

void TestOperations::productionIsCautious()
{
    QFETCH(int, index);
    const TestedVerb verb = verbs().at(index);
    const bool destructive = verb.operation->isDestructive;
    for (const Environment environment :
        { Environment::Production, Environment::Test, Environment::Sandbox }) {
        OperationRig rig(60, { .environment = environment });
        QVERIFY(rig.isReady);
        rig.tick(rig.rowsWhere(verb.fits, 1));
        QVERIFY(rig.openFromToolBar(verb.operation) != nullptr);
        QVERIFY(rig.waitPrepared());
        const bool cautious = destructive || environment == Environment::Production;
        QCOMPARE(rig.cancel()->isDefault(), cautious);
        QCOMPARE(rig.confirm()->isDefault(), !cautious);
        QCOMPARE(rig.part<QLineEdit>(u"confirmText"_s)->isVisible(), destructive);
        QCOMPARE(rig.part<QLineEdit>(u"confirmTenant"_s)->isVisible(),
            destructive && environment == Environment::Production);
        if (cautious) {
            // Enter does not do it; in a field it does nothing at all.
            QTest::keyClick(rig.dialog()->focusWidget(), Qt::Key_Return);
            const bool inField = destructive || !verb.operation->options.isEmpty();
            QCOMPARE(rig.dialog() != nullptr, inField);
            if (inField)
                rig.press(rig.cancel());
            QVERIFY(rig.console.jobs().jobs().isEmpty());
        }
    }
}

void TestOperations::numberIsTyped()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QStringList ids = rig.tick(rig.rowsWhere(verbs().at(4).fits, 2));
    QVERIFY(rig.openFromToolBar(&resetIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    auto* problem = rig.part<QLabel>(u"confirmProblem"_s);
    QCOMPARE(rig.dialog()->focusWidget(), rig.part<QLineEdit>(u"confirmText"_s));
    QVERIFY(!rig.confirm()->isEnabled());
    QVERIFY(problem->text().isEmpty());
    rig.type(u"confirmText"_s, u"3"_s);
    QVERIFY(!rig.confirm()->isEnabled());
    QCOMPARE(problem->text(), u"It does not fit what is asked for."_s);
    rig.press(rig.confirm());
    QVERIFY(rig.dialog() != nullptr);
    rig.type(u"confirmText"_s, u" 2 "_s);
    QVERIFY(problem->text().isEmpty());
    QVERIFY(rig.confirm()->isEnabled());
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    for (const QString& id : ids) {
        QVERIFY(rig.fits(id, [](const demo::Directory& directory, quint32 ordinal) {
            return hasStatus(directory, ordinal, demo::Status::Unregistered);
        }));
    }
}

void TestOperations::numberIsTypedFromTheSizeThatWasSet_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<bool>("production");
    for (int i = 0; i < verbs().size(); ++i) {
        const Operation& operation = *verbs().at(i).operation;
        if (operation.isDestructive)
            continue; // they always ask
        QTest::newRow(qPrintable(operation.key)) << i << false;
    }
    QTest::newRow("on production") << 0 << true;
}

void TestOperations::numberIsTypedFromTheSizeThatWasSet()
{
    QFETCH(int, index);
    QFETCH(bool, production);
    const TestedVerb verb = verbs().at(index);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    Settings(file).setValue(Setting::ConfirmFrom, 3);
    WindowSetup setup;
    if (production)
        setup.environment = Environment::Production;
    OperationRig rig(400, setup, file);
    QVERIFY(rig.isReady);
    const QList<int> rows = rig.rowsWhere(verb.fits, 3);
    rig.tick(rows.mid(0, 2));
    QVERIFY(rig.openFromToolBar(verb.operation) != nullptr);
    QVERIFY(rig.waitPrepared());
    if (auto* via = rig.part<QComboBox>(u"via"_s))
        via->setCurrentIndex(0);
    QVERIFY(!rig.part<QLineEdit>(u"confirmText"_s)->isVisible()); // two are fewer
    QVERIFY(rig.confirm()->isEnabled());
    rig.press(rig.cancel());

    rig.tick(rows.mid(2));
    QVERIFY(rig.openFromToolBar(verb.operation) != nullptr);
    QVERIFY(rig.waitPrepared());
    if (auto* via = rig.part<QComboBox>(u"via"_s))
        via->setCurrentIndex(0);
    auto* field = rig.part<QLineEdit>(u"confirmText"_s);
    QVERIFY(field->isVisible());
    QVERIFY(!rig.part<QLineEdit>(u"confirmTenant"_s)->isVisible()); // that is for what is lost
    QVERIFY2(field->accessibleName().contains(u"the number of identities"_s),
        qPrintable(field->accessibleName()));
    QVERIFY(!rig.confirm()->isEnabled());
    rig.type(u"confirmText"_s, u"2"_s);
    QVERIFY(!rig.confirm()->isEnabled());
    rig.type(u"confirmText"_s, u"3"_s);
    QVERIFY(rig.confirm()->isEnabled());
    QCOMPARE(rig.console.tenant().activity().actsOf(verb.asked), 0);
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.console.tenant().activity().actsOf(verb.asked), 3);
}

void TestOperations::tenantIsTypedOnProduction()
{
    OperationRig rig(200, { .environment = Environment::Production });
    QVERIFY(rig.isReady);
    rig.tick(rig.rowsWhere(verbs().at(4).fits, 2));
    QVERIFY(rig.openFromToolBar(&resetIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    rig.type(u"confirmText"_s, u"2"_s);
    QVERIFY(!rig.confirm()->isEnabled());
    rig.type(u"confirmTenant"_s, u"ACME-demo"_s);
    QVERIFY(!rig.confirm()->isEnabled());
    QCOMPARE(rig.part<QLabel>(u"confirmProblem"_s)->text(), u"Capital and small letters count."_s);
    rig.type(u"confirmTenant"_s, u"acme-demo"_s);
    QVERIFY(rig.confirm()->isEnabled());
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.console.tenant().activity().actsOf(Asked::ResetIdentity), 2);
}

void TestOperations::skippedGroupsAndIncludeAnyway()
{
    OperationRig rig(3000);
    QVERIFY(rig.isReady);
    const QList<int> active = rig.rowsWhere(verbs().at(0).fits, 1);
    const QList<int> locked = rig.rowsWhere(
        [](const demo::Directory& directory, quint32 ordinal) {
            return hasStatus(directory, ordinal, demo::Status::Locked)
                || hasStatus(directory, ordinal, demo::Status::Disabled);
        },
        1);
    const QList<int> fresh = rig.rowsWhere(
        [](const demo::Directory& directory, quint32 ordinal) {
            return hasStatus(directory, ordinal, demo::Status::Unregistered);
        },
        2);
    QCOMPARE(active.size() + locked.size() + fresh.size(), 4);
    const QStringList ids = rig.tick(active + locked + fresh);
    QVERIFY(rig.openFromToolBar(&sendVerification()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.tabTexts(), (QStringList { u"Will run (1)"_s, u"Skipped (3)"_s }));
    QCOMPARE(
        rig.lead(), u"Send a password-reset email to 1 of 4 selected identities on acme-demo"_s);
    auto* tree = rig.part<QTreeView>(u"skipped"_s);
    QCOMPARE(tree->model()->rowCount(), 2);
    QCOMPARE(tree->model()->index(0, 0).data().toString(), u"Not registered (2)"_s);
    QCOMPARE(tree->model()->index(1, 0).data().toString(), u"Locked or disabled (1)"_s);
    QVERIFY(tree->isExpanded(tree->model()->index(0, 0)));
    // Only a soft reason can be set aside.
    QVERIFY(rig.part<QAbstractButton>(u"include-not-registered"_s) == nullptr);
    rig.press(rig.part<QAbstractButton>(u"include-locked-or-disabled"_s));
    QTRY_COMPARE(rig.confirm()->text(), u"Send 2 emails"_s);
    QCOMPARE(rig.tabTexts(), (QStringList { u"Will run (2)"_s, u"Skipped (2)"_s }));
    rig.press(rig.part<QAbstractButton>(u"include-locked-or-disabled"_s)); // leaves out again
    QTRY_COMPARE(rig.confirm()->text(), u"Send 1 email"_s);
    rig.press(rig.part<QAbstractButton>(u"include-locked-or-disabled"_s));
    QTRY_COMPARE(rig.confirm()->text(), u"Send 2 emails"_s);
    QVERIFY(confirmAll(rig, {}));
    QVERIFY(rig.waitEnded());
    const demo::Activity activity = rig.console.tenant().activity();
    const auto acts = [&](int at) {
        return activity.actsOf(Asked::SendIdentityVerificationAccountToken, ids.at(at));
    };
    QCOMPARE(acts(0), 1);
    QCOMPARE(acts(1), 1);
    QCOMPARE(acts(2) + acts(3), 0);
    QCOMPARE(rig.lastJob().counts.skipped, 2);
}

void TestOperations::nothingLeftToDo()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick(rig.rowsWhere(verbs().at(0).fits, 2));
    QVERIFY(rig.openFromToolBar(&inviteIdentities()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY2(
        rig.part<QLabel>(u"subtitle"_s)->text().startsWith(u"Nothing to do. All 2 are skipped."_s),
        qPrintable(rig.part<QLabel>(u"subtitle"_s)->text()));
    QVERIFY(!rig.confirm()->isEnabled());
    QVERIFY(!rig.part<QPushButton>(u"copyAs"_s)->isEnabled());
}

namespace {

/// Another program's job, which has not begun.
JobId jobElsewhere(OperationRig& rig, const Operation* operation, const QStringList& ids)
{
    static const SystemClock clock;
    BulkPlan plan { .operation = operation, .host = rig.console.jobs().host() };
    for (const QString& id : ids)
        plan.targets.append({ IdentityId(id), u"Somebody"_s, {} });
    const JobId job = newJobId();
    const auto journal = Journal::open(rig.console.jobs().journalPath(), clock);
    return journal && (*journal)->create(job, plan) ? job : JobId();
}

} // namespace

void TestOperations::whoIsInAnotherJobIsLeftOut()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QStringList ids = rig.tick(rig.rowsWhere(verbs().at(0).fits, 3));
    QVERIFY(!jobElsewhere(rig, &resetIdentity(), ids.first(2)).isEmpty());
    QVERIFY(rig.openFromToolBar(&processIdentities()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.tabTexts().first(), u"Will run (3)"_s); // another verb
    rig.press(rig.cancel());
    QVERIFY(rig.openFromToolBar(&resetIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.tabTexts(), (QStringList { u"Will run (1)"_s, u"Skipped (2)"_s }));
    QCOMPARE(rig.part<QTreeView>(u"skipped"_s)->model()->index(0, 0).data().toString(),
        u"In another job of the same kind (2)"_s);
    QVERIFY(rig.part<QLabel>(u"skipLine"_s)->text().startsWith(u"2 skipped: in another job"_s));
    QVERIFY(rig.dialog()->findChild<QAbstractButton*>(u"include-in-another-job"_s) == nullptr);
}

/// The list was prepared before: whoever writes the job down looks again.
void TestOperations::whoIsTakenMeanwhileIsLeftOut()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QStringList ids = rig.tick(rig.rowsWhere(verbs().at(0).fits, 3));
    QVERIFY(rig.openFromToolBar(&resetIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY(!jobElsewhere(rig, &resetIdentity(), ids.first(2)).isEmpty());
    QVERIFY(confirmAll(rig, u"3"_s));
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.lastJob().counts, (JobCounts { .succeeded = 1, .skipped = 2 }));
    const demo::Activity activity = rig.console.tenant().activity();
    QCOMPARE(activity.actsOf(Asked::ResetIdentity), 1);
    QCOMPARE(activity.actsOf(Asked::ResetIdentity, ids.last()), 1);
}

void TestOperations::whoWasChangedLatelyIsSaid()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QList<int> rows = rig.rowsWhere(verbs().at(0).fits, 3);
    rig.tick(rows.first(2));
    const auto open = [&] {
        return rig.openFromToolBar(&synchronizeAttributes()) != nullptr && rig.waitPrepared();
    };
    QVERIFY(open());
    QVERIFY(rig.part<QLabel>(u"subtitle"_s)->text().isEmpty());
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    rig.tick({ rows.last() });
    QVERIFY(open());
    QCOMPARE(rig.tabTexts().first(), u"Will run (3)"_s);
    QCOMPARE(rig.part<QLabel>(u"subtitle"_s)->text(),
        u"2 of them were in a job of the same kind that ended within the last hour."_s);
}

void TestOperations::aJournalThatHealsAllowsChangesAgain()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick({ 1 });
    QAction* process = rig.action(&processIdentities());
    QVERIFY(process->isEnabled());
    JobCenter& jobs = rig.console.jobs();
    emit jobs.happened({ .kind = JobEvent::Kind::JournalFailed,
        .error = { .kind = ApiError::Kind::Journal, .detail = u"The disk is full"_s } });
    QVERIFY(!process->isEnabled());
    QVERIFY(process->toolTip().contains(u"The disk is full"_s));
    emit jobs.happened({ .kind = JobEvent::Kind::JournalOpened });
    QVERIFY(process->isEnabled());
    QVERIFY2(rig.console.statusText().contains(u"can be written again"_s),
        qPrintable(rig.console.statusText()));
}

void TestOperations::whoIsGoneIsNotFound()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QStringList ids = rig.tick({ 1, 2, 3 });
    rig.console.tenant().inspect([&](demo::Directory& directory) {
        directory.remove(*directory.find(ids.at(1).toLatin1()));
    });
    QVERIFY(rig.openFromToolBar(&processIdentities()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.tabTexts(), (QStringList { u"Will run (2)"_s, u"Skipped (1)"_s }));
    auto* tree = rig.part<QTreeView>(u"skipped"_s);
    QCOMPARE(tree->model()->index(0, 0).data().toString(), u"Not found (1)"_s);
    QCOMPARE(rig.part<QLabel>(u"subtitle"_s)->text(), u"1 no longer exists."_s);
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.console.tenant().activity().actsOf(Asked::StartIdentityProcessing), 2);
}

void TestOperations::allMatchingExceptOne()
{
    OperationRig rig(3000);
    QVERIFY(rig.isReady);
    rig.console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor([&] { return rig.console.rows() > 0 && rig.console.rows() < 1500; }));
    QVERIFY(rig.console.waitForLoadedScreen());
    const int matching = rig.console.rows();
    QVERIFY(matching > 100);
    rig.press(rig.console.button(u"Select all %1 matching"_s.arg(matching)));
    const QString left = rig.idOf(3);
    rig.console.clickCell(3, 0);
    QVERIFY(rig.openFromToolBar(&processIdentities()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.confirm()->text(), u"Process %1"_s.arg(matching - 1));
    QVERIFY2(rig.part<QLabel>(u"cost"_s)->text().contains(u"request"_s),
        qPrintable(rig.part<QLabel>(u"cost"_s)->text()));
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    const demo::Activity activity = rig.console.tenant().activity();
    QCOMPARE(activity.actsOf(Asked::StartIdentityProcessing), matching - 1);
    QCOMPARE(activity.actsOf(Asked::StartIdentityProcessing, left), 0);
}

void TestOperations::whatMatchesIsOneNumber()
{
    OperationRig rig(3000);
    QVERIFY(rig.isReady);
    const QList<int> others = rig.rowsWhere(verbs().at(0).fits, 3); // active
    QStringList ids;
    for (const int row : others)
        ids += rig.idOf(row);
    rig.console.window().findChild<IdentityBrowser*>()->showView(
        { .filter = u"cloudStatus eq \"LOCKED\""_s });
    QVERIFY(QTest::qWaitFor([&] { return rig.console.rows() > 5 && rig.console.rows() < 1500; }));
    QVERIFY(rig.console.waitForLoadedScreen());
    const int before = rig.console.rows();
    rig.press(rig.console.button(u"Select all %1 matching"_s.arg(before)));
    // Before the confirmation three more come to match, and two are deleted.
    const QString gone[] = { rig.idOf(0), rig.idOf(1) };
    rig.console.tenant().inspect([&](demo::Directory& directory) {
        for (const QString& id : ids)
            directory.setStatus(*directory.find(id.toLatin1()), demo::Status::Locked, 0);
        for (const QString& id : gone)
            directory.remove(*directory.find(id.toLatin1()));
    });
    QVERIFY(rig.openFromToolBar(&processIdentities()) != nullptr);
    // Nobody knows yet how many there are.
    QCOMPARE(rig.dialog()->windowTitle(), u"Process"_s);
    QCOMPARE(rig.lead(), u"Process all matching identities on acme-demo"_s);
    QVERIFY(rig.waitPrepared());
    const int now = before + 1;
    QCOMPARE(rig.dialog()->windowTitle(), u"Process: %1 identities"_s.arg(now));
    QCOMPARE(rig.lead(), u"Process %1 matching identities on acme-demo"_s.arg(now));
    QCOMPARE(rig.tabTexts().first(), u"Will run (%1)"_s.arg(now));
    QCOMPARE(rig.confirm()->text(), u"Process %1"_s.arg(now));
    const QString subtitle = rig.part<QLabel>(u"subtitle"_s)->text();
    QVERIFY2(
        subtitle.contains(
            u"%1 matched when they were selected. %2 match now, and these are meant."_s.arg(before)
                .arg(now)),
        qPrintable(subtitle));
    // From here on nothing changes: who comes to match later is not in it.
    rig.console.tenant().inspect([&](demo::Directory& directory) {
        directory.setStatus(*directory.find(ids.first().toLatin1()), demo::Status::Active, 0);
    });
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.lastJob().total, now);
    QCOMPARE(rig.console.tenant().activity().actsOf(Asked::StartIdentityProcessing), now);
}

void TestOperations::everyReasonIsShownByAName()
{
    OperationRig rig(3000);
    QVERIFY(rig.isReady);
    rig.tick(rig.rowsWhere(
        [](const demo::Directory& directory, quint32 ordinal) {
            return hasStatus(directory, ordinal, demo::Status::Locked);
        },
        1));
    rig.tick(rig.rowsWhere(
        [](const demo::Directory& directory, quint32 ordinal) {
            return hasStatus(directory, ordinal, demo::Status::Unregistered);
        },
        1));
    QVERIFY(rig.openFromToolBar(&sendVerification()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QSet<QString> names;
    int count = 0;
    for (const auto* link : rig.dialog()->findChildren<LinkButton*>()) {
        if (link->text() != u"Show")
            continue;
        names += QAccessible::queryAccessibleInterface(const_cast<LinkButton*>(link))
                     ->text(QAccessible::Name);
        ++count;
    }
    QCOMPARE(count, 2);
    QCOMPARE(names,
        (QSet<QString> {
            u"Show skipped: not registered"_s, u"Show skipped: locked or disabled"_s }));
}

void TestOperations::whetherTheTokenHasTheRight_data()
{
    QTest::addColumn<int>("client");
    QTest::addColumn<QString>("said");
    QTest::newRow("an administrator")
        << static_cast<int>(WindowSetup::Client::Main) << u"Your token has it."_s;
    QTest::newRow("who may only read")
        << static_cast<int>(WindowSetup::Client::Reading) << u"lacks the scope"_s;
}

void TestOperations::whetherTheTokenHasTheRight()
{
    QFETCH(int, client);
    QFETCH(QString, said);
    OperationRig rig(50, { .client = static_cast<WindowSetup::Client>(client) });
    QVERIFY(rig.isReady);
    rig.console.clickCell(1, 1);
    rig.console.find<QAction>(u"operation-process-identities"_s)->trigger();
    QDialog* dialog = rig.console.dialog();
    QVERIFY(dialog != nullptr);
    bool found = false;
    for (const QLabel* label : dialog->findChildren<QLabel*>(u"fact"_s))
        found = found || label->text().contains(said);
    QVERIFY(found);
}

void TestOperations::mailNeedsAWay()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick(rig.rowsWhere(verbs().at(3).fits, 1));
    QVERIFY(rig.openFromToolBar(&sendVerification()) != nullptr);
    QVERIFY(rig.waitPrepared());
    auto* problem = rig.part<QLabel>(u"optionProblem"_s);
    QCOMPARE(problem->text(), u"Choose how the message is sent."_s);
    QVERIFY(!rig.confirm()->isEnabled());
    rig.part<QComboBox>(u"via"_s)->setCurrentIndex(2);
    QVERIFY(problem->text().isEmpty());
    QVERIFY(rig.confirm()->isEnabled());
    rig.part<QLineEdit>(u"sourceName"_s)->setText(u"Active Directory\u0001"_s);
    QVERIFY(!problem->text().isEmpty());
    QVERIFY(!rig.confirm()->isEnabled());
    rig.part<QLineEdit>(u"sourceName"_s)->setText(u"Active Directory"_s);
    const auto facts = rig.dialog()->findChildren<QLabel*>(u"fact"_s);
    const bool said = std::ranges::any_of(facts, [](const QLabel* fact) {
        return fact->text()
            == u"Sends each person a link to the work email, to reset the password "
               "of Active Directory."_s;
    });
    QVERIFY(said);
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QCOMPARE(rig.lastJob().parameters,
        (BulkParameters { .options
            = { { u"via"_s, u"LINK_WORK"_s }, { u"sourceName"_s, u"Active Directory"_s } } }));
    // The source is offered the next time.
    QVERIFY(rig.openFromToolBar(&sendVerification()) != nullptr);
    auto* source = rig.part<QLineEdit>(u"sourceName"_s);
    QCOMPARE(source->text(), QString());
    source->completer()->setCompletionPrefix(u"act"_s);
    QCOMPARE(source->completer()->currentCompletion(), u"Active Directory"_s);
}

void TestOperations::inviteEverybody()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick({ 1 });
    QVERIFY(rig.openFromToolBar(&inviteIdentities()) != nullptr);
    QVERIFY(rig.waitPrepared());
    rig.part<QRadioButton>(u"tenantsChoice"_s)->click();
    QVERIFY(rig.cancel()->isDefault());
    QVERIFY(!rig.confirm()->isEnabled());
    QVERIFY(rig.part<QWidget>(u"everybody"_s)->isVisible());
    rig.type(u"confirmTenant"_s, u"acme-demo"_s);
    QVERIFY(rig.confirm()->isEnabled());
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QVERIFY(rig.lastJob().parameters.allUninvited);
    QCOMPARE(rig.console.tenant().activity().calls.value(Asked::StartIdentitiesInvite), 1);
    QVERIFY(rig.console.tenant().activity().actsOf(Asked::StartIdentitiesInvite) > 1);
}

void TestOperations::inviteEverybodyWithoutASelection()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.console.find<QAction>(u"everybody-invite-identities"_s)->trigger();
    QVERIFY(rig.dialog() != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY(rig.part<QRadioButton>(u"tenantsChoice"_s)->isChecked());
    QVERIFY(!rig.part<QRadioButton>(u"chosenOnes"_s)->isEnabled());
    QVERIFY(!rig.confirm()->isEnabled());
    rig.type(u"confirmTenant"_s, u"acme-demo"_s);
    QVERIFY(rig.confirm()->isEnabled());
    rig.press(rig.confirm());
    QVERIFY(rig.waitEnded());
    QVERIFY(rig.lastJob().parameters.allUninvited);
    QCOMPARE(rig.console.tenant().activity().calls.value(Asked::StartIdentitiesInvite), 1);
}

void TestOperations::errorsOfferRetry()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    rig.tick({ 1, 2 });
    QVERIFY(rig.console.waitForCounts());
    rig.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
        .count = 1,
        .pathContains = u"/identities"_s,
        .status = 403 });
    QVERIFY(rig.openFromToolBar(&synchronizeAttributes()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY(rig.part<QWidget>(u"preparationFailed"_s)->isVisible());
    QVERIFY(!rig.confirm()->isEnabled());
    rig.press(rig.console.button(u"Retry"_s, rig.dialog()));
    QVERIFY(rig.waitPrepared());
    QTRY_VERIFY(rig.confirm()->isEnabled());
    QVERIFY(!rig.part<QWidget>(u"preparationFailed"_s)->isVisible());
    QVERIFY2(rig.tabTexts().contains(u"Will run (2)"_s) || rig.tabTexts().size() == 2,
        qPrintable(rig.tabTexts().join(u' ')));
}

/// The address is the connection's own, whatever the tenant is called: a word decides nothing.
void TestOperations::commandsAreCopied()
{
    QFETCH(int, environment);
    OperationRig rig(400, { .environment = static_cast<Environment>(environment) });
    QVERIFY(rig.isReady);
    const QStringList ids = rig.tick(rig.rowsWhere(verbs().at(4).fits, 2));
    QVERIFY(rig.openFromToolBar(&resetIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    rig.part<QAction>(u"copyCurl"_s)->trigger();
    const QString curl = QApplication::clipboard()->text();
    QVERIFY2(curl.contains(u"api='http://127.0.0.1:%1'"_s.arg(rig.console.tenant().port())),
        qPrintable(curl));
    for (const QString& id : ids)
        QVERIFY(curl.contains(u"'%1'"_s.arg(id)));
    QVERIFY(curl.contains(u"$ISC_TOKEN"_s));
    rig.part<QAction>(u"copyPowerShell"_s)->trigger();
    QVERIFY(QApplication::clipboard()->text().contains(u"Reset-V2024Identity -IdentityId $Id"_s));
    QCOMPARE(rig.console.tenant().activity().calls.value(Asked::ResetIdentity), 0);
}

void TestOperations::commandsAreOfTheConnectionsVersion()
{
    OperationRig rig(400, { .environment = Environment::Sandbox, .way = [](const QString& tenant) {
                               return tenant + u"/identities/v1"_s;
                           } });
    QVERIFY(rig.isReady);
    rig.tick(rig.rowsWhere(verbs().at(4).fits, 2));
    QVERIFY(rig.openFromToolBar(&resetIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    rig.part<QAction>(u"copyCurl"_s)->trigger();
    const QString curl = QApplication::clipboard()->text();
    QVERIFY2(curl.contains(u"api='http://127.0.0.1:%1'"_s.arg(rig.console.tenant().port()))
            && curl.contains(u"\"$api/identities/v1/$id/reset\""_s),
        qPrintable(curl));
    rig.part<QAction>(u"copyPowerShell"_s)->trigger();
    const QString cmdlets = QApplication::clipboard()->text();
    QVERIFY2(cmdlets.contains(u" Reset-IdentityV1 -Id $Id"_s)
            && cmdlets.contains(u"PSSailpoint.Identities"_s),
        qPrintable(cmdlets));
}

void TestOperations::rowsFollowWhatWasDone()
{
    OperationRig rig;
    QVERIFY(rig.isReady);
    const QList<int> rows = rig.rowsWhere(verbs().at(4).fits, 1);
    rig.tick(rows);
    QCOMPARE(rig.console.cell(rows.first(), 4), u"Active"_s);
    QVERIFY(rig.openFromToolBar(&resetIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY(confirmAll(rig, rig.console.cell(rows.first(), 1)));
    QTRY_COMPARE_WITH_TIMEOUT(rig.console.cell(rows.first(), 4), u"Unregistered"_s, 10'000);
    rig.tick(rows); // off

    const QList<int> plain = rig.rowsWhere(isPlain, 1);
    const QStringList gone = rig.tick(plain);
    const int before = rig.console.rows();
    QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QVERIFY(confirmAll(rig, rig.console.cell(plain.first(), 1)));
    QTRY_COMPARE_WITH_TIMEOUT(rig.console.rows(), before - 1, 10'000);
    QTRY_VERIFY(rig.console.waitForLoadedScreen() && rig.idOf(plain.first()) != gone.first());
    // The numbers beside the table follow.
    const auto* views = rig.console.find<QTreeView>(u"views"_s);
    const QModelIndex shown = views->model()->index(0, 0, views->model()->index(0, 0));
    QTRY_COMPARE_WITH_TIMEOUT(shown.data(ViewListModel::CountRole).toString(),
        QString::number(rig.console.rows()), 10'000);
    // Who is deleted is not selected any more.
    QTRY_COMPARE(rig.console.find<QLabel>(u"selectionCount"_s)->text(), u"0 selected"_s);
}

/// Of two with one name, the name says nothing.
void TestOperations::namesakesAreToldApart()
{
    OperationRig rig(48'212);
    QVERIFY(rig.isReady);
    int found = -1;
    for (const int row : rig.rowsWhere(isPlain, 250)) {
        if (rig.console.cell(row, 1) == rig.console.cell(row + 1, 1))
            found = row;
    }
    QVERIFY(found >= 0);
    rig.console.clickCell(found, 1);
    QVERIFY(rig.openFromToolBar(&deleteIdentity()) != nullptr);
    QVERIFY(rig.waitPrepared());
    QCOMPARE(rig.part<QLineEdit>(u"confirmText"_s)->accessibleName(),
        u"Type the account name to confirm: "_s + rig.console.cell(found, 2));
    // Not typed: keyClicks() knows Latin-1 alone.
    rig.part<QLineEdit>(u"confirmText"_s)->setText(rig.console.cell(found, 1));
    QVERIFY(!rig.confirm()->isEnabled());
    rig.part<QLineEdit>(u"confirmText"_s)->setText(rig.console.cell(found, 2));
    QVERIFY(rig.confirm()->isEnabled());
}

void TestOperations::smallWindowsShowIcons()
{
    OperationRig rig(50);
    QVERIFY(rig.isReady);
    QToolButton* process = rig.toolButton(&processIdentities());
    QCOMPARE(process->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    rig.console.window().resize(1100, 800);
    QTRY_COMPARE(process->toolButtonStyle(), Qt::ToolButtonIconOnly);
    QVERIFY(process->toolTip().contains(u"Process"_s));
    rig.console.window().resize(1300, 800);
    QTRY_COMPARE(process->toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
}

QTEST_MAIN(TestOperations)
#include "tst_operations.moc"
