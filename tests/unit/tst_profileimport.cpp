#include "profile/profileimport.h"

#include "base/secret.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

class TestProfileImport : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingThere();
    void environment();
    void environmentWithoutAnAddress();
    void versionsInAddresses_data();
    void versionsInAddresses();
    void configJson();
    void otherProgramsConfigJson();
    void theSameFileTwice();
    void cliWithSecrets();
    void cliWithSecretsInItsKeychain();
    void hostileYaml_data();
    void hostileYaml();
    void filesAreOnlyRead();
    void secretsAreKnownToTheRedactor();
    void tooLarge();
    void aFolderInPlaceOfAFile();

private:
    QString write(const QString& name, const QByteArray& text) const
    {
        const QString path = m_folder->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            QTest::qFail("cannot write", __FILE__, __LINE__);
        return path;
    }
    ImportOffer onlyOne(const ImportPlaces& places) const
    {
        const QList<ImportOffer> offers = findImports(places);
        if (offers.size() != 1)
            QTest::qFail("not one offer", __FILE__, __LINE__);
        return offers.value(0);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestProfileImport::nothingThere()
{
    QVERIFY(findImports({}).isEmpty());
    QVERIFY(findImports({ .configJson = { m_folder->filePath(u"none.json"_s) },
                            .cliYaml = m_folder->filePath(u"none.yaml"_s) })
                .isEmpty());
}

void TestProfileImport::environment()
{
    QProcessEnvironment environment;
    environment.insert(u"SAIL_BASE_URL"_s, u"https://acme.api.identitynow.com"_s);
    environment.insert(u"SAIL_CLIENT_ID"_s, u"client"_s);
    environment.insert(u"SAIL_CLIENT_SECRET"_s, u"a-secret-of-the-environment"_s);
    const ImportOffer offer = onlyOne({ .environment = environment });
    QVERIFY(offer.isUsable);
    QCOMPARE(offer.profile.name, u"acme"_s);
    QCOMPARE(offer.profile.apiBase, u"https://acme.api.identitynow.com"_s);
    QCOMPARE(offer.profile.clientId, u"client"_s);
    QCOMPARE(offer.secret.reveal(), u"a-secret-of-the-environment"_s);
    QVERIFY(offer.note.isEmpty());
    // Nothing tells what the tenant is for.
    QCOMPARE(offer.profile.environment, Environment::Production);
    QVERIFY(offer.profile.readOnly);
}

void TestProfileImport::environmentWithoutAnAddress()
{
    QProcessEnvironment environment;
    environment.insert(u"SAIL_CLIENT_ID"_s, u"client"_s);
    const ImportOffer offer = onlyOne({ .environment = environment });
    QVERIFY(!offer.isUsable);
    QVERIFY(offer.note.contains(u"SAIL_BASE_URL"_s));
}

void TestProfileImport::versionsInAddresses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("note");
    QTest::newRow("none") << QString() << u"v2024"_s << QString();
    QTest::newRow("a year") << u"/v2025"_s << u"v2025"_s << QString();
    QTest::newRow("of a service") << u"/identities/v1"_s << u"current"_s << QString();
    QTest::newRow("v3") << u"/v3"_s << u"v2024"_s << u"names v3, which"_s;
    QTest::newRow("beta") << u"/beta/"_s << u"v2024"_s << u"v2024 is used"_s;
}

void TestProfileImport::versionsInAddresses()
{
    QFETCH(QString, path);
    QFETCH(QString, version);
    QFETCH(QString, note);
    QProcessEnvironment environment;
    environment.insert(u"SAIL_BASE_URL"_s, u"https://acme.api.identitynow.com"_s + path);
    environment.insert(u"SAIL_CLIENT_ID"_s, u"client"_s);
    environment.insert(u"SAIL_CLIENT_SECRET"_s, u"a-secret-of-the-environment"_s);
    const ImportOffer offer = onlyOne({ .environment = environment });
    QVERIFY(offer.isUsable);
    QCOMPARE(offer.profile.apiBase, u"https://acme.api.identitynow.com"_s);
    QCOMPARE(offer.profile.version, version);
    QVERIFY2(offer.note.contains(note) && offer.note.isEmpty() == note.isEmpty(),
        qPrintable(offer.note));
}

