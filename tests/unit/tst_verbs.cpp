// What every operation says of itself, and that nothing else in the program says it.

#include "support/answers.h"
#include "support/operations.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

const IdentityId walter(u"ef38f94347e94562b5bb8424a56397d8"_s);
const QString walterText = u"ef38f94347e94562b5bb8424a56397d8"_s;

/// "POST /identities/x/reset body:…", raw.
QString shape(const ApiRequest& request)
{
    QString text = request.verb == Verb::Delete ? u"DELETE /"_s : u"POST /"_s;
    text += request.path.join(u'/');
    if (request.body)
        text += u" body:"_s + QString::fromUtf8(*request.body);
    return text;
}

/// The names of functions and of files, "deleteIdentity".
QStringList names()
{
    QStringList names;
    for (const Operation* operation : operations()) {
        QString name = operation->key;
        while (name.contains(u'-'))
            name.replace(name.indexOf(u'-'), 2, name.at(name.indexOf(u'-') + 1).toUpper());
        names += name;
    }
    return names;
}

/// What a text says that tells one operation from another; comments may.
QStringList namings(QString text)
{
    static const QRegularExpression comment(u"//[^\n]*"_s);
    static const QRegularExpression naming = [] {
        QStringList keys;
        for (const Operation* operation : operations())
            keys += operation->key;
        return QRegularExpression(
            uR"re(\b(%1)\(\)|"(%2)"|operations/(%3)\.h|\boperation(\.|->)key\s*[!=]=)re"_s.arg(
                names().join(u'|'), keys.join(u'|'), names().join(u'|').toLower()));
    }();
    QStringList found;
    for (auto match = naming.globalMatch(text.remove(comment)); match.hasNext();)
        found += match.next().captured();
    return found;
}

/// May say one: its own pair, the list, and the demo tenant, which knows nothing of the console.
bool mayName(const QString& path)
{
    return path == u"app/operations/operations.cpp" || path.startsWith(u"app/demo/")
        || (path.startsWith(u"app/operations/")
            && names().contains(QFileInfo(path).baseName(), Qt::CaseInsensitive));
}

} // namespace

class TestVerbs : public QObject
{
    Q_OBJECT

private slots:
    void everyOneSaysEverything_data();
    void everyOneSaysEverything();
    void keysAreUniqueAndStable();
    void whatCannotBeTakenBackSaysSo();
    void jobsAreToldHowToRunThem();
    void nothingElseTellsOneFromAnother();
    void requests_data();
    void requests();
    void batchesHoldEveryId();
    void receiptsNameTheTask();
    void unreadableReceiptsAreNoErrors();
    void whatIsNotDocumentedIsSaid();
};

void TestVerbs::everyOneSaysEverything_data()
{
    QTest::addColumn<const Operation*>("operation");
    for (const Operation* operation : operations())
        QTest::newRow(qPrintable(operation->key)) << operation;
}

void TestVerbs::everyOneSaysEverything()
{
    QFETCH(const Operation*, operation);
    static const QRegularExpression key(u"^[a-z]+(-[a-z]+)+$"_s);
    static const QRegularExpression cmdlet(u"^[A-Z][a-z]+-[A-Za-z]+$"_s);
    QVERIFY2(key.match(operation->key).hasMatch(), qPrintable(operation->key));
    QVERIFY(operation->title.at(0).isUpper() && !operation->title.endsWith(u'.'));
    for (const QString& word : { operation->button, operation->verb, operation->done,
             operation->icon, operation->shortcut })
        QVERIFY(!word.isEmpty());
    QVERIFY(operation->confirmText(12).contains(u"12"_s));
    QVERIFY(!operation->effects.isEmpty());
    for (const EffectLine& line : operation->effects)
        QVERIFY2(line.text.endsWith(u'.'), qPrintable(line.text));
    QCOMPARE(operation->effectsWith({}).size(), operation->effects.size());
    QVERIFY2(operation->doesNot.endsWith(u'.'), qPrintable(operation->doesNot));
    QVERIFY(operation->assurance.isEmpty() || operation->assurance.endsWith(u'.'));
    const QString right = operation->right.text();
    QVERIFY2(right.contains(u"idn:"_s) || right.contains(u"ORG_ADMIN"_s), qPrintable(right));
    QVERIFY2(cmdlet.match(operation->cmdlet).hasMatch(), qPrintable(operation->cmdlet));
    // An id is in the path or in the body.
    QCOMPARE(operation->idParameter.isEmpty(), operation->isBatched());
    QVERIFY(!operation->isBatched() || !operation->bodyModel.isEmpty());
    QCOMPARE(operation->pauseReason.isEmpty(), operation->pauseMs == 0);
    QVERIFY(!operation->flag || operation->flag->checking.endsWith(u'…'));
    for (const OperationOption& option : operation->options) {
        QVERIFY(!option.key.isEmpty() && !option.label.isEmpty() && !option.command.isEmpty());
        QVERIFY(option.recorded.contains(u"%1"_s));
        QVERIFY(!option.choices.isEmpty() || option.refused.endsWith(u'.'));
    }
}

