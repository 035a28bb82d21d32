// Exporting as a person does it, and what the file then holds.

#include "support/exporthands.h"
#include "support/snapshotrig.h"

#include "files/exportpreset.h"
#include "ui/parts/fieldnote.h"
#include "ui/table/identitybrowser.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QScopeGuard>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

class TestExportDialog : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void exportsTheSelectionInTheViewsOrder();
    void exportsTickedOnesOfASnapshotInTheOrderOfTheTable();
    void exportsEverythingThatMatches();
    void exportsAllMatchingExceptSome();
    void allInAViewOfSelectedOnlyIsTheSelection_data();
    void allInAViewOfSelectedOnlyIsTheSelection();
    void optionsReachTheFile();
    void badInputIsSaidBesideTheField();
    void jsonLinesHoldTheChosenColumns();
    void headersAsShown();
    void oneClickForExcel_data();
    void oneClickForExcel();
    void columnsShowThatTheyCanBeDragged();
    void presetsAreRemembered();
    void enterBelongsToTheField();
    void whatIsTypedIsMeant();
    void anAttributeNobodyHasIsSaid();
    void aClickBesideSuggestionsCounts();
    void fileNamesAreFilledIn_data();
    void fileNamesAreFilledIn();
    void attributesAreExported();

private:
    QDialog* open(ConsoleWindow& console);
    QString exportTo(ConsoleWindow& console, QDialog* dialog, const QString& name);
    QString path(const QString& name) const { return m_directory.filePath(name); }
    QStringList lines(const QString& name) const;

    QTemporaryDir m_directory;
};

void TestExportDialog::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

QDialog* TestExportDialog::open(ConsoleWindow& console)
{
    console.find<QAction>(u"export"_s)->trigger();
    return console.dialog();
}

/// Presses Export and waits; what came of it.
QString TestExportDialog::exportTo(ConsoleWindow& console, QDialog* dialog, const QString& name)
{
    ExportHands exports(console);
    ExportHands::start(dialog, path(name));
    return exports.waitEnded() ? summaryLine(exports.ended.constFirst()) : u"did not end"_s;
}

QStringList TestExportDialog::lines(const QString& name) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList all = QString::fromUtf8(file.readAll()).split(u"\r\n"_s);
    all.removeLast(); // what follows the last line end
    return all;
}

