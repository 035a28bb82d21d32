// The details pane as a person uses it: every tab in each of its states, the history, the dialogs.

#include "support/consolewindow.h"

#include "ui/details/jsonhighlighter.h"
#include "ui/details/loadpages.h"
#include "ui/statuschip.h"

#include "demo/roleassignments.h"
#include "models/identitytablemodel.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeView>
#include <QTreeWidget>

#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;
using demo::FaultKind;

namespace {

constexpr int Tick = 0;
constexpr int Name = 1;

enum Tab { Overview, Attributes, Ownership, Roles, Json };

using Wanted = std::function<bool(const demo::DemoData&, quint32)>;

/// A window in which the row of an identity of some kind can be opened.
class Details
{
public:
    explicit Details(const demo::TenantConfig& config = { .identities = 300 })
        : console(config)
    {
        m_isReady = QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
            && console.waitForLoadedScreen();
    }

    /// The row of the first identity on the first page that is `wanted`; -1 if none is.
    int rowWhere(const Wanted& wanted)
    {
        if (!m_isReady)
            return -1;
        for (int row = 0; row < std::min(console.rows(), 250); ++row) {
            const QByteArray id = idOf(row).toLatin1();
            bool found = false;
            console.tenant().inspect([&](demo::Directory& directory) {
                const std::optional<quint32> ordinal = directory.find(id);
                found = ordinal && wanted(directory.data(), *ordinal);
            });
            if (found)
                return row;
        }
        return -1;
    }

    QString idOf(int row)
    {
        return console.table()
            .model()
            ->index(row, 0)
            .data(IdentityTableModel::IdentityIdRole)
            .toString();
    }

    bool open(int row)
    {
        if (row < 0)
            return false;
        console.clickCell(row, Name);
        return waitForJson();
    }

    bool waitForJson()
    {
        auto* json = console.find<QPlainTextEdit>(u"json"_s);
        return QTest::qWaitFor([json] { return !json->toPlainText().isEmpty(); }, 10'000);
    }

    void showTab(Tab tab)
    {
        QTabBar* bar = tabs()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
    }

    QTabWidget* tabs() { return console.find<QTabWidget>(u"detailTabs"_s); }
    QString title() { return console.find<QLabel>(u"detailTitle"_s)->text(); }
    QAbstractItemModel* model(const QString& view)
    {
        return console.find<QTreeView>(view)->model();
    }

    QString state(const QString& pages)
    {
        return console.find<LoadPages>(pages)->stateName();
    }
    bool waitForState(const QString& pages, const QString& name)
    {
        return QTest::qWaitFor([&] { return state(pages) == name; }, 10'000);
    }

    QAbstractButton* named(const QString& accessibleName, QWidget* in = nullptr)
    {
        QWidget* const root = in != nullptr ? in : &console.window();
        for (auto* button : root->findChildren<QAbstractButton*>()) {
            if (button->isVisible() && button->accessibleName() == accessibleName)
                return button;
        }
        return nullptr;
    }

    void failNext(const QString& path, int count = 1)
    {
        console.tenant().faults().add(
            { .kind = FaultKind::WrongJson, .count = count, .pathContains = path });
    }

    ConsoleWindow console;

private:
    bool m_isReady = false;
};

bool isOwner(const demo::DemoData& data, quint32 ordinal)
{
    return data.isOwner(ordinal);
}

bool ownsNothing(const demo::DemoData& data, quint32 ordinal)
{
    return data.correlated(ordinal) && !data.isOwner(ordinal);
}

bool hasManyRoles(const demo::DemoData& data, quint32 ordinal)
{
    return demo::roleAssignmentCount(data, ordinal) >= 5;
}

bool hasManager(const demo::DemoData& data, quint32 ordinal)
{
    return data.standing(ordinal).manager.has_value();
}

int leavesOf(const QAbstractItemModel& model)
{
    int count = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        count += model.rowCount(model.index(row, 0));
    return count;
}

double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

} // namespace

class TestDetails : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tabsFitWithoutScrollArrows();
    void headerShowsChipsAndCopiesTheId();
    void theManagerIsALinkAndBackReturns();
    void historyForgetsWhatWasOnlyPassed();
    void aManagerWhoIsGoneSaysSo();
    void attributesAreFoundCopiedAndPinned();
    void attributeMenuPins();
    void ownershipIsAskedForLazilyAndCounted();
    void ownershipOfNothingIsSaid();
    void ownershipWithoutAnAnswerIsNotNothing();
    void ownershipFailsAndIsRetried();
    void rolesAreListedAndFiltered();
    void noRolesAndFailure();
    void roleDialogTellsEverything();
    void roleDialogFailsAndIsRetried();
    void jsonIsFoundAndCopied();
    void jsonFailsAndIsRetried();
    void jsonColorsCanBeRead();
    void comparesTwoTicked();
    void compareFailsAndIsRetried();
    void answersForAnotherIdentityAreDropped();
    void loadingIsShownOnlyWhenItTakesLong();
    void closesWithRequestsInFlight();
};

void TestDetails::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestDetails::tabsFitWithoutScrollArrows()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(isOwner)));
    details.showTab(Ownership);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
    QTabBar* bar = details.tabs()->tabBar();
    QCOMPARE(details.tabs()->width(), 376);
    QVERIFY2(bar->tabRect(Json).right() < bar->width(),
        qPrintable(QString::number(bar->tabRect(Json).right())));
    QCOMPARE(bar->accessibleTabName(Roles), u"Role assignments"_s);
    for (int tab = Overview; tab <= Json; ++tab) {
        details.console.press(details.console.table(), u"Ctrl+%1"_s.arg(tab + 1));
        QCOMPARE(details.tabs()->currentIndex(), tab);
    }
}