void TestVerbs::keysAreUniqueAndStable()
{
    QStringList keys;
    QStringList words;
    QSet<QString> others;
    for (const Operation* operation : operations()) {
        keys.append(operation->key);
        others += { operation->cmdlet, operation->title, operation->icon, operation->shortcut };
        QCOMPARE(operationWithKey(operation->key), operation);
        words.append(operation->command);
        QCOMPARE(operationWithCommand(operation->command), operation);
    }
    // Journals of earlier versions hold these words.
    QCOMPARE(keys,
        (QStringList { u"process-identities"_s, u"synchronize-attributes"_s, u"invite-identities"_s,
            u"send-verification"_s, u"reset-identity"_s, u"delete-identity"_s }));
    // And scripts these.
    QCOMPARE(words,
        (QStringList { u"process"_s, u"synchronize"_s, u"invite"_s, u"reset-email"_s, u"reset"_s,
            u"delete"_s }));
    QCOMPARE(operationWithCommand(u"unlock"), nullptr);
    QCOMPARE(others.size(), 4 * keys.size());
    QCOMPARE(operationWithKey(u"merge-identities"), nullptr);
    QCOMPARE(operationWithKey(u"get-identity"), nullptr);
    QCOMPARE(operationWithKey(u""), nullptr);
}

void TestVerbs::whatCannotBeTakenBackSaysSo()
{
    for (const Operation* operation : operations()) {
        const bool isDestructive = operation == &deleteIdentity() || operation == &resetIdentity();
        QCOMPARE(operation->isDestructive, isDestructive);
        QCOMPARE(operation->sparesYourself(), isDestructive);
        const bool says = std::any_of(operation->effects.begin(), operation->effects.end(),
            [](const EffectLine& line) { return line.tone == EffectLine::Tone::Destructive; });
        QCOMPARE(says, isDestructive);
        // What may come otherwise than asked is no plain fact with a tick.
        for (const EffectLine& line : operation->effects) {
            QVERIFY2(line.tone != EffectLine::Tone::Neutral || !line.text.contains(u" may "_s),
                qPrintable(line.text));
        }
    }
}

