#include "profile/settings.h"

#include <QFile>
#include <QDir>
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
    void aDamagedFileIsSetAside_data();
    void aDamagedFileIsSetAside();

private:
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
        Setting::Filter, Setting::FilterHistory, Setting::SavedViews, Setting::PinnedAttributes,
        Setting::MailSources, Setting::ExportPresets, Setting::JournalDays,
        Setting::ExportOptions };
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
        QCOMPARE(settings.value(setting).toString(),
            u"value %1"_s.arg(static_cast<int>(setting)));
    }
}

void TestSettings::profilesDoNotMix()
{
    Settings settings(m_directory.filePath(u"profiles.ini"_s));
    settings.setProfile(u"../acme/x"_s);
    settings.setValue(Setting::Filter, u"one"_s);
    settings.setProfile(u"acme"_s);
    QVERIFY(!settings.value(Setting::Filter).isValid());
    settings.setValue(Setting::Filter, u"two"_s);
    settings.setProfile(u"../acme/x"_s);
    QCOMPARE(settings.value(Setting::Filter).toString(), u"one"_s);
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

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
