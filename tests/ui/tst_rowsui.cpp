// Rows of the table as text for the clipboard, and their colours: clicked in the real window.

#include "support/contrast.h"
#include "support/detailrig.h"

#include "models/table/rowrules.h"
#include "ui/parts/theme.h"
#include "ui/table/identityview.h"
#include "ui/table/rowcolourdialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>

using namespace ic;
using namespace ic::test;

namespace {

struct Rows
{
    explicit Rows(const QString& settings = {}, quint32 identities = 700)
        : console({ .identities = identities, .awkwardNames = false }, settings)
        , isReady(QTest::qWaitFor([this] { return console.rows() > 0; }, 10'000)
              && console.waitForLoadedScreen())
    {
    }

    QString copied() { return QApplication::clipboard()->text(); }
    /// From the menu of a row.
    bool copyFromRow(int row, const QString& format, bool withHeader = true)
    {
        QTableView& view = console.table();
        const QPoint at = view.visualRect(view.model()->index(row, Name)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, view.viewport()->mapToGlobal(at));
        QApplication::sendEvent(view.viewport(), &event);
        auto* menu = console.find<QMenu>(u"rowMenu"_s);
        auto* copies = menu == nullptr ? nullptr : menu->findChild<QMenu*>(u"copyAsMenu"_s);
        if (copies == nullptr)
            return false;
        auto* header = console.find<QAction>(u"copyHeader"_s);
        if (header->isChecked() != withHeader)
            header->trigger();
        const bool done = trigger(*copies, format);
        menu->close();
        delete menu;
        return done;
    }
    static bool trigger(QMenu& menu, const QString& text)
    {
        for (QAction* action : menu.actions()) {
            if (action->text().remove(u'&') == text && action->isEnabled()) {
                action->trigger();
                return true;
            }
        }
        return false;
    }
    /// From the menu Edit.
    bool copy(const QString& format)
    {
        for (auto* menu : console.window().findChildren<QMenu*>(u"copyAsMenu"_s)) {
            if (menu->parent() == &console.window())
                return trigger(*menu, format);
        }
        return false;
    }

    RowColourDialog* openRules()
    {
        console.find<QAction>(u"rowColours"_s)->trigger();
        return static_cast<RowColourDialog*>(console.dialog());
    }
    void press(const QString& name)
    {
        QTest::mouseClick(console.dialog()->findChild<QAbstractButton*>(name), Qt::LeftButton);
    }
    /// A field of a rule, by the rule's place from 0.
    template <class T> T* part(int rule, const QString& name)
    {
        return console.dialog()
            ->findChildren<QWidget*>(u"ruleLine"_s)
            .at(rule)
            ->findChild<T*>(name);
    }
    void choose(int rule, const QString& box, const QString& text)
    {
        auto* combo = part<QComboBox>(rule, box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int i = 0; i < combo->count() && combo->currentText() != text; ++i)
            QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentText(), text);
    }
    /// What is painted at the right end of the cell, where no text is.
    QColor behind(int row, int column)
    {
        QTableView& view = console.table();
        const QRect place = view.visualRect(view.model()->index(row, column));
        return view.viewport()->grab(place).toImage().pixelColor(place.width() - 3, 3);
    }
    QColor mark(int row)
    {
        QTableView& view = console.table();
        const QRect place = view.visualRect(view.model()->index(row, Tick));
        return view.viewport()->grab(place).toImage().pixelColor(1, 3);
    }
    QString tip(int row, int column)
    {
        QTableView& view = console.table();
        const QPoint at = view.visualRect(view.model()->index(row, column)).center();
        QHelpEvent event(QEvent::ToolTip, at, view.viewport()->mapToGlobal(at));
        QApplication::sendEvent(view.viewport(), &event);
        return QToolTip::text();
    }
    QString spoken(int row)
    {
        return console.table()
            .model()
            ->index(row, Name)
            .data(Qt::AccessibleDescriptionRole)
            .toString();
    }

    ConsoleWindow console;
    bool isReady;
};

} // namespace

