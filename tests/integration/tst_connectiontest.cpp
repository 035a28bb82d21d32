// The test of a connection, and the question what a tenant is called, against a real tenant and
// against servers that are none.

#include "demo/demotenant.h"
#include "jobs/jobcenter.h"
#include "program/addressquestion.h"
#include "program/connectiondesk.h"
#include "program/connectiontest.h"

#include "support/certificates.h"
#include "support/closingserver.h"
#include "support/demosignin.h"
#include "support/memoryvault.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

using Step = ConnectionCheck::Step;
using State = ConnectionCheck::State;

namespace {

/// A desk with a folder and a keychain of its own.
struct Rig
{
    Rig()
        : desk(folder.filePath(u"profiles.json"_s), std::make_unique<MemoryVault>(entries), {})
    {
    }

    static Profile profileFor(const QString& address, const QString& clientId)
    {
        Profile profile { .id = newProfileId(),
            .name = u"test"_s,
            .address = address,
            .apiBase = address,
            .clientId = clientId };
        profile.network.proxy = NetworkOptions::Proxy::None;
        profile.network.timeoutSeconds = NetworkOptions::ShortestTimeoutSeconds;
        return profile;
    }
    bool test(const Profile& profile, const QString& secret)
    {
        run = desk.startTest(profile, Secret(secret), {});
        return QTest::qWaitFor([this] { return run->isFinished(); }, 20'000);
    }
    ConnectionCheck line(Step step) const { return run->checks().at(static_cast<int>(step)); }
    QString states() const
    {
        QString text;
        for (const ConnectionCheck& check : run->checks())
            text += u"WRPWF-"_s.at(static_cast<int>(check.state));
        return text;
    }
    RightCheck right(const QString& operation) const
    {
        for (const RightCheck& check : run->rights()) {
            if (check.operation == operation)
                return check;
        }
        return {};
    }

    QTemporaryDir folder;
    MemoryVault::Entries entries;
    ConnectionDesk desk;
    std::unique_ptr<ConnectionTestRun> run;
};

} // namespace

class TestConnectionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void everythingPasses();
    void aClientThatMayOnlyRead();
    void aClientWithoutAUser();
    void wrongSecret();
    void noSecret();
    void nobodyListens();
    void aTenantWithoutPeople();
    void noAddressAtAll();
    void anUnreadableCaFile();
    void tokensFromAWebPage();
    void aTenantThatSaysNothing();
    void aVersionThatIsGone();
    void endingItEarlyIsHarmless();
    void aTestChangesNothing();
    void secretsAreInNoText();
    void keptSecretsAreUsed();
    void secretsStayWithTheirHost();
    void whatTheKeychainHasNotTakenIsSaid();
    void secretsStayWithTheirWay_data();
    void secretsStayWithTheirWay();
    void signInsStayWithTheirCaFile();
    void savedEditsKeepTheSecret();
    void removedProfilesLeaveNoSecret();

    void jobsBelongToAHostWithItsPort();
    void infoCorrectsAnAddress_data();
    void infoCorrectsAnAddress();
    void theTenantIsAsked();
    void plainHttpOnThisComputerIsHintedAt();
    void theQuestionCarriesNoCredentials();

private:
    std::unique_ptr<demo::DemoTenant> m_tenant;
    Certificates m_certificates;
};

void TestConnectionTest::initTestCase()
{
    demo::TenantConfig config;
    config.identities = 1234;
    m_tenant = std::make_unique<demo::DemoTenant>(config);
    QString problem;
    QVERIFY2(m_tenant->start(&problem), qPrintable(problem));
    problem = m_certificates.make();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void TestConnectionTest::everythingPasses()
{
    Rig rig;
    QVERIFY(rig.test(
        Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId()), m_tenant->clientSecret()));
    QCOMPARE(rig.states(), u"P-PPP"_s); // no TLS on this computer
    QVERIFY2(rig.line(Step::Token).text.contains(u"ORG_ADMIN"_s),
        qPrintable(rig.line(Step::Token).text));
    QVERIFY(rig.line(Step::FirstRead).text.contains(u"correlated identities"_s));
    QVERIFY(rig.line(Step::FirstRead).ms >= 0);
    QCOMPARE(rig.run->rights().size(), 12);
    for (const RightCheck& right : rig.run->rights()) {
        QVERIFY2(right.state == RightCheck::State::Present, qPrintable(right.operation));
        QVERIFY(!right.needed.isEmpty() && right.why.endsWith(u'.'));
    }
}

