// Selection sets as a person uses them, and the selection that comes back at the next start:
// clicked in the real window.

#include "support/operationrig.h"
#include "support/operations.h"

#include "models/filter/viewlistmodel.h"
#include "profile/connectionfolder.h"
#include "ui/table/selectionstrip.h"

#include <QContextMenuEvent>
#include <QDir>
#include <QMenu>
#include <QProxyStyle>
#include <QTreeView>

using namespace ic;
using namespace ic::test;

namespace {

struct Sets : OperationRig
{
    QTreeView& tree() { return *console.find<QTreeView>(u"views"_s); }
    /// Of the sets, "name count" each, or the hint in their place.
    QStringList listed()
    {
        const QAbstractItemModel& model = *tree().model();
        const QModelIndex heading = model.index(model.rowCount() - 1, 0);
        QStringList texts;
        for (int row = 0; row < model.rowCount(heading); ++row) {
            const QModelIndex index = model.index(row, 0, heading);
            texts += u"%1 %2"_s
                         .arg(index.data().toString(),
                             index.data(ViewListModel::CountRole).toString())
                         .trimmed();
        }
        return texts;
    }
    QModelIndex at(const QString& name)
    {
        const QAbstractItemModel& model = *tree().model();
        const QModelIndex heading = model.index(model.rowCount() - 1, 0);
        for (int row = 0; row < model.rowCount(heading); ++row) {
            if (model.index(row, 0, heading).data() == name)
                return model.index(row, 0, heading);
        }
        return {};
    }
    /// Clicks the set and then what is offered; false if it is not, or cannot be chosen.
    bool choose(const QString& name, const QString& entry)
    {
        tree().scrollTo(at(name));
        QTest::mouseClick(
            tree().viewport(), Qt::LeftButton, {}, tree().visualRect(at(name)).center());
        auto* menu = console.find<QMenu>(u"viewMenu"_s);
        if (menu == nullptr)
            return false;
        QAction* found = nullptr;
        for (QAction* action : menu->actions()) {
            if (action->text() == entry && action->isEnabled())
                found = action;
        }
        if (found != nullptr)
            found->trigger();
        delete menu;
        return found != nullptr;
    }
    bool save(const QString& name)
    {
        console.window().activateWindow();
        if (!QTest::qWaitForWindowActive(&console.window()))
            return false;
        console.table().setFocus();
        QTest::keyClick(&console.table(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = console.dialog();
        if (dialog == nullptr)
            return false;
        auto* field = dialog->findChild<QLineEdit*>(u"nameField"_s);
        field->selectAll();
        QTest::keyClicks(field, name);
        QTest::keyClick(field, Qt::Key_Return);
        return QTest::qWaitFor([&] { return at(name).isValid(); });
    }
    QString count() { return console.find<QLabel>(u"selectionCount"_s)->text(); }
    bool waitCount(const QString& text)
    {
        return QTest::qWaitFor([&] { return count().startsWith(text); });
    }
    QWidget& strip() { return *console.find<SelectionStrip>(u"selectionStrip"_s); }
    QString stripText() { return console.find<QLabel>(u"selectionStripText"_s)->text(); }
    void click(const QString& link)
    {
        QTest::mouseClick(console.find<QAbstractButton>(link), Qt::LeftButton);
    }
    QString nameOf(int row) { return console.cell(row, 1); }
};

} // namespace

class TestSetsUi : public QObject
{
    Q_OBJECT

private slots:
    void aSetIsSavedSelectedAddedAndTakenOut();
    void oneClickOpensOneMenu();
    void setsSurviveQuitting();
    void allMatchingIsReadIntoASet();
    void setsAreRenamedReplacedAndDeleted();
    void theSelectionComesBackAndIsAnnounced();
    void whoIsGoneIsSaidAndCanBeUnticked();
    void whatIsDoneWithItSaysWhereItIsFrom();
    void removingTheConnectionForgetsIt();
};

void TestSetsUi::aSetIsSavedSelectedAddedAndTakenOut()
{
    Sets sets;
    QVERIFY(sets.isReady);
    QTRY_COMPARE(sets.listed(), QStringList { u"Ctrl+Shift+D saves one."_s });
    QVERIFY(!sets.console.find<QAction>(u"saveSet"_s)->isEnabled()); // nobody is ticked
    sets.tick({ 1, 2, 3 });
    QVERIFY(sets.save(u"Leavers"_s));
    QCOMPARE(sets.listed(), QStringList { u"Leavers 3"_s });
    QCOMPARE(sets.console.statusText(), u"Saved the set “Leavers” of 3 identities."_s);
    QVERIFY(!sets.choose(u"Leavers"_s, u"Select these 3"_s)); // others would be lost: it says so
    sets.console.clickCell(1, 0);
    sets.console.clickCell(5, 0);
    QCOMPARE(sets.count(), u"3 selected"_s);
    QVERIFY(sets.choose(u"Leavers"_s, u"Add to the selection"_s));
    QVERIFY(sets.waitCount(u"4 selected"_s));
    QCOMPARE(sets.console.statusText(), u"Added 1 identity of “Leavers”. 4 selected."_s);
    QVERIFY(sets.choose(u"Leavers"_s, u"Take out of the selection"_s));
    QVERIFY(sets.waitCount(u"1 selected"_s));
    QVERIFY(sets.choose(u"Leavers"_s, u"Select only these 3"_s));
    QVERIFY(sets.waitCount(u"3 selected"_s));
    for (int row = 0; row < 7; ++row) {
        QCOMPARE(sets.console.table().model()->index(row, 0).data(Qt::CheckStateRole).toInt()
                == Qt::Checked,
            row >= 1 && row <= 3);
    }
    QVERIFY(!sets.strip().isVisible()); // it is the person's own
}

/// Desktops that open things by one click do it once.
void TestSetsUi::oneClickOpensOneMenu()
{
    class SingleClicks final : public QProxyStyle
    {
    public:
        int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
            QStyleHintReturn* result) const override
        {
            return hint == SH_ItemView_ActivateItemOnSingleClick
                ? 1
                : QProxyStyle::styleHint(hint, option, widget, result);
        }
    };
    SingleClicks style;
    Sets sets;
    QVERIFY(sets.isReady);
    sets.tick({ 1 });
    QVERIFY(sets.save(u"One"_s));
    sets.tree().setStyle(&style);
    QTest::mouseClick(sets.tree().viewport(), Qt::LeftButton, {},
        sets.tree().visualRect(sets.at(u"One"_s)).center());
    QCOMPARE(sets.console.window().findChildren<QMenu*>(u"viewMenu"_s).size(), 1);
    delete sets.console.find<QMenu>(u"viewMenu"_s);
}

void TestSetsUi::setsSurviveQuitting()
{
    Sets sets;
    QVERIFY(sets.isReady);
    sets.tick({ 0, 1 });
    QVERIFY(sets.save(u"Two"_s));
    QTest::mouseClick(sets.console.button(u"Clear"_s), Qt::LeftButton);
    QCOMPARE(sets.count(), u"0 selected"_s);
    QVERIFY(sets.console.restartJobs());
    QTRY_COMPARE(sets.listed(), QStringList { u"Two 2"_s });
    QVERIFY(!sets.strip().isVisible()); // nobody was selected
    QVERIFY(sets.choose(u"Two"_s, u"Select these 2"_s));
    QVERIFY(sets.waitCount(u"2 selected"_s));
    QCOMPARE(sets.console.statusText(), u"Selected the 2 identities of “Two”."_s);
}

void TestSetsUi::allMatchingIsReadIntoASet()
{
    Sets sets;
    QVERIFY(sets.isReady);
    const int all = sets.console.rows();
    QVERIFY(all > 250); // more than one page
    QTest::mouseClick(sets.console.button(u"Select all %1 matching"_s.arg(all)), Qt::LeftButton);
    sets.console.clickCell(2, 0); // but one
    QVERIFY(sets.save(u"Everybody but one"_s));
    QTRY_COMPARE(sets.listed(), QStringList { u"Everybody but one %1"_s.arg(all - 1) });
    // They are people now: nothing can be added to "all matching".
    QVERIFY(!sets.choose(u"Everybody but one"_s, u"Add to the selection"_s));
    QVERIFY(sets.choose(u"Everybody but one"_s, u"Select only these %1"_s.arg(all - 1)));
    QVERIFY(sets.waitCount(u"%1 selected"_s.arg(all - 1)));
}

void TestSetsUi::setsAreRenamedReplacedAndDeleted()
{
    Sets sets;
    QVERIFY(sets.isReady);
    sets.tick({ 0, 1 });
    QVERIFY(sets.save(u"<b>Pair</b> & more"_s));
    sets.tick({ 2 });
    QVERIFY(sets.choose(u"<b>Pair</b> & more"_s, u"Replace with the 3 selected"_s));
    QTRY_COMPARE(sets.listed(), QStringList { u"<b>Pair</b> & more 3"_s });
    QVERIFY(sets.choose(u"<b>Pair</b> & more"_s, u"Rename…"_s));
    auto* field = sets.console.dialog()->findChild<QLineEdit*>(u"nameField"_s);
    field->selectAll();
    QTest::keyClicks(field, u"Trio"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(sets.listed(), QStringList { u"Trio 3"_s });
    QVERIFY(sets.choose(u"Trio"_s, u"Delete"_s));
    QTRY_COMPARE(sets.listed(), QStringList { u"Ctrl+Shift+D saves one."_s });
    QVERIFY(sets.save(u"Other"_s));
    QVERIFY(sets.choose(u"Other"_s, u"Bring back “Trio”"_s));
    QTRY_COMPARE(sets.listed(), QStringList({ u"Other 3"_s, u"Trio 3"_s }));
}

void TestSetsUi::theSelectionComesBackAndIsAnnounced()
{
    Sets sets;
    QVERIFY(sets.isReady);
    sets.tick({ 4, 5 });
    QVERIFY(sets.console.restartJobs());
    QTRY_VERIFY(sets.strip().isVisible());
    QCOMPARE(sets.count(), u"2 selected"_s);
    QVERIFY2(sets.stripText().startsWith(u"2 people are still selected from "_s),
        qPrintable(sets.stripText()));
    sets.click(u"stripShow"_s);
    QTRY_COMPARE(sets.console.rows(), 2);
    sets.click(u"stripClear"_s);
    QCOMPARE(sets.count(), u"0 selected"_s);
    QVERIFY(!sets.strip().isVisible());
    QVERIFY(sets.console.restartJobs());
    QCOMPARE(sets.count(), u"0 selected"_s);
    // Kept, it is the person's own, and is announced at the next start again.
    sets.tick({ 0 });
    QVERIFY(sets.console.restartJobs());
    QTRY_VERIFY(sets.strip().isVisible());
    sets.click(u"stripKeep"_s);
    QVERIFY(!sets.strip().isVisible());
    QCOMPARE(sets.count(), u"1 selected"_s);
    QVERIFY(sets.console.restartJobs());
    QTRY_VERIFY(sets.strip().isVisible());
}

void TestSetsUi::whoIsGoneIsSaidAndCanBeUnticked()
{
    Sets sets;
    QVERIFY(sets.isReady);
    const QString gone = sets.nameOf(1);
    const QStringList ids = sets.tick({ 0, 1, 2 });
    QVERIFY(sets.save(u"Trio"_s));
    sets.console.tenant().inspect([&](demo::Directory& directory) {
        directory.remove(*directory.find(ids.at(1).toLatin1()));
    });
    // Of the last start …
    QVERIFY(sets.console.restartJobs());
    QTRY_VERIFY2(sets.stripText().endsWith(u"1 of the selected no longer exists: %1."_s.arg(gone)),
        qPrintable(sets.stripText()));
    QCOMPARE(sets.count().left(10), u"3 selected"_s); // nobody goes unseen
    sets.click(u"stripUntick"_s);
    QCOMPARE(sets.count(), u"2 selected"_s);
    sets.click(u"stripKeep"_s);
    QVERIFY(!sets.strip().isVisible());
    // … and of a set.
    QVERIFY(sets.choose(u"Trio"_s, u"Select only these 3"_s));
    QTRY_COMPARE(sets.stripText(), u"1 of the selected no longer exists: %1."_s.arg(gone));
    QVERIFY(sets.strip().isVisible());
    sets.click(u"stripUntick"_s);
    QVERIFY(!sets.strip().isVisible());
    QCOMPARE(sets.count(), u"2 selected"_s);
}

void TestSetsUi::whatIsDoneWithItSaysWhereItIsFrom()
{
    Sets sets;
    QVERIFY(sets.isReady);
    sets.tick({ 0, 1 });
    QVERIFY(sets.console.restartJobs());
    QTRY_VERIFY(sets.strip().isVisible());
    const Operation* reset = &resetIdentity();
    QVERIFY(sets.openFromToolBar(reset));
    QVERIFY2(
        sets.part<QLabel>(u"subtitle"_s)->text().startsWith(u"2 people are still selected from "_s),
        qPrintable(sets.part<QLabel>(u"subtitle"_s)->text()));
    QTest::mouseClick(sets.cancel(), Qt::LeftButton);
    sets.click(u"stripKeep"_s);
    QTRY_VERIFY(sets.dialog() == nullptr);
    QVERIFY(sets.openFromToolBar(reset));
    QVERIFY(sets.waitPrepared());
    QVERIFY(!sets.part<QLabel>(u"subtitle"_s)->text().contains(u"still selected"_s));
}

void TestSetsUi::removingTheConnectionForgetsIt()
{
    const QTemporaryDir folder;
    const Profile acme { .id = ProfileId(u"one"_s),
        .name = u"Acme"_s,
        .address = u"acme"_s,
        .apiBase = u"https://acme.api.identitynow.com"_s };
    Profile other = acme;
    other.id = ProfileId(u"two"_s);
    other.name = u"Other"_s;
    MemoryVault::Entries secrets;
    ConnectionDesk desk(folder.filePath(u"profiles.json"_s), std::make_unique<MemoryVault>(secrets),
        {}, [](const Profile&) { return QString(); }, { folder.path() });
    QCOMPARE(desk.saveProfiles({ acme, other }), QString());
    const Tenant tenant { .host = u"acme.api.identitynow.com"_s };
    const QString mine = tenantFolder(folder.path(), u"one"_s, tenant);
    const QString theirs = tenantFolder(folder.path(), u"two"_s, tenant);
    QVERIFY(QDir().mkpath(mine) && QDir().mkpath(theirs));
    QCOMPARE(desk.saveProfiles({ other }), QString());
    QTRY_VERIFY(!QDir().exists(mine));
    QVERIFY(QDir().exists(theirs));
}

QTEST_MAIN(TestSetsUi)
#include "tst_setsui.moc"
