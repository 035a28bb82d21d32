// Selecting by a list as a person does it.

#include "support/pastelistrig.h"

#include "files/listtext.h"
#include "models/lists/choicemodel.h"
#include "models/table/identitytablemodel.h"
#include "ui/table/identitydelegate.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;
using demo::FaultKind;

namespace {

/// How long the event loop was away at most.
struct Turns
{
    Turns()
    {
        since.start();
        QObject::connect(&ticker, &QTimer::timeout, &ticker,
            [this] { longest = std::max(longest, since.restart()); });
        ticker.start(0);
    }

    qint64 longest = 0;
    QElapsedTimer since;
    QTimer ticker;
};

} // namespace

class TestPasteList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void opensByKeysToolbarAndMenu();
    void tellsWhatBecameOfEveryLine();
    void ambiguousOnesAreChosen();
    void addsToTheSelection();
    void selectsOnlyThese();
    void allMatchingCannotBeAddedTo();
    void theSelectionSurvivesFilters();
    void findsUncorrelatedToo();
    void filesAreOpened();
    void columnsCanBeChosen();
    void refusalsPointToTheLine();
    void errorsKeepWhatWasFound();
    void waitsForTheLimitAreSaid();
    void stopAndClose();
    void changesAfterwardsAreSaid();
    void theReportIsExported();
    void enterDoesWhatComesNext();
    void keysLeadToWhatNeedsAChoice();
    void oddNamesOfTheTenantAreFound();
    void longListsLeaveTheWindowAlive();
    void largeFilesLeaveTheWindowAlive();

private:
    QTemporaryDir m_folder;
};

void TestPasteList::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestPasteList::opensByKeysToolbarAndMenu()
{
    PasteListRig console({ .identities = 50 });
    QVERIFY(console.isReady());
    console.dialog->reject();
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    QTest::keySequence(&console.window.window(), QKeySequence(u"Ctrl+L"_s));
    QVERIFY(qobject_cast<PasteListDialog*>(console.window.dialog()) != nullptr);
    console.window.dialog()->reject();
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    QAbstractButton* tool = console.window.button(u"Paste list…"_s);
    QVERIFY(tool != nullptr);
    QTest::mouseClick(tool, Qt::LeftButton);
    QVERIFY(qobject_cast<PasteListDialog*>(console.window.dialog()) != nullptr);
}

void TestPasteList::tellsWhatBecameOfEveryLine()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.unique(4);
    const QList<Person> twins = console.twins();
    QCOMPARE(twins.size(), 2);
    QVERIFY(!console.button(u"find"_s)->isEnabled());
    QVERIFY(!console.button(u"selectOnly"_s)->isEnabled());
    QVERIFY(!console.button(u"exportReport"_s)->isEnabled());
    console.paste(QStringList { u"employee"_s, some[0].alias.toUpper(), some[1].email,
        u'"' + some[2].name + u'"', some[3].id, u""_s, some[0].email, twins[0].name,
        u"nobody.at.all"_s, u"no@such.test"_s }
                      .join(u"\r\n"_s));
    QVERIFY(console.find());
    QCOMPARE(console.summary(),
        u"8 entries · 4 found · 1 needs your choice · 2 not found · 1 duplicate"_s);
    QTabWidget* tabs = console.tabs();
    QCOMPARE(tabs->tabText(Found), u"Found (4)"_s);
    QCOMPARE(tabs->tabText(Ambiguous), u"Ambiguous (1)"_s);
    QCOMPARE(tabs->tabText(NotFound), u"Not found (2)"_s);
    QCOMPARE(tabs->tabText(Duplicates), u"Duplicates (1)"_s);
    QCOMPARE(tabs->currentIndex(), int(Ambiguous)); // there is something to do
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(console.cell(Found, i, 0), QString::number(i + 2));
        QCOMPARE(console.cell(Found, i, 1), some[i].name);
        QCOMPARE(console.cell(Found, i, 2), some[i].alias);
    }
    QCOMPARE(console.cell(NotFound, 0, 0), u"9"_s);
    QCOMPARE(console.cell(NotFound, 0, 1), u"nobody.at.all"_s);
    QCOMPARE(console.cell(NotFound, 0, 2), u"No account or display name."_s);
    QCOMPARE(console.cell(NotFound, 1, 2), u"No email or account name."_s);
    QCOMPARE(console.cell(Duplicates, 0, 0), u"7"_s);
    QCOMPARE(console.cell(Duplicates, 0, 2), u"line 2: "_s + some[0].name);
    bool said = false;
    for (QLabel* label : console.dialog->findChildren<QLabel*>())
        said = said || label->text().startsWith(u"Line 1 was taken as a heading. Found by "_s);
    QVERIFY(said);
    // Names and chips are there whole, at the size the dialog opens with.
    QVERIFY(console.dialog->width() <= 1024 && console.dialog->height() <= 700);
    auto* tree = console.part<QTreeView>(u"choices"_s);
    const QModelIndex entry = tree->model()->index(0, 0);
    for (int row = 0; row < 2; ++row) {
        const QModelIndex name = tree->model()->index(row, ChoiceModel::NameColumn, entry);
        const int mark = 40; // the circle, and the margins
        QVERIFY(tree->fontMetrics().horizontalAdvance(name.data().toString()) + mark
            <= tree->visualRect(name).width());
        for (const int column : { ChoiceModel::AccountColumn, ChoiceModel::StatusColumn }) {
            const QModelIndex cell = name.siblingAtColumn(column);
            QVERIFY(IdentityDelegate::widthOf(cell, tree->font()) <= tree->columnWidth(column));
        }
    }
    // Nothing is selected before somebody says so.
    QCOMPARE(console.window.find<QAction>(u"export"_s)->isEnabled(), true);
    QCOMPARE(console.button(u"selectOnly"_s)->text(), u"Select only these 4"_s);
    // Going to a row leads to its line.
    tabs->setCurrentIndex(NotFound);
    auto* table = qobject_cast<QTableView*>(tabs->widget(NotFound));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
        table->visualRect(table->model()->index(0, 1)).center());
    QCOMPARE(console.edit()->textCursor().blockNumber(), 8);
}