void TestDetails::headerShowsChipsAndCopiesTheId()
{
    Details details({ .identities = 1000 });
    const int row = details.rowWhere([](const demo::DemoData& data, quint32 ordinal) {
        return data.processingState(ordinal) == demo::ProcessingState::Error;
    });
    QVERIFY(details.open(row));
    auto* status = details.console.find<StatusChip>(u"statusChip"_s);
    QVERIFY(status->isVisible());
    QCOMPARE(status->accessibleName(), u"Status: "_s + status->word());
    auto* processing = details.console.find<StatusChip>(u"processingChip"_s);
    QVERIFY(processing->isVisible());
    QCOMPARE(processing->accessibleName(), u"Processing state: Error"_s);
    QTest::mouseClick(details.named(u"Copy the id"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), details.idOf(row));
    QVERIFY(details.open(details.rowWhere([](const demo::DemoData& data, quint32 ordinal) {
        return data.processingState(ordinal) == demo::ProcessingState::Ok;
    })));
    QVERIFY(!processing->isVisible());
}

void TestDetails::theManagerIsALinkAndBackReturns()
{
    Details details;
    const int row = details.rowWhere(hasManager);
    QVERIFY(details.open(row));
    const QString who = details.title();
    auto* link = details.console.find<QAbstractButton>(u"managerLink"_s);
    QVERIFY(link->isVisible());
    const QString manager = link->text();
    auto* back = details.console.find<QAbstractButton>(u"back"_s);
    auto* forward = details.console.find<QAbstractButton>(u"forward"_s);
    QVERIFY(!back->isEnabled() && !forward->isEnabled());
    link->setFocus(Qt::TabFocusReason);
    QTest::keyClick(link, Qt::Key_Return);
    QCOMPARE(details.title(), manager); // at once, from the reference
    QVERIFY(details.waitForJson());
    QCOMPARE(details.title(), manager);
    QCOMPARE(details.console.table().currentIndex().row(), row); // the table stays
    QVERIFY(back->isEnabled());

    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(details.title(), who);
    QVERIFY(details.waitForJson());
    QVERIFY(forward->isEnabled());
    details.console.press(details.console.table(), u"Alt+Right"_s);
    QCOMPARE(details.title(), manager);
    details.console.press(details.console.table(), u"Alt+Left"_s);
    QCOMPARE(details.title(), who);
    details.console.press(details.console.table(), u"Alt+Right"_s);
    QCOMPARE(details.title(), manager);
    details.console.clickCell(row, Name); // the current row, again
    QCOMPARE(details.title(), who);
}

void TestDetails::historyForgetsWhatWasOnlyPassed()
{
    Details details;
    QVERIFY(details.open(0));
    const QString first = details.title();
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(&details.console.table(), Qt::Key_Down);
    QVERIFY(details.waitForJson());
    QVERIFY(details.title() != first);
    details.console.press(details.console.table(), u"Alt+Left"_s);
    QCOMPARE(details.title(), first);
    QVERIFY(!details.console.find<QAbstractButton>(u"back"_s)->isEnabled());
}

