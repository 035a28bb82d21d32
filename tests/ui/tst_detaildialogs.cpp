// Role assignments, the comparison, and what happens to answers that come late or never.

#include "support/detailrig.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestDetailDialogs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rolesAreListedAndFiltered();
    void noRolesAndFailure();
    void roleDialogTellsEverything();
    void roleDialogFailsAndIsRetried();
    void comparesTwoTicked();
    void compareFailsAndIsRetried();
    void answersForAnotherIdentityAreDropped();
    void loadingIsShownOnlyWhenItTakesLong();
    void closesWithRequestsInFlight();
};

void TestDetailDialogs::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestDetailDialogs::rolesAreListedAndFiltered()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(hasManyRoles)));
    details.showTab(Roles);
    QVERIFY(details.waitForState(u"rolePages"_s, u"content"_s));
    QAbstractItemModel* model = details.model(u"roleAssignments"_s);
    const int all = model->rowCount();
    QVERIFY(all >= 5);
    const QString role = model->index(2, 0).data().toString();
    auto* filter = details.console.find<QLineEdit>(u"roleFilter"_s);
    filter->setFocus();
    QTest::keyClicks(filter, role);
    QCOMPARE(model->rowCount(), all); // exact: asked for by Enter
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return model->rowCount() == 1; }));
    QCOMPARE(model->index(0, 0).data().toString(), role);
    filter->clear();
    QVERIFY(QTest::qWaitFor([&] { return model->rowCount() == all; }));
    QTest::keyClicks(filter, u"0123456789abcdef0123456789ABCDEF"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(details.waitForState(
        u"rolePages"_s, u"No assignment of role “0123456789abcdef0123456789ABCDEF”"_s));
    QTest::mouseClick(details.console.button(u"Clear filter"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return model->rowCount() == all; }));
}

void TestDetailDialogs::noRolesAndFailure()
{
    Details details;
    QVERIFY(details.open(details.rowWhere([](const demo::DemoData& data, quint32 ordinal) {
        return demo::roleAssignmentCount(data, ordinal) == 0;
    })));
    details.failNext(u"/role-assignments"_s);
    details.showTab(Roles);
    QVERIFY(details.waitForState(u"rolePages"_s, u"The answer was not what the API describes."_s));
    QTest::mouseClick(details.console.button(u"Retry"_s), Qt::LeftButton);
    QVERIFY(details.waitForState(u"rolePages"_s, u"No role assignments"_s));
}

void TestDetailDialogs::roleDialogTellsEverything()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(hasManyRoles)));
    const QString who = details.title();
    details.showTab(Roles);
    QVERIFY(details.waitForState(u"rolePages"_s, u"content"_s));
    auto* view = details.console.find<QTreeView>(u"roleAssignments"_s);
    view->setFocus();
    view->setCurrentIndex(view->model()->index(1, 0));
    QTest::keyClick(view, Qt::Key_Return);
    QDialog* dialog = details.console.dialog();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowTitle(), u"Role assignments: "_s + who);
    auto* title = dialog->findChild<QLabel*>(u"assignmentTitle"_s);
    auto* tree = dialog->findChild<QTreeView*>(u"dialogRoleAssignments"_s);
    QVERIFY(QTest::qWaitFor(
        [&] { return title->text() == view->model()->index(1, 0).data().toString(); }));
    QCOMPARE(tree->currentIndex().row(), 1);
    // Every assignment in turn, by keys; nothing stays empty, what is not given is said.
    for (int row = 0; row < tree->model()->rowCount(); ++row) {
        tree->setCurrentIndex(tree->model()->index(row, 0));
        const QString role = tree->model()->index(row, 0).data().toString();
        QVERIFY(QTest::qWaitFor([&] { return title->isVisible() && title->text() == role; }));
        for (const QLabel* label : dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && !label->accessibleName().isEmpty())
                QVERIFY2(!label->text().isEmpty(), qPrintable(label->accessibleName()));
        }
        QCOMPARE(dialog->findChildren<QTreeWidget*>().size(), 3);
    }
    QTest::mouseClick(details.console.button(u"Copy as JSON"_s, dialog), Qt::LeftButton);
    const QJsonObject json
        = QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).object();
    QCOMPARE(json.value(u"role"_s).toObject().value(u"name"_s).toString(), title->text());
    QVERIFY(json.contains(u"assignmentSource"_s));

    auto* filter = dialog->findChild<QLineEdit*>(u"dialogRoleFilter"_s);
    filter->setFocus();
    QTest::keyClicks(filter, u"nobody has this"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    QVERIFY(details.waitForState(
        u"assignmentListPages"_s, u"No assignment of role “nobody has this”"_s));
    QVERIFY(dialog->isVisible());
    QTest::mouseClick(details.console.button(u"Clear filter"_s, dialog), Qt::LeftButton);
    QVERIFY(details.waitForState(u"assignmentListPages"_s, u"content"_s));
    QTest::mouseClick(details.console.button(u"Refresh"_s, dialog), Qt::LeftButton);
    QVERIFY(details.waitForState(u"assignmentListPages"_s, u"content"_s));
    QVERIFY(details.waitForState(u"assignmentPages"_s, u"content"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&] { return details.console.dialog() == nullptr; }));
}

