#include "profile/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void valuesComeBack();
    void everythingIsInTheFile();
    void profilesDoNotMix();
    void onlyTheOwnerMayRead();
    void onlyTheOwnerMayReadAtAnyTime();
    void windowsDoNotUndoEachOther();
    void eachConnectionHasItsWindow();
    void valuesOutsideTheirRangeAreTheStandard_data();
    void valuesOutsideTheirRangeAreTheStandard();
    void wordsThatAreNoneAreTheStandard();
    void version1IsTakenOver();
    void takingOverTwiceChangesNothing();
    void aDamagedFileIsSetAside_data();
    void aDamagedFileIsSetAside();
    void whatLaterVersionsWroteIsSaid();
    void nothingSetAsideIsLost();
    void whatIsNoFileIsSetAside();
    void aFileThatCannotBeWrittenIsSaid();
    void hostileFilesDoNoHarm();

private:
    QString write(const QString& name, const QByteArray& content);
    QTemporaryDir m_directory;
};

void TestSettings::valuesComeBack()
{
    const QString path = m_directory.filePath(u"new/folder/settings.ini"_s);
    {
        Settings settings(path);
        settings.setProfile(u"acme"_s);
        settings.setValue(Setting::Theme, u"dark"_s);
        settings.setValue(
            Setting::FilterHistory, QStringList { u"name sw \"ä, \\\"\""_s, u"x;y=%1"_s });
    }
    Settings settings(path);
    settings.setProfile(u"acme"_s);
    QCOMPARE(settings.value(Setting::Theme).toString(), u"dark"_s);
    QCOMPARE(settings.value(Setting::FilterHistory).toStringList(),
        (QStringList { u"name sw \"ä, \\\"\""_s, u"x;y=%1"_s }));
    QVERIFY(settings.problem().isEmpty());
}

void TestSettings::everythingIsInTheFile()
{
    const QString path = m_directory.filePath(u"written.ini"_s);
    const QList<Setting> all { Setting::Theme, Setting::Dates, Setting::Density,
        Setting::WindowGeometry, Setting::WindowState, Setting::TableColumns, Setting::Scope,
        Setting::FilterHistory, Setting::SavedViews, Setting::PinnedAttributes,
        Setting::MailSources, Setting::ExportPresets, Setting::JournalDays, Setting::ExportOptions,
        Setting::ExportDefaults, Setting::ConfirmFrom, Setting::PagePrefetch,
        Setting::NewConnectionTimeout, Setting::NewConnectionProxy, Setting::EndingVersion };
    {
        Settings settings(path);
        settings.setProfile(u"acme"_s);
        for (const Setting setting : all)
            settings.setValue(setting, u"value %1"_s.arg(static_cast<int>(setting)));
    }
    // Under another name: within one process QSettings remembers a file it has read before.
    const QString copy = m_directory.filePath(u"read.ini"_s);
    QVERIFY(QFile::copy(path, copy));
    Settings settings(copy);
    settings.setProfile(u"acme"_s);
    for (const Setting setting : all) {
        QCOMPARE(settings.value(setting).toString(), u"value %1"_s.arg(static_cast<int>(setting)));
    }
}

void TestSettings::profilesDoNotMix()
{
    Settings settings(m_directory.filePath(u"profiles.ini"_s));
    settings.setProfile(u"../acme/x"_s);
    settings.setValue(Setting::Scope, u"one"_s);
    settings.setProfile(u"acme"_s);
    QVERIFY(!settings.value(Setting::Scope).isValid());
    settings.setValue(Setting::Scope, u"two"_s);
    settings.setProfile(u"../acme/x"_s);
    QCOMPARE(settings.value(Setting::Scope).toString(), u"one"_s);
}

void TestSettings::onlyTheOwnerMayRead()
{
    const QString path = m_directory.filePath(u"private.ini"_s);
    Settings(path).setValue(Setting::Theme, u"light"_s);
    QCOMPARE(QFile::permissions(path)
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
}

void TestSettings::aDamagedFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("binary") << QByteArray("\0\1\2\3", 4);
    QTest::newRow("of a later version") << QByteArray("[General]\nversion=99\n");
    QTest::newRow("no INI") << QByteArray("[unclosed\nx");
    QTest::newRow("zeros at the end")
        << QByteArray("[General]\nversion=1\n") + QByteArray(2 << 20, '\0');
    QTest::newRow("without end") << QByteArray(17 << 20, 'x');
    QTest::newRow("version that is none") << QByteArray("[General]\nversion=two\n");
    QTest::newRow("version below all") << QByteArray("[General]\nversion=-1\n");
    QTest::newRow("version that is a list") << QByteArray("[General]\nversion=1, 2\n");
}