void TestPasteList::ambiguousOnesAreChosen()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> twins = console.twins();
    console.paste(twins[0].name);
    QVERIFY(console.find());
    auto* tree = console.part<QTreeView>(u"choices"_s);
    QAbstractItemModel* model = tree->model();
    const QModelIndex entry = model->index(0, 0);
    QVERIFY(tree->isExpanded(entry));
    const int candidates = model->rowCount(entry) - 1;
    QVERIFY(candidates >= 2);
    QCOMPARE(model->index(candidates, 0, entry).data().toString(), u"None of them"_s);
    const auto checked = [&](int row) {
        return model->index(row, 0, entry).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    };
    QVERIFY(checked(candidates));
    QVERIFY(!console.button(u"selectOnly"_s)->isEnabled());
    console.clickRow(tree, model->index(1, 1, entry));
    QVERIFY(checked(1) && !checked(candidates));
    QCOMPARE(console.button(u"selectOnly"_s)->text(), u"Select only these 1"_s);
    QCOMPARE(console.summary(), u"1 entry · 0 found · 1 chosen by you · 0 not found"_s);
    QTest::keyClick(tree, Qt::Key_Up);
    QTest::keyClick(tree, Qt::Key_Space);
    QVERIFY(checked(0) && !checked(1));
    const QString chosen
        = model->index(0, 0, entry).data(IdentityTableModel::IdentityIdRole).toString();
    console.clickRow(tree, model->index(candidates, 0, entry));
    QVERIFY(!console.button(u"selectOnly"_s)->isEnabled());
    console.clickRow(tree, model->index(0, 0, entry));
    console.click(u"selectOnly"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    QTRY_COMPARE(console.window.statusText(), u"Selected the 1 identity of the list."_s);
    // It is that one and not its namesake.
    QTest::mouseClick(console.window.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.window.waitForRows(1));
    QCOMPARE(console.window.table()
                 .model()
                 ->index(0, 1)
                 .data(IdentityTableModel::IdentityIdRole)
                 .toString(),
        chosen);
}