void TestConnectionTest::aClientThatMayOnlyRead()
{
    Rig rig;
    const demo::Client& client = m_tenant->readingClient();
    QVERIFY(rig.test(Rig::profileFor(m_tenant->baseUrl(), client.id), client.secret));
    QCOMPARE(rig.states(), u"P-PPW"_s);
    QCOMPARE(rig.right(u"List identities"_s).state, RightCheck::State::Present);
    QCOMPARE(rig.right(u"Delete"_s).state, RightCheck::State::Missing);
    QCOMPARE(rig.right(u"Follow task"_s).state, RightCheck::State::Missing);
    QVERIFY(rig.right(u"Invite"_s).needed.contains(u"idn:password-user-invite:manage"_s));
    QVERIFY(!rig.line(Step::Rights).advice.isEmpty());
}

void TestConnectionTest::aClientWithoutAUser()
{
    Rig rig;
    const demo::Client& client = m_tenant->appClient();
    QVERIFY(rig.test(Rig::profileFor(m_tenant->baseUrl(), client.id), client.secret));
    QCOMPARE(rig.states(), u"P-PF-"_s);
    QVERIFY(rig.line(Step::Token).text.contains(u"without a user"_s));
    const ConnectionCheck read = rig.line(Step::FirstRead);
    QVERIFY2(read.text.contains(u"idn:identity:read"_s), qPrintable(read.text));
    QVERIFY(!read.advice.isEmpty());
}

void TestConnectionTest::wrongSecret()
{
    Rig rig;
    QVERIFY(
        rig.test(Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId()), u"not-the-secret"_s));
    QCOMPARE(rig.states(), u"P-F--"_s);
    const ConnectionCheck token = rig.line(Step::Token);
    QVERIFY2(token.text.contains(u"Client authentication failed"_s), qPrintable(token.text));
    QVERIFY2(
        token.text.contains(u"Client id and secret were not accepted"_s), qPrintable(token.text));
    QVERIFY2(!token.advice.contains(u"View and selection"_s), qPrintable(token.advice));
}

void TestConnectionTest::noSecret()
{
    Rig rig;
    QVERIFY(rig.test(Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId()), {}));
    QCOMPARE(rig.states(), u"P-F--"_s);
    QVERIFY(rig.line(Step::Token).text.contains(u"not known"_s));
}

void TestConnectionTest::nobodyListens()
{
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QString address = u"http://127.0.0.1:%1"_s.arg(gone.serverPort());
    gone.close();
    Rig rig;
    QVERIFY(rig.test(Rig::profileFor(address, u"client"_s), u"some-secret"_s));
    QVERIFY(rig.states().contains(u'F'));
    QVERIFY(!rig.states().contains(u'R'));
    QVERIFY(rig.run->details().contains(u"Failed"_s));
}

void TestConnectionTest::aTenantWithoutPeople()
{
    demo::TenantConfig config;
    config.identities = 0;
    demo::DemoTenant empty(config);
    QString problem;
    QVERIFY(empty.start(&problem));
    Rig rig;
    QVERIFY(rig.test(Rig::profileFor(empty.baseUrl(), empty.clientId()), empty.clientSecret()));
    QCOMPARE(rig.states(), u"P-PPP"_s);
    QCOMPARE(rig.line(Step::FirstRead).text, u"0 correlated identities."_s);
}

void TestConnectionTest::noAddressAtAll()
{
    Rig rig;
    QVERIFY(rig.test(Rig::profileFor(u"http://acme.test"_s, u"client"_s), u"some-secret"_s));
    QCOMPARE(rig.states(), u"F----"_s);
    QVERIFY(rig.line(Step::Name).text.contains(u"https"_s));
}

void TestConnectionTest::anUnreadableCaFile()
{
    Rig rig;
    Profile profile = Rig::profileFor(u"https://127.0.0.1:9"_s, u"client"_s);
    profile.network.caFile = rig.folder.filePath(u"none.pem"_s);
    QVERIFY(rig.test(profile, u"some-secret"_s));
    QCOMPARE(rig.states(), u"F----"_s);
    QVERIFY(!rig.line(Step::Name).text.isEmpty());
}