void TestSettings::aDamagedFileIsSetAside()
{
    QFETCH(QByteArray, content);
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"settings.ini"_s);
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    Settings settings(path);
    QVERIFY(!settings.problem().isEmpty());
    QCOMPARE(QDir(directory.path()).entryList({ u"*set-aside*"_s }).size(), 1);
    settings.setValue(Setting::Theme, u"dark"_s);
    QCOMPARE(settings.value(Setting::Theme).toString(), u"dark"_s);
}

QString TestSettings::write(const QString& name, const QByteArray& content)
{
    const QString path = m_directory.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

namespace {

constexpr auto Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
    | QFile::WriteOther | QFile::ExeOther;

bool isOwnersOnly(const QString& path)
{
    return (QFile::permissions(path) & Others) == QFile::Permissions();
}

} // namespace

void TestSettings::onlyTheOwnerMayReadAtAnyTime()
{
    const QString folder = m_directory.filePath(u"config/identity-console"_s);
    const QString path = folder + u"/settings.ini"_s;
    const Settings first(path);
    QVERIFY(isOwnersOnly(path)); // before anybody calls save()
    QVERIFY(isOwnersOnly(folder));
    QVERIFY(isOwnersOnly(m_directory.filePath(u"config"_s)));
    // QSettings writes by itself from time to time.
    QSettings direct(path, QSettings::IniFormat);
    direct.setValue(u"appearance/theme"_s, u"dark"_s);
    direct.sync();
    QVERIFY(isOwnersOnly(path));

    // One that others could read, in a folder of theirs, is tightened; the folder is not ours.
    const QString loose = write(u"loose.ini"_s, "[General]\nversion=2\n");
    QFile::setPermissions(loose, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    const QFile::Permissions before = QFile::permissions(m_directory.path());
    const Settings second(loose);
    QVERIFY(isOwnersOnly(loose));
    QCOMPARE(QFile::permissions(m_directory.path()), before);
}

void TestSettings::windowsDoNotUndoEachOther()
{
    const QString path = m_directory.filePath(u"windows.ini"_s);
    {
        Settings one(path);
        Settings other(path);
        one.setProfile(u"acme"_s);
        other.setProfile(u"globex"_s);
        one.setValue(Setting::Theme, u"dark"_s);
        QCOMPARE(other.word(Setting::Theme), u"dark"_s); // at once
        other.setValue(Setting::Density, u"compact"_s);
        one.setValue(Setting::Scope, u"a"_s);
        other.setValue(Setting::Scope, u"b"_s);
        QVERIFY(other.save());
        one.setValue(Setting::ConfirmFrom, 10);
        QVERIFY(one.save());
    }
    Settings again(path);
    QCOMPARE(again.word(Setting::Theme), u"dark"_s);
    QCOMPARE(again.word(Setting::Density), u"compact"_s);
    QCOMPARE(again.number(Setting::ConfirmFrom), 10);
    again.setProfile(u"acme"_s);
    QCOMPARE(again.value(Setting::Scope).toString(), u"a"_s);
    again.setProfile(u"globex"_s);
    QCOMPARE(again.value(Setting::Scope).toString(), u"b"_s);
}

/// Of one tenant; whatever else is kept of it is the same for all of them.
void TestSettings::eachConnectionHasItsWindow()
{
    const QString path = m_directory.filePath(u"connections.ini"_s);
    const auto kept = [](const Settings& settings) {
        return settings.value(Setting::WindowGeometry).toByteArray();
    };
    {
        Settings one(path);
        one.setProfile(u"acme"_s, u"1/a"_s);
        one.setValue(Setting::WindowGeometry, QByteArray("left"));
        one.setValue(Setting::Scope, u"all"_s);
        Settings other(path);
        other.setProfile(u"acme"_s, u"2"_s);
        QCOMPARE(kept(other), "left"); // it was never open
        QCOMPARE(other.value(Setting::Scope).toString(), u"all"_s);
        other.setValue(Setting::WindowGeometry, QByteArray("right"));
        QCOMPARE(kept(one), "left");
    }
    Settings again(path);
    again.setProfile(u"acme"_s, u"1/a"_s);
    QCOMPARE(kept(again), "left");
    again.setProfile(u"acme"_s, u"2"_s);
    QCOMPARE(kept(again), "right");
    again.setProfile(u"acme"_s, u"3"_s);
    QCOMPARE(kept(again), "right"); // as the last one was
    again.setProfile(u"acme"_s);
    QCOMPARE(kept(again), "right");
}

void TestSettings::valuesOutsideTheirRangeAreTheStandard_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("setting");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* name, const QByteArray& line, Setting setting, int expected) {
        QTest::newRow(name) << line << static_cast<int>(setting) << expected;
    };
    row("nothing", "", Setting::JournalDays, 365);
    row("for ever", "[journal]\nkeepDays=0", Setting::JournalDays, 0);
    row("of the person's own", "[journal]\nkeepDays=45", Setting::JournalDays, 45);
    row("negative", "[journal]\nkeepDays=-1", Setting::JournalDays, 365);
    row("a word", "[journal]\nkeepDays=soon", Setting::JournalDays, 365);
    row("empty", "[journal]\nkeepDays=", Setting::JournalDays, 365);
    row("a list", "[journal]\nkeepDays=1, 2", Setting::JournalDays, 365);
    row("too large for a number", "[journal]\nkeepDays=99999999999", Setting::JournalDays, 365);
    row("a rectangle", "[journal]\nkeepDays=@Rect(1 2 3 4)", Setting::JournalDays, 365);
    row("too many pages", "[defaults]\npagePrefetch=4", Setting::PagePrefetch, 0);
    row("pages", "[defaults]\npagePrefetch=3", Setting::PagePrefetch, 3);
    row("too short", "[network]\nnewTimeout=4", Setting::NewConnectionTimeout, 30);
    row("a time", "[network]\nnewTimeout=5", Setting::NewConnectionTimeout, 5);
    row("more than there are", "[defaults]\nconfirmFrom=1000001", Setting::ConfirmFrom, 0);
}

