// The tenant at a glance: counted, clicked, saved as a picture and left again in the real window.

#include "support/operationrig.h"
#include "support/operations.h"
#include "support/viewcounts.h"

#include "models/filter/tenantfigures.h"
#include "models/jobs/auditmodel.h"
#include "ui/jobs/resultdialog.h"
#include "ui/overview/countbar.h"
#include "ui/overview/tenantoverview.h"
#include "ui/parts/theme.h"

#include <QFileDialog>
#include <QImage>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct Overview
{
    explicit Overview(const QString& settings = {})
        : rig(2000, {}, settings)
    {
    }

    ConsoleWindow& console() { return rig.console; }
    QAbstractButton* entry() { return console().find<QAbstractButton>(u"overviewEntry"_s); }
    TenantOverview* page() { return console().find<TenantOverview>(u"overview"_s); }
    bool isShown() { return page() != nullptr && page()->isVisible(); }
    void open() { QTest::mouseClick(entry(), Qt::LeftButton); }
    void press(const QString& name)
    {
        QTest::mouseClick(console().find<QWidget>(name), Qt::LeftButton);
    }
    /// The first bar of that name.
    CountBar* bar(const QString& name)
    {
        for (CountBar* bar : page()->findChildren<CountBar*>()) {
            if (bar->text() == name)
                return bar;
        }
        return nullptr;
    }
    QString said(const QString& name) { return bar(name)->accessibleName(); }
    QString age() { return console().find<QLabel>(u"overviewAge"_s)->text(); }
    bool waitForNumbers()
    {
        return QTest::qWaitFor([this] { return age() == u"Counted just now."_s; }, 10'000);
    }
    int requests() { return console().tenant().activity().requests; }
    /// As if it had been confirmed in the window; `count`: how many have ended then.
    bool runJob(int count)
    {
        BulkPlan plan { .operation = &processIdentities(), .profile = u"acme-demo"_s };
        plan.targets += BulkTarget { IdentityId(rig.idOf(0)), u"One"_s, u"one"_s };
        console().jobs().start(plan);
        return rig.waitEnded(count);
    }
    QTreeView& views() { return *console().find<QTreeView>(u"views"_s); }
    QString counted(int row)
    {
        const QModelIndex heading = views().model()->index(0, 0);
        return views().model()->index(row, 0, heading).data(ViewListModel::CountRole).toString();
    }

    OperationRig rig;
};

} // namespace

