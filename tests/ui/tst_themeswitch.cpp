// Another theme at run time: every surface looks as if the console had been opened with it.

#include "support/consolewindow.h"
#include "support/contrast.h"
#include "ui/parts/theme.h"
#include "ui/table/identitybrowser.h"

#include <QAbstractButton>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>

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
                console.press(console.table(), u"Ctrl+Shift+F"_s);
                auto* field = console.find<QLineEdit>(u"expression"_s);
                QTest::keyClicks(field, u"email co 1"_s);
                const auto appeared = [field] { // its button to clear it does so by and by
                    return field->findChild<QToolButton*>()->property("opacity").toDouble() == 1;
                };
                return QTest::qWaitFor(appeared) ? &console.window() : nullptr;
            } },
        { "notice",
            [](ConsoleWindow& console) -> QWidget* {
                console.notices().keep(u"Something to know."_s);
                return &console.window();
            } },
        { "coloured rows",
            [](ConsoleWindow& console) -> QWidget* {
                QWidget* dialog = openDialog(console, u"rowColours"_s);
                const auto press = [dialog](const QString& name) {
                    QTest::mouseClick(dialog->findChild<QAbstractButton*>(name), Qt::LeftButton);
                };
                for (int rule = 0; rule < 5; ++rule)
                    press(u"addRule"_s);
                const QList<QWidget*> lines = dialog->findChildren<QWidget*>(u"ruleLine"_s);
                for (qsizetype i = 0; i < lines.size(); ++i)
                    lines.at(i)
                        ->findChild<QLineEdit*>(u"ruleText"_s)
                        ->setText(console.cell(static_cast<int>(i) + 1, 1));
                press(u"apply"_s);
                return QTest::qWaitFor([&] { return console.dialog() == nullptr; })
                    ? &console.window()
                    : nullptr;
            } },
        { "rules of colours",
            [](ConsoleWindow& console) -> QWidget* {
                QWidget* dialog = openDialog(console, u"rowColours"_s);
                for (int rule = 0; rule < 5; ++rule)
                    QTest::mouseClick(
                        dialog->findChild<QAbstractButton*>(u"addRule"_s), Qt::LeftButton);
                return dialog;
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
        { "columns",
            [](ConsoleWindow& console) -> QWidget* {
                QTest::mouseClick(console.find<QWidget>(u"columnsButton"_s), Qt::LeftButton);
                auto* list = console.dialog()->findChild<QListWidget*>(u"columnList"_s);
                list->setCurrentRow(0);
                return console.dialog();
            } },
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
        if (isTime(label) || label->objectName() == u"cost"_s)
            cover(*label);
    }
    return image;
}

struct Looked
{
    QString what;
    double contrast = 21;
};

/// What differs most from what there is most of: of text that is its ink on its paper.
double contrastWithin(const QImage& picture, const QRect& place)
{
    QHash<QRgb, int> counts;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    QRgb paper = 0;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > counts.value(paper))
            paper = it.key();
    }
    double best = 1;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        best = std::max(best, contrast(QColor(it.key()), QColor(paper)));
    return best;
}

