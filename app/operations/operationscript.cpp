#include "operations/operationscript.h"

#include "base/wording.h"

#include <QCoreApplication>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OperationScript)
};

/// A comment: one line, whatever the words are.
QString heading(const BulkPlan& plan, const QString& needs)
{
    const QString who = plan.parameters.allUninvited
        ? Texts::tr("%1 of the tenant", "all uninvited people of the tenant")
              .arg(plan.operation->tenantsChoice->people)
        : identitiesText(plan.targets.size());
    return u"# %1\n"_s.arg(Texts::tr("%1: %2. %3", "a verb, whom, what the script needs")
                               .arg(plan.operation->title, who, needs)
                               .simplified());
}

/// The requests, one for each batch; of an operation that takes one identity a request only the
/// first, for an identity that is called `id`.
QList<ApiRequest> requestsFor(const BulkPlan& plan, const QString& id)
{
    const Operation& operation = *plan.operation;
    if (!operation.isBatched())
        return { operation.request(plan.parameters, { IdentityId(id) }) };
    if (plan.parameters.allUninvited)
        return { operation.request(plan.parameters, {}) };
    QList<ApiRequest> requests;
    for (qsizetype at = 0; at < plan.targets.size(); at += operation.batchSize) {
        QList<IdentityId> ids;
        for (const BulkTarget& target : plan.targets.mid(at, operation.batchSize))
            ids += target.id;
        requests += operation.request(plan.parameters, ids);
    }
    return requests;
}

QString bodyOf(const ApiRequest& request)
{
    return QString::fromUtf8(request.body.value_or(QByteArray()));
}

/// The path is fit for the shell: what stands for the identity in it is a variable.
QString curlCommand(const ApiRequest& request)
{
    QStringList lines {
        u"curl --fail-with-body --silent --show-error --globoff \\"_s,
        u"    --request %1 \"$api/%2\" \\"_s.arg(
            request.verb == Verb::Delete ? u"DELETE"_s : u"POST"_s, request.path.join(u'/')),
        u"    --header \"Authorization: Bearer $ISC_TOKEN\" \\"_s,
        u"    --header 'X-SailPoint-Experimental: true'"_s,
    };
    if (request.body) {
        lines.last() += u" \\"_s;
        lines += u"    --header 'Content-Type: application/json' \\"_s;
        lines += u"    --data-raw %1"_s.arg(shellQuoted(bodyOf(request)));
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
    QString script = heading(plan, Texts::tr("Needs an access token in ISC_TOKEN."));
    script += u"api=%1\n"_s.arg(shellQuoted(address));
    const QList<ApiRequest> requests = requestsFor(plan, u"$id"_s);
    if (plan.operation->isBatched()) {
        for (const ApiRequest& request : requests)
            script += curlCommand(request) + u'\n';
        return script;
    }
    script += u"for id in"_s;
    for (const BulkTarget& target : plan.targets) {
        // Encoded here, so that the shell can put it into the address as it is.
        const QByteArray encoded = QUrl::toPercentEncoding(target.id.text());
        script += u" \\\n    "_s + shellQuoted(QString::fromLatin1(encoded));
    }
    script += u"\ndo\n"_s + indented(curlCommand(requests.first())) + u"\ndone\n"_s;
    return script;
}

QString powerShellScript(const BulkPlan& plan, const QString& address)
{
    const Operation& operation = *plan.operation;
    // The SDK wants the address without the version, which is in the names of its cmdlets.
    const QString tenant = powerShellQuoted(address.section(u'/', 0, -2));
    QString script = heading(plan,
        Texts::tr("Needs the SailPoint PowerShell SDK, signed in to the tenant of the next line."));
    script += u"$Tenant = %1\n"_s.arg(tenant);
    script += u"if ($env:SAIL_BASE_URL -and $env:SAIL_BASE_URL.TrimEnd('/') -ne $Tenant) {\n"
              "    throw \"The SDK is signed in to $env:SAIL_BASE_URL, not to $Tenant.\"\n}\n"_s;
    const QString experimental = u"-XSailPointExperimental \"true\""_s;
    const QString bodyParameter
        = operation.bodyModel.isEmpty() ? QString() : u" -V2024%1 $Body"_s.arg(operation.bodyModel);
    const auto body = [&operation](const ApiRequest& request) {
        return u"$Body = ConvertFrom-JsonTo%1 -Json %2\n"_s.arg(
            operation.bodyModel, powerShellQuoted(bodyOf(request)));
    };
    const QList<ApiRequest> requests = requestsFor(plan, {});
    if (operation.isBatched()) {
        for (const ApiRequest& request : requests) {
            script += body(request);
            script += u"%1 %2%3\n"_s.arg(operation.cmdlet, experimental, bodyParameter);
        }
        return script;
    }
    if (!operation.bodyModel.isEmpty())
        script += body(requests.first());
    script += u"$Ids = @(\n"_s;
    for (const BulkTarget& target : plan.targets)
        script += u"    %1\n"_s.arg(powerShellQuoted(target.id.text()));
    script += u")\nforeach ($Id in $Ids) {\n    %1 -%2 $Id %3%4\n}\n"_s.arg(
        operation.cmdlet, operation.idParameter, experimental, bodyParameter);
    return script;
}

} // namespace ic
