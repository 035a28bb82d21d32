#include "auth/secretkeeper.h"

#include "base/secret.h"

#include "support/memoryvault.h"

#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct Rig
{
    Rig()
        : vault(new MemoryVault(entries))
        , keeper(std::unique_ptr<SecretVault>(vault))
    {
    }
    QString keep(const QString& key, const QString& secret)
    {
        std::optional<QString> problem;
        keeper.keep(key, Secret(secret), &context, [&](const QString& said) { problem = said; });
        return QTest::qWaitFor([&] { return problem.has_value(); }) ? *problem : u"no answer"_s;
    }
    QString find(const QString& key)
    {
        std::optional<Secret> found;
        keeper.find(key, &context, [&](const Secret& secret) { found = secret; });
        return QTest::qWaitFor([&] { return found.has_value(); }) ? found->reveal()
                                                                  : u"no answer"_s;
    }
    bool hasKeychain()
    {
        std::optional<bool> has;
        keeper.askForKeychain(&context, [&](bool answer) { has = answer; });
        return QTest::qWaitFor([&] { return has.has_value(); }) && *has;
    }

    MemoryVault::Entries entries;
    MemoryVault* vault;
    SecretKeeper keeper;
    QObject context;
};

} // namespace

class TestSecretKeeper : public QObject
{
    Q_OBJECT

private slots:
    void keptAndFoundAgain();
    void withoutAKeychainItLastsForTheSession();
    void aKeychainThatTakesNothingIsNotCalledMissing();
    void whileTheKeychainAsksNothingIsKeptThere();
    void forgottenEverywhere();
    void whatIsForgottenDoesNotComeBack();
    void aRefusalToForgetIsSaid();
    void newerThanTheKeychain();
    void theNewestOfAnotherProgramIsFound();
    void whatComesDuringTheSearchStays();
    void nobodyIsAskedTwice();
    void keychainIsOnlyReadAndOnce();
    void callbacksOfTheGoneDoNotRun();
    void aSecretIsHiddenAsSoonAsItExists();
    void aSecretIsWiped();
};

void TestSecretKeeper::keptAndFoundAgain()
{
    Rig rig;
    QCOMPARE(rig.keep(u"a"_s, u"secret-a"_s), QString());
    QCOMPARE(rig.entries.value(u"a"_s).reveal(), u"secret-a"_s);
    SecretKeeper second(std::make_unique<MemoryVault>(rig.entries)); // as after a restart
    QString found;
    second.find(u"a"_s, &rig.context, [&](const Secret& secret) { found = secret.reveal(); });
    QTRY_COMPARE(found, u"secret-a"_s);
    QCOMPARE(rig.find(u"b"_s), QString());
}

void TestSecretKeeper::withoutAKeychainItLastsForTheSession()
{
    Rig rig;
    rig.vault->instead = SecretVault::Result::Unavailable;
    rig.vault->detail = u"Cannot autolaunch D-Bus"_s;
    const QString problem = rig.keep(u"a"_s, u"secret-a"_s);
    QVERIFY2(problem.contains(u"no keychain"_s) && problem.contains(u"until you quit"_s)
            && problem.contains(u"D-Bus"_s),
        qPrintable(problem));
    QCOMPARE(rig.find(u"a"_s), u"secret-a"_s);
    QVERIFY(!rig.hasKeychain());
    QVERIFY(rig.entries.isEmpty());
}

void TestSecretKeeper::aKeychainThatTakesNothingIsNotCalledMissing()
{
    const QString start = u"The system keychain did not keep the secret"_s;
    Rig rig;
    rig.vault->instead = SecretVault::Result::Refused;
    QVERIFY(rig.keep(u"a"_s, u"secret-a"_s).startsWith(start));
    // What one says that asked for its password and was sent away.
    Rig cancelled;
    QVERIFY(cancelled.hasKeychain());
    cancelled.vault->instead = SecretVault::Result::Unavailable;
    cancelled.vault->detail = u"Object does not exist"_s;
    QCOMPARE(cancelled.keep(u"a"_s, u"secret-a"_s),
        start + u" (Object does not exist). It is kept in memory until you quit."_s);
    QVERIFY(cancelled.keeper.isInMemoryOnly(u"a"_s));
    cancelled.vault->instead = SecretVault::Result::Done;
    QCOMPARE(cancelled.keep(u"a"_s, u"secret-a"_s), QString());
    QVERIFY(!cancelled.keeper.isInMemoryOnly(u"a"_s));
}

