// Another theme at run time: every surface looks as if the console had been opened with it.

#include "support/consolewindow.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

constexpr int Row = 3;

/// What there is to look at: made ready in a console, and the widget that shows it.
struct Surface
{
    const char* name;
    std::function<QWidget*(ConsoleWindow&)> open;
};

bool isTime(const QLabel* label)
{
    return label->isVisible() && label->text().startsWith(u"As of"_s);
}

QDialog* openDialog(ConsoleWindow& console, const QString& action)
{
    console.find<QAction>(action)->trigger();
    return console.dialog();
}

QWidget* showTab(ConsoleWindow& console, int tab)
{
    console.clickCell(Row, 1);
    console.find<QTabWidget>(u"detailTabs"_s)->setCurrentIndex(tab);
    const bool loaded = QTest::qWaitFor([&] {
        const auto labels = console.find<QDockWidget>(u"details"_s)->findChildren<QLabel*>();
        return std::ranges::any_of(labels, isTime);
    });
    return loaded ? &console.window() : nullptr;
}

QList<Surface> surfaces()
{
    return {
        { "table", [](ConsoleWindow& console) -> QWidget* { return &console.window(); } },
        { "selection",
            [](ConsoleWindow& console) -> QWidget* {
                for (const int row : { 1, 2, 5 })
                    console.clickCell(row, 0);
                return &console.window();
            } },
        { "person", [](ConsoleWindow& console) { return showTab(console, 0); } },
        { "attributes", [](ConsoleWindow& console) { return showTab(console, 1); } },
        { "JSON", [](ConsoleWindow& console) { return showTab(console, 4); } },
        { "mistake in the filter",
            [](ConsoleWindow& console) -> QWidget* {
                console.press(console.table(), u"Ctrl+E"_s);
                QTest::keyClicks(console.find<QLineEdit>(u"expression"_s), u"email co 1"_s);
                return &console.window();
            } },
        { "notice",
            [](ConsoleWindow& console) -> QWidget* {
                console.notices().keep(u"Something to know."_s);
                return &console.window();
            } },
        { "deletion",
            [](ConsoleWindow& console) -> QWidget* {
                console.clickCell(Row, 1);
                openDialog(console, u"operation-delete-identity"_s);
                const bool ready = QTest::qWaitFor([&] {
                    auto* field = console.dialog()->findChild<QLineEdit*>(u"confirmText"_s);
                    return field != nullptr && field->isVisible();
                });
                if (!ready)
                    return nullptr;
                auto* field = console.dialog()->findChild<QLineEdit*>(u"confirmText"_s);
                QTest::keyClicks(field, u"not the name"_s);
                return console.dialog();
            } },
        { "export",
            [](ConsoleWindow& console) -> QWidget* { return openDialog(console, u"export"_s); } },
        { "pasted list",
            [](ConsoleWindow& console) -> QWidget* {
                return openDialog(console, u"pasteList"_s);
            } },
        { "settings",
            [](ConsoleWindow& console) -> QWidget* { return openDialog(console, u"settings"_s); } },
        { "connections",
            [](ConsoleWindow& console) -> QWidget* {
                return openDialog(console, u"connections"_s);
            } },
    };
}

/// Without what differs from one console to the next: times, ports and counts of requests.
QImage pictureOf(QWidget& widget)
{
    QTest::qWait(0);
    widget.window()->setFocus(); // no caret that blinks
    QImage image = widget.grab().toImage();
    QPainter painter(&image);
    const auto cover = [&](const QWidget& part) {
        painter.fillRect(QRect(part.mapTo(&widget, QPoint()), part.size()), Qt::black);
    };
    if (auto* window = qobject_cast<QMainWindow*>(&widget)) {
        cover(*window->statusBar());
        cover(*window->findChild<QWidget*>(u"tenantBand"_s));
    }
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (isTime(label))
            cover(*label);
    }
    return image;
}

/// The first difference, as a place and the widget there.
QString difference(QWidget& widget, const QImage& one, const QImage& other)
{
    if (one.size() != other.size())
        return u"another size"_s;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            if (one.pixel(x, y) == other.pixel(x, y))
                continue;
            const QWidget* there = widget.childAt(x, y);
            return u"at %1, %2, in %3 \"%4\" (%5 for %6)"_s.arg(x)
                .arg(y)
                .arg(QString::fromLatin1(
                    there == nullptr ? "nothing" : there->metaObject()->className()))
                .arg(there == nullptr ? QString() : there->objectName())
                .arg(one.pixelColor(x, y).name(), other.pixelColor(x, y).name());
        }
    }
    return {};
}

void choose(ConsoleWindow& console, ThemeMode mode)
{
    for (QAction* action : console.window().findChildren<QAction*>()) {
        if (action->actionGroup() != nullptr && action->data().toInt() == static_cast<int>(mode)
            && (action->text() == u"Dark"_s || action->text() == u"Light"_s))
            action->trigger();
    }
}

} // namespace

class TestThemeSwitch : public QObject
{
    Q_OBJECT

private slots:
    void everythingFollows_data();
    void everythingFollows();
};

void TestThemeSwitch::everythingFollows_data()
{
    QTest::addColumn<int>("surface");
    QTest::addColumn<int>("to");
    for (int i = 0; i < surfaces().size(); ++i) {
        for (const ThemeMode to : { ThemeMode::Dark, ThemeMode::Light }) {
            QTest::newRow(qPrintable(
                u"%1 becomes %2"_s.arg(QString::fromLatin1(surfaces().at(i).name), themeWord(to))))
                << i << static_cast<int>(to);
        }
    }
}

void TestThemeSwitch::everythingFollows()
{
    QFETCH(int, surface);
    QFETCH(int, to);
    const auto after = static_cast<ThemeMode>(to);
    const ThemeMode before = after == ThemeMode::Dark ? ThemeMode::Light : ThemeMode::Dark;
    const auto open = [&](ConsoleWindow& console) {
        return console.rows() > 0 && console.waitForLoadedScreen() && console.waitForCounts()
            ? surfaces().at(surface).open(console)
            : nullptr;
    };
    QImage wanted;
    {
        applyTheme(*qApp, after);
        ConsoleWindow console({ .identities = 60 }, {}, {}, { .shownHost = u"acme.test"_s });
        QTRY_VERIFY_WITH_TIMEOUT(console.rows() > 0, 10'000);
        QWidget* shown = open(console);
        QVERIFY(shown != nullptr);
        wanted = pictureOf(*shown);
    }
    applyTheme(*qApp, before);
    ConsoleWindow console({ .identities = 60 }, {}, {}, { .shownHost = u"acme.test"_s });
    QTRY_VERIFY_WITH_TIMEOUT(console.rows() > 0, 10'000);
    QWidget* shown = open(console);
    QVERIFY(shown != nullptr);
    pictureOf(*shown);
    choose(console, after);
    const QImage found = pictureOf(*shown);
    const QString where = difference(*shown, found, wanted);
    if (!where.isEmpty() && qEnvironmentVariableIsSet("KEEP_PICTURES")) {
        found.save(u"%1-found.png"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
        wanted.save(u"%1-wanted.png"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    }
    QVERIFY2(where.isEmpty(), qPrintable(where));
}

QTEST_MAIN(TestThemeSwitch)
#include "tst_themeswitch.moc"