void TestPasteList::addsToTheSelection()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.unique(30);
    console.paste(some[0].alias + u'\n' + some[1].alias);
    QVERIFY(console.find());
    console.click(u"addToSelection"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    console.window.find<QAction>(u"pasteList"_s)->trigger();
    console.dialog = qobject_cast<PasteListDialog*>(console.window.dialog());
    console.paste(some[1].email + u'\n' + some[20].id);
    QVERIFY(console.find());
    QCOMPARE(console.button(u"addToSelection"_s)->text(), u"Add 2 to selection"_s);
    console.click(u"addToSelection"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    QTRY_COMPARE(console.window.statusText(),
        u"Added 1 identity of the list to the selection. 3 selected."_s);
    QTest::mouseClick(console.window.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.window.waitForRows(3));
}

void TestPasteList::selectsOnlyThese()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    console.window.clickCell(0, 0);
    console.window.clickCell(1, 0);
    const QList<Person> some = console.unique(300);
    console.paste(some[298].alias + u'\n' + some[299].id + u'\n' + some[297].email);
    QVERIFY(console.find());
    console.click(u"selectOnly"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    QTRY_COMPARE(console.window.statusText(), u"Selected the 3 identities of the list."_s);
    QTest::mouseClick(console.window.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.window.waitForRows(3));
    QStringList names { console.window.cell(0, 1), console.window.cell(1, 1),
        console.window.cell(2, 1) };
    for (const int i : { 297, 298, 299 })
        QVERIFY2(names.contains(some[i].name), qPrintable(some[i].name));
}

void TestPasteList::allMatchingCannotBeAddedTo()
{
    PasteListRig console({ .identities = 500 });
    QVERIFY(console.isReady());
    console.dialog->reject();
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    const int total = console.window.rows();
    QTest::mouseClick(
        console.window.button(u"Select all %1 matching"_s.arg(total)), Qt::LeftButton);
    console.window.find<QAction>(u"pasteList"_s)->trigger();
    console.dialog = qobject_cast<PasteListDialog*>(console.window.dialog());
    console.paste(console.unique(1)[0].alias);
    QVERIFY(console.find());
    QVERIFY(!console.button(u"addToSelection"_s)->isEnabled());
    QVERIFY(console.button(u"addToSelection"_s)->toolTip().contains(u"All that match"_s));
    console.click(u"selectOnly"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    QTest::mouseClick(console.window.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.window.waitForRows(1));
}

void TestPasteList::theSelectionSurvivesFilters()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.unique(3);
    console.paste(some[0].alias + u'\n' + some[2].alias);
    QVERIFY(console.find());
    console.click(u"selectOnly"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    console.window.search(u"zzzz"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.rows() == 0; }));
    QVERIFY(console.window.button(u"Clear"_s)->isEnabled());
    QTest::mouseClick(console.window.button(u"Show selected only"_s), Qt::LeftButton);
    QVERIFY(console.window.waitForRows(2));
}

void TestPasteList::findsUncorrelatedToo()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.people(
        [](const demo::DemoData& data, quint32 i) { return !data.correlated(i); }, 1);
    console.paste(some[0].alias);
    QVERIFY(console.find());
    QCOMPARE(console.summary(), u"1 entry · 1 found · 0 not found"_s);
}

void TestPasteList::filesAreOpened()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.unique(2);
    const QString path = m_folder.filePath(u"people.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QString text = u"Number;E-mail;Name\r\n"_s;
    for (const Person& one : some)
        text += u"7;%1;\"%2\"\r\n"_s.arg(one.email, one.name);
    const QByteArray bytes(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    QCOMPARE(file.write("\xFF\xFE" + bytes), bytes.size() + 2); // UTF-16, as Excel writes it
    file.close();
    console.click(u"openFile"_s);
    auto* chooser = console.dialog->findChild<QFileDialog*>();
    QVERIFY(chooser != nullptr);
    emit chooser->fileSelected(path);
    chooser->close();
    QVERIFY(QTest::qWaitFor([&] { return console.edit()->toPlainText().contains(some[0].email); }));
    QCOMPARE(console.part<QComboBox>(u"separator"_s)->currentText(), u"Semicolon"_s);
    QCOMPARE(console.part<QComboBox>(u"column"_s)->currentText(), u"E-mail"_s);
    QVERIFY(console.part<QComboBox>(u"column"_s)->isVisible());
    QVERIFY(console.find());
    QCOMPARE(console.summary(), u"2 entries · 2 found · 0 not found"_s);
    console.dialog->openFile(m_folder.filePath(u"missing.csv"_s));
    QVERIFY(
        QTest::qWaitFor([&] { return console.text(u"listProblem"_s).contains(u"missing.csv"_s); }));
    QVERIFY(console.edit()->toPlainText().contains(some[0].email)); // what was there stays
}

void TestPasteList::columnsCanBeChosen()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.unique(2);
    console.paste(u"%1,%2\n%3,%4"_s.arg(some[0].email, some[1].alias, some[1].email, u"nobody"_s));
    auto* column = console.part<QComboBox>(u"column"_s);
    QVERIFY(QTest::qWaitFor([&] { return column->isVisible(); }));
    QCOMPARE(column->currentIndex(), 0);
    QVERIFY(console.find());
    QCOMPARE(console.summary(), u"2 entries · 2 found · 0 not found"_s);
    column->setCurrentIndex(1);
    emit column->activated(1);
    QVERIFY(console.find());
    QCOMPARE(console.summary(), u"2 entries · 1 found · 1 not found"_s);
    auto* separator = console.part<QComboBox>(u"separator"_s);
    separator->setCurrentIndex(0);
    emit separator->activated(0);
    QVERIFY(!column->isVisible());
    QVERIFY(console.find());
    QCOMPARE(console.summary(), u"2 entries · 0 found · 2 not found"_s);
}

