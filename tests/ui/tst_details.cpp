// The details pane as a person uses it: header, history, and the tabs in each of their states.

#include "support/clientrig.h"
#include "support/detailrig.h"

#include "ui/details/jsontab.h"
#include "ui/details/overviewtab.h"
#include "ui/details/personmark.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/statuschip.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QStandardPaths>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

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
    void tabsThatDoNotFitAreCutAndSaidWhole();
    void initialsAreLetters();
    void headerShowsChipsAndCopiesTheId();
    void valuesAreSaidWithTheirNames();
    void relativeTimesGrowOlder();
    void aNameFromRightToLeftStandsAtTheLeft();
    void theManagerIsALinkAndBackReturns();
    void historyForgetsWhatWasOnlyPassed();
    void aManagerWhoIsGoneSaysSo();
    void attributesAreFoundCopiedAndPinned();
    void attributeMenuPins();
    void ownershipIsAskedForLazilyAndCounted();
    void ownershipOfNothingIsSaid();
    void ownershipWithoutAnAnswerIsNotNothing();
    void ownershipFailsAndIsRetried();
    void jsonIsFoundAndCopied();
    void jsonFailsAndIsRetried();
    void jsonColorsCanBeRead();
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

void TestDetails::tabsThatDoNotFitAreCutAndSaidWhole()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(isOwner)));
    details.showTab(Ownership);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
    details.tabs()->setFixedWidth(260);
    QTabBar* bar = details.tabs()->tabBar();
    QTRY_VERIFY(bar->width() <= 260);
    for (int tab = Overview; tab <= Activity; ++tab) {
        QVERIFY2(bar->rect().contains(bar->tabRect(tab)), qPrintable(bar->tabText(tab)));
        const QString whole = tab == Roles ? bar->accessibleTabName(Roles) : bar->tabText(tab);
        QVERIFY2(bar->tabToolTip(tab).contains(whole), qPrintable(bar->tabToolTip(tab)));
    }
    for (const auto* arrow : bar->findChildren<QToolButton*>())
        QVERIFY(!arrow->isVisible());
}

/// A name without any has none, and a person is shown instead.
void TestDetails::initialsAreLetters()
{
    QCOMPARE(PersonMark::initialsOf(u"maria del Mar keller"_s), u"MK"_s);
    QCOMPARE(PersonMark::initialsOf(u"  Ömer "_s), u"Ö"_s);
    QCOMPARE(PersonMark::initialsOf(u"דנה לוי"_s), u"דל"_s);
    QCOMPARE(PersonMark::initialsOf(u"\U00010400x 4711"_s), u"\U00010400"_s); // beyond 16 bits
    for (const QString& none : { u""_s, u" "_s, u"<img> =1+1"_s, u"4711"_s, u"\u202E"_s })
        QCOMPARE(PersonMark::initialsOf(none), QString());
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

void TestDetails::valuesAreSaidWithTheirNames()
{
    Details details;
    const int row = details.rowWhere(hasManager);
    QVERIFY(details.open(row));
    const auto said = [&](const QString& label) {
        return QAccessible::queryAccessibleInterface(details.console.find<QLabel>(label))
            ->text(QAccessible::Name);
    };
    QCOMPARE(said(u"value0"_s), u"Display name: "_s + details.title());
    QCOMPARE(said(u"value3"_s), u"Id: "_s + details.idOf(row));
}

void TestDetails::relativeTimesGrowOlder()
{
    ClientRig rig;
    IdentityDetail detail(rig.client, rig.clock);
    PinnedAttributes pinned;
    OverviewTab tab(detail, pinned, rig.clock);
    Identity person;
    person.id = IdentityId(u"one"_s);
    person.lastRefresh = rig.clock.utcNow().addSecs(-180);
    detail.open(person);
    const auto* shown = tab.findChild<QLabel*>(u"value9"_s);
    QCOMPARE(shown->text(), u"3 min"_s);
    rig.clock.advance(120'000);
    tab.findChild<QTimer*>(u"ageTimer"_s)->setInterval(0);
    QTRY_COMPARE(shown->text(), u"5 min"_s);
}

void TestDetails::aNameFromRightToLeftStandsAtTheLeft()
{
    ElidedLabel label;
    label.setText(u"\u05D3\u05D5\u05D3 \u05DB\u05D4\u05DF"_s);
    for (const bool canBeSelected : { false, true }) {
        label.setTextInteractionFlags(
            canBeSelected ? Qt::TextSelectableByMouse : Qt::NoTextInteraction);
        label.resize(400, 30);
        const QImage picture = label.grab().toImage();
        const QRgb paper = picture.pixel(399, 0);
        int end = 0;
        for (int x = 0; x < picture.width(); ++x) {
            for (int y = 0; y < picture.height(); ++y)
                end = picture.pixel(x, y) != paper ? x : end;
        }
        QVERIFY2(end > 5 && end < 200, qPrintable(QString::number(end)));
    }
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
    details.console.tenant().inspect(
        [&](demo::Directory& directory) { directory.remove(*directory.find(id.toLatin1())); });
    QTest::mouseClick(details.console.find<QAbstractButton>(u"managerLink"_s), Qt::LeftButton);
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

    QTest::mouseClick(
        view->viewport(), Qt::LeftButton, {}, view->visualRect(model->index(0, 1)).center());
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
        QStringList({ u"Copy value"_s, u"Copy name and value"_s, {}, u"Pin to Overview"_s,
            u"Add as column"_s }));
    menu->actions().at(3)->trigger();
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
    QVERIFY(
        details.waitForState(u"ownershipPages"_s, u"The answer was not what the API describes."_s));
    details.showTab(Overview); // the others keep working
    QVERIFY(details.console.button(u"Retry"_s) == nullptr);
    details.showTab(Ownership);
    QTest::mouseClick(details.console.button(u"Copy details"_s), Qt::LeftButton);
    QVERIFY(QApplication::clipboard()->text().contains(u"API describes"_s));
    QTest::mouseClick(details.console.button(u"Retry"_s), Qt::LeftButton);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
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
    QVERIFY(details.waitForState(u"jsonPages"_s, u"The answer was not what the API describes."_s));
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

QTEST_MAIN(TestDetails)
#include "tst_details.moc"