void TestProfileImport::configJson()
{
    const QString path = write(u"config.json"_s,
        R"({"ClientId":"id-1","ClientSecret":"secret-of-json","BaseURL":"https://acme.api.identitynow.com"})");
    const ImportOffer offer = onlyOne({ .configJson = { path } });
    QCOMPARE(offer.source, path);
    QCOMPARE(offer.profile.clientId, u"id-1"_s);
    QCOMPARE(offer.secret.reveal(), u"secret-of-json"_s);
}

void TestProfileImport::otherProgramsConfigJson()
{
    for (const QByteArray& text : { QByteArray(R"({"theme":"dark"})"), QByteArray("not json"),
             QByteArray("[]"), QByteArray() })
        QVERIFY(findImports({ .configJson = { write(u"config.json"_s, text) } }).isEmpty());
}

void TestProfileImport::theSameFileTwice()
{
    const QString path = write(u"config.json"_s, R"({"ClientId":"i","BaseURL":"acme"})");
    QCOMPARE(
        findImports({ .configJson = { path, m_folder->path() + u"/./config.json"_s } }).size(), 1);
}

void TestProfileImport::cliWithSecrets()
{
    const QString path = write(u"config.yaml"_s, R"(
authtype: pat
activeenvironment: prod
debug: false
environments:
    prod:
        tenanturl: https://acme.identitynow.com
        baseurl: https://acme.api.identitynow.com
        pat:
            clientid: id-of-prod
            clientsecret: secret-of-prod
            accesstoken: never-read
    sandbox:
        tenanturl: "https://acme-sb.identitynow-demo.com"
        pat: {clientid: id-of-sandbox, clientsecret: 'secret-of-sandbox'}
)");
    const QList<ImportOffer> offers = findImports({ .cliYaml = path });
    QCOMPARE(offers.size(), 2);
    QCOMPARE(offers[0].profile.name, u"prod"_s);
    QCOMPARE(offers[0].profile.apiBase, u"https://acme.api.identitynow.com"_s);
    QCOMPARE(offers[0].secret.reveal(), u"secret-of-prod"_s);
    QVERIFY(offers[0].source.endsWith(u"config.yaml, prod"_s));
    QCOMPARE(offers[1].profile.apiBase, u"https://acme-sb.api.identitynow-demo.com"_s);
    QCOMPARE(offers[1].profile.clientId, u"id-of-sandbox"_s);
}

void TestProfileImport::cliWithSecretsInItsKeychain()
{
    const QString path = write(u"config.yaml"_s,
        "environments:\n  default:\n    baseurl: https://acme.api.identitynow.com\n");
    const ImportOffer offer = onlyOne({ .cliYaml = path });
    QVERIFY(offer.isUsable);
    QVERIFY(offer.secret.isEmpty());
    QVERIFY(offer.note.contains(u"keychain"_s));
}

void TestProfileImport::hostileYaml_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("broken") << QByteArray("environments: [\n  a: {b");
    QTest::newRow("tabs") << QByteArray("environments:\n\tdefault:\n");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a word") << QByteArray("hello");
    QTest::newRow("a list") << QByteArray("environments: [1, 2]");
    QTest::newRow("deep") << QByteArray(50'000, '[');
    QTest::newRow("zeros") << QByteArray(3000, '\0');
    QTest::newRow("doubling aliases")
        << QByteArray("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\n"
                      "environments: *d\n");
    QTest::newRow("http") << QByteArray("environments:\n  d:\n    baseurl: http://acme.test\n");
    QTest::newRow("an address with a password")
        << QByteArray("environments:\n  d:\n    baseurl: https://a:b@acme.test\n");
    QTest::newRow("an environment that is text") << QByteArray("environments:\n  d: text\n");
    QTest::newRow("tagged") << QByteArray("!!python/object/apply:os.system ['id']\n");
}

void TestProfileImport::hostileYaml()
{
    QFETCH(QByteArray, text);
    for (const ImportOffer& offer : findImports({ .cliYaml = write(u"config.yaml"_s, text) })) {
        QVERIFY(!offer.isUsable);
        QVERIFY(!offer.note.isEmpty());
        QVERIFY(offer.note.size() < 400);
        QVERIFY(offer.secret.isEmpty());
    }
}

void TestProfileImport::filesAreOnlyRead()
{
    const QByteArray text
        = R"({"ClientId":"i","ClientSecret":"secret-that-stays","BaseURL":"acme"})";
    const QString path = write(u"config.json"_s, text);
    const auto before = QDir(m_folder->path()).entryList();
    (void)findImports({ .configJson = { path } });
    QCOMPARE(QDir(m_folder->path()).entryList(), before);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void TestProfileImport::secretsAreKnownToTheRedactor()
{
    const QString path = write(u"config.json"_s,
        R"({"ClientId":"i","ClientSecret":"a-secret-to-be-hidden","BaseURL":"acme"})");
    (void)findImports({ .configJson = { path } });
    QVERIFY(!Redactor().clean(u"log: a-secret-to-be-hidden"_s).contains(u"hidden"_s));
}

void TestProfileImport::tooLarge()
{
    const ImportOffer offer
        = onlyOne({ .cliYaml = write(u"config.yaml"_s, QByteArray(2 << 20, '#')) });
    QVERIFY(!offer.isUsable);
    QVERIFY(offer.note.contains(u"larger than 1 MB"_s));
}

void TestProfileImport::aFolderInPlaceOfAFile()
{
    QVERIFY(!onlyOne({ .cliYaml = m_folder->path() }).isUsable);
}

QTEST_GUILESS_MAIN(TestProfileImport)
#include "tst_profileimport.moc"
