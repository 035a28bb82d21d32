#include "bulk/operationscript.h"

#include "api/endpoints/inviteidentities.h"
#include "api/endpoints/processidentities.h"
#include "api/endpoints/sendverification.h"

#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// How the SDK calls what an operation needs.
struct CmdletWords
{
    OperationId operation;
    QLatin1StringView idParameter; ///< empty where the ids are in the body
    QLatin1StringView model; ///< of the body; empty = no body
};

constexpr std::array cmdlets {
    CmdletWords { OperationId::DeleteIdentity, "Id"_L1, {} },
    CmdletWords { OperationId::ResetIdentity, "IdentityId"_L1, {} },
    CmdletWords { OperationId::SendVerification, "Id"_L1, "SendAccountVerificationRequest"_L1 },
    CmdletWords { OperationId::InviteIdentities, {}, "InviteIdentitiesRequest"_L1 },
    CmdletWords { OperationId::ProcessIdentities, {}, "ProcessIdentitiesRequest"_L1 },
    CmdletWords { OperationId::SynchronizeAttributes, "IdentityId"_L1, {} },
};

CmdletWords wordsFor(OperationId operation)
{
    for (const CmdletWords& words : cmdlets) {
        if (words.operation == operation)
            return words;
    }
    Q_UNREACHABLE();
}

QString heading(const BulkPlan& plan, const QString& needs)
{
    const QString title = operationInfo(plan.operation).title;
    const QString who = plan.parameters.allUninvited ? u"all uninvited people of the tenant"_s
        : plan.targets.size() == 1                   ? u"1 identity"_s
                                                     : u"%1 identities"_s.arg(plan.targets.size());
    return u"# %1: %2. %3\n"_s.arg(title, who, needs);
}

QByteArray verificationBody(const BulkParameters& parameters)
{
    for (const VerificationVia via : { VerificationVia::EmailWork, VerificationVia::EmailPersonal,
             VerificationVia::LinkWork, VerificationVia::LinkPersonal }) {
        if (verificationViaText(via) == parameters.via) {
            const SendVerification endpoint { .via = via, .sourceName = parameters.sourceName };
            return endpoint.request().body.value_or(QByteArray());
        }
    }
    return {};
}

/// The bodies of a batched operation's requests, or the one body that all requests share.
QStringList bodiesFor(const BulkPlan& plan)
{
    const OperationInfo& info = operationInfo(plan.operation);
    if (plan.operation == OperationId::SendVerification)
        return { QString::fromUtf8(verificationBody(plan.parameters)) };
    if (!info.isBatched())
        return {};
    if (plan.parameters.allUninvited)
        return { QString::fromUtf8(*InviteIdentities { .allUninvited = true }.request().body) };
    QStringList bodies;
    for (qsizetype at = 0; at < plan.targets.size(); at += info.batchSize) {
        QList<IdentityId> ids;
        for (const BulkTarget& target : plan.targets.mid(at, info.batchSize))
            ids += target.id;
        const ApiRequest request = plan.operation == OperationId::ProcessIdentities
            ? ProcessIdentities { .ids = ids }.request()
            : InviteIdentities { .ids = ids }.request();
        bodies += QString::fromUtf8(*request.body);
    }
    return bodies;
}

/// `id` is what stands for the identity in the path; already fit for the shell.
QString curlCommand(const OperationInfo& info, const QString& id, const QString& body)
{
    QString path = info.pathTemplate;
    path.replace(u"{id}"_s, id).replace(u"{identityId}"_s, id);
    const bool sendsBody = info.verb == Verb::Post;
    QStringList lines {
        u"curl --fail-with-body --silent --show-error --globoff \\"_s,
        u"    --request %1 \"$api%2\" \\"_s.arg(
            info.verb == Verb::Delete ? u"DELETE"_s : u"POST"_s, path),
        u"    --header \"Authorization: Bearer $ISC_TOKEN\" \\"_s,
        u"    --header 'X-SailPoint-Experimental: true'"_s,
    };
    if (sendsBody) {
        lines.last() += u" \\"_s;
        lines += u"    --header 'Content-Type: application/json' \\"_s;
        lines += u"    --data-raw %1"_s.arg(shellQuoted(body));
    }
    return lines.join(u'\n');
}