class TestRowsUi : public QObject
{
    Q_OBJECT

private slots:
    void tickedRowsAreCopiedAsWhatIsChosen();
    void theMenuOfARowIsAboutThatRow();
    void aLetterChoosesTheFormat();
    void whatIsNotLoadedIsReadOrSaid();
    void rulesColourRowsAndSayWhy();
    void rulesCanBeReadInBothThemes();
    void theFirstRuleWinsAndTheOrderChanges();
    void thereAreFiveRulesAndNoHalfOnes();
};

void TestRowsUi::tickedRowsAreCopiedAsWhatIsChosen()
{
    Rows rows;
    QVERIFY(rows.isReady);
    for (const int row : { 3, 1 })
        rows.console.clickCell(row, Tick);
    const QString first = rows.console.cell(1, Name);
    const QString second = rows.console.cell(3, Name);
    QVERIFY(rows.copy(u"CSV"_s));
    QStringList lines = rows.copied().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines.at(0).startsWith(u"Display name,Account name"_s), qPrintable(lines.at(0)));
    QVERIFY(lines.at(1).startsWith(first + u','));
    QVERIFY(lines.at(2).startsWith(second + u','));
    QCOMPARE(rows.console.statusText(), u"Copied 2 rows as CSV."_s);
    QVERIFY(rows.copy(u"Markdown"_s));
    lines = rows.copied().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(2).startsWith(u"| "_s));
    QVERIFY(rows.copy(u"JSON"_s));
    const QJsonArray all = QJsonDocument::fromJson(rows.copied().toUtf8()).array();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(1).toObject().value(u"name"_s).toString(), second);
    // Without a header; it is remembered.
    rows.console.find<QAction>(u"copyHeader"_s)->trigger();
    QVERIFY(rows.copy(u"TSV"_s));
    lines = rows.copied().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).startsWith(first + u'\t'));
    QVERIFY(rows.console.restartJobs());
    QVERIFY(!rows.console.find<QAction>(u"copyHeader"_s)->isChecked());
}

void TestRowsUi::theMenuOfARowIsAboutThatRow()
{
    Rows rows;
    QVERIFY(rows.isReady);
    for (const int row : { 1, 3 })
        rows.console.clickCell(row, Tick);
    QVERIFY(rows.copyFromRow(5, u"CSV"_s));
    QCOMPARE(rows.copied().count(u'\n'), 2); // the header, and that one
    QVERIFY(rows.copied().contains(rows.console.cell(5, Name)));
    QVERIFY(rows.copyFromRow(3, u"CSV"_s, false)); // one of the ticked: all of them
    QCOMPARE(rows.copied().count(u'\n'), 2);
    QVERIFY(rows.copied().startsWith(rows.console.cell(1, Name)));
}

void TestRowsUi::aLetterChoosesTheFormat()
{
    Rows rows;
    QVERIFY(rows.isReady);
    rows.console.clickCell(2, Tick);
    QMenu* menu = nullptr;
    for (auto* one : rows.console.window().findChildren<QMenu*>(u"copyAsMenu"_s))
        menu = one->parent() == &rows.console.window() ? one : menu;
    QVERIFY(menu != nullptr);
    menu->popup(QPoint(40, 40));
    QTest::keyClick(menu, Qt::Key_M);
    QVERIFY(!menu->isVisible());
    QCOMPARE(rows.console.statusText(), u"Copied 1 row as Markdown."_s);
}

void TestRowsUi::whatIsNotLoadedIsReadOrSaid()
{
    Rows rows;
    QVERIFY(rows.isReady);
    const int all = rows.console.rows();
    QVERIFY(all > 500 && all < 1000);
    QTest::mouseClick(rows.console.button(u"Select all %1 matching"_s.arg(all)), Qt::LeftButton);
    QVERIFY(rows.copy(u"TSV"_s));
    QTRY_COMPARE(rows.console.statusText(), u"Copied %1 rows as tab-separated text."_s.arg(all));
    QCOMPARE(rows.copied().split(u'\n', Qt::SkipEmptyParts).size(), all + 1);

    Rows many({}, 2000);
    QVERIFY(many.isReady);
    const int total = many.console.rows();
    QTest::mouseClick(
        many.console.button(u"Select all %1 matching"_s.arg(numberText(total))), Qt::LeftButton);
    QVERIFY(many.copy(u"CSV"_s));
    QVERIFY2(many.console.statusText().contains(u"are not: Export writes all."_s),
        qPrintable(many.console.statusText()));
}