void TestSettings::valuesOutsideTheirRangeAreTheStandard()
{
    QFETCH(QByteArray, line);
    QFETCH(int, setting);
    const QString name = QString::number(qHash(line)) + u".ini"_s;
    Settings settings(write(name, "[General]\nversion=2\n\n" + line + '\n'));
    QVERIFY2(settings.problem().isEmpty(), qPrintable(settings.problem()));
    QTEST(settings.number(static_cast<Setting>(setting)), "expected");
}

void TestSettings::wordsThatAreNoneAreTheStandard()
{
    Settings settings(write(u"words.ini"_s,
        "[General]\nversion=2\n\n[appearance]\ntheme=Dark\ndensity=\ndates=relative absolute\n\n"
        "[network]\nnewProxy=none\n"));
    QCOMPARE(settings.word(Setting::Theme), u"system"_s);
    QCOMPARE(settings.word(Setting::Density), u"normal"_s);
    QCOMPARE(settings.word(Setting::Dates), u"relative"_s);
    QCOMPARE(settings.word(Setting::NewConnectionProxy), u"none"_s);
}

void TestSettings::version1IsTakenOver()
{
    const QString path = write(u"version1.ini"_s,
        "[General]\nversion=1\n\n[console]\ntheme=dark\ndates=absolute\ndensity=compact\n"
        "exportPresets=\"{\\\"name\\\":\\\"one\\\"}\", two\njournalDays=90\nlastConnection=abc\n\n"
        "[profile-acme]\nscope=all\nexportOptions=mine\n");
    {
        Settings settings(path);
        QVERIFY(settings.problem().isEmpty());
        settings.setProfile(u"acme"_s);
        QCOMPARE(settings.word(Setting::Theme), u"dark"_s);
        QCOMPARE(settings.word(Setting::Dates), u"absolute"_s);
        QCOMPARE(settings.word(Setting::Density), u"compact"_s);
        QCOMPARE(settings.value(Setting::ExportPresets).toStringList(),
            (QStringList { u"{\"name\":\"one\"}"_s, u"two"_s }));
        QCOMPARE(settings.number(Setting::JournalDays), 90);
        QCOMPARE(settings.value(Setting::LastConnection).toString(), u"abc"_s);
        QCOMPARE(settings.value(Setting::Scope).toString(), u"all"_s);
        QCOMPARE(settings.value(Setting::ExportOptions).toString(), u"mine"_s);
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY2(written.contains("version=2"), written.constData());
    QVERIFY2(!written.contains("journalDays"), written.constData());
}

void TestSettings::takingOverTwiceChangesNothing()
{
    // As when an older program has written its keys once more.
    const QString path = write(u"twice.ini"_s,
        "[General]\nversion=1\n\n[console]\ntheme=light\n\n[appearance]\ntheme=dark\n");
    QCOMPARE(Settings(path).word(Setting::Theme), u"dark"_s);
    QCOMPARE(Settings(path).word(Setting::Theme), u"dark"_s);
}

void TestSettings::whatLaterVersionsWroteIsSaid()
{
    const QString path
        = write(u"later.ini"_s, "[General]\nversion=3\n\n[appearance]\ntheme=dark\n");
    const Settings settings(path);
    QVERIFY2(settings.problem().contains(u"later version"_s), qPrintable(settings.problem()));
    QCOMPARE(settings.word(Setting::Theme), u"system"_s);
    // Said once: the next window finds a file that is fine.
    QVERIFY(Settings(path).problem().isEmpty());
}

void TestSettings::nothingSetAsideIsLost()
{
    // Also within one second.
    const QByteArray damaged("\0damage", 7);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!Settings(write(u"often.ini"_s, damaged)).problem().isEmpty());
    const QStringList aside = QDir(m_directory.path()).entryList({ u"often.ini.set-aside*"_s });
    QCOMPARE(aside.size(), 3);
    for (const QString& name : aside) {
        QFile file(m_directory.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), damaged);
        QVERIFY(isOwnersOnly(file.fileName()));
    }
}

