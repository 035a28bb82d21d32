// Taking a snapshot, by clicks on the demo tenant: what is said before, the job, those that are
// kept, and that they are forgotten.

#include "support/consolewindow.h"

#include "models/export/exportsubject.h"
#include "profile/snapshotplace.h"
#include "snapshot/snapshot.h"
#include "ui/jobs/activityview.h"
#include "ui/snapshot/snapshotdesk.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QThreadPool>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Identities = 1200;

demo::TenantConfig smallTenant()
{
    demo::TenantConfig config;
    config.identities = Identities;
    config.rateLimit = false;
    return config;
}

/// The desk in the window of a demo tenant, with a place of its own.
struct DeskRig
{
    explicit DeskRig(int keepDays = 0, const QByteArray& fileSystem = "ext4", bool nowhere = false)
        : console(smallTenant())
        , place({ .root = nowhere ? QString() : console.folder() + u"/kept"_s,
                    .profile = u"one"_s,
                    .tenant = { .host = u"acme.test"_s },
                    .keepDays = keepDays,
                    .fileSystem = [fileSystem](const QString&) { return fileSystem; } },
              clock)
        , services { .client = console.client(),
            .clock = clock,
            .status = status,
            .apiLog = console.apiLog(),
            .settings = settings,
            .lock = console.lock(),
            .tenant = tenant,
            .jobs = console.jobs(),
            .snapshots = place,
            .notices = console.notices(),
            .signIn = [](const Secret&) {},
            .useVersion = [](const QString&) {},
            .desktop = {} }
        , desk(
              services, [this] { return view; }, &console.window())
    {
        QObject::connect(&desk, &SnapshotDesk::opened, &desk,
            [this](const std::shared_ptr<Snapshot>& snapshot) { opened += snapshot; });
        QObject::connect(&console.notices(), &Notices::said, &desk,
            [this](const QString& text) { said += text; });
    }
    QDialog* open()
    {
        desk.takeAction()->trigger();
        QDialog* dialog = console.dialog();
        return dialog;
    }
    template <class T> T* in(const QString& name)
    {
        QDialog* dialog = console.dialog();
        return dialog == nullptr ? nullptr : dialog->findChild<T*>(name);
    }
    QString text(const QString& name)
    {
        const QLabel* label = in<QLabel>(name);
        return label == nullptr ? QString() : label->text();
    }
    bool waitForCost()
    {
        return QTest::qWaitFor([this] { return text(u"cost"_s).contains(u"request"); }, 10'000);
    }
    /// Takes one as the dialog offers it.
    bool take()
    {
        open();
        auto* confirm = in<QPushButton>(u"confirm"_s);
        if (confirm == nullptr)
            return false;
        const qsizetype before = opened.size();
        QTest::mouseClick(confirm, Qt::LeftButton);
        return QTest::qWaitFor([&] { return opened.size() > before; }, 20'000);
    }

    ConsoleWindow console;
    SystemClock clock;
    SnapshotPlace place;
    ConnectionStatus status;
    Settings settings { console.folder() + u"/none.ini"_s };
    ExportView view;
    const Tenant tenant {
        .name = u"acme"_s, .connection = u"Acme"_s, .environment = Environment::Sandbox
    };
    const UiServices services;
    SnapshotDesk desk;
    QList<std::shared_ptr<Snapshot>> opened;
    QStringList said;
};

} // namespace

class TestSnapshotDesk : public QObject
{
    Q_OBJECT

private slots:
    void isTakenAsItWasSaid();
    void ofThePresentView();
    void viewsThatAreNone();
    void isAmongTheJobs();
    void theLastTwoAreKeptAndOpened();
    void areForgotten();
    void isTakenAgain();
    void aCancelledOneLeavesNothing();
    void neverSilentlyOnANetworkShare();
    void saysWhenItGoes();
    void whereNoneCanBeKept();
    void isOpenedFromActivityAndForgotten();
};

void TestSnapshotDesk::isTakenAsItWasSaid()
{
    DeskRig rig;
    QVERIFY(rig.console.waitForLoadedScreen());
    QVERIFY(rig.open() != nullptr);
    QCOMPARE(rig.text(u"cost"_s), u"Counting…"_s);
    QVERIFY(rig.waitForCost());
    QVERIFY2(rig.text(u"cost"_s).startsWith(u"1,200 identities: 8 requests, about "),
        qPrintable(rig.text(u"cost"_s)));
    QVERIFY(rig.text(u"place"_s).contains(QDir::toNativeSeparators(rig.place.root())));
    QVERIFY(rig.text(u"place"_s).contains(u"personal data"));
    QVERIFY(rig.desk.kept().isEmpty());
    QVERIFY(!rig.desk.forgetAction()->isEnabled());
    QTest::mouseClick(rig.in<QPushButton>(u"confirm"_s), Qt::LeftButton);
    QVERIFY(!rig.desk.takeAction()->isEnabled()); // one at a time
    const QString refused = rig.desk.takeAction()->toolTip();
    QVERIFY2(refused.contains(u"Take snapshot"_s) && refused.contains(u"is being taken."_s),
        qPrintable(refused));
    QTRY_COMPARE_WITH_TIMEOUT(rig.opened.size(), 1, 20'000);
    QCOMPARE(rig.opened.first()->count(), Identities);
    QVERIFY(!rig.opened.first()->facts().correlatedOnly);
    QVERIFY(rig.opened.first()->facts().remarks.isEmpty());
    QCOMPARE(rig.desk.kept().size(), 1);
    QVERIFY(rig.desk.takeAction()->isEnabled());
    QVERIFY(!rig.desk.takeAction()->toolTip().contains(u"is being taken."_s));
    QCOMPARE(rig.said.last(), u"Snapshot taken: 1,200 identities."_s);
}

void TestSnapshotDesk::ofThePresentView()
{
    DeskRig rig;
    rig.view = { .query
        = { .scope = IdentityScope::Correlated, .filter = u"cloudStatus eq \"LOCKED\""_s },
        .filterWords = u"Status is Locked"_s,
        .total = 30 };
    rig.open();
    QVERIFY(rig.in<QRadioButton>(u"everybody"_s)->isChecked());
    QTest::mouseClick(rig.in<QRadioButton>(u"shown"_s), Qt::LeftButton, {}, QPoint(8, 8));
    // Of whom it is said is the one that is chosen, not the one above it.
    const auto texts = rig.console.dialog()->findChildren<QLabel*>();
    const auto title = std::ranges::find(texts, u"What it costs"_s, &QLabel::text);
    QVERIFY(title != texts.end() && (*title)->y() < rig.in<QLabel>(u"cost"_s)->y()
        && (*title)->y() > rig.in<QRadioButton>(u"shown"_s)->y());
    QVERIFY2(rig.text(u"cost"_s).startsWith(u"30 identities: 1 request, about 1 s"),
        qPrintable(rig.text(u"cost"_s)));
    QTest::mouseClick(rig.in<QPushButton>(u"confirm"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(rig.opened.size(), 1, 20'000);
    QCOMPARE(rig.opened.first()->facts().filters, rig.view.query.filter);
    QVERIFY(rig.opened.first()->facts().correlatedOnly);
    QVERIFY(rig.opened.first()->count() > 0 && rig.opened.first()->count() < Identities);
}

void TestSnapshotDesk::viewsThatAreNone()
{
    DeskRig rig;
    rig.view = { .query = { .onlyIds = { u"a"_s } }, .total = 1 };
    rig.open();
    QVERIFY(!rig.in<QRadioButton>(u"shown"_s)->isEnabled());
    QVERIFY(rig.in<QRadioButton>(u"everybody"_s)->isChecked());
}

void TestSnapshotDesk::isAmongTheJobs()
{
    DeskRig rig;
    QVERIFY(rig.take());
    auto* activity = rig.console.find<ActivityView>(u"activity"_s);
    QVERIFY(activity != nullptr);
    const JobSnapshot job = rig.console.jobs().jobs().constFirst();
    QCOMPARE(job.operationTitle(), u"Snapshot"_s);
    QCOMPARE(job.exported->whom, u"All identities"_s);
    QSignalSpy requested(&activity->exports(), &ExportActions::snapshotRequested);
    auto* button = activity->findChild<QToolButton*>(u"snapshotOpen"_s);
    QVERIFY(button != nullptr);
    QTRY_VERIFY(button->defaultAction()->isEnabled());
    for (const QString& other : { u"exportOpen"_s, u"exportFolder"_s, u"exportAgain"_s })
        QVERIFY(!activity->findChild<QToolButton*>(other)->defaultAction()->isVisible());
    button->defaultAction()->trigger();
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.first().first().toString(), rig.desk.kept().first().path);
}

void TestSnapshotDesk::theLastTwoAreKeptAndOpened()
{
    DeskRig rig;
    for (int i = 0; i < 3; ++i)
        QVERIFY(rig.take());
    const QList<KeptSnapshot> kept = rig.desk.kept();
    QCOMPARE(kept.size(), 2);
    QCOMPARE(kept[0].path, rig.opened[2]->path());
    QCOMPARE(kept[1].path, rig.opened[1]->path());
    QCOMPARE(rig.desk.before(kept[0].path), std::optional(kept[1]));
    QVERIFY(!rig.desk.before(kept[1].path));
    QCOMPARE(rig.opened[0]->count(), Identities); // who has it open goes on with it
    emit rig.desk.menu().aboutToShow();
    QStringList texts;
    for (const QAction* action : rig.desk.menu().actions()) {
        if (!action->isSeparator())
            texts += action->text();
    }
    QCOMPARE(texts.size(), 4);
    QVERIFY2(texts[1].startsWith(localTime(kept[0].begunAt)), qPrintable(texts[1]));
    rig.desk.menu().actions()[2]->trigger();
    QTRY_COMPARE(rig.opened.size(), 4);
    QCOMPARE(rig.opened[3]->path(), kept[0].path);
    QVERIFY(QFile::remove(kept[1].path));
    QVERIFY(QFile::copy(u"/proc/self/cmdline"_s, kept[1].path)); // no snapshot
    rig.desk.open(kept[1].path);
    QTRY_VERIFY2(rig.said.last().startsWith(u"The snapshot cannot be read. "_s + kept[1].path),
        qPrintable(rig.said.last()));
}

void TestSnapshotDesk::areForgotten()
{
    DeskRig rig(7);
    QVERIFY(rig.take());
    const QString path = rig.desk.kept().first().path;
    QSignalSpy forgotten(&rig.desk, &SnapshotDesk::forgotten);
    QVERIFY(rig.desk.forgetAction()->isEnabled());
    rig.desk.forgetAction()->trigger();
    QCOMPARE(forgotten.size(), 1);
    QVERIFY(!QFileInfo::exists(path));
    QVERIFY(rig.desk.kept().isEmpty() && !rig.desk.forgetAction()->isEnabled());
    QCOMPARE(rig.said.last(), u"1 snapshot is forgotten."_s);
    QThreadPool::globalInstance()->waitForDone();
    QCOMPARE(QDir(rig.place.folder()).entryList(QDir::Files | QDir::Hidden), QStringList());
    rig.desk.open(path);
    QCOMPARE(rig.said.last(), u"This snapshot was forgotten."_s);
}

void TestSnapshotDesk::isTakenAgain()
{
    DeskRig rig;
    rig.view = { .query = { .filter = u"cloudStatus eq \"LOCKED\""_s }, .total = 30 };
    rig.open();
    QTest::mouseClick(rig.in<QRadioButton>(u"shown"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QTest::mouseClick(rig.in<QPushButton>(u"confirm"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(rig.opened.size(), 1, 20'000);
    rig.desk.takeAgain(rig.opened.first()->facts());
    QTRY_COMPARE_WITH_TIMEOUT(rig.opened.size(), 2, 20'000);
    QCOMPARE(rig.opened[1]->facts().filters, rig.opened[0]->facts().filters);
    QCOMPARE(rig.opened[1]->count(), rig.opened[0]->count());
}

void TestSnapshotDesk::aCancelledOneLeavesNothing()
{
    DeskRig rig;
    QVERIFY(rig.console.waitForLoadedScreen());
    rig.console.tenant().faults().set({ .latencyMs = 300 });
    rig.open();
    QTest::mouseClick(rig.in<QPushButton>(u"confirm"_s), Qt::LeftButton);
    QTRY_VERIFY(!rig.console.jobs().jobs().isEmpty());
    rig.console.jobs().cancel(rig.console.jobs().jobs().constFirst().id);
    QTRY_COMPARE_WITH_TIMEOUT(
        rig.said.value(rig.said.size() - 1), u"No snapshot was taken."_s, 20'000);
    QVERIFY(rig.opened.isEmpty() && rig.desk.kept().isEmpty());
    QCOMPARE(QDir(rig.place.folder()).entryList(QDir::Files | QDir::Hidden), QStringList());
    QVERIFY(rig.desk.takeAction()->isEnabled());
}

void TestSnapshotDesk::neverSilentlyOnANetworkShare()
{
    DeskRig rig(0, "nfs4");
    rig.open();
    auto* confirm = rig.in<QPushButton>(u"confirm"_s);
    auto* allow = rig.in<QCheckBox>(u"onShare"_s);
    QVERIFY(confirm != nullptr && allow != nullptr);
    QVERIFY(!confirm->isEnabled() && !allow->isChecked());
    QVERIFY(rig.in<QWidget>(u"shareWarning"_s)->isVisible());
    QTest::mouseClick(allow, Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(confirm->isEnabled());
}

void TestSnapshotDesk::saysWhenItGoes()
{
    {
        DeskRig rig;
        rig.open();
        QVERIFY(rig.text(u"keeping"_s).startsWith(u"It goes when this program ends."));
    }
    DeskRig rig(7);
    rig.open();
    QVERIFY2(rig.text(u"keeping"_s).startsWith(u"It goes after 7 days"),
        qPrintable(rig.text(u"keeping"_s)));
    QVERIFY(rig.in<QCheckBox>(u"onShare"_s) == nullptr);
}

void TestSnapshotDesk::whereNoneCanBeKept()
{
    DeskRig rig(0, "ext4", true);
    QVERIFY(!rig.desk.takeAction()->isEnabled());
    QVERIFY(!rig.desk.forgetAction()->isEnabled());
}

/// In the window as it is.
void TestSnapshotDesk::isOpenedFromActivityAndForgotten()
{
    ConsoleWindow console(smallTenant());
    QVERIFY(console.waitForLoadedScreen());
    auto* strip = console.find<QWidget>(u"snapshotStrip"_s);
    QVERIFY(strip != nullptr && !strip->isVisible());
    console.find<QAction>(u"takeSnapshot"_s)->trigger();
    QTest::mouseClick(console.dialog()->findChild<QPushButton*>(u"confirm"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), 20'000);
    QTest::mouseClick(strip->findChild<QAbstractButton*>(u"snapshotBack"_s), Qt::LeftButton);
    QTRY_VERIFY(!strip->isVisible());
    QAction* open = console.find<QToolButton>(u"snapshotOpen"_s)->defaultAction();
    QVERIFY(open->isEnabled());
    open->trigger();
    QTRY_VERIFY(strip->isVisible());
    console.find<QAction>(u"forgetSnapshots"_s)->trigger();
    QTRY_VERIFY(!strip->isVisible()); // nothing is shown of what is forgotten
}

QTEST_MAIN(TestSnapshotDesk)
#include "tst_snapshotdesk.moc"
