// The guide: its chapters, its search, and what dialogs say of themselves.

#include "support/consolewindow.h"
#include "ui/help/guidewindow.h"
#include "ui/parts/theme.h"
#include "ui/settings/shortcutlist.h"

#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTextBrowser>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

QString textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList titles(const QListWidget& list)
{
    QStringList all;
    for (int row = 0; row < list.count(); ++row)
        all += list.item(row)->text();
    return all;
}

QStringList captured(const QString& text, const QString& pattern)
{
    QStringList all;
    for (auto each = QRegularExpression(pattern).globalMatch(text); each.hasNext();)
        all += each.next().captured(1);
    return all;
}

} // namespace

class TestGuide : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeMode::Light);
    }

    void everyDialogIsExplained()
    {
        QStringList explained;
        for (const GuideChapter& chapter : guideChapters(textOf(u":/guide/guide.md"_s)))
            explained += chapter.windows;
        QStringList dialogs;
        QDirIterator sources(QStringLiteral(SOURCE_DIR "/ui"), { u"*.cpp"_s }, QDir::Files,
            QDirIterator::Subdirectories);
        while (sources.hasNext())
            dialogs += captured(
                textOf(sources.next()), u"(?:DialogFrame\\(|\\.dialog = )u\"(\\w+)\"_s"_s);
        dialogs.removeAll(u"guide"_s);
        QVERIFY(dialogs.size() >= 12);
        for (const QString& dialog : std::as_const(dialogs))
            QVERIFY2(explained.contains(dialog), qPrintable(dialog));
        for (const QString& name : std::as_const(explained))
            QVERIFY2(dialogs.contains(name), qPrintable(name));
    }

    void everyPictureIsThere()
    {
        const QStringList pictures
            = captured(textOf(u":/guide/guide.md"_s), u"\\]\\((:[^)]+)\\)"_s);
        QVERIFY(pictures.size() >= 5);
        for (const QString& picture : pictures)
            QVERIFY2(!QImage(picture).isNull(), qPrintable(picture));
    }

    /// What it calls a key or a menu is what the window calls it.
    void everyKeyIsOne()
    {
        ConsoleWindow console({ .identities = 50 });
        QStringList keys { u"Shift+Del"_s };
        for (const ShortcutEntry& entry : shortcutsOf(console.window())) {
            for (const QKeySequence& key : entry.keys)
                keys += key.toString(QKeySequence::PortableText);
        }
        const QStringList named = captured(
            textOf(u":/guide/guide.md"_s), u"((?:Ctrl|Alt)\\+(?:Shift\\+)?(?:[A-Z][a-z]*\\b|,))"_s);
        QVERIFY(named.size() > 10);
        for (const QString& key : named)
            QVERIFY2(keys.contains(key), qPrintable(key));
    }

    void f1OpensItAndTheSearchFinds()
    {
        ConsoleWindow console({ .identities = 50 });
        QVERIFY(console.waitForLoadedScreen());
        QVERIFY(QTest::qWaitForWindowActive(&console.window()));
        QTest::keyClick(&console.window(), Qt::Key_F1);
        auto* guide = console.find<GuideWindow>(u"guide"_s);
        QVERIFY(guide != nullptr && guide->isVisible());
        auto& list = *guide->findChild<QListWidget*>(u"guideChapters"_s);
        auto& text = *guide->findChild<QTextBrowser*>(u"guideText"_s);
        QCOMPARE(list.currentItem()->text(), u"Begin here"_s);
        QVERIFY(text.toPlainText().startsWith(u"Begin here"_s));
        const qsizetype all = list.count();

        auto& search = *guide->findChild<QLineEdit*>(u"guideSearch"_s);
        QTest::keyClicks(&search, u"unlock password"_s);
        QVERIFY(list.count() < all);
        QVERIFY(titles(list).contains(u"Look at one person"_s));
        QVERIFY(!text.extraSelections().isEmpty());
        const QString marked = text.extraSelections().constFirst().cursor.selectedText();
        QVERIFY2(marked.compare(u"unlock"_s, Qt::CaseInsensitive) == 0, qPrintable(marked));
        search.setText(u"lock"_s);
        QCOMPARE(list.item(0)->text(), u"Production and the lock"_s);
        search.setText(u"xyzzy"_s);
        QCOMPARE(list.count(), 0);
        search.clear();
        QCOMPARE(list.count(), all);

        // A second time it is the same window.
        QTest::keyClick(guide, Qt::Key_Escape);
        QTRY_VERIFY(console.find<GuideWindow>(u"guide"_s) == nullptr);
    }

    void aDialogOpensItWhereItIsExplained()
    {
        ConsoleWindow console({ .identities = 50 });
        QVERIFY(console.waitForLoadedScreen());
        QVERIFY(QTest::qWaitForWindowActive(&console.window()));
        QTest::keyClick(&console.window(), Qt::Key_L, Qt::ControlModifier);
        QDialog* dialog = console.dialog();
        QVERIFY(dialog != nullptr);
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QTest::keyClick(dialog, Qt::Key_F1);
        auto* guide = dialog->findChild<GuideWindow*>(u"guide"_s);
        QVERIFY(guide != nullptr && guide->isVisible());
        QCOMPARE(guide->findChild<QListWidget*>(u"guideChapters"_s)->currentItem()->text(),
            u"Paste a list"_s);
        QVERIFY(dialog->isVisible());
    }
};

QTEST_MAIN(TestGuide)

#include "tst_guide.moc"