void TestRowsUi::rulesColourRowsAndSayWhy()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    QString who;
    {
        Rows rows(settings);
        QVERIFY(rows.isReady);
        who = rows.console.cell(4, Name);
        const QColor plain = rows.behind(4, Name);
        QVERIFY(rows.openRules() != nullptr);
        rows.press(u"addRule"_s);
        QCOMPARE(rows.part<QComboBox>(0, u"ruleColumn"_s)->findText(u"Changed"_s), -1);
        rows.choose(0, u"ruleColumn"_s, u"Display name"_s);
        rows.choose(0, u"ruleTest"_s, u"is"_s);
        rows.choose(0, u"ruleTone"_s, u"amber"_s);
        auto* value = rows.part<QLineEdit>(0, u"ruleText"_s);
        value->setFocus();
        QTest::keyClicks(value, who.toUpper());
        QTest::keyClick(value, Qt::Key_Return); // belongs to the field
        QVERIFY(rows.console.dialog() != nullptr);
        rows.press(u"apply"_s);
        QTRY_VERIFY(rows.console.dialog() == nullptr);
        QCOMPARE(rows.console.statusText(), u"1 rule colours the rows."_s);
        const QPalette palette = rows.console.table().palette();
        QCOMPARE(rows.behind(4, Name), rowFill(Tone::Warning, palette));
        QVERIFY(rows.behind(4, Name) != plain);
        QCOMPARE(rows.mark(4), toneText(Tone::Warning, palette));
        QCOMPARE(rows.mark(6), rows.behind(6, Name)); // nobody else
        const QString said = u"Coloured amber by the rule: Display name is "_s + who.toUpper();
        QVERIFY2(rows.tip(4, Name).contains(said), qPrintable(rows.tip(4, Name)));
        QVERIFY(rows.tip(4, Tick).contains(said));
        QCOMPARE(rows.spoken(4), said);
        QCOMPARE(rows.spoken(6), QString());
        // Ticked it looks ticked, and the mark stays.
        rows.console.clickCell(4, Tick);
        rows.console.clickCell(8, Name);
        QCOMPARE(rows.behind(4, Name), themeColors(palette).tickedRow);
        QCOMPARE(rows.mark(4), toneText(Tone::Warning, palette));
        // Rows that come later have their colours, too, and those that come again.
        rows.console.search(who);
        QTRY_COMPARE(rows.console.cell(0, Name), who);
        QVERIFY(rows.console.waitForLoadedScreen());
        QTRY_COMPARE(rows.mark(0), toneText(Tone::Warning, palette));
        rows.console.window().close();
    }
    Rows rows(settings);
    QVERIFY(rows.isReady);
    QCOMPARE(rows.console.cell(4, Name), who);
    QVERIFY(rows.spoken(4).startsWith(u"Coloured amber"_s));
    rows.openRules();
    rows.press(u"ruleRemove"_s);
    rows.press(u"apply"_s);
    QCOMPARE(rows.console.statusText(), u"No rule colours a row any more."_s);
    QCOMPARE(rows.spoken(4), QString());
}