void TestConnectionTest::tokensFromAWebPage()
{
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "<html><b>Welcome</b></html>");
    });
    QVERIFY(server.listenPlain());
    Rig rig;
    QVERIFY(rig.test(Rig::profileFor(server.address(), u"client"_s), u"some-secret"_s));
    QCOMPARE(rig.states(), u"P-F--"_s);
    QVERIFY(!rig.line(Step::Token).text.contains(u'<'));
}

/// The time an answer may take counts for the sign-in, too.
void TestConnectionTest::aTenantThatSaysNothing()
{
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket&) {});
    QVERIFY(server.listenPlain());
    QString problem;
    const Connection connection { .base = *ApiBase::fromText(server.address(), &problem),
        .clientId = u"client"_s,
        .clientSecret = Secret(u"some-secret"_s) };
    ConnectionTest test(connection, { .interactiveDeadlineMs = 200 });
    QVERIFY(QTest::qWaitFor([&test] { return test.isFinished(); }, 10'000));
    const ConnectionCheck token = test.checks().at(static_cast<int>(Step::Token));
    QCOMPARE(token.state, State::Failed);
    QVERIFY2(token.text.contains(u"No answer"_s), qPrintable(token.text));
}

void TestConnectionTest::aVersionThatIsGone()
{
    Rig rig;
    Profile profile = Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId());
    profile.version = u"v2020"_s;
    QVERIFY(rig.test(profile, m_tenant->clientSecret()));
    QCOMPARE(rig.states(), u"P-PF-"_s);
    QVERIFY2(rig.line(Step::FirstRead).text.contains(u"no longer serves v2020"_s),
        qPrintable(rig.line(Step::FirstRead).text));
    QVERIFY(rig.line(Step::FirstRead).advice.contains(u"version"_s));
}

void TestConnectionTest::endingItEarlyIsHarmless()
{
    for (int changes = 0; changes < 5; ++changes) {
        Rig rig;
        rig.run = rig.desk.startTest(Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId()),
            Secret(m_tenant->clientSecret()), {});
        QSignalSpy changed(rig.run.get(), &ConnectionTestRun::changed);
        QVERIFY(QTest::qWaitFor([&] { return changed.size() >= changes; }));
        rig.run.reset();
    }
}

void TestConnectionTest::aTestChangesNothing()
{
    int changes = 0;
    ClosingServer server([&changes](const ClosingServer::Seen& request, QTcpSocket& socket) {
        if (request.line.startsWith("POST /oauth/token")) {
            ClosingServer::answer(
                socket, "200 OK", R"({"access_token":"t-0123456789","expires_in":749})");
            return;
        }
        changes += request.line.startsWith("GET ") ? 0 : 1;
        ClosingServer::answer(socket, "200 OK",
            request.line.contains("/identities?") ? R"([{"id":"a","name":"A"}])" : "{}");
    });
    QVERIFY(server.listenPlain());
    Rig rig;
    QVERIFY(rig.test(Rig::profileFor(server.address(), u"client"_s), u"some-secret"_s));
    QCOMPARE(rig.line(Step::FirstRead).state, State::Passed);
    QCOMPARE(changes, 0);
}

void TestConnectionTest::secretsAreInNoText()
{
    const QString secret = u"S3cret+with/odd=letters"_s;
    ClosingServer server([&secret](const ClosingServer::Seen&, QTcpSocket& socket) {
        // A server that repeats what it was given.
        ClosingServer::answer(socket, "401 Unauthorized",
            "{\"error\":\"invalid_client\",\"error_description\":\"bad secret " + secret.toUtf8()
                + "\"}");
    });
    QVERIFY(server.listenPlain());
    Rig rig;
    QVERIFY(rig.test(Rig::profileFor(server.address(), u"client"_s), secret));
    QVERIFY(!rig.run->details().contains(secret));
    for (const ConnectionCheck& check : rig.run->checks())
        QVERIFY(!check.text.contains(secret));
}