void TestDetailDialogs::roleDialogFailsAndIsRetried()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(hasManyRoles)));
    details.showTab(Roles);
    QVERIFY(details.waitForState(u"rolePages"_s, u"content"_s));
    details.failNext(u"/role-assignments/"_s);
    auto* view = details.console.find<QTreeView>(u"roleAssignments"_s);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
        view->visualRect(view->model()->index(0, 0)).center());
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {},
        view->visualRect(view->model()->index(0, 0)).center());
    QDialog* dialog = details.console.dialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(details.waitForState(
        u"assignmentPages"_s, u"The answer was not what the API describes."_s));
    QTest::mouseClick(details.console.button(u"Retry"_s, dialog), Qt::LeftButton);
    QVERIFY(details.waitForState(u"assignmentPages"_s, u"content"_s));
    QTest::mouseClick(details.console.button(u"Close"_s, dialog), Qt::LeftButton);
}

void TestDetailDialogs::comparesTwoTicked()
{
    Details details;
    auto* compare = details.console.find<QAction>(u"compare"_s);
    QVERIFY(!compare->isEnabled());
    details.console.clickCell(1, Tick);
    QVERIFY(!compare->isEnabled());
    details.console.clickCell(4, Name); // the open one and the ticked one
    QVERIFY(compare->isEnabled());
    details.console.clickCell(2, Tick);
    QVERIFY(compare->isEnabled());
    compare->trigger();
    QDialog* dialog = details.console.dialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(details.waitForState(u"comparePages"_s, u"content"_s));
    auto* tree = dialog->findChild<QTreeView*>(u"comparison"_s);
    const QAbstractItemModel* model = tree->model();
    const QStringList names { model->headerData(1, Qt::Horizontal).toString(),
        model->headerData(2, Qt::Horizontal).toString() };
    QVERIFY(names.contains(details.console.cell(1, Name)));
    QVERIFY(names.contains(details.console.cell(2, Name)));
    const int differing = model->rowCount();
    for (int row = 0; row < differing; ++row)
        QVERIFY(model->index(row, 1).data() != model->index(row, 2).data());
    auto* showEqual = dialog->findChild<QCheckBox*>(u"showEqual"_s);
    QTest::keyClick(showEqual, Qt::Key_Space);
    QVERIFY(model->rowCount() > differing);
    QCOMPARE(model->index(differing, 1).data(), model->index(differing, 2).data());
    QTest::mouseClick(details.console.button(u"Close"_s, dialog), Qt::LeftButton);
    details.console.clickCell(3, Tick);
    QVERIFY(!compare->isEnabled()); // three
}

void TestDetailDialogs::compareFailsAndIsRetried()
{
    Details details;
    details.console.clickCell(1, Tick);
    details.console.clickCell(2, Tick);
    details.failNext(u"/identities/"_s, 6); // of both
    details.console.find<QAction>(u"compare"_s)->trigger();
    QDialog* dialog = details.console.dialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(
        details.waitForState(u"comparePages"_s, u"The answer was not what the API describes."_s));
    QTest::mouseClick(details.console.button(u"Retry"_s, dialog), Qt::LeftButton);
    QVERIFY(details.waitForState(u"comparePages"_s, u"content"_s));
}

void TestDetailDialogs::answersForAnotherIdentityAreDropped()
{
    Details details;
    const int owner = details.rowWhere(isOwner);
    const int other = details.rowWhere(ownsNothing);
    QVERIFY(details.open(owner));
    details.console.tenant().faults().set({ .latencyMs = 500 });
    details.showTab(Ownership); // its answer comes late …
    QTest::qWait(50);
    details.console.clickCell(other, Name); // … when another one is open
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"Owns nothing that blocks deletion"_s));
    QTest::qWait(600);
    QCOMPARE(details.state(u"ownershipPages"_s), u"Owns nothing that blocks deletion"_s);
    QCOMPARE(details.title(), details.console.cell(other, Name));
}

void TestDetailDialogs::loadingIsShownOnlyWhenItTakesLong()
{
    Details details;
    details.console.tenant().faults().set({ .latencyMs = 600 });
    details.console.clickCell(2, Name);
    QCOMPARE(details.title(), details.console.cell(2, Name));
    details.showTab(Json);
    QCOMPARE(details.state(u"jsonPages"_s), u"loading"_s);
    const auto isBlank = [&] {
        const QImage image = details.console.find<LoadPages>(u"jsonPages"_s)->grab().toImage();
        const QColor background = image.pixelColor(2, 2);
        return image.pixelColor(40, 20) == background;
    };
    QVERIFY(isBlank());
    QVERIFY(QTest::qWaitFor([&] { return !isBlank(); }, 500));
    details.showTab(Roles);
    QCOMPARE(details.state(u"rolePages"_s), u"loading"_s);
    QVERIFY(QTest::qWaitFor([&] { return details.state(u"rolePages"_s) != u"loading"_s; }, 5000));
}

void TestDetailDialogs::closesWithRequestsInFlight()
{
    auto details = std::make_unique<Details>();
    details->console.tenant().faults().set({ .latencyMs = 300 });
    details->console.clickCell(1, Tick);
    details->console.clickCell(2, Tick);
    details->console.clickCell(2, Name);
    QTest::qWait(150);
    details->showTab(Ownership);
    details->showTab(Roles);
    details->console.find<QAction>(u"compare"_s)->trigger();
    QTest::qWait(50);
    details.reset();
    QTest::qWait(400);
}

QTEST_MAIN(TestDetailDialogs)
#include "tst_detaildialogs.moc"
