// What the window says of a version of the API that ends, and what a click on it does.

#include "support/consolewindow.h"

#include "models/jobs/apilogmodel.h"
#include "profile/settings.h"

#include <QAbstractButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct Rig
{
    explicit Rig(const demo::TenantConfig& config)
        : console(config)
    {
        hasRows = QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000);
    }
    QWidget& strip() { return *console.window().findChild<QWidget*>(u"versionStrip"_s); }
    void click(const QString& name)
    {
        QTest::mouseClick(strip().findChild<QAbstractButton*>(name), Qt::LeftButton);
    }
    QString lastPath()
    {
        return console.apiLog().index(0, ApiLogModel::Path).data().toString(); // the newest
    }

    QString lastStatus()
    {
        return console.apiLog().index(0, ApiLogModel::Status).data().toString();
    }

    ConsoleWindow console;
    bool hasRows = false;
};

} // namespace

class TestVersionStrip : public QObject
{
    Q_OBJECT

private slots:
    void servedVersionsSayNothing();
    void anEndingVersionIsSaidOnce();
    void aClickTakesTheOtherVersion();
    void whoKeepsAnEndedVersionIsNotAskedAgain();
};

void TestVersionStrip::servedVersionsSayNothing()
{
    Rig rig({ .identities = 50 });
    QVERIFY(rig.hasRows);
    QVERIFY(!rig.strip().isVisible());
}

void TestVersionStrip::anEndingVersionIsSaidOnce()
{
    Rig rig({ .identities = 50, .deprecated = demo::Version::V2024 });
    QVERIFY(rig.hasRows);
    QTRY_VERIFY(rig.strip().isVisible());
    QCOMPARE(rig.strip().accessibleName(),
        u"The tenant says that the API's version “v2024” will end. “current” has the same "
        "operations; view, selection and jobs stay."_s);
    // Who did not answer is asked again.
    QVERIFY(rig.console.restartJobs());
    QTRY_VERIFY(rig.strip().isVisible());
    rig.click(u"keepVersion"_s);
    QVERIFY(!rig.strip().isVisible());
    rig.console.press(rig.console.window(), u"F5"_s);
    QVERIFY(rig.console.waitForLoadedScreen());
    QVERIFY(!rig.strip().isVisible());
    QVERIFY(rig.lastPath().startsWith(u"/v2024/identities"_s));
    QVERIFY(rig.console.restartJobs());
    QVERIFY(rig.console.waitForCounts()); // by then the tenant has said it several times
    QVERIFY(!rig.strip().isVisible());
}

void TestVersionStrip::aClickTakesTheOtherVersion()
{
    Rig rig({ .identities = 50, .deprecated = demo::Version::V2024 });
    QVERIFY(rig.hasRows);
    QTRY_VERIFY(rig.strip().isVisible());
    rig.click(u"changeVersion"_s);
    QVERIFY(!rig.strip().isVisible());
    QCOMPARE(rig.console.statusText(),
        u"This window uses the API's version “current” until it is closed."_s);
    QTRY_VERIFY(rig.lastPath().startsWith(u"/identities/v1"_s));
    QVERIFY(rig.console.waitForLoadedScreen());
    QVERIFY(!rig.strip().isVisible());
}

void TestVersionStrip::whoKeepsAnEndedVersionIsNotAskedAgain()
{
    Rig rig({ .identities = 50 });
    QVERIFY(rig.hasRows);
    rig.console.tenant().setEnded(demo::Version::V2024);
    rig.console.press(rig.console.window(), u"F5"_s);
    QTRY_VERIFY(rig.strip().isVisible());
    rig.click(u"keepVersion"_s);
    QVERIFY(!rig.strip().isVisible());
    const int asked = rig.console.tenant().activity().requests;
    rig.console.press(rig.console.window(), u"F5"_s);
    QTRY_VERIFY(rig.console.tenant().activity().requests > asked);
    QTRY_VERIFY(rig.lastStatus().startsWith(u"410"_s));
    QVERIFY(!rig.strip().isVisible());
}

QTEST_MAIN(TestVersionStrip)
#include "tst_versionstrip.moc"