void TestSecretKeeper::whileTheKeychainAsksNothingIsKeptThere()
{
    Rig rig;
    rig.vault->isLocked = true;
    rig.keeper.keep(u"a"_s, Secret(u"secret-a"_s), &rig.context, [](const QString&) {});
    QCOMPARE(rig.find(u"a"_s), u"secret-a"_s); // it is used meanwhile
    QVERIFY(rig.keeper.isOnItsWay(u"a"_s));
    QVERIFY(!rig.keeper.isOnItsWay(u"b"_s));
    rig.vault->unlock();
    QTRY_VERIFY(!rig.keeper.isOnItsWay(u"a"_s));
    QVERIFY(!rig.keeper.isInMemoryOnly(u"a"_s));
}

void TestSecretKeeper::forgottenEverywhere()
{
    Rig rig;
    rig.keep(u"a"_s, u"secret-a"_s);
    rig.keeper.forget(u"a"_s, &rig.context, [](const QString&) {});
    QCOMPARE(rig.find(u"a"_s), QString());
    QTRY_VERIFY(rig.entries.isEmpty());
}

void TestSecretKeeper::whatIsForgottenDoesNotComeBack()
{
    Rig rig;
    rig.entries.insert(u"a"_s, Secret(u"secret-a"_s));
    QStringList found;
    const auto note = [&](const Secret& secret) { found += secret.reveal(); };
    rig.keeper.find(u"a"_s, &rig.context, note); // the keychain is being read
    rig.keeper.forget(u"a"_s, &rig.context, [](const QString&) {});
    QVERIFY(!rig.keeper.isAtRest());
    rig.keeper.find(u"a"_s, &rig.context, note); // and is being emptied
    rig.keeper.findNewest(u"a"_s, &rig.context, note);
    QTRY_COMPARE(found, (QStringList { QString(), QString(), QString() }));
    QTRY_VERIFY(rig.keeper.isAtRest());
    QVERIFY(rig.keeper.known(u"a"_s).isEmpty());
    QVERIFY(rig.entries.isEmpty());
}

void TestSecretKeeper::aRefusalToForgetIsSaid()
{
    Rig rig;
    rig.keep(u"a"_s, u"secret-a"_s);
    QStringList said;
    const auto forget = [&] {
        rig.keeper.forget(u"a"_s, &rig.context, [&](const QString& problem) { said += problem; });
    };
    rig.vault->instead = SecretVault::Result::Refused;
    rig.vault->detail = u"locked"_s;
    forget();
    QTRY_COMPARE(said.size(), 1);
    QVERIFY2(said.constLast().contains(u"did not remove the secret (locked)"_s),
        qPrintable(said.constLast()));
    rig.vault->instead = SecretVault::Result::Unavailable; // there never was one
    forget();
    rig.vault->instead = SecretVault::Result::Unavailable;
    QTRY_COMPARE(said.size(), 2);
    QCOMPARE(said.constLast(), QString());
}

void TestSecretKeeper::newerThanTheKeychain()
{
    Rig rig;
    rig.entries.insert(u"a"_s, Secret(u"an-old-one"_s));
    QString found;
    rig.keeper.find(u"a"_s, &rig.context, [&](const Secret& secret) { found = secret.reveal(); });
    // Before the keychain answers.
    rig.keeper.keep(u"a"_s, Secret(u"a-new-one"_s), &rig.context, [](const QString&) {});
    QTRY_COMPARE(found, u"a-new-one"_s);
    QTRY_COMPARE(rig.entries.value(u"a"_s).reveal(), u"a-new-one"_s);
}