void TestDetails::aManagerWhoIsGoneSaysSo()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(hasManager)));
    const QString id = QJsonDocument::fromJson(
        details.console.find<QPlainTextEdit>(u"json"_s)->toPlainText().toUtf8())
                           .object()
                           .value(u"managerRef"_s)
                           .toObject()
                           .value(u"id"_s)
                           .toString();
    details.console.tenant().inspect([&](demo::Directory& directory) {
        directory.remove(*directory.find(id.toLatin1()));
    });
    QTest::mouseClick(
        details.console.find<QAbstractButton>(u"managerLink"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return details.console.button(u"Retry"_s) != nullptr; }));
    bool said = false;
    for (const QLabel* label : details.console.window().findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(u"Not found"_s));
    QVERIFY(said);
    details.showTab(Json);
    QVERIFY(details.state(u"jsonPages"_s).contains(u"Not found"_s));
    details.showTab(Attributes);
    QCOMPARE(details.state(u"attributePages"_s), u"Not loaded"_s);
    details.showTab(Ownership);
    QVERIFY(QTest::qWaitFor(
        [&] { return details.state(u"ownershipPages"_s).contains(u"Not found"_s); }));
    details.console.press(details.console.table(), u"Alt+Left"_s);
    QVERIFY(details.waitForJson());
}

void TestDetails::attributesAreFoundCopiedAndPinned()
{
    Details details;
    QVERIFY(details.open(3));
    details.showTab(Attributes);
    QAbstractItemModel* model = details.model(u"attributes"_s);
    const int all = model->rowCount();
    QVERIFY(all > 3);
    auto* view = details.console.find<QTreeView>(u"attributes"_s);
    QVERIFY(!details.named(u"Copy value"_s)->isEnabled());
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F, Qt::ControlModifier); // the tab's field, not the table's
    auto* find = details.console.find<QLineEdit>(u"attributeFind"_s);
    QVERIFY(find->hasFocus());
    QTest::keyClicks(find, u"zzzz"_s);
    QCOMPARE(details.state(u"attributePages"_s), u"No attribute matches"_s);
    QTest::mouseClick(details.console.button(u"Clear"_s), Qt::LeftButton);
    QCOMPARE(model->rowCount(), all);
    QTest::keyClicks(find, u"displayname"_s);
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(details.state(u"attributePages"_s), u"content"_s);

    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
        view->visualRect(model->index(0, 1)).center());
    const QString name = model->index(0, 0).data().toString();
    const QString value = model->index(0, 1).data().toString();
    QTest::mouseClick(details.named(u"Copy value"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), value);
    QTest::mouseClick(details.named(u"Copy name and value"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), name + u'\t' + value);
    QApplication::clipboard()->clear();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), value);

    QTest::mouseClick(details.named(u"Pin to Overview"_s), Qt::LeftButton);
    QVERIFY(details.named(u"Unpin from Overview"_s) != nullptr);
    details.showTab(Overview);
    QVERIFY(details.console.visible(u"pinned"_s) != nullptr);
    QCOMPARE(details.console.find<QLabel>(u"pinnedValue"_s)->text(), value);
    QVERIFY(details.open(5)); // pins are for every identity
    QCOMPARE(details.console.find<QLabel>(u"pinnedValue"_s)->text(), details.title());
    QVERIFY(QTest::qWaitFor([&] { return details.named(u"Unpin %1"_s.arg(name)) != nullptr; }));
    QTest::mouseClick(details.named(u"Unpin %1"_s.arg(name)), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return details.console.visible(u"pinned"_s) == nullptr; }));
}

void TestDetails::attributeMenuPins()
{
    Details details;
    QVERIFY(details.open(3));
    details.showTab(Attributes);
    auto* view = details.console.find<QTreeView>(u"attributes"_s);
    const QPoint place = view->visualRect(view->model()->index(1, 0)).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place);
    emit view->customContextMenuRequested(place);
    auto* menu = details.console.find<QMenu>(u"attributeMenu"_s);
    QVERIFY(menu != nullptr);
    QStringList texts;
    for (const QAction* action : menu->actions())
        texts += action->text();
    QCOMPARE(texts,
        QStringList({ u"Copy value"_s, u"Copy name and value"_s, {}, u"Pin to Overview"_s }));
    menu->actions().last()->trigger();
    menu->close();
    QVERIFY(details.named(u"Unpin from Overview"_s) != nullptr);
}