/// As painted: text on the colour, in light and dark.
void TestRowsUi::rulesCanBeReadInBothThemes()
{
    const auto restore = qScopeGuard([] { applyTheme(*qApp, ThemeMode::Light); });
    applyTheme(*qApp, ThemeMode::Light);
    Rows rows;
    QVERIFY(rows.isReady);
    rows.openRules();
    for (int i = 0; i < ruleTones().size(); ++i) {
        rows.press(u"addRule"_s); // each proposes a colour of its own
        rows.choose(i, u"ruleColumn"_s, u"Display name"_s);
        auto* value = rows.part<QLineEdit>(i, u"ruleText"_s);
        value->setFocus();
        QTest::keyClicks(value, rows.console.cell(i, Name));
    }
    rows.press(u"apply"_s);
    for (const ThemeMode mode : { ThemeMode::Light, ThemeMode::Dark }) {
        applyTheme(*qApp, mode);
        QTRY_COMPARE(isDark(rows.console.table().palette()), mode == ThemeMode::Dark);
        const QPalette palette = rows.console.table().palette();
        QSet<QRgb> fills;
        QSet<QRgb> marks;
        // The current row has a colour of its own.
        rows.console.clickCell(12, Name);
        for (int row = 0; row < ruleTones().size(); ++row) {
            const QColor fill = rows.behind(row, Name);
            fills.insert(fill.rgb());
            marks.insert(rows.mark(row).rgb());
            QVERIFY(contrast(palette.color(QPalette::Text), fill) >= TextContrast);
            QVERIFY(contrast(rows.mark(row), fill) >= ControlContrast);
        }
        QCOMPARE(fills.size(), ruleTones().size());
        QCOMPARE(marks.size(), ruleTones().size());
    }
}

void TestRowsUi::theFirstRuleWinsAndTheOrderChanges()
{
    Rows rows;
    QVERIFY(rows.isReady);
    rows.openRules();
    for (const int rule : { 0, 1 }) {
        rows.press(u"addRule"_s);
        rows.choose(rule, u"ruleColumn"_s, u"Display name"_s);
        rows.choose(rule, u"ruleTest"_s, u"is not empty"_s);
        QVERIFY(!rows.part<QLineEdit>(rule, u"ruleText"_s)->isEnabled());
        rows.choose(rule, u"ruleTone"_s, rule == 0 ? u"green"_s : u"blue"_s);
    }
    rows.press(u"apply"_s);
    QCOMPARE(rows.spoken(0), u"Coloured green by the rule: Display name is not empty"_s);
    rows.openRules();
    QVERIFY(!rows.part<QAbstractButton>(0, u"ruleUp"_s)->isEnabled());
    QTest::mouseClick(rows.part<QAbstractButton>(1, u"ruleUp"_s), Qt::LeftButton);
    rows.press(u"apply"_s);
    QCOMPARE(rows.spoken(0), u"Coloured blue by the rule: Display name is not empty"_s);
}

void TestRowsUi::thereAreFiveRulesAndNoHalfOnes()
{
    Rows rows;
    QVERIFY(rows.isReady);
    rows.openRules();
    for (int i = 0; i < 5; ++i) {
        QVERIFY(rows.console.dialog()->findChild<QPushButton*>(u"addRule"_s)->isEnabled());
        rows.press(u"addRule"_s);
    }
    QVERIFY(!rows.console.dialog()->findChild<QPushButton*>(u"addRule"_s)->isEnabled());
    rows.press(u"apply"_s);
    QVERIFY(rows.console.dialog() != nullptr); // says what is missing instead
    for (int i = 4; i > 0; --i)
        QTest::mouseClick(rows.part<QAbstractButton>(i, u"ruleRemove"_s), Qt::LeftButton);
    // Of an enumeration the values are chosen, and it is said as the table says it.
    rows.choose(0, u"ruleColumn"_s, u"Status"_s);
    rows.choose(0, u"ruleChoice"_s, u"Active"_s);
    rows.press(u"apply"_s);
    QTRY_VERIFY(rows.console.dialog() == nullptr);
    int coloured = 0;
    for (int row = 0; row < 20; ++row) {
        const bool isActive = rows.console.cell(row, 4) == u"Active"_s;
        QCOMPARE(rows.spoken(row).isEmpty(), !isActive);
        coloured += isActive ? 1 : 0;
    }
    QVERIFY(coloured > 0);
}

QTEST_MAIN(TestRowsUi)
#include "tst_rowsui.moc"