void TestSettings::whatIsNoFileIsSetAside()
{
    const QString folder = m_directory.filePath(u"folder.ini"_s);
    QVERIFY(QDir().mkpath(folder));
    Settings settings(folder);
    QVERIFY(!settings.problem().isEmpty());
    settings.setValue(Setting::Theme, u"dark"_s);
    QVERIFY(settings.save());
    QVERIFY(QFileInfo(folder).isFile());
    // A device that never ends is not read.
    const QString endless = m_directory.filePath(u"endless.ini"_s);
    QVERIFY(QFile::link(u"/dev/zero"_s, endless));
    QVERIFY(!Settings(endless).problem().isEmpty());
    QVERIFY(QFileInfo(endless).isFile());
}

void TestSettings::aFileThatCannotBeWrittenIsSaid()
{
    // A file where its folder should be: that stops root as well.
    write(u"nofolder"_s, "x");
    const QString path = m_directory.filePath(u"nofolder/settings.ini"_s);
    Settings settings(path);
    QVERIFY2(settings.problem().contains(u"cannot be written"_s), qPrintable(settings.problem()));
    QVERIFY(settings.problem().contains(path));
    settings.setValue(Setting::ConfirmFrom, 100);
    QVERIFY(!settings.save());
    QCOMPARE(settings.number(Setting::ConfirmFrom), 100); // holds until the end
}

void TestSettings::hostileFilesDoNoHarm()
{
    const QList<QByteArray> pieces { "[General]\n", "version=1\n", "version=2\n", "[appearance]\n",
        "[console]\n", "[journal]\n", "[defaults]\n", "[profile-acme]\n", "theme=", "keepDays=",
        "journalDays=", "confirmFrom=", "exportPresets=", "windowState=", "filter=", "@Variant(",
        "\\0\\0\\0\\x1c\\xff\\xff\\xff\\xff", "@ByteArray(", "@Size(1", "@Point(", "@Invalid()",
        "\\x", "\\xfffff", "\"", "\\", ",", ";", "=", "%U", "%", "\r", "\n", "]", "[", "\xff\xfe",
        "\xef\xbb\xbf", "-9999999999999999999", "1e9", "dark", QByteArray(3000, 'a') };
    const QList<Setting> numbers { Setting::JournalDays, Setting::ConfirmFrom,
        Setting::PagePrefetch, Setting::NewConnectionTimeout };
    for (quint32 seed = 0; seed < 1000; ++seed) {
        QRandomGenerator random(seed);
        QByteArray content;
        for (int i = random.bounded(40); i > 0; --i) {
            if (random.bounded(3) == 0)
                content += static_cast<char>(random.bounded(seed % 2 == 0 ? 256 : 127) | 1);
            else
                content += pieces.at(random.bounded(static_cast<int>(pieces.size())));
        }
        const QString path = write(u"hostile-%1.ini"_s.arg(seed), content);
        {
            Settings settings(path);
            settings.setProfile(u"acme"_s);
            for (const Setting setting : numbers) {
                const int number = settings.number(setting);
                QVERIFY2(number >= 0 && number <= Settings::MostConfirmFrom, content.constData());
            }
            QVERIFY((QStringList { u"system"_s, u"light"_s, u"dark"_s })
                        .contains(settings.word(Setting::Theme)));
            (void)settings.value(Setting::WindowState).toByteArray();
            (void)settings.value(Setting::ExportPresets).toStringList();
            settings.setValue(Setting::ConfirmFrom, 100);
            QVERIFY2(settings.save(), content.constData());
        }
        QCOMPARE(Settings(path).number(Setting::ConfirmFrom), 100);
        QFile::remove(path);
    }
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
