// What small parts of the window draw themselves.

#include "support/ink.h"

#include "models/table/statuswords.h"
#include "ui/details/tallylist.h"
#include "ui/operations/preflightlists.h"
#include "ui/parts/tenantband.h"
#include "ui/parts/theme.h"
#include "ui/parts/wraplabel.h"

#include <QApplication>
#include <QMenu>
#include <QRegularExpression>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

/// As it looks alone, on the colour of its own top right corner.
QRect inkOf(QWidget& widget, const QRect& part)
{
    const QImage image = widget.grab(part).toImage();
    return ic::test::inkOf(image, image.pixelColor(image.width() - 1, 0));
}

} // namespace

class TestPaintedParts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void namesBeforeAChangeAreAllOfOneWeight()
    {
        CandidateList list(u"people"_s);
        list.setIdentities(
            { { .id = IdentityId(u"1"_s), .name = u"mmmmmmmm"_s, .alias = u"mmmmmmmm"_s } });
        list.resize(700, 200);
        list.show();
        list.setCurrentIndex(list.model()->index(0, CandidateModel::NameColumn));
        list.clearFocus();
        const auto ink = [&list](int column) {
            const QRect cell = list.visualRect(list.model()->index(0, column));
            return inkOf(*list.viewport(), cell.adjusted(4, 4, -4, -4)).size();
        };
        QCOMPARE(ink(CandidateModel::AccountColumn), ink(CandidateModel::NameColumn));
    }

    void aButtonIsLeftWithItsMenu()
    {
        QToolButton button;
        QMenu menu;
        menu.addAction(u"one"_s);
        button.setMenu(&menu);
        button.show();
        button.setAttribute(Qt::WA_UnderMouse); // as it is while the menu opens
        QCursor::setPos(button.mapToGlobal(QPoint(300, 300)));
        menu.popup(button.mapToGlobal(QPoint(0, 30)));
        menu.close();
        QVERIFY(!button.underMouse());
    }

    void aTextWithoutRoomEndsInAnEllipsis()
    {
        const QString text = u"The tenant did not take it since a rule of the source is broken"_s;
        WrapLabel label;
        const int line = label.fontMetrics().height();
        label.resize(160, line);
        label.setShown(text);
        QVERIFY(label.heightForWidth(160) > 2 * line);
        QVERIFY(label.toolTip().contains(text));
        WrapLabel wanted;
        wanted.setShown(label.fontMetrics().elidedText(text, Qt::ElideRight, 160));
        wanted.resize(160, line);
        QVERIFY(isNear(inkOf(label, label.rect()), inkOf(wanted, wanted.rect())));
        label.resize(160, label.heightForWidth(160));
        label.setShown(text);
        QVERIFY(label.toolTip().isEmpty()); // all of it is there
    }

    void noStateHasNoMark()
    {
        StatusLook none = processingLook({});
        none.word = u"None"_s;
        TallyList list(u"By processing state"_s);
        const QRect mark(0, 0, 18, 23);
        list.setGroups({ { .look = processingLook(u"OK"_s), .count = 3 } });
        list.resize(300, 60);
        QVERIFY(inkOf(list, mark).isValid());
        QTest::failOnWarning(QRegularExpression(u"no icon"_s)); // none is looked for
        list.setGroups({ { .look = none, .count = 3 } });
        QVERIFY(!inkOf(list, mark).isValid());
    }

    void aHostThatIsTheNameIsSaidOnce()
    {
        Tenant tenant { .name = u"127.0.0.1:8080"_s,
            .host = u"127.0.0.1:8080"_s,
            .version = u"v2025"_s,
            .environment = Environment::Demo };
        TenantBand band;
        band.resize(900, 28);
        band.setTenant(tenant);
        QCOMPARE(band.accessibleName(), u"DEMO tenant 127.0.0.1:8080"_s);
        const QRect once = inkOf(band, band.rect());
        tenant.host = u"127.0.0.1:8081"_s;
        band.setTenant(tenant);
        QCOMPARE(band.accessibleName(), u"DEMO tenant 127.0.0.1:8080, 127.0.0.1:8081"_s);
        QVERIFY(inkOf(band, band.rect()).width() > once.width() + 60);
    }
};

QTEST_MAIN(TestPaintedParts)
#include "tst_paintedparts.moc"