void TestConnectionTest::keptSecretsAreUsed()
{
    Rig rig;
    const Profile profile = Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId());
    QCOMPARE(rig.desk.saveProfiles({ profile }), QString());
    bool kept = false;
    rig.desk.keepSecrets(profile.id, Secret(m_tenant->clientSecret()), {}, this,
        [&](const QString& problem) { kept = problem.isEmpty(); });
    QTRY_VERIFY(kept);
    QVERIFY(rig.test(profile, {}));
    QCOMPARE(rig.states(), u"P-PPP"_s);
}

/// Whoever can edit the file of profiles must not get the secret sent to a host of theirs.
void TestConnectionTest::secretsStayWithTheirHost()
{
    Rig rig;
    const Profile profile = Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId());
    QCOMPARE(rig.desk.saveProfiles({ profile }), QString());
    bool kept = false;
    rig.desk.keepSecrets(profile.id, Secret(m_tenant->clientSecret()), {}, this,
        [&](const QString& problem) { kept = problem.isEmpty(); });
    QTRY_VERIFY(kept);
    ClosingServer thief([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "200 OK", "{}");
    });
    QVERIFY(thief.listenPlain());
    Profile edited = profile;
    edited.apiBase = thief.address();
    QVERIFY(rig.test(edited, {}));
    QCOMPARE(rig.states(), u"P-F--"_s);
    for (const ClosingServer::Seen& seen : std::as_const(thief.seen))
        QVERIFY(!seen.body.contains(m_tenant->clientSecret().toUtf8()));
    // The same after a restart, when the file says it.
    QCOMPARE(rig.desk.saveProfiles({ edited }), QString());
    QTRY_VERIFY(rig.entries.isEmpty()); // and the old one is forgotten
    std::optional<SecretState> state;
    rig.desk.readSecretState(edited.id, this, [&](const SecretState& said) { state = said; });
    QTRY_VERIFY(state.has_value());
    QVERIFY(!state->hasClientSecret);
}

void TestConnectionTest::whatTheKeychainHasNotTakenIsSaid()
{
    const QTemporaryDir folder;
    MemoryVault::Entries entries;
    auto vault = std::make_unique<MemoryVault>(entries);
    MemoryVault& keychain = *vault;
    keychain.isLocked = true;
    ConnectionDesk desk(folder.filePath(u"profiles.json"_s), std::move(vault), {});
    const Profile profile = Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId());
    QCOMPARE(desk.saveProfiles({ profile }), QString());
    const auto stateNow = [&] {
        std::optional<SecretState> state;
        desk.readSecretState(profile.id, this, [&](const SecretState& said) { state = said; });
        (void)QTest::qWaitFor([&] { return state.has_value(); });
        return state.value_or(SecretState());
    };
    const QSignalSpy atRest(&desk, &ConnectionService::secretsAtRest);
    desk.keepSecrets(profile.id, Secret(u"typed"_s), {}, this, [](const QString&) {});
    QVERIFY(stateNow().hasClientSecret && stateNow().isOnItsWay);
    QVERIFY(atRest.isEmpty());
    keychain.unlock();
    QTRY_COMPARE(atRest.size(), 1);
    QVERIFY(stateNow().hasClientSecret && !stateNow().isOnItsWay);
}

/// Whoever can edit the file must not get the secret past a proxy and an authority of theirs.
void TestConnectionTest::secretsStayWithTheirWay_data()
{
    QTest::addColumn<QString>("edit");
    for (const char* edit : { "another proxy", "another port", "proxy taken out", "CA taken out",
             "another CA file", "the CA file's content" })
        QTest::newRow(edit) << QString::fromLatin1(edit);
}