QString indented(const QString& text)
{
    return u"    "_s + QString(text).replace(u'\n', u"\n    "_s);
}

} // namespace

QString shellQuoted(const QString& text)
{
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString powerShellQuoted(const QString& text)
{
    // PowerShell takes the typographic quotes for quotes as well; each is written twice.
    static constexpr char16_t quotes[] = { u'\'', u'\u2018', u'\u2019', u'\u201A', u'\u201B' };
    QString quoted = text;
    for (const char16_t quote : quotes)
        quoted.replace(QChar(quote), QString(2, QChar(quote)));
    return u'\'' + quoted + u'\'';
}

QString curlScript(const BulkPlan& plan, const QString& address)
{
    const OperationInfo& info = operationInfo(plan.operation);
    QString script = heading(plan, u"Needs an access token in ISC_TOKEN."_s);
    script += u"api=%1\n"_s.arg(shellQuoted(address));
    const QStringList bodies = bodiesFor(plan);
    if (info.isBatched()) {
        for (const QString& body : bodies)
            script += curlCommand(info, {}, body) + u'\n';
        return script;
    }
    script += u"for id in"_s;
    for (const BulkTarget& target : plan.targets) {
        // Encoded here, so that the shell can put it into the address as it is.
        const QByteArray encoded = QUrl::toPercentEncoding(target.id.text());
        script += u" \\\n    "_s + shellQuoted(QString::fromLatin1(encoded));
    }
    script += u"\ndo\n"_s + indented(curlCommand(info, u"$id"_s, bodies.value(0))) + u"\ndone\n"_s;
    return script;
}

QString powerShellScript(const BulkPlan& plan, const QString& address)
{
    const OperationInfo& info = operationInfo(plan.operation);
    const CmdletWords words = wordsFor(plan.operation);
    // The SDK wants the address without the version, which is in the names of its cmdlets.
    const QString tenant = powerShellQuoted(address.section(u'/', 0, -2));
    QString script = heading(
        plan, u"Needs the SailPoint PowerShell SDK, signed in to the tenant of the next line."_s);
    script += u"$Tenant = %1\n"_s.arg(tenant);
    script += u"if ($env:SAIL_BASE_URL -and $env:SAIL_BASE_URL.TrimEnd('/') -ne $Tenant) {\n"
              "    throw \"The SDK is signed in to $env:SAIL_BASE_URL, not to $Tenant.\"\n}\n"_s;
    const QString experimental = u"-XSailPointExperimental \"true\""_s;
    const QString bodyParameter
        = words.model.isEmpty() ? QString() : u" -V2024%1 $Body"_s.arg(words.model);
    const auto body = [&words](const QString& json) {
        return u"$Body = ConvertFrom-JsonTo%1 -Json %2\n"_s.arg(
            words.model, powerShellQuoted(json));
    };
    const QStringList bodies = bodiesFor(plan);
    if (info.isBatched()) {
        for (const QString& json : bodies) {
            script += body(json);
            script += u"%1 %2%3\n"_s.arg(info.powerShellCmdlet, experimental, bodyParameter);
        }
        return script;
    }
    if (!bodies.isEmpty())
        script += body(bodies.first());
    script += u"$Ids = @(\n"_s;
    for (const BulkTarget& target : plan.targets)
        script += u"    %1\n"_s.arg(powerShellQuoted(target.id.text()));
    script += u")\nforeach ($Id in $Ids) {\n    %1 -%2 $Id %3%4\n}\n"_s.arg(
        info.powerShellCmdlet, words.idParameter, experimental, bodyParameter);
    return script;
}

} // namespace ic
