// The commands are run by a real shell, with a curl that only tells what it was given: what a shell
// makes of quotes is for a shell to say.

#include "operations/operationscript.h"
#include "support/operations.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

const QString Address = u"https://acme.api.identitynow.com"_s;
const ScriptTarget Year { Address, u"v2024"_s };
const ScriptTarget Current { Address, u"current"_s };

BulkPlan planOf(const Operation* operation, const QStringList& ids)
{
    BulkPlan plan { .operation = operation };
    for (const QString& id : ids)
        plan.targets += BulkTarget { .id = IdentityId(id), .name = u"N"_s };
    return plan;
}

/// What curl was called with, one list a call.
QList<QStringList> calls(const QString& script)
{
    QProcess shell;
    shell.start(u"sh"_s, { u"-eu"_s });
    shell.write("ISC_TOKEN='to ken'\ncurl() { printf '%s\\0' \"$@\"; printf '\\1'; }\n");
    shell.write(script.toUtf8());
    shell.closeWriteChannel();
    if (!shell.waitForFinished(20'000) || shell.exitCode() != 0)
        return { { u"the shell failed"_s, QString::fromUtf8(shell.readAllStandardError()) } };
    QList<QStringList> result;
    for (const QByteArray& call : shell.readAllStandardOutput().split('\1')) {
        if (call.isEmpty())
            continue;
        QStringList words = QString::fromUtf8(call).split(QChar(0));
        words.removeLast();
        result += words;
    }
    return result;
}

QString after(const QStringList& words, const QString& option)
{
    return words.value(words.indexOf(option) + 1);
}

} // namespace

class TestOperationScript : public QObject
{
    Q_OBJECT

private slots:
    void curlSendsWhatTheConsoleWouldSend_data()
    {
        QTest::addColumn<const Operation*>("operation");
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("currentPath");
        QTest::addColumn<QString>("body");
        const auto row
            = [](const Operation& operation, const char* verb, const char* path, const char* body) {
                  const QString below = QString::fromLatin1(path);
                  QTest::addRow("%s %s", verb, path)
                      << &operation << QString::fromLatin1(verb) << u"/v2024/identities"_s + below
                      << u"/identities/v1"_s + below << QString::fromLatin1(body);
              };
        row(deleteIdentity(), "DELETE", "/a1", "");
        row(resetIdentity(), "POST", "/a1/reset", "");
        row(synchronizeAttributes(), "POST", "/a1/synchronize-attributes", "");
        row(sendVerification(), "POST", "/a1/verification/account/send",
            R"({"sourceName":"HR","via":"LINK_WORK"})");
        row(inviteIdentities(), "POST", "/invite", R"({"ids":["a1","a2"]})");
        row(processIdentities(), "POST", "/process", R"({"identityIds":["a1","a2"]})");
    }
    void curlSendsWhatTheConsoleWouldSend()
    {
        QFETCH(const Operation*, operation);
        QFETCH(QString, verb);
        QFETCH(QString, path);
        QFETCH(QString, currentPath);
        QFETCH(QString, body);
        BulkPlan plan = planOf(operation, { u"a1"_s, u"a2"_s });
        plan.parameters
            = { .options = { { u"via"_s, u"LINK_WORK"_s }, { u"sourceName"_s, u"HR"_s } } };
        const QList<QStringList> sent = calls(curlScript(plan, Year));
        QCOMPARE(sent.size(), plan.operation->isBatched() ? 1 : 2);
        QCOMPARE(after(sent.first(), u"--request"_s), verb);
        QVERIFY2(sent.first().contains(Address + path), qPrintable(sent.first().join(u' ')));
        QVERIFY(sent.first().contains(u"Authorization: Bearer to ken"_s));
        QVERIFY(sent.first().contains(u"X-SailPoint-Experimental: true"_s));
        QCOMPARE(sent.first().contains(u"--data-raw"_s), verb == u"POST");
        if (!body.isEmpty())
            QCOMPARE(after(sent.first(), u"--data-raw"_s), body);
        QList<QStringList> current = calls(curlScript(plan, Current));
        QCOMPARE(current.size(), sent.size());
        for (qsizetype i = 0; i < sent.size(); ++i)
            current[i].replaceInStrings(u"/identities/v1"_s, u"/v2024/identities"_s);
        QCOMPARE(current, sent);
        QVERIFY(curlScript(plan, Current).contains(currentPath.replace(u"a1"_s, u"$id"_s)));
    }

    void batchesAreThoseOfTheApi()
    {
        QStringList ids;
        for (int i = 0; i < 251; ++i)
            ids += QString::number(i);
        const BulkPlan plan = planOf(&processIdentities(), ids);
        QCOMPARE(calls(curlScript(plan, Year)).size(), 2);
        QCOMPARE(powerShellScript(plan, Year).count(u"Start-V2024IdentityProcessing"_s), 2);
    }

    void everybodyUninvited()
    {
        BulkPlan plan { .operation = &inviteIdentities() };
        plan.parameters.allUninvited = true;
        const QList<QStringList> sent = calls(curlScript(plan, Year));
        QCOMPARE(sent.size(), 1);
        QCOMPARE(after(sent.first(), u"--data-raw"_s), uR"({"uninvited":true})"_s);
    }

    void nothingBecomesACommand_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : { "a'; curl evil; '", "$(curl evil)", "`curl evil`", "a\"b", "a\\",
                 "a\ncurl evil", "${ISC_TOKEN}", "'\\''", "' -OutVariable x", "\u2019; evil" })
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void nothingBecomesACommand()
    {
        QFETCH(QString, text);
        BulkPlan plan = planOf(&sendVerification(), { text });
        plan.parameters
            = { .options = { { u"via"_s, u"EMAIL_WORK"_s }, { u"sourceName"_s, text } } };
        const QList<QStringList> sent = calls(curlScript(plan, Year));
        QCOMPARE(sent.size(), 1);
        const QJsonObject body
            = QJsonDocument::fromJson(after(sent.first(), u"--data-raw"_s).toUtf8()).object();
        QCOMPARE(body.value(u"sourceName"_s).toString(), text);
        const QString url = sent.first().at(sent.first().indexOf(u"--request"_s) + 2);
        static const QRegularExpression plain(
            u"^https://acme[^ \"'$`\\\\\n]*/identities/[A-Za-z0-9._~%-]+/verification/account/send$"_s);
        QVERIFY2(plain.match(url).hasMatch(), qPrintable(url));
        QCOMPARE(calls(u"curl "_s + shellQuoted(text)), QList<QStringList> { { text } });
    }

    void powerShellStringsCannotEnd_data() { nothingBecomesACommand_data(); }
    void powerShellStringsCannotEnd()
    {
        // There is no PowerShell here. Its rule for '…' strings: any of the five quote characters
        // ends it unless written twice, and nothing else means anything.
        QFETCH(QString, text);
        const QString quoted = powerShellQuoted(text);
        QVERIFY(quoted.startsWith(u'\'') && quoted.endsWith(u'\''));
        const QString quotes = u"'\u2018\u2019\u201A\u201B"_s;
        QString read;
        for (qsizetype i = 1; i < quoted.size() - 1; ++i) {
            if (quotes.contains(quoted.at(i))) {
                QVERIFY(i + 1 < quoted.size() - 1);
                QCOMPARE(quoted.at(i + 1), quoted.at(i));
                ++i;
            }
            read += quoted.at(i);
        }
        QCOMPARE(read, text);
    }

    void powerShellNamesAreThoseOfTheSdk()
    {
        BulkPlan plan = planOf(&sendVerification(), { u"a1"_s, u"a2"_s });
        plan.parameters.options = { { u"via"_s, u"EMAIL_WORK"_s } };
        QCOMPARE(powerShellScript(plan, Year),
            u"# Send password-reset email: 2 identities. "
            "Needs the SailPoint PowerShell SDK (PSSailpoint.V2024), signed in to the tenant of "
            "the "
            "next line.\n"
            "$Tenant = 'https://acme.api.identitynow.com'\n"
            "if ($env:SAIL_BASE_URL -and $env:SAIL_BASE_URL.TrimEnd('/') -ne $Tenant) {\n"
            "    throw \"The SDK is signed in to $env:SAIL_BASE_URL, not to $Tenant.\"\n}\n"
            "$Body = ConvertFrom-JsonToSendAccountVerificationRequest -Json "
            "'{\"via\":\"EMAIL_WORK\"}'\n"
            "$Ids = @(\n    'a1'\n    'a2'\n)\n"
            "foreach ($Id in $Ids) {\n"
            "    Send-V2024IdentityVerificationAccountToken -Id $Id -XSailPointExperimental "
            "\"true\" -V2024SendAccountVerificationRequest $Body\n}\n"_s);
        QVERIFY(powerShellScript(planOf(&resetIdentity(), { u"a1"_s }), Year)
                    .contains(u"Reset-V2024Identity -IdentityId $Id "_s));
        QVERIFY(powerShellScript(planOf(&deleteIdentity(), { u"a1"_s }), Year)
                    .contains(u"Remove-V2024Identity -Id $Id "_s));
        QVERIFY(powerShellScript(planOf(&synchronizeAttributes(), { u"a1"_s }), Year)
                    .contains(u"Sync-V2024hronizeAttributesForIdentity -IdentityId $Id "_s));
        QVERIFY(powerShellScript(planOf(&inviteIdentities(), { u"a1"_s }), Year)
                    .endsWith(u"Start-V2024IdentitiesInvite -XSailPointExperimental \"true\" "
                              "-V2024InviteIdentitiesRequest $Body\n"_s));
    }

    void powerShellNamesOfTheCurrentVersion()
    {
        BulkPlan plan = planOf(&sendVerification(), { u"a1"_s });
        plan.parameters.options = { { u"via"_s, u"EMAIL_WORK"_s } };
        const QString mail = powerShellScript(plan, Current);
        QVERIFY2(mail.contains(u"SDK (PSSailpoint.Identities), signed in"_s), qPrintable(mail));
        QVERIFY2(mail.contains(u"$Body = ConvertFrom-JsonToSendaccountverificationrequest -Json "
                               "'{\"via\":\"EMAIL_WORK\"}'\n"_s),
            qPrintable(mail));
        QVERIFY2(mail.contains(u"    Send-IdentityVerificationAccountTokenV1 -Id $Id "
                               "-XSailPointExperimental \"true\" "
                               "-Sendaccountverificationrequest $Body\n}\n"_s),
            qPrintable(mail));
        const auto contains = [](const Operation& operation, const QString& command) {
            const QString script = powerShellScript(planOf(&operation, { u"a1"_s }), Current);
            return script.contains(command) && !script.contains(u"V2024"_s);
        };
        QVERIFY(contains(resetIdentity(), u" Reset-IdentityV1 -Id $Id "_s));
        QVERIFY(contains(deleteIdentity(), u" Remove-IdentityV1 -Id $Id "_s));
        QVERIFY(contains(
            synchronizeAttributes(), u" Sync-hronizeAttributesForIdentityV1 -IdentityId $Id "_s));
        QVERIFY(contains(inviteIdentities(),
            u"\nStart-IdentitiesInviteV1 -XSailPointExperimental \"true\" "
            "-Inviteidentitiesrequest $Body\n"_s));
        QVERIFY(contains(processIdentities(),
            u"\nStart-IdentityProcessingV1 -XSailPointExperimental \"true\" "
            "-Processidentitiesrequest $Body\n"_s));
        // The other years' modules are called as that of v2024 is.
        QVERIFY(powerShellScript(plan, { Address, u"v2026"_s })
                    .contains(u"Send-V2026IdentityVerificationAccountToken -Id $Id "
                              "-XSailPointExperimental \"true\" "
                              "-V2026SendAccountVerificationRequest $Body"_s));
    }
};

QTEST_GUILESS_MAIN(TestOperationScript)
#include "tst_operationscript.moc"