void TestDetails::ownershipIsAskedForLazilyAndCounted()
{
    Details details;
    const int row = details.rowWhere(isOwner);
    QVERIFY(details.open(row));
    const auto calls = [&] {
        return details.console.tenant().activity().calls.value(
            demo::Operation::GetIdentityOwnershipDetails);
    };
    QCOMPARE(calls(), 0);
    QCOMPARE(details.tabs()->tabText(Ownership), u"Ownership"_s);
    details.showTab(Ownership);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
    QAbstractItemModel* model = details.model(u"ownership"_s);
    const int objects = leavesOf(*model);
    QVERIFY(objects > 0);
    QCOMPARE(details.tabs()->tabText(Ownership), u"Ownership %1"_s.arg(objects));
    QVERIFY(model->index(0, 0).data().toString().endsWith(
        u"(%1)"_s.arg(model->rowCount(model->index(0, 0)))));
    QTest::mouseClick(details.console.button(u"Copy list"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text().trimmed().count(u'\n'), objects);
    QCOMPARE(calls(), 1);

    details.showTab(Overview);
    details.showTab(Ownership);
    QCOMPARE(calls(), 1); // known already
    QTest::mouseClick(details.console.find<QAbstractButton>(u"reload"_s), Qt::LeftButton);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
    QCOMPARE(calls(), 2);
}

void TestDetails::ownershipOfNothingIsSaid()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(ownsNothing)));
    details.showTab(Ownership);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"Owns nothing that blocks deletion"_s));
    QCOMPARE(details.tabs()->tabText(Ownership), u"Ownership 0"_s);
}

void TestDetails::ownershipWithoutAnAnswerIsNotNothing()
{
    Details details({ .identities = 1000 });
    const int before = details.console.rows();
    auto* scope = details.console.find<QWidget>(u"scope"_s);
    scope->setFocus();
    QTest::keyClick(scope, Qt::Key_Down);
    QVERIFY(QTest::qWaitFor(
        [&] { return details.console.rows() > 0 && details.console.rows() != before; }));
    QVERIFY(details.console.waitForLoadedScreen());
    QVERIFY(details.open(0));
    details.showTab(Ownership);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"No ownership answer"_s));
    QCOMPARE(details.tabs()->tabText(Ownership), u"Ownership"_s);
}

void TestDetails::ownershipFailsAndIsRetried()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(isOwner)));
    details.failNext(u"/ownership"_s);
    details.showTab(Ownership);
    QVERIFY(details.waitForState(
        u"ownershipPages"_s, u"The answer was not what the API describes."_s));
    details.showTab(Overview); // the others keep working
    QVERIFY(details.console.button(u"Retry"_s) == nullptr);
    details.showTab(Ownership);
    QTest::mouseClick(details.console.button(u"Copy details"_s), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().contains(u"API describes"_s));
    QTest::mouseClick(details.console.button(u"Retry"_s), Qt::LeftButton);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
}

void TestDetails::rolesAreListedAndFiltered()
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
    QVERIFY(details.waitForState(u"rolePages"_s,
        u"No assignment of role “0123456789abcdef0123456789ABCDEF”"_s));
    QTest::mouseClick(details.console.button(u"Clear filter"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return model->rowCount() == all; }));
}

void TestDetails::noRolesAndFailure()
{
    Details details;
    QVERIFY(details.open(details.rowWhere([](const demo::DemoData& data, quint32 ordinal) {
        return demo::roleAssignmentCount(data, ordinal) == 0;
    })));
    details.failNext(u"/role-assignments"_s);
    details.showTab(Roles);
    QVERIFY(details.waitForState(
        u"rolePages"_s, u"The answer was not what the API describes."_s));
    QTest::mouseClick(details.console.button(u"Retry"_s), Qt::LeftButton);
    QVERIFY(details.waitForState(u"rolePages"_s, u"No role assignments"_s));
}

void TestDetails::roleDialogTellsEverything()
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

void TestDetails::roleDialogFailsAndIsRetried()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(hasManyRoles)));
    details.showTab(Roles);
    QVERIFY(details.waitForState(u"rolePages"_s, u"content"_s));
    details.failNext(u"/role-assignments/"_s);
    auto* view = details.console.find<QTreeView>(u"roleAssignments"_s);
    QTest::mouseClick(
        view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 0)).center());
    QTest::mouseDClick(
        view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 0)).center());
    QDialog* dialog = details.console.dialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(details.waitForState(
        u"assignmentPages"_s, u"The answer was not what the API describes."_s));
    QTest::mouseClick(details.console.button(u"Retry"_s, dialog), Qt::LeftButton);
    QVERIFY(details.waitForState(u"assignmentPages"_s, u"content"_s));
    QTest::mouseClick(details.console.button(u"Close"_s, dialog), Qt::LeftButton);
}