void TestConnectionTest::secretsStayWithTheirWay()
{
    QFETCH(QString, edit);
    const QTemporaryDir folder;
    const auto write = [&folder](const QString& name, const QByteArray& text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write(u"ca.pem"_s, m_certificates.caPem())
        && write(u"other.pem"_s, m_certificates.otherCaPem()));
    MemoryVault::Entries entries;
    const QString path = folder.filePath(u"profiles.json"_s);
    Profile profile = Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId());
    profile.network = { .proxy = NetworkOptions::Proxy::Http,
        .proxyHost = u"proxy.acme.test"_s,
        .proxyPort = 3128,
        .caFile = folder.filePath(u"ca.pem"_s) };
    const auto found = [&](const Profile& asked, QString* why) {
        ConnectionDesk desk(path, std::make_unique<MemoryVault>(entries), {});
        std::optional<Secret> secret;
        desk.findSecrets(
            asked, this, [&](const Secret& client, const Secret&) { secret = client; });
        if (!QTest::qWaitFor([&] { return secret.has_value(); }))
            return u"no answer"_s;
        *why = desk.whyAskedAgain(asked);
        return secret->reveal();
    };
    {
        ConnectionDesk desk(path, std::make_unique<MemoryVault>(entries), {});
        QCOMPARE(desk.saveProfiles({ profile }), QString());
        bool kept = false;
        desk.keepSecrets(profile.id, Secret(u"client secret"_s), {}, this,
            [&](const QString& problem) { kept = problem.isEmpty(); });
        QTRY_VERIFY(kept);
    }
    QString why;
    QCOMPARE(found(profile, &why), u"client secret"_s);
    QCOMPARE(why, QString());
    Profile edited = profile;
    if (edit == u"another proxy")
        edited.network.proxyHost = u"proxy.evil.test"_s;
    else if (edit == u"another port")
        edited.network.proxyPort = 3129;
    else if (edit == u"proxy taken out")
        edited.network.proxy = NetworkOptions::Proxy::System;
    else if (edit == u"CA taken out")
        edited.network.caFile.clear();
    else if (edit == u"another CA file")
        edited.network.caFile = folder.filePath(u"other.pem"_s);
    else
        QVERIFY(write(u"ca.pem"_s, m_certificates.otherCaPem()));
    QCOMPARE(found(edited, &why), QString());
    QVERIFY2(why.contains(u"proxy or the CA file"_s), qPrintable(why));
}

/// A CA file whose content is another one is not given the sign-in that is kept.
void TestConnectionTest::signInsStayWithTheirCaFile()
{
    Rig rig;
    QFile file(rig.folder.filePath(u"ca.pem"_s));
    const auto write = [&file](const QByteArray& pem) {
        const bool done = file.open(QIODevice::WriteOnly) && file.write(pem) == pem.size();
        file.close();
        return done;
    };
    QVERIFY(write(m_certificates.caPem()));
    Profile profile = Rig::profileFor(m_tenant->baseUrl(), {});
    profile.signIn = SignInKind::Browser;
    profile.network.caFile = file.fileName();
    QCOMPARE(rig.desk.saveProfiles({ profile }), QString());
    bool kept = false;
    rig.desk.keepSecrets(profile.id, Secret(refreshTokenOf(*m_tenant, "demo.admin")), {}, this,
        [&](const QString& problem) { kept = problem.isEmpty(); });
    QTRY_VERIFY(kept);
    const QString first = rig.entries.constBegin()->reveal();
    QVERIFY(rig.test(profile, {}));
    QCOMPARE(rig.states(), u"P-PPP"_s);
    QTRY_VERIFY(rig.entries.constBegin()->reveal() != first); // it is replaced with each use
    QCOMPARE(rig.desk.whyAskedAgain(profile), QString());

    const QString newest = rig.entries.constBegin()->reveal();
    QVERIFY(write(m_certificates.otherCaPem()));
    const int asked = m_tenant->activity().tokenRequests;
    ConnectionDesk restarted(
        rig.folder.filePath(u"profiles.json"_s), std::make_unique<MemoryVault>(rig.entries), {});
    for (ConnectionDesk* desk : { &rig.desk, &restarted }) {
        std::optional<Secret> found;
        desk->findSecrets(
            profile, this, [&](const Secret& token, const Secret&) { found = token; });
        QTRY_VERIFY(found.has_value());
        QVERIFY(found->isEmpty());
        const QString why = desk->whyAskedAgain(profile);
        QVERIFY2(why.contains(u"its sign-in was made through"_s) && why.contains(profile.name),
            qPrintable(why));
        rig.run = desk->startTest(profile, {}, {});
        QTRY_VERIFY(rig.run->isFinished());
        QCOMPARE(rig.line(Step::Token).state, State::Failed);
    }
    QCOMPARE(m_tenant->activity().tokenRequests, asked);
    QCOMPARE(rig.entries.constBegin()->reveal(), newest);

    // Nothing is lost: with the content from before it is used again.
    QVERIFY(write(m_certificates.caPem()));
    QCOMPARE(rig.desk.whyAskedAgain(profile), QString());
    QVERIFY(rig.test(profile, {}));
    QCOMPARE(rig.states(), u"P-PPP"_s);
    QVERIFY(m_tenant->activity().tokenRequests > asked);
}