class TestOverview : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void numbersAreThoseOfTheTenant()
    {
        Overview overview;
        QVERIFY(overview.rig.isReady && overview.console().waitForCounts());
        QCOMPARE(overview.page(), nullptr); // made when it is looked at
        const int before = overview.requests();
        overview.open();
        QVERIFY(overview.isShown());
        QVERIFY(overview.waitForNumbers());
        // 16 numbers of which the sidebar knew eight; its ninth is another one's twin.
        QVERIFY2(overview.requests() - before <= 8,
            qPrintable(QString::number(overview.requests() - before)));
        const QString correlated = overview.counted(0);
        const QString locked = overview.said(u"Locked"_s);
        QVERIFY2(locked.startsWith(u"Locked %1 of %2, "_s.arg(overview.counted(6), correlated)),
            qPrintable(locked));
        QVERIFY(locked.endsWith(u" %"_s));
        QVERIFY(overview.said(u"Uncorrelated"_s)
                    .startsWith(u"Uncorrelated %1 of 2,000, "_s.arg(overview.counted(2))));
        QVERIFY(overview.said(u"Protected"_s)
                    .startsWith(u"Protected %1 of %2"_s.arg(overview.counted(8), correlated)));
        QCOMPARE(overview.console().find<QLabel>(u"overviewTotal"_s)->text(),
            u"2,000 identities in acme-demo"_s);
        // A second look costs nothing.
        const int after = overview.requests();
        QTest::keyClick(overview.page(), Qt::Key_Escape);
        QVERIFY(!overview.isShown());
        overview.open();
        QCOMPARE(overview.age(), u"Counted just now."_s);
        QCOMPARE(overview.requests(), after);
        overview.press(u"overviewCountAgain"_s);
        QVERIFY(overview.age().startsWith(u"Counting, 16 requests left"_s));
        QVERIFY(overview.waitForNumbers());
        QCOMPARE(overview.requests() - after, 16);
    }

    void aBarLeadsToItsIdentities()
    {
        Overview overview;
        QVERIFY(overview.rig.isReady && overview.console().waitForCounts());
        overview.open();
        QVERIFY(overview.waitForNumbers());
        QTest::mouseClick(overview.bar(u"Locked"_s), Qt::LeftButton);
        QVERIFY(!overview.isShown());
        QString count = overview.counted(6);
        QVERIFY(overview.console().waitForRows(count.remove(u',').toInt()));
        QVERIFY(overview.views()
                    .model()
                    ->index(6, 0, overview.views().model()->index(0, 0))
                    .data(ViewListModel::CurrentRole)
                    .toBool());
        // By keyboard alone, and also if the table shows them already.
        QTest::keyClick(&overview.console().window(), Qt::Key_0, Qt::ControlModifier);
        QVERIFY(overview.isShown());
        QVERIFY(overview.page()->isAncestorOf(QApplication::focusWidget()));
        for (int i = 0; i < 30 && QApplication::focusWidget() != overview.bar(u"Locked"_s); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), overview.bar(u"Locked"_s));
        QTest::keyClick(overview.bar(u"Locked"_s), Qt::Key_Return);
        QVERIFY(!overview.isShown());
        QVERIFY(overview.console().table().hasFocus());
    }

    void theTableIsAsItWas()
    {
        Overview overview;
        QVERIFY(overview.rig.isReady && overview.console().waitForCounts());
        ConsoleWindow& console = overview.console();
        console.clickCell(4, 0);
        console.clickCell(9, 1);
        console.table().verticalScrollBar()->setValue(7);
        const int requests = overview.requests();
        for (const bool byEntry : { true, false }) {
            if (byEntry)
                overview.open();
            else
                QTest::keyClick(&console.window(), Qt::Key_0, Qt::ControlModifier);
            QVERIFY(overview.isShown() && !console.table().isVisible());
            QVERIFY(overview.waitForNumbers());
            if (byEntry)
                overview.press(u"overviewLeave"_s);
            else
                QTest::keyClick(&console.window(), Qt::Key_0, Qt::ControlModifier);
            QVERIFY(console.table().isVisible());
            QCOMPARE(console.table().currentIndex().row(), 9);
            QCOMPARE(console.table().verticalScrollBar()->value(), 7);
            QCOMPARE(console.table().model()->index(4, 0).data(Qt::CheckStateRole).toInt(),
                int(Qt::Checked));
        }
        QVERIFY(overview.requests() - requests <= 9); // numbers and details, no rows
        // What is about the table shows it.
        overview.open();
        QTest::keyClick(&console.window(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(console.table().isVisible());
        QVERIFY(console.find<QLineEdit>(u"quickSearch"_s)->hasFocus());
        overview.open();
        const QModelIndex heading = overview.views().model()->index(0, 0);
        const QModelIndex shown = overview.views().model()->index(0, 0, heading);
        QTest::mouseClick(overview.views().viewport(), Qt::LeftButton, {},
            overview.views().visualRect(shown).center());
        QVERIFY(console.table().isVisible());
    }

    void countingCanBeSwitchedOff()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        QSettings(file, QSettings::IniFormat).setValue(u"defaults/counting"_s, u"asked"_s);
        Overview overview(file);
        QVERIFY(overview.rig.isReady);
        QTest::qWait(0);
        QCOMPARE(overview.counted(0),
            overview.console().rows() > 0 ? QLocale().toString(overview.console().rows())
                                          : QString()); // the table's own total costs nothing
        QCOMPARE(overview.counted(6), u"–"_s);
        const int before = overview.requests();
        overview.open();
        QVERIFY(overview.age().contains(u"Settings"_s) || overview.age().contains(u"Counted"_s));
        QCOMPARE(overview.said(u"Locked"_s), u"Locked, not counted"_s);
        QCOMPARE(overview.requests(), before);
        overview.press(u"overviewCountAgain"_s);
        QVERIFY(overview.waitForNumbers());
        QCOMPARE(overview.requests() - before, 16);
        QVERIFY(overview.counted(6) != u"–"_s);
    }

    void whatCannotBeCountedSaysSo()
    {
        Overview overview;
        QVERIFY(overview.rig.isReady && overview.console().waitForCounts());
        overview.console().tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
            .count = 1,
            .pathContains = u"/identities"_s,
            .status = 403 });
        overview.open();
        QVERIFY(QTest::qWaitFor([&] { return overview.age() == u"1 could not be counted."_s; }));
        int failed = 0;
        for (const CountBar* bar : overview.page()->findChildren<CountBar*>())
            failed += bar->accessibleName().endsWith(u", not counted"_s) ? 1 : 0;
        QCOMPARE(failed, 1);
        overview.press(u"overviewCountAgain"_s);
        QVERIFY(overview.waitForNumbers());
    }

    void aPictureIsSaved()
    {
        Overview overview;
        QVERIFY(overview.rig.isReady && overview.console().waitForCounts());
        overview.open();
        QVERIFY(overview.waitForNumbers());
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"glance.png"_s);
        overview.press(u"overviewPicture"_s);
        auto* chooser = overview.page()->findChild<QFileDialog*>();
        QVERIFY(chooser != nullptr);
        QVERIFY(chooser->selectedFiles().value(0).endsWith(u".png"_s));
        emit chooser->fileSelected(path);
        chooser->close();
        QImage picture;
        QVERIFY(QTest::qWaitFor([&] { return picture.load(path); }));
        QVERIFY(picture.width() > overview.page()->width()); // two points for one
        QVERIFY(picture.width() <= 2 * overview.page()->width());
        const QColor locked = barColor(Tone::Danger, overview.page()->palette());
        bool found = false;
        for (int y = 0; y < picture.height() && !found; ++y) {
            for (int x = 0; x < picture.width() && !found; ++x)
                found = picture.pixelColor(x, y) == locked;
        }
        QVERIFY(found);
    }

    void jobsOfTheTenantAreShown()
    {
        Overview overview;
        QVERIFY(overview.rig.isReady && overview.console().waitForCounts());
        overview.open();
        auto* jobs = overview.console().find<QTreeView>(u"recentJobs"_s);
        QCOMPARE(jobs->model()->rowCount(), 0);
        QVERIFY(overview.runJob(1));
        QTRY_COMPARE(jobs->model()->rowCount(), 1);
        QTRY_COMPARE(jobs->model()->index(0, AuditModel::Outcome).data().toString(), u"Done"_s);
        QVERIFY(overview.waitForNumbers()); // counted anew, because something was changed
        jobs->setCurrentIndex(jobs->model()->index(0, 0));
        QTest::keyClick(jobs, Qt::Key_Return);
        auto* results = overview.console().find<ResultDialog>({});
        QVERIFY(results != nullptr && results->isVisible());
    }

    void theJobThatWasChosenStaysChosen()
    {
        Overview overview;
        QVERIFY(overview.rig.isReady);
        QVERIFY(overview.runJob(1) && overview.runJob(2));
        overview.open();
        auto* jobs = overview.console().find<QTreeView>(u"recentJobs"_s);
        QTRY_COMPARE(jobs->model()->rowCount(), 2);
        jobs->setCurrentIndex(jobs->model()->index(1, 0));
        QVERIFY(overview.runJob(3));
        QTRY_COMPARE(jobs->model()->rowCount(), 3);
        QTRY_COMPARE(jobs->currentIndex().row(), 2);
    }

    void barsRunFromTheSideThatIsReadFirst()
    {
        CountBar bar({ .word = u"Active"_s, .tone = Tone::Ok, .icon = u"circle-check"_s });
        bar.setCount({ .number = 50 }, { .number = 100 }, {});
        QCOMPARE(bar.accessibleName(), u"Active 50 of 100, 50.0 %"_s);
        bar.resize(500, 25);
        const QColor color = barColor(Tone::Ok, bar.palette());
        const auto middle = [&] {
            const QImage image = bar.grab().toImage();
            int sum = 0;
            int count = 0;
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, 13) == color) {
                    sum += x;
                    ++count;
                }
            }
            return count == 0 ? 0 : sum / count;
        };
        const int left = middle();
        QVERIFY(left > 0 && left < 250);
        bar.setLayoutDirection(Qt::RightToLeft);
        QVERIFY(qAbs(middle() - (499 - left)) <= 1);
        // More than the whole, which was counted at another moment, is no share.
        bar.setCount({ .number = 101 }, { .number = 100 }, {});
        QCOMPARE(bar.accessibleName(), u"Active 101"_s);
        QCOMPARE(shareText(1, 10'000), u"< 0.1 %"_s);
        QCOMPARE(shareText(9'999, 10'000), u"> 99.9 %"_s);
        QCOMPARE(shareText(0, 10), u"0 %"_s);
        QCOMPARE(shareText(10, 10), u"100 %"_s);
    }
};

QTEST_MAIN(TestOverview)
#include "tst_overview.moc"
