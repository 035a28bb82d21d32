#include "profile/profilestore.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

Profile acme()
{
    return { .id = newProfileId(),
        .name = u"acme"_s,
        .address = u"acme"_s,
        .apiBase = u"https://acme.api.identitynow.com"_s,
        .clientId = u"5b0f8b6e1c7d4a0f9e2a61d3c4b7f812"_s,
        .snapshotDays = 14 };
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everythingComesBackInOrder();
    void newProfilesAreProductionAndReadOnly();
    void theFileIsTheOwnersAlone();
    void aNameIsTakenOnce();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
    void damagedFilesAreSetAside_data();
    void damagedFilesAreSetAside();
    void hostileEntriesAreLeftOutOrMadeHarmless();
    void unknownWordsBecomeTheCautiousOnes();
    void versionsThatEarlierProgramsTookStay_data();
    void versionsThatEarlierProgramsTookStay();
    void aFolderThatCannotBeWrittenIsSaid();
    void aFailedSaveKeepsTheOldFile();
    void twoProgramsLoseNothing();
    void whatWasEditedInOneAndRemovedInTheOtherStays();
    void entriesWithoutAnIdKeepTheirs();
    void aLockedFileIsSaid();

private:
    QString path() const { return m_folder->filePath(u"profiles.json"_s); }
    void write(const QByteArray& text) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProfileStore::everythingComesBackInOrder()
{
    Profile test = acme();
    test.name = u"acme <b>test</b> “ü”"_s;
    test.version = u"v2025"_s;
    test.environment = Environment::Test;
    test.readOnly = false;
    test.signIn = SignInKind::OwnClient;
    test.redirectUri = u"http://127.0.0.1:8250/callback"_s;
    test.network = { .proxy = NetworkOptions::Proxy::Socks5,
        .proxyHost = u"proxy.acme.test"_s,
        .proxyPort = 1080,
        .proxyUser = u"me"_s,
        .caFile = u"/etc/ssl/acme.pem"_s,
        .http2 = false,
        .timeoutSeconds = 60 };
    Profile browser = acme();
    browser.name = u"by browser"_s;
    browser.signIn = SignInKind::Browser;
    const QList<Profile> kept { test, acme(), browser };
    ProfileStore store(path());
    QVERIFY(store.problem().isEmpty());
    QVERIFY(store.profiles().isEmpty());
    QCOMPARE(store.save(store.profiles(), kept), QString());
    const ProfileStore again(path());
    QCOMPARE(again.problem(), QString());
    QCOMPARE(again.profiles(), kept);
}

void TestProfileStore::newProfilesAreProductionAndReadOnly()
{
    const Profile fresh;
    QCOMPARE(fresh.environment, Environment::Production);
    QVERIFY(fresh.readOnly);
}

void TestProfileStore::theFileIsTheOwnersAlone()
{
    ProfileStore store(m_folder->filePath(u"new/folder/profiles.json"_s));
    QCOMPARE(store.save(store.profiles(), { acme() }), QString());
    for (const QString& folder : { u"new"_s, u"new/folder"_s }) {
        QVERIFY(!(QFile::permissions(m_folder->filePath(folder))
            & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
    }
    const auto rights = QFile::permissions(m_folder->filePath(u"new/folder/profiles.json"_s));
    QVERIFY(!rights.testAnyFlags(QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOwner));
}

void TestProfileStore::aNameIsTakenOnce()
{
    Profile second = acme();
    second.name = u"ACME"_s;
    ProfileStore store(path());
    QVERIFY(store.save(store.profiles(), { acme(), second }).contains(u"already"_s));
    QVERIFY(!QFileInfo::exists(path()));
}

void TestProfileStore::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("why");
    QTest::newRow("no name") << u"name"_s << u" "_s << u"a name"_s;
    QTest::newRow("endless name") << u"name"_s << QString(101, u'a') << u"longer"_s;
    QTest::newRow("http") << u"apiBase"_s << u"http://acme.test"_s << u"https"_s;
    QTest::newRow("no address") << u"apiBase"_s << QString() << u"name or address"_s;
    QTest::newRow("version") << u"version"_s << u"../../v1"_s << u"not a version"_s;
    QTest::newRow("redirect elsewhere")
        << u"redirectUri"_s << u"https://evil.test:8250/callback"_s << u"this computer"_s;
    QTest::newRow("redirect by a name that leads on")
        << u"redirectUri"_s << u"http://localhost.evil.test:8250/"_s << u"this computer"_s;
    QTest::newRow("redirect with a name")
        << u"redirectUri"_s << u"http://me@localhost:8250/"_s << u"this computer"_s;
    QTest::newRow("redirect over TLS")
        << u"redirectUri"_s << u"https://localhost:8250/"_s << u"this computer"_s;
    QTest::newRow("redirect without a port")
        << u"redirectUri"_s << u"http://localhost/callback"_s << u"a port"_s;
    QTest::newRow("no redirect") << u"redirectUri"_s << QString() << u"this computer"_s;
    QTest::newRow("proxy without a host") << u"proxyHost"_s << QString() << u"proxy"_s;
    QTest::newRow("proxy without a port") << u"proxyPort"_s << u"0"_s << u"port"_s;
    QTest::newRow("proxy beyond the ports") << u"proxyPort"_s << u"65536"_s << u"port"_s;
}

void TestProfileStore::whatMakesNoSenseIsRefused()
{
    QFETCH(QString, member);
    QFETCH(QString, value);
    QFETCH(QString, why);
    Profile profile = acme();
    profile.signIn = SignInKind::OwnClient;
    profile.redirectUri = usualRedirect();
    profile.network.proxy = NetworkOptions::Proxy::Http;
    profile.network.proxyHost = u"proxy"_s;
    profile.network.proxyPort = 3128;
    QCOMPARE(problemOf(profile, {}), QString());
    if (member == u"name")
        profile.name = value;
    else if (member == u"apiBase")
        profile.apiBase = value;
    else if (member == u"version")
        profile.version = value;
    else if (member == u"redirectUri")
        profile.redirectUri = value;
    else if (member == u"proxyHost")
        profile.network.proxyHost = value;
    else
        profile.network.proxyPort = value.toInt();
    QVERIFY2(problemOf(profile, {}).contains(why), qPrintable(problemOf(profile, {})));
}

void TestProfileStore::damagedFilesAreSetAside_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("not JSON") << QByteArray("[general]\nname=acme\n");
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"profiles":[{"id":"a")");
    QTest::newRow("zeros") << QByteArray(5000, '\0');
    QTest::newRow("another thing") << QByteArray(R"({"profiles":{"name":"x"}})");
    QTest::newRow("a bare list") << QByteArray("[1,2]");
    QTest::newRow("of a later version") << QByteArray(R"({"version":99,"profiles":[]})");
    QTest::newRow("nested") << QByteArray(200'000, '[');
    QTest::newRow("huge") << QByteArray(5 << 20, ' ');
}

void TestProfileStore::damagedFilesAreSetAside()
{
    QFETCH(QByteArray, text);
    write(text);
    ProfileStore store(path());
    QVERIFY(store.problem().contains(u"could not be read"_s));
    QVERIFY(store.profiles().isEmpty());
    QCOMPARE(store.save(store.profiles(), { acme() }), QString());
    // What was there is still there, under the name that was told.
    const QStringList aside
        = QDir(m_folder->path()).entryList({ u"profiles.json.set-aside-*"_s }, QDir::Files);
    QCOMPARE(aside.size(), 1);
    QCOMPARE(contentOf(m_folder->filePath(aside[0])), text);
    QVERIFY(store.problem().contains(aside[0]));
}

void TestProfileStore::hostileEntriesAreLeftOutOrMadeHarmless()
{
    const QJsonObject good { { u"id"_s, u"one"_s }, { u"name"_s, u"acme"_s },
        { u"apiBase"_s, u"https://acme.api.identitynow.com"_s }, { u"clientId"_s, u"client"_s } };
    const auto with = [&good](std::initializer_list<std::pair<QString, QJsonValue>> changes) {
        QJsonObject entry = good;
        for (const auto& [key, value] : changes)
            entry.insert(key, value);
        return entry;
    };
    const QJsonArray entries { good,
        // the same id: it would get the first one's secret
        with({ { u"name"_s, u"other"_s } }),
        with({ { u"name"_s, u"clear"_s }, { u"apiBase"_s, u"http://acme.test"_s } }),
        with({ { u"name"_s, u"password"_s }, { u"apiBase"_s, u"https://me:pw@acme.test"_s } }),
        with({ { u"name"_s, u"a\nb\u202Ec"_s }, { u"clientId"_s, u"line\nbreak"_s } }),
        with({ { u"name"_s, u"types"_s }, { u"apiBase"_s, QJsonArray { 1 } } }), u"text"_s, 7,
        QJsonValue(), QJsonObject() };
    write(QJsonDocument(QJsonObject { { u"version"_s, 1 }, { u"profiles"_s, entries } }).toJson());
    const ProfileStore store(path());
    QCOMPARE(store.profiles().size(), 3);
    QVERIFY2(store.problem().startsWith(u"7 connections"_s), qPrintable(store.problem()));
    QCOMPARE(store.profiles()[0].id.text(), u"one"_s);
    QVERIFY(store.profiles()[1].id != store.profiles()[0].id);
    QCOMPARE(store.profiles()[2].name, u"abc"_s);
    QCOMPARE(store.profiles()[2].clientId, u"linebreak"_s);
    QVERIFY(!contentOf(path() + u".before"_s).isEmpty());
}

void TestProfileStore::unknownWordsBecomeTheCautiousOnes()
{
    const QJsonObject entry { { u"id"_s, u"one"_s }, { u"name"_s, u"acme"_s },
        { u"apiBase"_s, u"https://acme.api.identitynow.com"_s }, { u"clientId"_s, u"client"_s },
        { u"version"_s, u"v2024"_s }, { u"environment"_s, u"playground"_s },
        { u"readOnly"_s, u"no"_s }, { u"snapshotDays"_s, 100'000 },
        { u"network"_s,
            QJsonObject { { u"proxy"_s, u"tor"_s }, { u"timeoutSeconds"_s, 1'000'000 } } } };
    write(
        QJsonDocument(QJsonObject { { u"version"_s, 1 }, { u"profiles"_s, QJsonArray { entry } } })
            .toJson());
    const ProfileStore store(path());
    QCOMPARE(store.profiles().size(), 1);
    const Profile& profile = store.profiles()[0];
    QCOMPARE(profile.environment, Environment::Production);
    QVERIFY(profile.readOnly);
    QCOMPARE(profile.snapshotDays, 365);
    QCOMPARE(profile.network.proxy, NetworkOptions::Proxy::System);
    QCOMPARE(profile.network.timeoutSeconds, NetworkOptions::LongestTimeoutSeconds);
}

void TestProfileStore::versionsThatEarlierProgramsTookStay_data()
{
    QTest::addColumn<QString>("version");
    for (const QString& version : { u"v2024"_s, u"v2026"_s, u"current"_s, u"v3"_s, u"beta"_s })
        QTest::newRow(qPrintable(version)) << version;
}

void TestProfileStore::versionsThatEarlierProgramsTookStay()
{
    QFETCH(QString, version);
    write(R"({"version":1,"profiles":[{"id":"one","name":"acme","apiBase":)"
          R"("https://acme.api.identitynow.com","version":")"
        + version.toUtf8() + R"("}]})");
    const ProfileStore store(path());
    QCOMPARE(store.problem(), QString());
    QCOMPARE(store.profiles().value(0).version, version);
}

void TestProfileStore::aFolderThatCannotBeWrittenIsSaid()
{
    QFile blocker(m_folder->filePath(u"blocker"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    ProfileStore store(m_folder->filePath(u"blocker/profiles.json"_s));
    QVERIFY(store.save(store.profiles(), { acme() }).contains(u"could not be written"_s));
    QVERIFY(store.profiles().isEmpty());
}

void TestProfileStore::aFailedSaveKeepsTheOldFile()
{
    ProfileStore store(path());
    const QList<Profile> first { acme() };
    QCOMPARE(store.save(store.profiles(), first), QString());
    Profile bad = acme();
    bad.name.clear();
    QVERIFY(!store.save(store.profiles(), { bad }).isEmpty());
    QCOMPARE(ProfileStore(path()).profiles(), first);
    QCOMPARE(store.profiles(), first);
}

void TestProfileStore::twoProgramsLoseNothing()
{
    const auto named = [](const QString& name) {
        Profile profile = acme();
        profile.name = name;
        return profile;
    };
    const Profile one = named(u"one"_s);
    const Profile two = named(u"two"_s);
    const Profile three = named(u"three"_s);
    QCOMPARE(ProfileStore(path()).save({}, { one, two, three }), QString());
    ProfileStore here(path());
    ProfileStore there(path());
    Profile renamed = one;
    renamed.name = u"one, renamed"_s;
    const Profile mine = named(u"mine"_s);
    const Profile theirs = named(u"theirs"_s);
    QCOMPARE(there.save(there.profiles(), { renamed, three, theirs }), QString()); // without two
    Profile locked = three;
    locked.version = u"v2025"_s;
    QCOMPARE(here.save(here.profiles(), { mine, one, two, locked }), QString());
    const QList<Profile> all { mine, renamed, locked, theirs };
    QCOMPARE(ProfileStore(path()).profiles(), all);
    QCOMPARE(here.profiles(), all);
    // A second save of the same dialog, which has not seen theirs.
    const QList<Profile> shown { mine, one, two, locked };
    QCOMPARE(here.save(shown, { one, two, locked }), QString());
    QCOMPARE(ProfileStore(path()).profiles(), (QList<Profile> { renamed, locked, theirs }));
}

void TestProfileStore::whatWasEditedInOneAndRemovedInTheOtherStays()
{
    const Profile profile = acme();
    QCOMPARE(ProfileStore(path()).save({}, { profile }), QString());
    ProfileStore here(path());
    ProfileStore there(path());
    Profile edited = profile;
    edited.clientId = u"another"_s;
    QCOMPARE(there.save(there.profiles(), { edited }), QString());
    QCOMPARE(here.save(here.profiles(), {}), QString());
    QCOMPARE(ProfileStore(path()).profiles(), QList<Profile> { edited });
    QCOMPARE(there.save(there.profiles(), {}), QString());
    QVERIFY(ProfileStore(path()).profiles().isEmpty());
    QCOMPARE(here.save({ profile }, { edited }), QString());
    QCOMPARE(ProfileStore(path()).profiles(), QList<Profile> { edited });
}

/// Written by hand: they must not be other connections at the next reading.
void TestProfileStore::entriesWithoutAnIdKeepTheirs()
{
    const auto entry = [](const QString& name) {
        return QJsonObject { { u"name"_s, name },
            { u"apiBase"_s, u"https://acme.api.identitynow.com/"_s } };
    };
    write(QJsonDocument(
        QJsonObject { { u"profiles"_s, QJsonArray { entry(u"one"_s), entry(u"two"_s) } } })
              .toJson());
    ProfileStore store(path());
    QCOMPARE(store.profiles().size(), 2);
    QCOMPARE(ProfileStore(path()).profiles(), store.profiles());
    QVERIFY(store.profiles()[0].id != store.profiles()[1].id);
    QCOMPARE(store.save(store.profiles(), { store.profiles()[1] }), QString());
    QCOMPARE(ProfileStore(path()).profiles().size(), 1);
}

void TestProfileStore::aLockedFileIsSaid()
{
    QLockFile other(path() + u".lock"_s);
    QVERIFY(other.tryLock());
    ProfileStore store(path());
    QVERIFY(store.save({}, { acme() }).contains(u"another program is writing"_s));
    QVERIFY(!QFileInfo::exists(path()));
    other.unlock();
    QCOMPARE(store.save({}, { acme() }), QString());
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
