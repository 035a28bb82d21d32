// What leads out of the details: to ISC, to the table, to the clipboard, to a file. And whom it is
// about after a link was followed.

#include "support/detailrig.h"

#include "ui/parts/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

const QString AcmeHost = u"acme.api.identitynow.com"_s;

QString pageOf(const QString& id)
{
    return u"https://acme.identitynow.com/ui/a/admin/identities/%1/details/attributes"_s.arg(id);
}

QAction* byKeys(Details& details, const QString& keys)
{
    for (QAction* action : details.console.window().findChildren<QAction*>()) {
        if (action->shortcut() == QKeySequence(keys))
            return action;
    }
    return nullptr;
}

/// The entry of the menu of a row.
QAction* rowEntry(Details& details, int row, const QString& text)
{
    const QPoint place = details.console.table()
                             .visualRect(details.console.table().model()->index(row, 1))
                             .center();
    QContextMenuEvent event(
        QContextMenuEvent::Mouse, place, details.console.table().viewport()->mapToGlobal(place));
    QApplication::sendEvent(details.console.table().viewport(), &event);
    auto* menu = details.console.find<QMenu>(u"rowMenu"_s);
    for (QAction* action : menu == nullptr ? QList<QAction*>() : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

bool attributeEntry(Details& details, int row, const QString& text)
{
    auto* view = details.console.find<QTreeView>(u"attributes"_s);
    const QPoint place = view->visualRect(view->model()->index(row, 0)).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place);
    emit view->customContextMenuRequested(place);
    auto* menu = details.console.find<QMenu>(u"attributeMenu"_s);
    QAction* found = nullptr;
    for (QAction* action : menu->actions()) {
        if (action->text() == text)
            found = action;
    }
    if (found != nullptr)
        found->trigger();
    delete menu;
    return found != nullptr;
}

} // namespace

class TestDetailActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void iscIsOpenedFromEverywhere();
    void withoutAPageTheReasonIsSaid();
    void lockedPeopleAreToldWhatThereIs();
    void keysFollowTheIdentityThatIsShown();
    void anAttributeBecomesAColumnAndStaysOne();
    void theRecordIsCopiedAsARow();
    void whatIsOwnedIsExported();
    void aFileThatCannotBeWrittenIsSaid();
};

void TestDetailActions::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    applyTheme(*qApp, ThemeMode::Light);
}

void TestDetailActions::iscIsOpenedFromEverywhere()
{
    Details details({ .identities = 300 }, AcmeHost);
    QAction* key = byKeys(details, u"Ctrl+Shift+O"_s);
    QVERIFY(!key->isEnabled()); // nobody is open
    QVERIFY(details.open(3));
    QVERIFY(key->isEnabled());
    key->trigger();
    QTest::mouseClick(details.named(u"Open in ISC"_s), Qt::LeftButton);
    QAction* entry = rowEntry(details, 5, u"Open in ISC"_s);
    QVERIFY(entry != nullptr && entry->isEnabled());
    entry->trigger();
    QCOMPARE(details.console.openedPages(),
        QStringList({ pageOf(details.idOf(3)), pageOf(details.idOf(3)), pageOf(details.idOf(5)) }));
}

void TestDetailActions::withoutAPageTheReasonIsSaid()
{
    Details details;
    QVERIFY(details.open(3));
    QAbstractButton* button = details.named(u"Open in ISC"_s);
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(u"A tenant on this computer has no pages in ISC."_s));
    QAction* entry = rowEntry(details, 3, u"Open in ISC"_s);
    QVERIFY(!entry->isEnabled());
    QCOMPARE(entry->toolTip(), button->toolTip());
    QVERIFY(!byKeys(details, u"Ctrl+Shift+O"_s)->isEnabled());
    QCOMPARE(details.console.openedPages(), QStringList());
}

void TestDetailActions::lockedPeopleAreToldWhatThereIs()
{
    Details details({ .identities = 300 }, AcmeHost);
    QVERIFY(details.open(3));
    auto* bar = details.console.find<QWidget>(u"lockedBar"_s);
    QVERIFY(!bar->isVisible());
    const QString id = details.idOf(3);
    details.console.tenant().inspect([&](demo::Directory& directory) {
        directory.setStatus(*directory.find(id.toLatin1()), demo::Status::Locked, 0);
    });
    byKeys(details, u"Shift+F5"_s)->trigger();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->findChild<QLabel*>(u"lockedText"_s)->text().contains(u"no way to unlock"_s));
    QTest::mouseClick(bar->findChild<QAbstractButton*>(u"lockedOpenInIsc"_s), Qt::LeftButton);
    QCOMPARE(details.console.openedPages(), QStringList { pageOf(id) });
    QTest::mouseClick(bar->findChild<QAbstractButton*>(u"lockedVerb"_s), Qt::LeftButton);
    QDialog* dialog = details.console.dialog();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<QLabel*>(u"lead"_s)->text().startsWith(u"Send a password-reset"_s));
    dialog->reject();
    // Also where the other verbs of the row are.
    byKeys(details, u"F5"_s)->trigger();
    QTRY_COMPARE(details.console.cell(3, 4), u"Locked"_s);
    QAction* unlock = rowEntry(details, 3, u"Unlock: only in ISC"_s);
    QVERIFY(unlock != nullptr && !unlock->isEnabled());
    QVERIFY(unlock->toolTip().contains(u"no way to unlock"_s));
    delete details.console.find<QMenu>(u"rowMenu"_s);
    QVERIFY(details.console.cell(4, 4) != u"Locked"_s);
    QVERIFY(rowEntry(details, 4, u"Unlock: only in ISC"_s) == nullptr);
    delete details.console.find<QMenu>(u"rowMenu"_s);
    QVERIFY(details.open(4));
    QVERIFY(!bar->isVisible());
}