void TestExportDialog::exportsTheSelectionInTheViewsOrder()
{
    ConsoleWindow console({ .identities = 1000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QVERIFY(console.waitForLoadedScreen());
    QStringList names;
    for (const int row : { 20, 22, 19 })
        console.clickCell(row, 0);
    for (const int row : { 19, 20, 22 })
        names += console.cell(row, 1);
    QDialog* dialog = open(console);
    QVERIFY(dialog->findChild<QRadioButton*>(u"selected"_s)->isChecked());
    QCOMPARE(dialog->findChild<QAbstractButton*>(u"start"_s)->text(), u"Export 3"_s);
    // Tab goes as the eye does: the columns, All, As in table, the name of an attribute.
    QWidget* columns = dialog->findChild<QWidget*>(u"columns"_s);
    QStringList onTheWay;
    for (QWidget* next = columns->nextInFocusChain(); next != columns && onTheWay.size() < 2;
         next = next->nextInFocusChain()) {
        if (const auto* button = qobject_cast<QPushButton*>(next))
            onTheWay += button->text();
        else if (qobject_cast<QLineEdit*>(next))
            break;
    }
    QCOMPARE(onTheWay, (QStringList { u"All"_s, u"As in table"_s }));
    const QString result = exportTo(console, dialog, u"selection.csv"_s);
    QVERIFY2(result.startsWith(u"Wrote 3 rows"_s), qPrintable(result));
    const QStringList written = lines(u"selection.csv"_s);
    QCOMPARE(written.size(), 4);
    QVERIFY(written.first().startsWith(u"name,alias,emailAddress,identityStatus"_s));
    for (int i = 0; i < 3; ++i)
        QVERIFY2(written.at(i + 1).contains(names.at(i)), qPrintable(written.at(i + 1)));
    QCOMPARE(QFile::permissions(path(u"selection.csv"_s))
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
}

/// Also by a column that the tenant cannot order by, and whoever was ticked first.
void TestExportDialog::exportsTickedOnesOfASnapshotInTheOrderOfTheTable()
{
    SnapshotRig rig(1000);
    QVERIFY(rig.isReady && rig.take());
    const int column = rig.model().columnOfKey(u"lastRefresh"_s);
    rig.console.clickHeader(column);
    QTRY_COMPARE(rig.model().query().sorters, QStringList { u"lastRefresh"_s });
    rig.console.clickHeader(column);
    QTRY_COMPARE(rig.model().query().sorters, QStringList { u"-lastRefresh"_s });
    QTRY_COMPARE(rig.model().state(), IdentityTableModel::ListState::Ready);
    QVERIFY(rig.console.waitForLoadedScreen());
    // More than one request asks for, in parts.
    QList<int> rows;
    for (int row = 239; row >= 0; --row)
        rows += row;
    QStringList names;
    for (const int row : rows)
        names.prepend(rig.model().identityAt(row)->alias);
    rig.console.window().findChild<IdentityBrowser*>()->selection().setSelected(
        [&] {
            QList<IdentityId> ids;
            for (const int row : rows)
                ids += rig.model().identityAt(row)->id;
            return ids;
        }(),
        true);
    const QString result = exportTo(rig.console, open(rig.console), u"snapshot.csv"_s);
    QVERIFY2(result.startsWith(u"Wrote 240 rows"_s), qPrintable(result));
    const QStringList written = lines(u"snapshot.csv"_s);
    QCOMPARE(written.size(), 241);
    for (int i = 0; i < 240; ++i)
        QVERIFY2(written.at(i + 1).contains(u',' + names.at(i) + u','),
            qPrintable(names.at(i) + u" is not in "_s + written.at(i + 1)));
}

void TestExportDialog::exportsEverythingThatMatches()
{
    ConsoleWindow console({ .identities = 3000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    const int total = console.rows();
    console.search(u"ma"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0 && console.rows() < total; }));
    const int matching = console.rows();
    QDialog* dialog = open(console);
    QVERIFY(!dialog->findChild<QRadioButton*>(u"selected"_s)->isEnabled());
    exportTo(console, dialog, u"matching.csv"_s);
    QCOMPARE(lines(u"matching.csv"_s).size(), matching + 1);
}

void TestExportDialog::exportsAllMatchingExceptSome()
{
    ConsoleWindow console({ .identities = 1000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QVERIFY(console.waitForLoadedScreen());
    const int total = console.rows();
    QTest::mouseClick(console.button(u"Select all %1 matching"_s.arg(total)), Qt::LeftButton);
    const QString left = console.cell(5, 2);
    console.clickCell(5, 0);
    QDialog* dialog = open(console);
    QCOMPARE(
        dialog->findChild<QAbstractButton*>(u"start"_s)->text(), u"Export %1"_s.arg(total - 1));
    exportTo(console, dialog, u"except.csv"_s);
    const QStringList written = lines(u"except.csv"_s);
    QCOMPARE(written.size(), total);
    for (const QString& line : written)
        QVERIFY(!line.contains(u',' + left + u','));
}

void TestExportDialog::allInAViewOfSelectedOnlyIsTheSelection_data()
{
    QTest::addColumn<int>("ticked");
    QTest::newRow("one filter holds the ids") << 3;
    QTest::newRow("more ids than a filter holds") << 120;
}

void TestExportDialog::allInAViewOfSelectedOnlyIsTheSelection()
{
    QFETCH(int, ticked);
    ConsoleWindow console({ .identities = 1000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }) && console.waitForLoadedScreen());
    console.clickCell(0, 1);
    console.table().scrollTo(console.table().model()->index(ticked - 1, 1));
    console.clickCell(ticked - 1, 1, Qt::ShiftModifier);
    QTest::mouseClick(console.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.waitForRows(ticked));
    console.clickCell(1, 0); // not ticked any more, and still in the view
    QDialog* dialog = open(console);
    auto* all = dialog->findChild<QRadioButton*>(u"matching"_s);
    QCOMPARE(all->text(), u"All in the view, which shows selected only (%1)"_s.arg(ticked));
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(dialog->findChild<QAbstractButton*>(u"start"_s)->text(), u"Export %1"_s.arg(ticked));
    const QString result = exportTo(console, dialog, u"view.csv"_s);
    QVERIFY2(result.startsWith(u"Wrote %1 rows of %1 expected"_s.arg(ticked)), qPrintable(result));
    QCOMPARE(lines(u"view.csv"_s).size(), ticked + 1);
}

void TestExportDialog::optionsReachTheFile()
{
    ConsoleWindow console({ .identities = 5000 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QVERIFY(console.waitForLoadedScreen());
    int formula = -1;
    for (int row = 0; row < 40 && formula < 0; ++row) {
        if (console.cell(row, 1).startsWith(u'='))
            formula = row;
    }
    QVERIFY(formula >= 0);
    console.clickCell(formula, 0);
    QDialog* dialog = open(console);
    auto* columns = dialog->findChild<QListWidget*>(u"columns"_s);
    for (int i = 0; i < columns->count(); ++i) {
        QListWidgetItem* item = columns->item(i);
        item->setCheckState(item->text() == u"Display name"_s || item->text() == u"Account name"_s
                ? Qt::Checked
                : Qt::Unchecked);
    }
    dialog->findChild<QComboBox*>(u"delimiter"_s)->setCurrentIndex(1);
    dialog->findChild<QCheckBox*>(u"bom"_s)->setChecked(true);
    QVERIFY(dialog->findChild<QCheckBox*>(u"guard"_s)->isChecked());
    exportTo(console, dialog, u"options.csv"_s);
    QFile file(path(u"options.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("\xEF\xBB\xBFname;alias\r\n"));
    const QStringList written = lines(u"options.csv"_s); // QString drops the mark
    QCOMPARE(written.size(), 2);
    QCOMPARE(written.first(), u"name;alias"_s);
    QVERIFY2(written.last().startsWith(u"\"'="_s) || written.last().startsWith(u"'="_s),
        qPrintable(written.last()));
}

void TestExportDialog::badInputIsSaidBesideTheField()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    auto* field = dialog->findChild<QLineEdit*>(u"path"_s);
    auto* problem = dialog->findChild<QLabel*>(u"problem"_s);
    auto* start = dialog->findChild<QAbstractButton*>(u"start"_s);
    const auto says = [&](const QString& text, const QString& words) {
        field->setText(text);
        return problem->isVisible() && problem->text().contains(words);
    };
    QVERIFY(says(u"/no/such/folder/x.csv"_s, u"does not exist"_s));
    QVERIFY(!start->isEnabled());
    QVERIFY(says(u"relative.csv"_s, u"whole path"_s));
    QVERIFY(says(m_directory.path(), u"is a folder"_s));
    QVERIFY(says({}, u"Choose a file"_s));
    field->setText(path(u"fresh.csv"_s));
    QVERIFY(!problem->isVisible());
    QVERIFY(start->isEnabled());
    QFile old(path(u"old.csv"_s));
    QVERIFY(old.open(QIODevice::WriteOnly));
    QVERIFY(says(path(u"old.csv"_s), u"will be replaced"_s));
    QVERIFY(start->isEnabled());
}

void TestExportDialog::jsonLinesHoldTheChosenColumns()
{
    ConsoleWindow console({ .identities = 300 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    const int rows = console.rows();
    QDialog* dialog = open(console);
    dialog->findChild<QRadioButton*>(u"jsonLines"_s)->setChecked(true);
    QVERIFY(dialog->findChild<QLineEdit*>(u"path"_s)->text().endsWith(u".jsonl"_s));
    QVERIFY(!dialog->findChild<QCheckBox*>(u"bom"_s)->isEnabled());
    exportTo(console, dialog, u"people.jsonl"_s);
    QFile file(path(u"people.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int lines = 0;
    while (!file.atEnd()) {
        const QJsonObject record = QJsonDocument::fromJson(file.readLine()).object();
        QVERIFY(record.contains(u"name"_s) && record.contains(u"id"_s));
        QVERIFY(!record.contains(u"managerName"_s)); // not chosen
        ++lines;
    }
    QCOMPARE(lines, rows);
}

void TestExportDialog::headersAsShown()
{
    ConsoleWindow console({ .identities = 20 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    dialog->findChild<QComboBox*>(u"header"_s)->setCurrentIndex(1);
    exportTo(console, dialog, u"shown.csv"_s);
    QVERIFY(lines(u"shown.csv"_s).first().startsWith(u"Display name,Account name,Email"_s));
}

void TestExportDialog::oneClickForExcel_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("delimiter");
    QTest::newRow("decimal point") << QLocale(u"en_US"_s) << u"Comma"_s;
    QTest::newRow("decimal comma") << QLocale(u"de_DE"_s) << u"Semicolon"_s;
}

void TestExportDialog::oneClickForExcel()
{
    QFETCH(QLocale, locale);
    QFETCH(QString, delimiter);
    QLocale::setDefault(locale);
    const auto back = qScopeGuard([] { QLocale::setDefault(QLocale::c()); });
    ConsoleWindow console({ .identities = 20 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    dialog->findChild<QRadioButton*>(u"jsonLines"_s)->click();
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"forExcel"_s), Qt::LeftButton);
    QVERIFY(dialog->findChild<QRadioButton*>(u"csv"_s)->isChecked());
    QCOMPARE(dialog->findChild<QComboBox*>(u"delimiter"_s)->currentText(), delimiter);
    QVERIFY(dialog->findChild<QCheckBox*>(u"bom"_s)->isChecked());
    QVERIFY(dialog->findChild<QCheckBox*>(u"guard"_s)->isChecked());
    QVERIFY(dialog->findChild<QLineEdit*>(u"path"_s)->text().endsWith(u".csv"_s));
}

/// A handle is drawn at the end of every row, and a row that is dragged there moves.
void TestExportDialog::columnsShowThatTheyCanBeDragged()
{
    ConsoleWindow console({ .identities = 20 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    auto* columns = dialog->findChild<QListWidget*>(u"columns"_s);
    QCOMPARE(columns->dragDropMode(), QAbstractItemView::InternalMove);
    const QImage picture = columns->viewport()->grab().toImage();
    for (int row = 0; row < 3; ++row) {
        const QRect rect = columns->visualItemRect(columns->item(row));
        const QColor ground = picture.pixelColor(rect.right() - 30, rect.center().y());
        bool isDrawn = false;
        for (int x = rect.right() - 20; x < rect.right() - 6; ++x) {
            for (int y = rect.top() + 3; y < rect.bottom() - 3; ++y)
                isDrawn = isDrawn || picture.pixelColor(x, y) != ground;
        }
        QVERIFY2(isDrawn, qPrintable(columns->item(row)->text()));
    }
}

void TestExportDialog::presetsAreRemembered()
{
    const QString settings = path(u"presets.ini"_s);
    {
        ConsoleWindow console({ .identities = 20 }, settings);
        QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
        QDialog* dialog = open(console);
        dialog->findChild<QComboBox*>(u"delimiter"_s)->setCurrentIndex(1);
        dialog->findChild<QCheckBox*>(u"bom"_s)->setChecked(true);
        dialog->findChild<QListWidget*>(u"columns"_s)->item(0)->setCheckState(Qt::Unchecked);
        dialog->findChild<QLineEdit*>(u"presetName"_s)->setText(u"Monthly \"HR\" check"_s);
        QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"savePreset"_s), Qt::LeftButton);
        dialog->reject();
    }
    ConsoleWindow console({ .identities = 20 }, settings);
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    auto* presets = dialog->findChild<QComboBox*>(u"presets"_s);
    QCOMPARE(presets->itemText(1), u"Monthly \"HR\" check"_s);
    QCOMPARE(dialog->findChild<QComboBox*>(u"delimiter"_s)->currentIndex(), 0);
    presets->setCurrentIndex(1);
    emit presets->activated(1);
    QCOMPARE(dialog->findChild<QComboBox*>(u"delimiter"_s)->currentIndex(), 1);
    QVERIFY(dialog->findChild<QCheckBox*>(u"bom"_s)->isChecked());
    exportTo(console, dialog, u"preset.csv"_s);
    QVERIFY2(lines(u"preset.csv"_s).first().contains(u"alias;emailAddress"_s),
        qPrintable(lines(u"preset.csv"_s).first()));
    QVERIFY(!lines(u"preset.csv"_s).first().contains(u"name;"_s));
}

void TestExportDialog::enterBelongsToTheField()
{
    ConsoleWindow console({ .identities = 20 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    const auto* columns = dialog->findChild<QListWidget*>(u"columns"_s);
    const int before = columns->count();
    const auto type = [dialog](const QString& name, const QString& text) {
        auto* field = dialog->findChild<QLineEdit*>(name);
        field->setFocus();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    };
    type(u"attributeName"_s, u"department"_s);
    QCOMPARE(columns->count(), before + 1);
    type(u"presetName"_s, u"Monthly"_s);
    QCOMPARE(dialog->findChild<QComboBox*>(u"presets"_s)->currentText(), u"Monthly"_s);
    type(u"path"_s, u"x"_s);
    QVERIFY(dialog->isVisible());
    QVERIFY(console.button(u"Cancel"_s, dialog) != nullptr); // nothing was started
}

/// An attribute that is typed and not added yet is a part of what is saved, and of what is written.
void TestExportDialog::whatIsTypedIsMeant()
{
    ConsoleWindow console({ .identities = 20 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    const auto type = [dialog](const QString& name, const QString& text) {
        QTest::keyClicks(dialog->findChild<QLineEdit*>(name), text);
    };
    type(u"attributeName"_s, u"department"_s);
    type(u"presetName"_s, u"Monthly"_s);
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"savePreset"_s), Qt::LeftButton);
    const auto* presets = dialog->findChild<QComboBox*>(u"presets"_s);
    QVERIFY(presets->currentData().toString().contains(u"attributes.department"_s));
    type(u"attributeName"_s, u"location"_s);
    exportTo(console, dialog, u"meant.csv"_s);
    QVERIFY(lines(u"meant.csv"_s).first().endsWith(u"attributes.department,attributes.location"_s));
}

void TestExportDialog::anAttributeNobodyHasIsSaid()
{
    ConsoleWindow console({ .identities = 20 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    const auto* columns = dialog->findChild<QListWidget*>(u"columns"_s);
    const int before = columns->count();
    auto* field = dialog->findChild<QLineEdit*>(u"attributeName"_s);
    const auto* note = dialog->findChild<FieldNote*>(u"attributeNote"_s);
    const auto add = [&](const QString& name) {
        QTest::keyClicks(field, name);
        QTest::keyClick(field, Qt::Key_Return);
    };
    add(u"department"_s);
    QCOMPARE(note->text(), QString());
    add(u"Department"_s);
    QCOMPARE(note->text(),
        u"None of the identities that were read has “Department”; they have “department”."_s);
    add(u"shoeSize"_s);
    QCOMPARE(note->text(), u"None of the identities that were read has “shoeSize”."_s);
    QCOMPARE(columns->count(), before + 3); // said, not refused
    QTest::keyClicks(field, u"l"_s);
    QCOMPARE(note->text(), QString());
}

void TestExportDialog::aClickBesideSuggestionsCounts()
{
    ConsoleWindow console({ .identities = 20 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    const auto* columns = dialog->findChild<QListWidget*>(u"columns"_s);
    const int before = columns->count();
    auto* field = dialog->findChild<QLineEdit*>(u"attributeName"_s);
    field->setFocus();
    QTest::keyClicks(field, u"departmen"_s);
    QWidget* popup = field->completer()->popup();
    QTRY_VERIFY(popup->isVisible());
    auto* add = dialog->findChild<QAbstractButton*>(u"addAttribute"_s);
    const QPoint at = add->mapToGlobal(add->rect().center());
    QWindow* window = popup->windowHandle();
    QTest::mousePress(window, Qt::LeftButton, {}, window->mapFromGlobal(at));
    QVERIFY(!popup->isVisible());
    QTRY_COMPARE(columns->count(), before + 1);
}

void TestExportDialog::fileNamesAreFilledIn_data()
{
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("expected");
    QTest::newRow("all") << u"acme"_s << u"/tmp/{tenant}-{view}-{date}-{time}.csv"_s
                         << u"/tmp/acme-filtered-20261123-1402.csv"_s;
    QTest::newRow("hostile tenant")
        << u"../../etc/x"_s << u"/tmp/{tenant}.csv"_s << u"/tmp/..-..-etc-x.csv"_s;
    QTest::newRow("only in the name")
        << u"acme"_s << u"/tmp/{tenant}/x.csv"_s << u"/tmp/{tenant}/x.csv"_s;
    QTest::newRow("nothing to fill in") << u"acme"_s << u"/tmp/x.csv"_s << u"/tmp/x.csv"_s;
}

void TestExportDialog::fileNamesAreFilledIn()
{
    QFETCH(QString, tenant);
    QFETCH(QString, typed);
    QFETCH(QString, expected);
    const QDateTime when(QDate(2026, 11, 23), QTime(14, 2));
    QCOMPARE(expandExportPath(typed, tenant, u"filtered"_s, when), expected);
}

void TestExportDialog::attributesAreExported()
{
    ConsoleWindow console({ .identities = 50 });
    QVERIFY(QTest::qWaitFor([&] { return console.rows() > 0; }));
    QDialog* dialog = open(console);
    dialog->findChild<QLineEdit*>(u"attributeName"_s)->setText(u"department"_s);
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"addAttribute"_s), Qt::LeftButton);
    exportTo(console, dialog, u"attributes.csv"_s);
    QVERIFY(lines(u"attributes.csv"_s).first().endsWith(u"attributes.department"_s));
    QVERIFY(!lines(u"attributes.csv"_s).at(1).endsWith(u','));
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