/// What a person edits and saves in this program takes the secret along.
void TestConnectionTest::savedEditsKeepTheSecret()
{
    Rig rig;
    Profile profile = Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId());
    QCOMPARE(rig.desk.saveProfiles({ profile }), QString());
    bool kept = false;
    rig.desk.keepSecrets(profile.id, Secret(m_tenant->clientSecret()), {}, this,
        [&](const QString& problem) { kept = problem.isEmpty(); });
    QTRY_VERIFY(kept);
    // As an earlier version kept it, for the system's own way.
    QCOMPARE(rig.entries.constBegin()->reveal(), m_tenant->clientSecret());
    profile.network.proxy = NetworkOptions::Proxy::Http;
    profile.network.proxyHost = u"proxy.acme.test"_s;
    profile.network.proxyPort = 3128;
    QVERIFY(rig.test(profile, {})); // tried before it is saved; http goes past every proxy
    QCOMPARE(rig.states(), u"P-PPP"_s);
    QCOMPARE(rig.desk.saveProfiles({ profile }), QString());
    std::optional<SecretState> state;
    rig.desk.readSecretState(profile.id, this, [&](const SecretState& said) { state = said; });
    QTRY_VERIFY(state.has_value());
    QVERIFY(state->hasClientSecret && !state->isForAnotherWay);
    QTRY_VERIFY(rig.entries.constBegin()->reveal() != m_tenant->clientSecret());
    // One that an earlier version kept is not taken for this way.
    rig.entries.begin().value() = Secret(m_tenant->clientSecret());
    ConnectionDesk again(
        rig.folder.filePath(u"profiles.json"_s), std::make_unique<MemoryVault>(rig.entries), {});
    state.reset();
    again.readSecretState(profile.id, this, [&](const SecretState& said) { state = said; });
    QTRY_VERIFY(state.has_value());
    QVERIFY(!state->hasClientSecret && state->isForAnotherWay);
}

void TestConnectionTest::removedProfilesLeaveNoSecret()
{
    Rig rig;
    Profile profile = Rig::profileFor(m_tenant->baseUrl(), m_tenant->clientId());
    profile.network.proxy = NetworkOptions::Proxy::Http;
    profile.network.proxyHost = u"proxy.acme.test"_s;
    profile.network.proxyPort = 3128;
    QCOMPARE(rig.desk.saveProfiles({ profile }), QString());
    bool kept = false;
    rig.desk.keepSecrets(profile.id, Secret(u"client secret"_s), Secret(u"proxy password"_s), this,
        [&](const QString& problem) { kept = problem.isEmpty(); });
    QTRY_VERIFY(kept);
    QCOMPARE(rig.entries.size(), 2);
    profile.name = u"renamed"_s;
    QCOMPARE(rig.desk.saveProfiles({ profile }), QString());
    QCOMPARE(rig.entries.size(), 2);
    QCOMPARE(rig.desk.saveProfiles({}), QString());
    QTRY_VERIFY(rig.entries.isEmpty());
}

/// Two tenants behind one address: what was begun on one must not be offered on the other.
void TestConnectionTest::jobsBelongToAHostWithItsPort()
{
    QString problem;
    const auto base = ApiBase::fromText(m_tenant->baseUrl(), &problem);
    QCOMPARE(base->tenant(), u"127.0.0.1:%1"_s.arg(m_tenant->port()));
}

