// What small parts of the window draw themselves.

#include "support/ink.h"

#include "models/table/statuswords.h"
#include "ui/details/tallylist.h"
#include "ui/operations/preflightlists.h"
#include "ui/parts/latepage.h"
#include "ui/parts/tenantband.h"
#include "ui/parts/theme.h"
#include "ui/parts/wraplabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

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

    void aLatePageIsMadeOnceWhenItIsLookedAt()
    {
        QWidget window;
        auto* before = new QLineEdit(&window);
        auto* tabs = new QTabWidget(&window);
        int made = 0;
        QLineEdit* first = nullptr;
        QLineEdit* second = nullptr;
        tabs->addTab(new QWidget, u"There"_s);
        tabs->addTab(new LatePage(
                         [&](QWidget* parent) {
                             ++made;
                             auto* page = new QWidget(parent);
                             first = new QLineEdit(page);
                             second = new QLineEdit(page);
                             second->move(0, 40);
                             page->setFocusProxy(second);
                             return page;
                         },
                         tabs),
            u"Late"_s);
        auto* after = new QLineEdit(&window);
        auto* column = new QVBoxLayout(&window);
        for (QWidget* part : std::initializer_list<QWidget*> { before, tabs, after })
            column->addWidget(part);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QCOMPARE(made, 0);
        tabs->setCurrentIndex(1);
        tabs->setCurrentIndex(0);
        tabs->setCurrentIndex(1);
        QCOMPARE(made, 1);
        QVERIFY(first->isVisible());
        QCOMPARE(tabs->currentWidget()->focusProxy(), second);
        // Tab comes to its fields between those that stand before and after the tabs.
        before->setFocus();
        for (QWidget* next :
            std::initializer_list<QWidget*> { tabs->tabBar(), first, second, after }) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QTRY_COMPARE(QApplication::focusWidget(), next);
        }
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
