// Exports in the window: rows of Activity like other jobs, said when they end, repeated from the
// toolbar.

#include "support/exporthands.h"
#include "support/journalfaults.h"
#include "support/operations.h"

#include "base/clock.h"
#include "files/exportpreset.h"
#include "jobs/journal.h"
#include "models/export/exportsubject.h"
#include "models/jobs/auditmodel.h"
#include "models/jobs/jobsmodel.h"
#include "ui/filter/filterbar.h"
#include "ui/jobs/auditwindow.h"
#include "ui/parts/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QRadioButton>
#include <QStandardPaths>
#include <QStyleOptionToolButton>
#include <QTemporaryDir>
#include <QToolButton>

using namespace ic;
using namespace ic::test;

namespace {

/// A window with so many identities, and a folder for what it exports.
struct Rig
{
    explicit Rig(quint32 identities, const QString& settings = {})
        : console({ .identities = identities }, settings)
        , exports(console)
        , isReady(QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
              && console.waitForLoadedScreen())
    {
    }
    QString path(const QString& name) const { return folder.filePath(name); }
    QStringList files() const { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); }
    QToolButton* button(const QString& name) { return console.find<QToolButton>(name); }
    void press(const QString& name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    bool waitForState(const QString& wanted, int row = 0)
    {
        return QTest::qWaitFor(
            [&] {
                return exports.rows()->model()->rowCount() > row
                    && exports.cell(row, JobsModel::State) == wanted;
            },
            20'000);
    }
    template <class T> T* part(const QString& name)
    {
        return console.dialog()->findChild<T*>(name);
    }
    /// Opens the menu beside Export by a click on its arrow, and clicks the entry: two clicks.
    bool choosePreset(const QString& name)
    {
        QToolButton* button = nullptr;
        for (auto* one : console.window().findChildren<QToolButton*>()) {
            if (one->defaultAction() == console.find<QAction>(u"export"_s))
                button = one;
        }
        if (button == nullptr || button->popupMode() != QToolButton::MenuButtonPopup)
            return false;
        QMenu* menu = button->menu();
        bool isChosen = false;
        QTimer::singleShot(0, menu, [&] { // the menu has a loop of its own
            for (QAction* action : menu->actions()) {
                if (action->text() == name && action->isEnabled()) {
                    isChosen = true;
                    QTest::mouseClick(
                        menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                    return;
                }
            }
            menu->close();
        });
        QStyleOptionToolButton option;
        option.initFrom(button);
        option.features = QStyleOptionToolButton::MenuButtonPopup;
        option.subControls = QStyle::SC_ToolButtonMenu;
        const QRect arrow = button->style()->subControlRect(
            QStyle::CC_ToolButton, &option, QStyle::SC_ToolButtonMenu, button);
        QTest::mouseClick(button, Qt::LeftButton, {}, arrow.center());
        return isChosen;
    }
    /// As a start of the program later.
    void keepPreset(const ExportPreset& preset)
    {
        // Saved as the dialog saves it, without the dialog.
        exports.open();
        part<QLineEdit>(u"path"_s)->setText(preset.path);
        QTest::keyClicks(part<QLineEdit>(u"presetName"_s), preset.name);
        QTest::mouseClick(part<QPushButton>(u"savePreset"_s), Qt::LeftButton);
        console.dialog()->reject();
    }

    ConsoleWindow console;
    QTemporaryDir folder;
    ExportHands exports;
    bool isReady;
};

QStringList linesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts);
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void runsAsARowAndIsSaid();
    void stopsAndGoesOn();
    void cancelLeavesNoFile();
    void aFailureKeepsWhatWasChosen();
    void clicksAreAnsweredWhileItRuns();
    void twoAtOnceAndNotIntoOneFile();
    void withoutARecordNothingIsExported();
    void quittingIsAsked();
    void isInTheAudit();
    void oneOfAnEarlierStartIsSeen();
    void againTomorrowWithTwoClicks();
    void aPresetOfASnapshotIsRepeatedInOne();
    void aPresetThatCannotRunAsks_data();
    void aPresetThatCannotRunAsks();
    void presetsGo();
};

void TestExports::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestExports::runsAsARowAndIsSaid()
{
    Rig rig(1000);
    QVERIFY(rig.isReady);
    const int total = rig.console.rows();
    QDialog* dialog = rig.exports.open();
    ExportHands::start(dialog, rig.path(u"all.csv"_s));
    QVERIFY(rig.console.dialog() == nullptr); // the window is free
    QVERIFY(rig.waitForState(u"Done"_s));
    QVERIFY(rig.console.find<QDockWidget>(u"bottom"_s)->isVisible());
    QCOMPARE(rig.exports.cell(0, JobsModel::Operation), u"Export CSV"_s);
    QCOMPARE(rig.exports.cell(0, JobsModel::Progress), u"%1 of %1"_s.arg(total));
    QVERIFY(
        rig.exports.cell(0, JobsModel::Result).startsWith(u"all.csv · Wrote %1 rows"_s.arg(total)));
    QCOMPARE(linesOf(rig.path(u"all.csv"_s)).size(), total + 1);
    QCOMPARE(rig.console.statusText(), u"%1 identities exported to all.csv."_s.arg(total));
    QTest::mouseClick(rig.console.find<QAbstractButton>(u"noticeOffer"_s), Qt::LeftButton);
    QCOMPARE(rig.console.openedFiles(), QStringList { rig.path(u"all.csv"_s) });
    // And from the row.
    rig.press(u"exportOpen"_s);
    QCOMPARE(rig.console.openedFiles().size(), 2);
    rig.press(u"exportFolder"_s);
    QCOMPARE(rig.console.openedFolders(), QStringList { rig.path(u"all.csv"_s) });
    QVERIFY(!rig.button(u"jobItems"_s)->isVisible() && !rig.button(u"jobRetry"_s)->isVisible());
}

void TestExports::stopsAndGoesOn()
{
    Rig rig(20'000);
    QVERIFY(rig.isReady);
    rig.console.tenant().faults().set({ .latencyMs = 100 });
    ExportHands::start(rig.exports.open(), rig.path(u"big.csv"_s));
    QVERIFY(QTest::qWaitFor(
        [&] { return rig.exports.cell(0, JobsModel::Progress).contains(u" of "_s); }, 10'000));
    rig.press(u"jobPause"_s);
    QVERIFY(rig.waitForState(u"Paused by you"_s));
    QCOMPARE(rig.button(u"jobPause"_s)->text(), u"Resume"_s);
    QCOMPARE(rig.exports.ended.size(), 0);
    rig.console.tenant().faults().set({});
    rig.press(u"jobPause"_s);
    QVERIFY(rig.exports.waitEnded());
    QCOMPARE(linesOf(rig.path(u"big.csv"_s)).size(), rig.console.rows() + 1);
}

void TestExports::cancelLeavesNoFile()
{
    Rig rig(5000);
    QVERIFY(rig.isReady);
    rig.console.tenant().faults().set({ .latencyMs = 200 });
    ExportHands::start(rig.exports.open(), rig.path(u"cancelled.csv"_s));
    QVERIFY(QTest::qWaitFor([&] { return rig.button(u"jobCancel"_s)->isEnabled(); }));
    QCOMPARE(rig.button(u"jobCancel"_s)->text(), u"Cancel"_s); // without a question
    rig.press(u"jobCancel"_s);
    QVERIFY(rig.waitForState(u"Cancelled"_s));
    QCOMPARE(rig.exports.cell(0, JobsModel::Result), u"cancelled.csv · No file was written."_s);
    QTRY_COMPARE(rig.console.statusText(), u"Export cancelled. No file was written."_s);
    QCOMPARE(rig.files(), QStringList());
}

void TestExports::aFailureKeepsWhatWasChosen()
{
    Rig rig(1000);
    QVERIFY(rig.isReady && rig.console.waitForCounts());
    rig.console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
        .count = 50,
        .pathContains = u"/identities"_s,
        .status = 403 });
    rig.console.clickCell(2, 0);
    QDialog* dialog = rig.exports.open();
    dialog->findChild<QListWidget*>(u"columns"_s)->item(0)->setCheckState(Qt::Unchecked);
    ExportHands::start(dialog, rig.path(u"failed.csv"_s));
    QVERIFY(rig.waitForState(u"Failed"_s));
    const QString said = rig.exports.cell(0, JobsModel::Result);
    QVERIFY2(said.startsWith(u"failed.csv · No file was written. Not allowed"_s), qPrintable(said));
    QVERIFY2(said.contains(u"Tracking id "_s), qPrintable(said));
    QVERIFY(rig.console.statusText().startsWith(u"failed.csv was not exported."_s));
    QCOMPARE(rig.files(), QStringList());
    QVERIFY(!rig.button(u"exportOpen"_s)->isEnabled());
    rig.console.tenant().faults().clearPlanned();
    rig.console.clickCell(2, 0); // nobody is ticked any more
    rig.press(u"exportAgain"_s);
    QVERIFY(rig.console.dialog() != nullptr);
    QVERIFY(rig.part<QRadioButton>(u"kept"_s)->isChecked());
    QCOMPARE(rig.part<QLineEdit>(u"path"_s)->text(), rig.path(u"failed.csv"_s));
    ExportHands::start(rig.console.dialog());
    QVERIFY(rig.exports.waitEnded(2));
    const QStringList lines = linesOf(rig.path(u"failed.csv"_s));
    QCOMPARE(lines.size(), 2); // the one who was ticked
    QVERIFY2(lines.first().startsWith(u"alias,emailAddress"_s), qPrintable(lines.first()));
}

void TestExports::clicksAreAnsweredWhileItRuns()
{
    Rig rig(20'000);
    QVERIFY(rig.isReady);
    ExportHands::start(rig.exports.open(), rig.path(u"big.csv"_s));
    // The budget is being used up by pages; rows far away still come at once.
    QVERIFY(QTest::qWaitFor([&] { return rig.console.tenant().activity().requests > 10; }));
    rig.console.table().scrollToBottom();
    QVERIFY(rig.console.waitForLoadedScreen());
    QCOMPARE(rig.exports.ended.size(), 0); // it is still running
    QCOMPARE(rig.console.tenant().activity().rateLimited, 0);
    rig.press(u"jobCancel"_s);
    QVERIFY(rig.exports.waitEnded());
}

void TestExports::twoAtOnceAndNotIntoOneFile()
{
    Rig rig(20'000);
    QVERIFY(rig.isReady);
    rig.console.tenant().faults().set({ .latencyMs = 100 });
    ExportHands::start(rig.exports.open(), rig.path(u"one.csv"_s));
    QVERIFY(QTest::qWaitFor([&] { return rig.exports.rows()->model()->rowCount() == 1; }));
    QDialog* dialog = rig.exports.open();
    dialog->findChild<QLineEdit*>(u"path"_s)->setText(rig.path(u"one.csv"_s));
    QCOMPARE(dialog->findChild<QLabel*>(u"problem"_s)->text(),
        u"Another export is writing this file."_s);
    QVERIFY(!dialog->findChild<QPushButton*>(u"start"_s)->isEnabled());
    ExportHands::start(dialog, rig.path(u"two.csv"_s));
    QVERIFY(QTest::qWaitFor([&] { return rig.exports.rows()->model()->rowCount() == 2; }));
    rig.console.tenant().faults().set({});
    QVERIFY(rig.exports.waitEnded(2));
    QCOMPARE(rig.files(), QStringList({ u"one.csv"_s, u"two.csv"_s }));
}

void TestExports::withoutARecordNothingIsExported()
{
    Rig rig(300);
    QVERIFY(rig.isReady);
    const OtherWriter journal(rig.console.jobs().journalPath());
    QVERIFY(journal.run(u"CREATE TRIGGER full BEFORE INSERT ON job BEGIN "
                        "SELECT RAISE(ABORT, 'the disk is full'); END"_s));
    ExportHands::start(rig.exports.open(), rig.path(u"unrecorded.csv"_s));
    QVERIFY(QTest::qWaitFor([&] { return rig.console.dialog() != nullptr; }));
    QStringList texts; // it is asked again, with everything as it was
    for (const auto* label : rig.console.dialog()->findChildren<QLabel*>())
        texts += label->text();
    QVERIFY2(!texts.filter(u"the disk is full"_s).isEmpty(), qPrintable(texts.join(u'|')));
    QCOMPARE(rig.part<QLineEdit>(u"path"_s)->text(), rig.path(u"unrecorded.csv"_s));
    QCOMPARE(rig.files(), QStringList());
    QVERIFY(journal.run(u"DROP TRIGGER full"_s));
    ExportHands::start(rig.console.dialog());
    QVERIFY(rig.exports.waitEnded());
    QCOMPARE(rig.files(), QStringList { u"unrecorded.csv"_s });
}

void TestExports::quittingIsAsked()
{
    Rig rig(20'000);
    QVERIFY(rig.isReady);
    rig.console.tenant().faults().set({ .latencyMs = 200 });
    ExportHands::start(rig.exports.open(), rig.path(u"left.csv"_s));
    QVERIFY(QTest::qWaitFor([&] { return rig.exports.rows()->model()->rowCount() == 1; }));
    rig.press(u"jobPause"_s); // a paused one is lost as well
    QVERIFY(rig.waitForState(u"Paused by you"_s));
    QVERIFY(!rig.console.window().close());
    QVERIFY(
        rig.part<QLabel>(u"question"_s)->text() == u"The export ends now and leaves no file."_s);
    QTest::mouseClick(rig.part<QPushButton>(u"keep"_s), Qt::LeftButton);
    QVERIFY(rig.console.window().isVisible());
    QVERIFY(!rig.console.window().close());
    QTest::mouseClick(rig.part<QPushButton>(u"stop"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !rig.console.window().isVisible(); }, 10'000));
    QVERIFY(rig.console.restartJobs());
    QVERIFY(rig.waitForState(u"Interrupted"_s));
    QCOMPARE(rig.files(), QStringList());
    QVERIFY(!rig.console.find<QWidget>(u"unfinishedJobs"_s)->isVisible()); // nothing to resume
}

void TestExports::isInTheAudit()
{
    Rig rig(300);
    QVERIFY(rig.isReady);
    ExportHands::start(rig.exports.open(), rig.path(u"people.csv"_s));
    QVERIFY(rig.exports.waitEnded());
    rig.press(u"jobAudit"_s);
    auto* window = rig.console.window().findChild<AuditWindow*>();
    auto* table = window->findChild<QTableView*>(u"auditJobs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    const auto cell
        = [&](int column) { return table->model()->index(0, column).data().toString(); };
    QCOMPARE(cell(AuditModel::Operation), u"Export CSV"_s);
    QCOMPARE(cell(AuditModel::By), rig.console.tenant().mainClient().userName);
    QVERIFY(cell(AuditModel::Tenant).startsWith(u"acme-demo ("_s));
    const QString what = cell(AuditModel::Parameters);
    QVERIFY2(what.startsWith(u"Correlated identities to "_s + rig.path(u"people.csv"_s)),
        qPrintable(what));
    QVERIFY2(what.contains(u"name, alias"_s), qPrintable(what));
    QCOMPARE(cell(AuditModel::Outcome), u"Done"_s);
    QVERIFY(cell(AuditModel::Summary).startsWith(u"Wrote "_s));
    // Whole, below the table: a cell has no room for it.
    const auto* details = window->findChild<QLabel*>(u"auditDetails"_s);
    QVERIFY(!details->isVisible());
    table->selectRow(0);
    QVERIFY(details->isVisible());
    QCOMPARE(details->text(), what + u'\n' + cell(AuditModel::Summary));
    table->clearSelection();
    QVERIFY(!details->isVisible());
    // In the audit's own file it is a row, too.
    QTest::mouseClick(window->findChild<QPushButton*>(u"auditExport"_s), Qt::LeftButton);
    auto* chooser = window->findChild<QFileDialog*>();
    QVERIFY(chooser != nullptr);
    emit chooser->fileSelected(rig.path(u"audit.csv"_s));
    chooser->close();
    QTRY_COMPARE(linesOf(rig.path(u"audit.csv"_s)).size(), 2);
    const QString row = linesOf(rig.path(u"audit.csv"_s)).last();
    QVERIFY2(row.contains(u",export,"_s) && row.contains(u"Wrote "_s)
            && row.contains(rig.path(u"people.csv"_s)),
        qPrintable(row));
    auto* operation = window->findChild<QComboBox*>(u"auditOperation"_s);
    operation->setCurrentIndex(operation->findText(u"Delete"_s));
    emit operation->activated(operation->currentIndex());
    QTRY_COMPARE(table->model()->rowCount(), 0);
    operation->setCurrentIndex(operation->findText(u"Export"_s));
    emit operation->activated(operation->currentIndex());
    QTRY_COMPARE(table->model()->rowCount(), 1);
    // Beside a change: an export has no items.
    const SystemClock clock;
    BulkPlan change { .operation = &deleteIdentity(), .host = rig.console.jobs().host() };
    change.targets = { BulkTarget { .name = u"Ada"_s } };
    QVERIFY(std::move(Journal::open(rig.console.jobs().journalPath(), clock))
                .value()
                ->create(newJobId(), change)
                .hasValue());
    operation->setCurrentIndex(0);
    emit operation->activated(0);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    const auto* items = window->findChild<QPushButton*>(u"auditItems"_s);
    QVERIFY(!items->isEnabled());
    table->selectRow(0);
    QVERIFY(items->isEnabled());
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(!items->isEnabled());
    QTest::keyClick(table, Qt::Key_Up);
    QVERIFY(items->isEnabled());
}

/// Killed in another start: what is known of it is said, and its choices are still there.
void TestExports::oneOfAnEarlierStartIsSeen()
{
    Rig rig(300);
    QVERIFY(rig.isReady);
    const SystemClock clock;
    {
        const auto journal
            = std::move(Journal::open(rig.console.jobs().journalPath(), clock)).value();
        ExportPlan plan { .profile = u"acme-demo"_s, .host = rig.console.jobs().host() };
        plan.record.path = rig.path(u"killed.csv"_s);
        plan.record.how = { .whom = ExportPreset::Whom::View,
            .view = keptView({ .filter = u"name sw \"A\""_s }),
            .path = rig.path(u"killed.csv"_s),
            .columns = { u"name"_s } };
        QVERIFY(journal->createExport(newJobId(), plan).hasValue());
    }
    QVERIFY(rig.console.restartJobs());
    QVERIFY(rig.waitForState(u"Interrupted"_s));
    rig.exports.rows()->setCurrentIndex(rig.exports.rows()->model()->index(0, 0));
    QVERIFY(!rig.button(u"exportOpen"_s)->isEnabled());
    rig.press(u"exportAgain"_s);
    QVERIFY(rig.console.dialog() != nullptr && rig.part<QRadioButton>(u"kept"_s)->isChecked());
    ExportHands::start(rig.console.dialog());
    QVERIFY(QTest::qWaitFor([&] { return rig.exports.cell(0, JobsModel::State) == u"Done"_s; }));
    const QStringList lines = linesOf(rig.path(u"killed.csv"_s));
    QVERIFY(lines.size() > 1);
    QCOMPARE(lines.first(), u"name"_s);
    for (const QString& line : lines.mid(1))
        QVERIFY2(line.startsWith(u'A', Qt::CaseInsensitive), qPrintable(line));
}

/// The day's task: some people with two attributes today, and the same tomorrow.
void TestExports::againTomorrowWithTwoClicks()
{
    const QTemporaryDir kept;
    const QString settings = kept.filePath(u"settings.ini"_s);
    const QTemporaryDir target;
    const QString pattern = target.filePath(u"{view}-{date}.csv"_s);
    int matching = 0;
    {
        Rig rig(3000, settings);
        QVERIFY(rig.isReady);
        const int total = rig.console.rows();
        rig.console.search(u"ma"_s);
        QVERIFY(
            QTest::qWaitFor([&] { return rig.console.rows() > 0 && rig.console.rows() < total; }));
        matching = rig.console.rows();
        QDialog* dialog = rig.exports.open();
        auto* presets = rig.console.find<QMenu>(u"exportPresets"_s);
        presets->popup(QPoint(200, 200)); // there is none, which is to be seen
        QVERIFY(presets->isVisible());
        QVERIFY(!presets->actionGeometry(presets->actions().constFirst()).isEmpty());
        presets->close();
        QStringList said;
        for (const auto* label : dialog->findChildren<QLabel*>())
            said += label->text();
        QVERIFY2(!said.filter(QRegularExpression(u"^Correlated: .+ma"_s)).isEmpty(),
            qPrintable(said.join(u'\n')));
        auto* attribute = dialog->findChild<QLineEdit*>(u"attributeName"_s);
        attribute->setFocus();
        for (const auto* name : { "department", "location" }) {
            QTest::keyClicks(attribute, QString::fromLatin1(name));
            QTest::keyClick(attribute, Qt::Key_Return);
        }
        // What is typed as a name is saved as well: no click for it.
        QTest::keyClicks(dialog->findChild<QLineEdit*>(u"presetName"_s), u"Contractors"_s);
        ExportHands::start(dialog, pattern);
        QVERIFY(rig.exports.waitEnded());
        QCOMPARE(rig.exports.ended.first().counts.succeeded, matching);
        const QString name = QFileInfo(rig.exports.ended.first().exported->path).fileName();
        QVERIFY2(name.startsWith(u"Contractors-20"_s), qPrintable(name));
    }
    // Tomorrow another file has that name.
    const QStringList today = QDir(target.path()).entryList(QDir::Files);
    QCOMPARE(today.size(), 1);
    QVERIFY(QDir(target.path()).rename(today.first(), u"yesterday.csv"_s));
    Rig rig(3000, settings);
    QVERIFY(rig.isReady);
    QVERIFY(rig.console.rows() > matching); // the filter of the table is another one
    const auto presets = rig.console.find<QMenu>(u"exportPresets"_s)->actions();
    QVERIFY2(presets.constFirst()->toolTip().contains(u"Correlated: "_s),
        qPrintable(presets.constFirst()->toolTip()));
    QVERIFY(rig.choosePreset(u"Contractors"_s));
    QVERIFY(rig.console.dialog() == nullptr);
    QVERIFY(rig.exports.waitEnded());
    const QStringList now = linesOf(rig.exports.ended.first().exported->path);
    QCOMPARE(now.size(), matching + 1);
    QVERIFY(now.first().endsWith(u"attributes.department,attributes.location"_s));
    QCOMPARE(now, linesOf(target.filePath(u"yesterday.csv"_s)));
    // Once more the same day: the file is there, which is said before it is replaced.
    QVERIFY(rig.choosePreset(u"Contractors"_s));
    QVERIFY(rig.console.dialog() != nullptr);
    QVERIFY(rig.part<QLabel>(u"problem"_s)->text().endsWith(u"exists and will be replaced."_s));
    ExportHands::start(rig.console.dialog());
    QVERIFY(rig.exports.waitEnded(2));
    QCOMPARE(rig.exports.ended.last().counts.succeeded, matching);
}

/// What the tenant cannot filter by: the snapshot that is open answers, and without one it is said.
void TestExports::aPresetOfASnapshotIsRepeatedInOne()
{
    Rig rig(1000);
    QVERIFY(rig.isReady);
    auto* strip = rig.console.find<QWidget>(u"snapshotStrip"_s);
    rig.console.find<QAction>(u"takeSnapshot"_s)->trigger();
    QTest::mouseClick(rig.part<QPushButton>(u"confirm"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return strip->isVisible(); }, 20'000));
    QTRY_COMPARE(rig.exports.ended.size(), 1);
    const QString filter = u"attributes.employeeType eq \"Contractor\""_s;
    rig.console.window().findChild<FilterBar*>()->show(IdentityScope::Correlated, filter);
    QTRY_VERIFY(rig.console.rows() > 0 && rig.console.rows() < 500);
    QVERIFY(rig.console.waitForLoadedScreen());
    const int contractors = rig.console.rows();
    rig.exports.open();
    QVERIFY(rig.part<QLabel>(u"cost"_s)->text().startsWith(
        u"No request: read from the snapshot of "_s));
    rig.part<QLineEdit>(u"path"_s)->setText(rig.folder.filePath(u"{view}.csv"_s));
    QTest::keyClicks(rig.part<QLineEdit>(u"presetName"_s), u"Contractors"_s);
    QTest::mouseClick(rig.part<QPushButton>(u"savePreset"_s), Qt::LeftButton);
    rig.console.dialog()->reject();

    // The tenant itself cannot be asked that.
    QTest::mouseClick(strip->findChild<QAbstractButton*>(u"snapshotBack"_s), Qt::LeftButton);
    QTRY_VERIFY(!strip->isVisible());
    QTRY_VERIFY(rig.console.rows() > contractors);
    QVERIFY(rig.choosePreset(u"Contractors"_s));
    QVERIFY(rig.console.dialog() == nullptr); // there is nothing in it that would help
    QCOMPARE(rig.exports.ended.size(), 1);
    QCOMPARE(rig.console.statusText(),
        u"“Contractors” has not begun. Only a snapshot of everybody can answer its filter."_s);
    // What helps is beside it.
    auto* offer = rig.console.find<QAbstractButton>(u"noticeOffer"_s);
    QVERIFY(offer->isVisible() && offer->text().startsWith(u"Open the snapshot of "_s));
    offer->click();
    QTRY_VERIFY(strip->isVisible());
    QTRY_COMPARE(rig.console.rows(), contractors);

    // Two clicks again, whatever the table shows of the snapshot.
    rig.console.window().findChild<FilterBar*>()->show(IdentityScope::All, {});
    QTRY_VERIFY(rig.console.rows() > contractors);
    const int asked = rig.console.tenant().activity().requests;
    QVERIFY(rig.choosePreset(u"Contractors"_s));
    QVERIFY(rig.exports.waitEnded(2));
    QCOMPARE(rig.exports.ended.last().counts.succeeded, contractors);
    QVERIFY(rig.exports.ended.last().exported->whom.contains(u"in the snapshot of "_s));
    QCOMPARE(linesOf(rig.folder.filePath(u"Contractors.csv"_s)).size(), contractors + 1);
    QCOMPARE(rig.console.tenant().activity().requests, asked);
}

void TestExports::aPresetThatCannotRunAsks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("beside");
    QTest::newRow("its folder is gone")
        << uR"({"name":"P","whom":"view","view":"correlated\tname\texport\tname sw \"A\"",)"
           R"("path":"/no/such/folder/x.csv","columns":["alias"]})"_s
        << u"“P” has not begun. The folder /no/such/folder does not exist."_s
        << u"The folder /no/such/folder does not exist."_s;
    QTest::newRow("its filter is none any more")
        << uR"({"name":"P","whom":"view","view":"correlated\tname\texport\tshoeSize gt 4",)"
           R"("path":"/tmp/x.csv","columns":["alias"]})"_s
        << u"“P” has not begun. Its filter cannot be used any more."_s
        << u"Choose whom to export."_s;
    QTest::newRow("nobody is ticked")
        << uR"({"name":"P","whom":"ticked","path":"/tmp/x.csv","columns":["alias"]})"_s
        << u"“P” has not begun. It exports who is selected, and nobody is."_s
        << u"Choose whom to export."_s;
}

void TestExports::aPresetThatCannotRunAsks()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    QFETCH(QString, beside);
    const QTemporaryDir kept;
    const QString settings = kept.filePath(u"settings.ini"_s);
    {
        Settings before(settings);
        before.setValue(Setting::ExportPresets, QStringList { text });
        QVERIFY(before.save());
    }
    Rig rig(100, settings);
    QVERIFY(rig.isReady);
    QVERIFY(rig.choosePreset(u"P"_s));
    QDialog* dialog = rig.console.dialog();
    QVERIFY(dialog != nullptr);
    QStringList texts;
    for (const auto* label : dialog->findChildren<QLabel*>()) {
        if (label->isVisible())
            texts += label->text();
    }
    QVERIFY2(texts.contains(said), qPrintable(texts.join(u'|')));
    QCOMPARE(rig.part<QLabel>(u"problem"_s)->text(), beside);
    QVERIFY(!rig.part<QPushButton>(u"start"_s)->isEnabled()); // never somebody else instead
    // Everything of it is kept.
    auto* columns = rig.part<QListWidget>(u"columns"_s);
    QCOMPARE(columns->item(0)->data(Qt::UserRole).toString(), u"alias"_s);
    QCOMPARE(columns->item(1)->checkState(), Qt::Unchecked);
    QVERIFY(text.contains(rig.part<QLineEdit>(u"path"_s)->text()));
    // Also when it is saved: it never comes to mean somebody else.
    rig.part<QLineEdit>(u"presetName"_s)->setText(u"P"_s);
    QTest::mouseClick(rig.part<QPushButton>(u"savePreset"_s), Qt::LeftButton);
    const auto before = ExportPreset::fromText(text);
    const auto saved
        = ExportPreset::fromText(rig.part<QComboBox>(u"presets"_s)->itemData(1).toString());
    QVERIFY(saved && saved->whom == before->whom);
    QCOMPARE(saved->view, before->view);
    // Mended, it runs.
    rig.part<QRadioButton>(u"matching"_s)->click();
    ExportHands::start(dialog, rig.path(u"mended.csv"_s));
    QVERIFY(rig.exports.waitEnded());
    QCOMPARE(linesOf(rig.path(u"mended.csv"_s)).first(), u"alias"_s);
}

void TestExports::presetsGo()
{
    Rig rig(20);
    QVERIFY(rig.isReady);
    rig.keepPreset({ .name = u"Mine & yours"_s, .path = rig.path(u"x.csv"_s) });
    QVERIFY(rig.choosePreset(u"Mine && yours"_s));
    QVERIFY(rig.exports.waitEnded());
    QDialog* dialog = rig.exports.open();
    auto* presets = dialog->findChild<QComboBox*>(u"presets"_s);
    presets->setCurrentIndex(1);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"removePreset"_s), Qt::LeftButton);
    QCOMPARE(presets->count(), 1);
    dialog->reject();
    QVERIFY(!rig.choosePreset(u"Mine && yours"_s));
}

QTEST_MAIN(TestExports)
#include "tst_exports.moc"