void TestDetailActions::keysFollowTheIdentityThatIsShown()
{
    Details details({ .identities = 300 }, AcmeHost);
    const int row = details.rowWhere(hasManager);
    QVERIFY(details.open(row));
    byKeys(details, u"Ctrl+Shift+C"_s)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), details.idOf(row));
    auto* link = details.console.find<QAbstractButton>(u"managerLink"_s);
    const QString manager = link->text();
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(details.title(), manager);
    byKeys(details, u"Ctrl+Shift+C"_s)->trigger();
    const QString id = QApplication::clipboard()->text();
    QVERIFY(id != details.idOf(row));
    byKeys(details, u"Ctrl+Shift+O"_s)->trigger();
    QCOMPARE(details.console.openedPages(), QStringList { pageOf(id) });
    QVERIFY(details.waitForJson());
    const auto reads = [&] {
        return details.console.tenant().activity().calls.value(demo::Operation::GetIdentity);
    };
    const int before = reads();
    byKeys(details, u"Shift+F5"_s)->trigger();
    QVERIFY(QTest::qWaitFor([&] { return reads() == before + 1; }));
    QVERIFY(details.waitForJson());
    QCOMPARE(details.title(), manager);
    QVERIFY(details.console.find<QPlainTextEdit>(u"json"_s)->toPlainText().contains(id));
}

void TestDetailActions::anAttributeBecomesAColumnAndStaysOne()
{
    Details details;
    QVERIFY(details.open(3));
    details.showTab(Attributes);
    auto* view = details.console.find<QTreeView>(u"attributes"_s);
    const QString name = view->model()->index(1, 0).data().toString();
    const QString value = view->model()->index(1, 1).data().toString();
    QTableView& table = details.console.table();
    const int columns = table.model()->columnCount();
    QVERIFY(attributeEntry(details, 1, u"Add as column"_s));
    QCOMPARE(table.model()->columnCount(), columns + 1);
    QCOMPARE(table.model()->headerData(columns, Qt::Horizontal).toString(), name);
    QVERIFY(!table.isColumnHidden(columns));
    QCOMPARE(details.console.cell(3, columns), value);
    QVERIFY(table.visualRect(table.model()->index(3, columns)).left() < table.viewport()->width());
    table.setColumnHidden(columns, true);
    QVERIFY(attributeEntry(details, 1, u"Add as column"_s)); // there is one already
    QCOMPARE(table.model()->columnCount(), columns + 1);
    QVERIFY(!table.isColumnHidden(columns));
}

void TestDetailActions::theRecordIsCopiedAsARow()
{
    Details details;
    const int row = details.rowWhere(hasManager);
    QVERIFY(details.open(row));
    byKeys(details, u"Ctrl+C"_s)->trigger();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.count(u'\t') >= 5);
    QApplication::clipboard()->clear();
    details.showTab(Json);
    QTest::mouseClick(details.named(u"Copy as table row"_s), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), copied);
}

void TestDetailActions::whatIsOwnedIsExported()
{
    const QTemporaryDir folder;
    Details details;
    QVERIFY(details.open(details.rowWhere(isOwner)));
    details.showTab(Ownership);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
    QTest::mouseClick(details.console.button(u"Copy list"_s), Qt::LeftButton);
    const QStringList listed = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QTest::mouseClick(details.console.button(u"Export…"_s, details.tabs()), Qt::LeftButton);
    auto* chooser = qobject_cast<QFileDialog*>(details.console.dialog());
    QVERIFY(chooser != nullptr);
    QVERIFY(chooser->selectedFiles().constFirst().endsWith(u".csv"_s));
    chooser->findChild<QLineEdit*>()->setText(folder.filePath(u"owned"_s));
    QMetaObject::invokeMethod(chooser, "accept");
    QFile file(folder.filePath(u"owned.csv"_s));
    QTRY_VERIFY(file.isOpen() || file.open(QIODevice::ReadOnly));
    QCOMPARE(QFile::permissions(file.fileName())
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
    const QStringList lines
        = QString::fromUtf8(file.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), listed.size());
    QCOMPARE(lines.constFirst(), u"Owned as,Name,Type,Id"_s);
    QVERIFY(lines.constLast().endsWith(listed.constLast().section(u'\t', -1)));
    QTRY_VERIFY2(details.console.statusText().startsWith(u"Wrote %1 row"_s.arg(lines.size() - 1)),
        qPrintable(details.console.statusText()));
}

void TestDetailActions::aFileThatCannotBeWrittenIsSaid()
{
    Details details;
    QVERIFY(details.open(details.rowWhere(isOwner)));
    details.showTab(Ownership);
    QVERIFY(details.waitForState(u"ownershipPages"_s, u"content"_s));
    QTest::mouseClick(details.console.button(u"Export…"_s, details.tabs()), Qt::LeftButton);
    auto* chooser = qobject_cast<QFileDialog*>(details.console.dialog());
    QVERIFY(chooser != nullptr);
    emit chooser->fileSelected(u"/dev/null"_s); // nothing but a file is ever replaced
    QTRY_VERIFY2(details.console.statusText().startsWith(u"The file could not be written. "_s),
        qPrintable(details.console.statusText()));
    QVERIFY(details.console.statusText().size() > 45);
}

QTEST_MAIN(TestDetailActions)
#include "tst_detailactions.moc"