void TestConnectionTest::infoCorrectsAnAddress_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("apiBase");
    QTest::addColumn<bool>("confirmed");
    QTest::addColumn<QString>("note");
    const QString acme = u"https://acme.api.identitynow.com"_s;
    const QByteArray official
        = R"({"tenantName":"acme","tokenEndpoint":"https://acme.api.identitynow.com/oauth/token"})";
    QTest::newRow("as expected") << u"acme"_s << official << acme << true << u"found by"_s;
    QTest::newRow("a vanity address")
        << u"https://iga.acme.com"_s << official << acme << true << u"found by"_s;
    // The answer of a hostile or broken host must not lead the secret anywhere.
    QTest::newRow("elsewhere")
        << u"acme"_s << QByteArray(R"({"tenantName":"acme","tokenEndpoint":"https://evil.com/t"})")
        << acme << true << u"not used"_s;
    QTest::newRow("looks alike") << u"acme"_s
                                 << QByteArray(R"({"tenantName":"acme","tokenEndpoint":)"
                                               R"("https://acme.identitynow.com.evil.com/t"})")
                                 << acme << true << u"not used"_s;
    QTest::newRow("http") << u"acme"_s
                          << QByteArray(R"({"tenantName":"acme","tokenEndpoint":"http://x.com/t"})")
                          << acme << true << u"found by"_s;
    QTest::newRow("a web page") << u"acme"_s << QByteArray("<html>") << acme << false
                                << u"does not answer like"_s;
    QTest::newRow("types") << u"acme"_s << QByteArray(R"({"tenantName":1,"tokenEndpoint":[]})")
                           << acme << false << u"does not answer like"_s;
}

void TestConnectionTest::infoCorrectsAnAddress()
{
    QFETCH(QString, asked);
    QFETCH(QByteArray, body);
    QFETCH(bool, confirmed);
    QFETCH(QString, note);
    const AddressAnswer answer = readInfo(readTenantAddress(asked), 200, body);
    QTEST(answer.address.apiBase, "apiBase");
    QCOMPARE(answer.confirmed, confirmed);
    QVERIFY2(answer.note.contains(note), qPrintable(answer.note));
}

void TestConnectionTest::theTenantIsAsked()
{
    Rig rig;
    std::optional<AddressAnswer> answer;
    NetworkOptions network { .proxy = NetworkOptions::Proxy::None };
    rig.desk.askAddress(readTenantAddress(m_tenant->baseUrl()), network, {}, this,
        [&](const AddressAnswer& said) { answer = said; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY2(answer->confirmed, qPrintable(answer->note));
    QVERIFY(answer->note.contains(u"acme-demo"_s));

    answer.reset();
    auto gone = std::make_unique<QObject>();
    rig.desk.askAddress(readTenantAddress(m_tenant->baseUrl()), network, {}, gone.get(),
        [&](const AddressAnswer& said) { answer = said; });
    gone.reset();
    QTest::qWait(50);
    QVERIFY(!answer);
}

void TestConnectionTest::plainHttpOnThisComputerIsHintedAt()
{
    Rig rig;
    const auto noteOn = [&](const QString& address) {
        QObject here;
        std::optional<AddressAnswer> answer;
        rig.desk.askAddress(readTenantAddress(address), { .proxy = NetworkOptions::Proxy::None },
            {}, &here, [&](const AddressAnswer& said) { answer = said; });
        return QTest::qWaitFor([&] { return answer.has_value(); }) ? answer->note : QString();
    };
    const QString hint = u"If it speaks plain HTTP, begin the address with http://."_s;
    const QString without = noteOn(QUrl(m_tenant->baseUrl()).authority());
    QVERIFY2(without.endsWith(hint), qPrintable(without));
    const QString with = noteOn(m_tenant->baseUrl());
    QVERIFY2(!with.isEmpty() && !with.contains(hint), qPrintable(with));
}

void TestConnectionTest::theQuestionCarriesNoCredentials()
{
    ClosingServer server([](const ClosingServer::Seen&, QTcpSocket& socket) {
        ClosingServer::answer(socket, "302 Found", {}, "Location: http://127.0.0.1:9/\r\n");
    });
    QVERIFY(server.listenPlain());
    Rig rig;
    std::optional<AddressAnswer> answer;
    rig.desk.askAddress(readTenantAddress(server.address()),
        { .proxy = NetworkOptions::Proxy::None }, {}, this,
        [&](const AddressAnswer& said) { answer = said; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(!answer->confirmed);
    QCOMPARE(server.seen.size(), 1);
    QVERIFY(!server.seen[0].head.contains("Authorization"));
    QCOMPARE(server.seen[0].line, QByteArray("GET /oauth/info HTTP/1.1"));
}

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