/// Every text and every ticked box that can be seen.
QList<Looked> lookedAt(QWidget& shown)
{
    const QImage picture = shown.grab().toImage();
    QList<Looked> all;
    const auto look = [&](const QWidget& widget, QRect place, const QString& what) {
        place &= widget.visibleRegion().boundingRect();
        place.translate(widget.mapTo(&shown, QPoint()));
        place &= picture.rect();
        if (place.width() > 6 && place.height() > 6)
            all += { what, contrastWithin(picture, place) };
    };
    for (QWidget* widget : shown.findChildren<QWidget*>()) {
        const auto* label = qobject_cast<const QLabel*>(widget);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const QString text = label != nullptr ? label->text()
            : button != nullptr               ? button->text()
                                              : QString();
        if (widget->isVisible() && !text.isEmpty())
            look(*widget, widget->rect(), text);
        auto* view = qobject_cast<QAbstractItemView*>(widget);
        if (view == nullptr || !view->isVisible() || qobject_cast<QHeaderView*>(view) != nullptr)
            continue;
        for (int row = 0; row < std::min(view->model()->rowCount(), 12); ++row) {
            const QModelIndex index = view->model()->index(row, 0);
            const QRect place = view->visualRect(index);
            const QString what = index.data().toString();
            if (!what.isEmpty())
                look(*view->viewport(), place, what);
            if (index.data(Qt::CheckStateRole).toInt() == Qt::Checked)
                look(*view->viewport(), QRect(place.topLeft(), QSize(22, place.height())),
                    u"the box of "_s + what);
        }
    }
    return all;
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
    void everythingRenderedCanBeRead_data() { everythingFollows_data(); }
    void everythingRenderedCanBeRead();

private:
    static QString differenceAfterSwitch(const Surface& surface, ThemeMode after);
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
    const auto minute = [] { return QDateTime::currentSecsSinceEpoch() / 60; };
    QString where;
    for (qint64 begun = -1; begun != minute() && (begun < 0 || !where.isEmpty());) {
        // A window says how long ago things were: once more if that changed between the pictures.
        begun = minute();
        where = differenceAfterSwitch(surfaces().at(surface), static_cast<ThemeMode>(to));
    }
    QVERIFY2(where.isEmpty(), qPrintable(where));
}

/// Of a window that was switched to the theme from one that was opened in it.
QString TestThemeSwitch::differenceAfterSwitch(const Surface& surface, ThemeMode after)
{
    const ThemeMode before = after == ThemeMode::Dark ? ThemeMode::Light : ThemeMode::Dark;
    const auto open = [&](ConsoleWindow& console) {
        const bool hasRows = QTest::qWaitFor([&console] { return console.rows() > 0; }, 10'000);
        // How long ago something was may change at any moment between the pictures.
        console.window().findChild<IdentityBrowser*>()->setDateStyle(DateStyle::Absolute);
        return hasRows && console.waitForLoadedScreen() && console.waitForCounts()
            ? surface.open(console)
            : nullptr;
    };
    const WindowSetup setup { .shownHost = u"acme.test"_s };
    QImage wanted;
    {
        applyTheme(*qApp, after);
        ConsoleWindow console({ .identities = 60 }, {}, {}, setup);
        QWidget* shown = open(console);
        if (shown == nullptr)
            return u"it does not open"_s;
        wanted = pictureOf(*shown);
    }
    applyTheme(*qApp, before);
    ConsoleWindow console({ .identities = 60 }, {}, {}, setup);
    QWidget* shown = open(console);
    if (shown == nullptr)
        return u"it does not open before"_s;
    pictureOf(*shown);
    choose(console, after);
    const QImage found = pictureOf(*shown);
    const QString where = difference(*shown, found, wanted);
    if (!where.isEmpty() && qEnvironmentVariableIsSet("KEEP_PICTURES")) {
        found.save(u"%1-found.png"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
        wanted.save(u"%1-wanted.png"_s.arg(QString::fromLatin1(QTest::currentDataTag())));
    }
    return where;
}

/// Not what the palette promises, but what is on the screen.
void TestThemeSwitch::everythingRenderedCanBeRead()
{
    QFETCH(int, surface);
    QFETCH(int, to);
    applyTheme(*qApp, static_cast<ThemeMode>(to));
    ConsoleWindow console({ .identities = 60 });
    QTRY_VERIFY_WITH_TIMEOUT(console.rows() > 0, 10'000);
    QVERIFY(console.waitForLoadedScreen() && console.waitForCounts());
    QWidget* shown = surfaces().at(surface).open(console);
    QVERIFY(shown != nullptr);
    QTest::qWait(0);
    const QList<Looked> all = lookedAt(*shown);
    QVERIFY(all.size() > 3);
    for (const Looked& one : all) {
        const double least = one.what.startsWith(u"the box"_s) ? ControlContrast : TextContrast;
        QVERIFY2(one.contrast >= least,
            qPrintable(u"%1: %2"_s.arg(one.what).arg(one.contrast, 0, 'f', 2)));
    }
}

QTEST_MAIN(TestThemeSwitch)
#include "tst_themeswitch.moc"