void TestPasteList::refusalsPointToTheLine()
{
    PasteListRig console({ .identities = 50 });
    QVERIFY(console.isReady());
    const int asked = console.window.tenant().activity().requests;
    console.paste(u"anna\nbert\nca\u0007rl"_s);
    console.click(u"find"_s);
    QVERIFY(QTest::qWaitFor([&] { return !console.text(u"listProblem"_s).isEmpty(); }));
    QCOMPARE(console.text(u"listProblem"_s),
        u"Line 3 holds a control character or broken text. Correct it, then press Find."_s);
    QCOMPARE(console.edit()->textCursor().blockNumber(), 2);
    QVERIFY(console.summary().isEmpty());
    QCOMPARE(console.window.tenant().activity().requests, asked);
    QTest::keyClick(console.edit(), Qt::Key_X);
    QVERIFY(console.text(u"listProblem"_s).isEmpty());
}

void TestPasteList::errorsKeepWhatWasFound()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.unique(200);
    QStringList lines { some[0].name }; // not an account: takes a second request
    for (int i = 1; i < 30; ++i)
        lines += some[i].alias;
    console.paste(lines.join(u'\n'));
    console.window.tenant().faults().set({ .latencyMs = 400 });
    const int asked = console.window.tenant().activity().requests;
    console.click(u"find"_s);
    QVERIFY(
        QTest::qWaitFor([&] { return console.window.tenant().activity().requests > asked; }, 5000));
    // The first answer is on its way, the second will be worth nothing.
    console.window.tenant().faults().add(
        { .kind = FaultKind::ServerFault, .count = 100, .status = 403 });
    QVERIFY(QTest::qWaitFor([&] { return !console.text(u"lookupError"_s).isEmpty(); }, 10'000));
    QVERIFY2(console.text(u"lookupError"_s).startsWith(u"Not allowed: "_s),
        qPrintable(console.text(u"lookupError"_s)));
    QCOMPARE(console.edit()->toPlainText(), lines.join(u'\n'));
    QCOMPARE(console.summary(), u"30 entries · 29 found · 0 not found · 1 not looked up"_s);
    QCOMPARE(console.button(u"addToSelection"_s)->text(), u"Add 29 to selection"_s);
    console.window.tenant().faults().clearPlanned();
    console.window.tenant().faults().set({});
    console.click(u"retryLookup"_s);
    QVERIFY(QTest::qWaitFor(
        [&] { return console.summary() == u"30 entries · 30 found · 0 not found"_s; }, 10'000));
    QVERIFY(console.text(u"lookupError"_s).isEmpty());
}

void TestPasteList::waitsForTheLimitAreSaid()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    console.window.tenant().faults().add({ .kind = FaultKind::RateLimited,
        .count = 1,
        .pathContains = u"/identities"_s,
        .retryAfterSeconds = 1 });
    console.paste(console.unique(1)[0].alias);
    console.click(u"find"_s);
    const auto waits = [&] {
        for (const QLabel* label : console.dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(u"request limit is used up"_s))
                return true;
        }
        return false;
    };
    QVERIFY(QTest::qWaitFor(waits, 5000));
    QVERIFY(QTest::qWaitFor([&] { return console.summary().contains(u"1 found"_s); }, 10'000));
    QVERIFY(console.text(u"lookupError"_s).isEmpty());
}

void TestPasteList::stopAndClose()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    QStringList lines;
    for (int i = 0; i < 3000; ++i)
        lines += u"somebody.number.%1"_s.arg(i);
    console.window.tenant().faults().set({ .latencyMs = 300 });
    console.paste(lines.join(u'\n'));
    console.click(u"find"_s);
    QVERIFY(QTest::qWaitFor([&] {
        return console.text(u"lookupProgress"_s).startsWith(u"Looking up 3,000 entries…"_s);
    }));
    QVERIFY(console.edit()->isReadOnly());
    QCOMPARE(console.button(u"find"_s)->text(), u"Stop"_s);
    console.click(u"find"_s);
    QCOMPARE(console.text(u"lookupError"_s), u"Stopped. What was found is kept."_s);
    QCOMPARE(console.button(u"retryLookup"_s)->text(), u"Continue"_s);
    QVERIFY(console.summary().contains(u"not looked up"_s));
    QVERIFY(!console.edit()->isReadOnly());
    QCOMPARE(console.edit()->blockCount(), 3000);
    console.click(u"retryLookup"_s);
    QVERIFY(QTest::qWaitFor([&] { return !console.text(u"lookupProgress"_s).isEmpty(); }));
    console.click(u"cancel"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
    console.window.tenant().faults().set({});
    // What was on its way is over soon, and nothing follows.
    const auto calls = [&] { return console.window.tenant().activity().requests; };
    QVERIFY(QTest::qWaitFor([&] { return calls() > 0; }));
    const int before = calls();
    QVERIFY(!QTest::qWaitFor([&] { return calls() > before + ListLookup::MostOutstanding; }, 700));
}

void TestPasteList::changesAfterwardsAreSaid()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    console.paste(console.unique(1)[0].alias);
    QVERIFY(console.find());
    QTest::keyClick(console.edit(), Qt::Key_X);
    bool said = false;
    for (const QLabel* label : console.dialog->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().startsWith(u"The list was changed"_s));
    QVERIFY(said);
}

void TestPasteList::theReportIsExported()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    const QList<Person> some = console.unique(1);
    const QList<Person> twins = console.twins();
    console.paste(
        QStringList { some[0].alias, twins[0].name, u"=1+1"_s, some[0].email }.join(u'\n'));
    QVERIFY(console.find());
    auto* tree = console.part<QTreeView>(u"choices"_s);
    console.clickRow(tree, tree->model()->index(0, 0, tree->model()->index(0, 0)));
    console.click(u"exportReport"_s);
    auto* chooser = console.dialog->findChild<QFileDialog*>();
    QVERIFY(chooser != nullptr);
    const QString path = m_folder.filePath(u"report.csv"_s);
    emit chooser->fileSelected(path);
    chooser->close();
    QFile file(path);
    QTRY_VERIFY(file.isOpen() || file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u"\r\n"_s);
    QCOMPARE(lines.at(0),
        u"Line,Entry,Result,Found by,Id,Display name,Account name,Email,Status,Note"_s);
    QVERIFY2(
        lines.at(1).startsWith(u"1,%1,found,account name,%2,"_s.arg(some[0].alias, some[0].id)),
        qPrintable(lines.at(1)));
    QVERIFY2(
        lines.at(2).contains(u",\"ambiguous, chosen\",display name,"_s), qPrintable(lines.at(2)));
    QVERIFY2(lines.at(3).contains(u",\"ambiguous, not chosen\",display name,"_s),
        qPrintable(lines.at(3)));
    const QString guarded = lines.at(lines.size() - 3);
    QCOMPARE(guarded, u"3,'=1+1,not found,,,,,,,No account or display name."_s);
    const QString repeated = lines.at(lines.size() - 2);
    QVERIFY2(repeated.startsWith(u"4,"_s) && repeated.endsWith(u",same as line 1"_s),
        qPrintable(repeated));
    QTRY_COMPARE(
        console.window.statusText(), u"Wrote %1 rows to report.csv."_s.arg(lines.size() - 2));
}

void TestPasteList::enterDoesWhatComesNext()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    console.paste(console.unique(1)[0].alias);
    QVERIFY(console.button(u"find"_s)->isDefault());
    console.dialog->activateWindow(); // shortcuts want it
    QVERIFY(QTest::qWaitForWindowActive(console.dialog));
    QTRY_VERIFY(console.edit()->hasFocus());
    QTest::keyClick(console.edit(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return !console.summary().isEmpty(); }, 10'000));
    QVERIFY(console.button(u"selectOnly"_s)->isDefault());
    QVERIFY(!console.button(u"find"_s)->isDefault());
    QTRY_VERIFY(console.button(u"selectOnly"_s)->hasFocus());
    QTest::keyClick(console.button(u"selectOnly"_s), Qt::Key_Return);
    QTRY_VERIFY(!console.dialog->isVisible());
}

void TestPasteList::keysLeadToWhatNeedsAChoice()
{
    PasteListRig console;
    QVERIFY(console.isReady());
    console.paste(console.twins()[0].name);
    console.dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(console.dialog));
    QTRY_VERIFY(console.edit()->hasFocus());
    QTest::keyClick(console.edit(), Qt::Key_Return, Qt::ControlModifier);
    auto* tree = console.part<QTreeView>(u"choices"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tree->hasFocus(), 10'000);
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Space);
    QCOMPARE(console.summary(), u"1 entry · 0 found · 1 chosen by you · 0 not found"_s);
    QTest::keyClick(tree, Qt::Key_Return);
    QTRY_VERIFY(!console.dialog->isVisible());
}