void TestDetails::jsonIsFoundAndCopied()
{
    Details details;
    QVERIFY(details.open(4));
    details.showTab(Json);
    auto* json = details.console.find<QPlainTextEdit>(u"json"_s);
    json->setFocus();
    QTest::keyClick(json, Qt::Key_F, Qt::ControlModifier);
    auto* find = details.console.find<QLineEdit>(u"jsonFind"_s);
    QVERIFY(find->hasFocus());
    const qsizetype expected = json->toPlainText().count(u"name"_s, Qt::CaseInsensitive);
    QVERIFY(expected > 1);
    QTest::keyClicks(find, u"name"_s);
    const auto says = [&](const QString& text) {
        for (const QLabel* label : details.console.window().findChildren<QLabel*>()) {
            if (label->isVisible() && label->text() == text)
                return true;
        }
        return false;
    };
    QVERIFY(says(u"1 of %1"_s.arg(expected)));
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(says(u"2 of %1"_s.arg(expected)));
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(says(u"%1 of %1"_s.arg(expected)));
    find->selectAll();
    QTest::keyClicks(find, u"qqqq"_s);
    QVERIFY(says(u"none"_s));
    QTest::mouseClick(details.named(u"Copy the JSON"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text().trimmed(), json->toPlainText());
}

void TestDetails::jsonFailsAndIsRetried()
{
    Details details;
    details.failNext(u"/identities/"_s);
    details.console.clickCell(2, Name);
    details.showTab(Json);
    QVERIFY(
        details.waitForState(u"jsonPages"_s, u"The answer was not what the API describes."_s));
    QTest::mouseClick(details.console.button(u"Retry"_s), Qt::LeftButton);
    QVERIFY(details.waitForState(u"jsonPages"_s, u"content"_s));
}

void TestDetails::jsonColorsCanBeRead()
{
    for (const QPalette& palette : { lightPalette(), darkPalette() }) {
        const QColor base = palette.color(QPalette::Base);
        const JsonColors colors = jsonColors(palette);
        for (const QColor& color : { colors.key, colors.text, colors.number, colors.literal })
            QVERIFY2(contrast(color, base) >= 4.5, qPrintable(color.name()));
    }
}

void TestDetails::comparesTwoTicked()
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

void TestDetails::compareFailsAndIsRetried()
{
    Details details;
    details.console.clickCell(1, Tick);
    details.console.clickCell(2, Tick);
    details.failNext(u"/identities/"_s);
    details.console.find<QAction>(u"compare"_s)->trigger();
    QDialog* dialog = details.console.dialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(details.waitForState(
        u"comparePages"_s, u"The answer was not what the API describes."_s));
    QTest::mouseClick(details.console.button(u"Retry"_s, dialog), Qt::LeftButton);
    QVERIFY(details.waitForState(u"comparePages"_s, u"content"_s));
}

void TestDetails::answersForAnotherIdentityAreDropped()
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

void TestDetails::loadingIsShownOnlyWhenItTakesLong()
{
    Details details;
    details.console.tenant().faults().set({ .latencyMs = 600 });
    details.console.clickCell(2, Name);
    QCOMPARE(details.title(), details.console.cell(2, Name));
    details.showTab(Json);
    QCOMPARE(details.state(u"jsonPages"_s), u"loading"_s);
    const auto isBlank = [&] {
        const QImage image
            = details.console.find<LoadPages>(u"jsonPages"_s)->grab().toImage();
        const QColor background = image.pixelColor(2, 2);
        return image.pixelColor(40, 20) == background;
    };
    QVERIFY(isBlank());
    QVERIFY(QTest::qWaitFor([&] { return !isBlank(); }, 500));
    details.showTab(Roles);
    QCOMPARE(details.state(u"rolePages"_s), u"loading"_s);
    QVERIFY(QTest::qWaitFor([&] { return details.state(u"rolePages"_s) != u"loading"_s; }, 5000));
}

void TestDetails::closesWithRequestsInFlight()
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

QTEST_MAIN(TestDetails)
#include "tst_details.moc"