void TestVerbs::jobsAreToldHowToRunThem()
{
    using Proof = Operation::Proof;
    for (const Operation* operation : operations()) {
        const bool startsATask
            = operation == &processIdentities() || operation == &inviteIdentities();
        const bool isDeletion = operation == &deleteIdentity();
        QCOMPARE(operation->batchSize, startsATask ? 250 : 1);
        QCOMPARE(operation->proof,
            startsATask      ? Proof::Task
                : isDeletion ? Proof::Gone
                             : Proof::Answer);
        QCOMPARE(operation->checksOwnership, isDeletion);
        // The tenant takes it once per 10 s.
        QCOMPARE(operation->pauseMs > 10'000, operation == &synchronizeAttributes());
        QCOMPARE(operation->request({}, { walter }).ownLimit, operation->pauseMs > 0);
    }
}

void TestVerbs::nothingElseTellsOneFromAnother()
{
    QCOMPARE(names().size(), 6);
    QCOMPARE(namings(u"if (job.operation == &deleteIdentity()) // resetIdentity()\n"_s),
        QStringList { u"deleteIdentity()"_s });
    QCOMPARE(namings(u"#include \"operations/resetidentity.h\"\n"_s).size(), 1);
    QCOMPARE(namings(u"operation->key == other"_s).size(), 1);
    QCOMPARE(namings(u"key == u\"send-verification\"_s"_s).size(), 1);
    QVERIFY(namings(u"operation.isDestructive"_s).isEmpty());
    QVERIFY(mayName(u"app/operations/deleteidentity.cpp"_s));
    QVERIFY(!mayName(u"app/operations/preflight.cpp"_s) && !mayName(u"app/jobs/journal.cpp"_s));

    QStringList found;
    const QDir root(QStringLiteral(SOURCE_DIR));
    for (const QString& folder : { u"app"_s, u"models"_s, u"ui"_s }) {
        QDirIterator sources(root.filePath(folder), { u"*.cpp"_s, u"*.h"_s }, QDir::Files,
            QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            const QString path = root.relativeFilePath(sources.next());
            QFile file(root.filePath(path));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            if (mayName(path))
                continue;
            for (const QString& said : namings(QString::fromUtf8(file.readAll())))
                found += u"%1: %2"_s.arg(path, said);
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

void TestVerbs::requests_data()
{
    QTest::addColumn<const Operation*>("operation");
    QTest::addColumn<ApiRequest>("request");
    QTest::addColumn<QString>("expected");
    const auto row
        = [](const char* name, const Operation& operation, const QString& expected,
              const BulkParameters& parameters = {}, const QList<IdentityId>& ids = { walter }) {
              QTest::newRow(name) << &operation << operation.request(parameters, ids) << expected;
          };
    row("delete", deleteIdentity(), u"DELETE /identities/"_s + walterText);
    row("strange id", deleteIdentity(), u"DELETE /identities/a/{id}"_s, {},
        { IdentityId(u"a/{id}"_s) });
    row("reset", resetIdentity(), u"POST /identities/%1/reset body:"_s.arg(walterText));
    row("verification", sendVerification(),
        u"POST /identities/%1/verification/account/send body:{\"via\":\"LINK_PERSONAL\"}"_s.arg(
            walterText),
        { .options = { { u"via"_s, u"LINK_PERSONAL"_s } } });
    row("verification on a source", sendVerification(),
        uR"(POST /identities/%1/verification/account/send body:)"
        uR"({"sourceName":"Active Directory \"Source\"","via":"EMAIL_WORK"})"_s.arg(walterText),
        { .options = { { u"via"_s, u"EMAIL_WORK"_s },
              { u"sourceName"_s, u"Active Directory \"Source\""_s } } });
    row("invite", inviteIdentities(),
        uR"(POST /identities/invite body:{"ids":["%1","b"]})"_s.arg(walterText), {},
        { walter, IdentityId(u"b"_s) });
    row("invite all: only one of the two", inviteIdentities(),
        uR"(POST /identities/invite body:{"uninvited":true})"_s, { .allUninvited = true });
    row("process", processIdentities(),
        uR"(POST /identities/process body:{"identityIds":["%1"]})"_s.arg(walterText));
    row("synchronize", synchronizeAttributes(),
        u"POST /identities/%1/synchronize-attributes body:"_s.arg(walterText));
}

void TestVerbs::requests()
{
    QFETCH(const Operation*, operation);
    QFETCH(const ApiRequest, request);
    QFETCH(const QString, expected);
    QCOMPARE(shape(request), expected);
    QCOMPARE(request.repeat, Repeat::Never);
    QCOMPARE(request.lane, Lane::Bulk);
    QVERIFY(request.accepted.has_value());
    QCOMPARE(request.operation, operation->title);
    QCOMPARE(request.neededRight, operation->right.text());
    QCOMPARE(request.body.has_value(), request.verb == Verb::Post);
}

void TestVerbs::batchesHoldEveryId()
{
    QList<IdentityId> ids;
    for (int i = 0; i < 250; ++i)
        ids.append(IdentityId(QString::number(i)));
    const QByteArray body = processIdentities().request({}, ids).body.value();
    QVERIFY(body.startsWith(R"({"identityIds":["0","1",)"));
    QVERIFY(body.endsWith(R"("248","249"]})"));
    QCOMPARE(body.count(','), 249);
}

void TestVerbs::receiptsNameTheTask()
{
    ApiResponse response = fixture(u"task-result.json"_s, 202);
    response.trackingId = u"t1"_s;
    const ChangeReceipt process = processIdentities().receipt(response);
    QCOMPARE(process.task.text(), u"464ae7bf-791e-49fd-b746-06a2e4a89635"_s);
    QCOMPARE(process.status, 202);
    QCOMPARE(process.trackingId, u"t1"_s);
    QCOMPARE(process.text, QString());
    QCOMPARE(inviteIdentities().receipt(fixture(u"task-status-pending.json"_s, 202)).task.text(),
        u"46b3f1d2a1f24c6f9a8e0e1f4c1d2b3a"_s);
    const ChangeReceipt sync = synchronizeAttributes().receipt(fixture(u"sync-job.json"_s, 202));
    QVERIFY(sync.task.isEmpty());
    QVERIFY2(sync.text.contains(u"IN_PROGRESS"_s), qPrintable(sync.text));
}

void TestVerbs::unreadableReceiptsAreNoErrors()
{
    for (const QByteArray body : { "", "[]", "{}", "{\"id\":", "{\"id\":null}", "OK", "<html>" }) {
        for (const Operation* operation : operations()) {
            const int documented = operation->accepted.status;
            const ChangeReceipt receipt = operation->receipt(answer(body, documented));
            QVERIFY2(receipt.task.isEmpty(), body.constData());
            QVERIFY2(receipt.text.startsWith(u"Accepted"_s), qPrintable(receipt.text));
            QCOMPARE(receipt.text.contains(u"may have been done"_s),
                operation->proof == Operation::Proof::Task);
        }
    }
}

void TestVerbs::whatIsNotDocumentedIsSaid()
{
    for (const Operation* operation : operations()) {
        const ChangeReceipt receipt = operation->receipt(answer(R"({"id":"x"})", 207));
        QVERIFY2(receipt.text.contains(u"ISC answered 207 where "_s), qPrintable(receipt.text));
    }
}

QTEST_GUILESS_MAIN(TestVerbs)
#include "tst_verbs.moc"