/// The names of the demo tenant that break programs, all in one list.
void TestPasteList::oddNamesOfTheTenantAreFound()
{
    PasteListRig console({ .identities = 20'000 });
    QVERIFY(console.isReady());
    const QList<Person> odd = console.people(
        [](const demo::DemoData& data, quint32 i) {
            const QString name = data.naming().displayName(data.naming().parts(i));
            return PasteListRig::isAwkward(data, i) && !PasteListRig::isTwin(data, i)
                && !name.contains(u'\t');
        },
        60);
    QVERIFY(odd.size() > 20);
    QStringList names;
    for (const Person& one : odd)
        names += one.name;
    console.paste(names.join(u'\n'));
    auto* matchBy = console.part<QComboBox>(u"matchBy"_s);
    matchBy->setCurrentIndex(matchBy->count() - 1); // display name
    QVERIFY(console.find());
    QCOMPARE(console.summary(), u"%1 entries · %1 found · 0 not found"_s.arg(odd.size()));
}

void TestPasteList::longListsLeaveTheWindowAlive()
{
    PasteListRig console({ .identities = 500 });
    QVERIFY(console.isReady());
    QStringList lines;
    for (int i = 0; i < 50'000; ++i)
        lines += u"first.last.number.%1@somewhere.acme.test"_s.arg(i);
    QElapsedTimer timer;
    timer.start();
    console.paste(lines.join(u'\n'));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    console.window.tenant().faults().set({ .latencyMs = 100 });
    console.click(u"find"_s);
    // Turns of the event loop stay short while the list is read and looked up.
    Turns turns;
    QVERIFY(
        QTest::qWaitFor([&] { return console.window.tenant().activity().requests > 40; }, 20'000));
    QVERIFY2(turns.longest < 1000, qPrintable(QString::number(turns.longest)));
    console.click(u"cancel"_s);
    QVERIFY(QTest::qWaitFor([&] { return console.window.dialog() == nullptr; }));
}

void TestPasteList::largeFilesLeaveTheWindowAlive()
{
    PasteListRig console({ .identities = 500 });
    QVERIFY(console.isReady());
    const QString path = m_folder.filePath(u"large.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QByteArray bytes = "Number,E-mail,Text\r\n";
    for (int i = 0; i < 49'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        bytes += number + ",somebody." + number + "@acme.test," + QByteArray(370, 'x') + "\r\n";
    }
    QVERIFY(bytes.size() > 19'000'000 && bytes.size() < MostListBytes);
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    Turns turns;
    console.dialog->openFile(path);
    QVERIFY(QTest::qWaitFor([&] { return console.edit()->blockCount() > 49'000; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return console.button(u"find"_s)->isEnabled(); }, 20'000));
    console.click(u"find"_s);
    QVERIFY(QTest::qWaitFor(
        [&] { return console.text(u"lookupProgress"_s).startsWith(u"Looking up 49,001"_s); },
        20'000));
    QVERIFY2(turns.longest < 1500, qPrintable(QString::number(turns.longest)));
}

QTEST_MAIN(TestPasteList)
#include "tst_pastelist.moc"
