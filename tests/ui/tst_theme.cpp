// Computes the contrast of everything the themes put on something: WCAG's 4.5 for text, 3 for what
// marks a control.

#include "support/contrast.h"
#include "ui/parts/theme.h"

#include <QApplication>
#include <QCompleter>
#include <QLineEdit>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void contrastIsComputedRight();
    void everythingCanBeRead_data();
    void everythingCanBeRead();
    void bandsCanBeReadAndToldApart();
    void themesDiffer();
    void chosenRowsOfPopUpsCanBeRead_data();
    void chosenRowsOfPopUpsCanBeRead();
};

void TestTheme::contrastIsComputedRight()
{
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 0.01);
    QVERIFY(std::abs(contrast(QColor(u"#767676"_s), Qt::white) - 4.54) < 0.01);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
}

void TestTheme::everythingCanBeRead_data()
{
    QTest::addColumn<QColor>("color");
    QTest::addColumn<QColor>("on");
    QTest::addColumn<double>("atLeast");
    for (const QPalette& palette : { lightPalette(), darkPalette() }) {
        const QByteArray theme = isDark(palette) ? "dark: " : "light: ";
        const auto row = [&](const char* what, const QColor& color, const QColor& on,
                             double atLeast = TextContrast) {
            QTest::newRow((theme + what).constData()) << color << on << atLeast;
        };
        const ThemeColors& colors = themeColors(palette);
        const QColor base = palette.color(QPalette::Base);
        const QColor window = palette.color(QPalette::Window);
        const QColor striped = palette.color(QPalette::AlternateBase);
        row("text on base", palette.color(QPalette::Text), base);
        row("text on window", palette.color(QPalette::WindowText), window);
        row("text on striped rows", palette.color(QPalette::Text), striped);
        row("text on ticked rows", palette.color(QPalette::Text), colors.tickedRow);
        row("text of the current row", colors.currentRowText, colors.currentRow);
        row("text of buttons", palette.color(QPalette::ButtonText),
            palette.color(QPalette::Button));
        row("tooltips", palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase));
        row("highlighted text", palette.color(QPalette::HighlightedText),
            palette.color(QPalette::Highlight));
        row("secondary text on base", colors.secondaryText, base);
        row("secondary text on window", colors.secondaryText, window);
        row("secondary text on ticked rows", colors.secondaryText, colors.tickedRow);
        row("placeholder", palette.color(QPalette::PlaceholderText), base);
        row("disabled text on base", palette.color(QPalette::Disabled, QPalette::Text), base);
        row("disabled text on window", palette.color(QPalette::Disabled, QPalette::WindowText),
            window);
        row("links on base", colors.accent, base);
        row("links on window", colors.accent, window);
        row("links on ticked rows", colors.accent, colors.tickedRow);
        row("links of the palette", palette.color(QPalette::Link), base);
        row("errors on base", colors.errorText, base);
        row("errors on window", colors.errorText, window);
        row("success on window", colors.successText, window);
        row("warnings on window", colors.warningText, window);
        row("filter: invalid", palette.color(QPalette::Text), colors.filterInvalid.fill);
        row("filter: valid", palette.color(QPalette::Text), colors.filterValid.fill);
        row("filter: busy", palette.color(QPalette::Text), colors.filterBusy.fill);
        row("border of fields on base", colors.controlBorder, base, ControlContrast);
        row("border of fields on window", colors.controlBorder, window, ControlContrast);
        row("focus on window", colors.accent, window, ControlContrast);
        for (const Tone tone :
            { Tone::Ok, Tone::Info, Tone::Neutral, Tone::Warning, Tone::Danger }) {
            const ColorPair pair = toneColors(tone, palette);
            const QByteArray of = " of a row in tone " + QByteArray::number(static_cast<int>(tone));
            const QColor fill = rowFill(tone, palette);
            row(("text" + of).constData(), palette.color(QPalette::Text), fill);
            row(("mark" + of).constData(), toneText(tone, palette), fill, ControlContrast);
            row(("warning" + of).constData(), colors.warningText, fill, ControlContrast);
            row(("box" + of).constData(), colors.controlBorder, fill, ControlContrast);
            row(("chip " + QByteArray::number(static_cast<int>(tone))).constData(), pair.text,
                pair.fill);
        }
    }
}

void TestTheme::everythingCanBeRead()
{
    QFETCH(QColor, color);
    QFETCH(QColor, on);
    QFETCH(double, atLeast);
    QVERIFY(color.isValid() && on.isValid());
    const double found = contrast(color, on);
    QVERIFY2(found >= atLeast,
        qPrintable(u"%1 on %2: %3"_s.arg(color.name(), on.name()).arg(found, 0, 'f', 2)));
}

void TestTheme::bandsCanBeReadAndToldApart()
{
    QStringList fills;
    QStringList icons;
    for (const Environment environment :
        { Environment::Production, Environment::Test, Environment::Sandbox, Environment::Demo }) {
        const ColorPair colors = bandColors(environment);
        QVERIFY(contrast(colors.text, colors.fill) >= TextContrast);
        fills += colors.fill.name();
        icons += bandIcon(environment);
    }
    QCOMPARE(fills.removeDuplicates(), 0);
    QCOMPARE(icons.removeDuplicates(), 0); // never by colour alone
}

void TestTheme::themesDiffer()
{
    QVERIFY(!isDark(lightPalette()));
    QVERIFY(isDark(darkPalette()));
    for (const ThemeMode mode : { ThemeMode::System, ThemeMode::Light, ThemeMode::Dark })
        QCOMPARE(themeFromWord(themeWord(mode)), mode);
    QCOMPARE(themeFromWord(u"no theme"_s), ThemeMode::System);
}

void TestTheme::chosenRowsOfPopUpsCanBeRead_data()
{
    QTest::addColumn<ThemeMode>("mode");
    QTest::newRow("light") << ThemeMode::Light;
    QTest::newRow("dark") << ThemeMode::Dark;
}

void TestTheme::chosenRowsOfPopUpsCanBeRead()
{
    QFETCH(const ThemeMode, mode);
    applyTheme(*qApp, mode);
    QLineEdit field;
    QCompleter completer({ u"department"_s, u"depot"_s });
    field.setCompleter(&completer);
    field.show();
    QTest::keyClicks(&field, u"dep"_s);
    QFrame form(nullptr, Qt::Popup);
    QTreeWidget tree(&form);
    new QTreeWidgetItem(&tree, { u"department"_s });
    form.show();
    for (QAbstractItemView* list : { completer.popup(), static_cast<QAbstractItemView*>(&tree) }) {
        QVERIFY(list->isVisible());
        const QModelIndex row = list->model()->index(0, 0);
        list->setCurrentIndex(row);
        const QRect place = list->visualRect(row);
        const QImage shown = list->viewport()->grab(place).toImage();
        const QColor behind = shown.pixelColor(shown.width() - 2, shown.height() / 2);
        QCOMPARE(behind, themeColors(qApp->palette()).currentRow);
        double best = 0;
        for (int x = 0; x < shown.width(); ++x) {
            for (int y = 0; y < shown.height(); ++y)
                best = std::max(best, contrast(shown.pixelColor(x, y), behind));
        }
        QVERIFY2(best > TextContrast, qPrintable(QString::number(best)));
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