void TestSecretKeeper::theNewestOfAnotherProgramIsFound()
{
    Rig rig;
    const auto newest = [&rig] {
        std::optional<Secret> found;
        rig.keeper.findNewest(u"a"_s, &rig.context, [&](const Secret& secret) { found = secret; });
        return QTest::qWaitFor([&] { return found.has_value(); }) ? found->reveal()
                                                                  : u"no answer"_s;
    };
    rig.keep(u"a"_s, u"of-this-window"_s);
    rig.entries.insert(u"a"_s, Secret(u"of-another-program"_s));
    QCOMPARE(rig.find(u"a"_s), u"of-this-window"_s);
    QCOMPARE(newest(), u"of-another-program"_s);
    QCOMPARE(rig.find(u"a"_s), u"of-another-program"_s);
    // What is on its way to the keychain is newer than what is there.
    rig.keeper.keep(u"a"_s, Secret(u"on-its-way"_s), &rig.context, [](const QString&) {});
    QVERIFY(!rig.keeper.isAtRest());
    QCOMPARE(newest(), u"on-its-way"_s);
    QTRY_VERIFY(rig.keeper.isAtRest());
    // And so is what it did not take.
    rig.vault->instead = SecretVault::Result::Refused;
    rig.keep(u"a"_s, u"in-memory-only"_s);
    rig.vault->instead = SecretVault::Result::Done;
    QCOMPARE(newest(), u"in-memory-only"_s);
    QVERIFY(rig.keeper.isAtRest());
}

void TestSecretKeeper::whatComesDuringTheSearchStays()
{
    Rig rig;
    rig.keep(u"a"_s, u"first"_s);
    QString found;
    rig.keeper.findNewest(
        u"a"_s, &rig.context, [&](const Secret& secret) { found = secret.reveal(); });
    QCOMPARE(rig.keeper.known(u"a"_s).reveal(), u"first"_s); // whoever replaces it must know it
    rig.keeper.keep(u"a"_s, Secret(u"second"_s), &rig.context, [](const QString&) {});
    QTRY_COMPARE(found, u"second"_s);
    QTRY_VERIFY(rig.keeper.isAtRest());
    QCOMPARE(rig.keeper.known(u"a"_s).reveal(), u"second"_s);
    QCOMPARE(rig.entries.value(u"a"_s).reveal(), u"second"_s);
}

void TestSecretKeeper::nobodyIsAskedTwice()
{
    Rig rig;
    rig.entries.insert(u"a"_s, Secret(u"secret-a"_s));
    QCOMPARE(rig.find(u"a"_s), u"secret-a"_s);
    QCOMPARE(rig.find(u"a"_s), u"secret-a"_s);
    QCOMPARE(rig.vault->asked, QStringList { u"a"_s });
}

void TestSecretKeeper::keychainIsOnlyReadAndOnce()
{
    Rig rig;
    int answers = 0;
    for (int i = 0; i < 3; ++i)
        rig.keeper.askForKeychain(&rig.context, [&](bool has) { answers += has ? 1 : 0; });
    QTRY_COMPARE(answers, 3);
    QVERIFY(rig.hasKeychain());
    QCOMPARE(rig.vault->asked.size(), 1);
    QCOMPARE(rig.vault->writes, 0); // that would ask for a password
}

void TestSecretKeeper::callbacksOfTheGoneDoNotRun()
{
    Rig rig;
    bool ran = false;
    auto gone = std::make_unique<QObject>();
    rig.keeper.find(u"a"_s, gone.get(), [&](const Secret&) { ran = true; });
    rig.keeper.keep(u"a"_s, Secret(u"secret-a"_s), gone.get(), [&](const QString&) { ran = true; });
    rig.keeper.askForKeychain(gone.get(), [&](bool) { ran = true; });
    gone.reset();
    QVERIFY(rig.hasKeychain());
    QVERIFY(!ran);
}

void TestSecretKeeper::aSecretIsHiddenAsSoonAsItExists()
{
    const Secret secret(u"never+to be&seen"_s);
    QVERIFY(!Redactor().clean(u"x never+to be&seen x"_s).contains(u"seen"_s));
    // Also as it stands in a form or an address.
    QVERIFY(!Redactor().clean(u"client_secret=never%2Bto%20be%26seen"_s).contains(u"seen"_s));
}

void TestSecretKeeper::aSecretIsWiped()
{
    QString text(u"to be wiped away"_s);
    text.detach();
    overwrite(text);
    QCOMPARE(text, QString(16, QChar()));
    QString one(u"somebody else has it, too"_s);
    one.detach();
    const QString two = one;
    overwrite(one);
    QCOMPARE(two, u"somebody else has it, too"_s);
    Secret secret(u"moved away"_s);
    const Secret moved = std::move(secret);
    QVERIFY(secret.isEmpty()); // NOLINT: that is what is tested
    QCOMPARE(moved.reveal(), u"moved away"_s);
}

QTEST_GUILESS_MAIN(TestSecretKeeper)
#include "tst_secretkeeper.moc"
