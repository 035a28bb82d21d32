#include "operations/operationscript.h"

#include "base/apiversion.h"
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

/// What the SDK calls things in one version of the API.
struct SdkNames
{
    explicit SdkNames(const QString& version)
        : isCurrent(version == currentApiVersion())
        , year(version.toUpper())
    {
    }

    QString module() const
    {
        return isCurrent ? u"PSSailpoint.Identities"_s : u"PSSailpoint."_s + year;
    }
    QString cmdlet(const QString& plain) const
    {
        if (isCurrent)
            return plain + u"V1"_s;
        return QString(plain).insert(plain.indexOf(u'-') + 1, year); // also within a word
    }
    QString idParameter(const Operation& operation) const
    {
        return isCurrent && !operation.currentIdParameter.isEmpty() ? operation.currentIdParameter
                                                                    : operation.idParameter;
    }
    QString model(const QString& plain) const
    {
        return isCurrent ? plain.left(1) + plain.mid(1).toLower() : plain;
    }
    QString bodyParameter(const QString& plain) const
    {
        return isCurrent ? model(plain) : year + plain;
    }

    const bool isCurrent;
    const QString year;
};

/// The path is fit for the shell: what stands for the identity in it is a variable.
QString curlCommand(const ApiRequest& request, const QString& version)
{
    QStringList lines {
        u"curl --fail-with-body --silent --show-error --globoff \\"_s,
        u"    --request %1 \"$api/%2\" \\"_s.arg(
            request.verb == Verb::Delete ? u"DELETE"_s : u"POST"_s,
            versionedPath(version, request.path).join(u'/')),
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

QString curlScript(const BulkPlan& plan, const ScriptTarget& api)
{
    QString script = heading(plan, Texts::tr("Needs an access token in ISC_TOKEN."));
    script += u"api=%1\n"_s.arg(shellQuoted(api.address));
    const QList<ApiRequest> requests = requestsFor(plan, u"$id"_s);
    if (plan.operation->isBatched()) {
        for (const ApiRequest& request : requests)
            script += curlCommand(request, api.version) + u'\n';
        return script;
    }
    script += u"for id in"_s;
    for (const BulkTarget& target : plan.targets) {
        // Encoded here, so that the shell can put it into the address as it is.
        const QByteArray encoded = QUrl::toPercentEncoding(target.id.text());
        script += u" \\\n    "_s + shellQuoted(QString::fromLatin1(encoded));
    }
    script += u"\ndo\n"_s + indented(curlCommand(requests.first(), api.version)) + u"\ndone\n"_s;
    return script;
}

QString powerShellScript(const BulkPlan& plan, const ScriptTarget& api)
{
    const Operation& operation = *plan.operation;
    const SdkNames names(api.version);
    QString script = heading(plan,
        Texts::tr("Needs the SailPoint PowerShell SDK (%1), signed in to the tenant of the next "
                  "line.",
            "the name of a module")
            .arg(names.module()));
    script += u"$Tenant = %1\n"_s.arg(powerShellQuoted(api.address));
    script += u"if ($env:SAIL_BASE_URL -and $env:SAIL_BASE_URL.TrimEnd('/') -ne $Tenant) {\n"
              "    throw \"The SDK is signed in to $env:SAIL_BASE_URL, not to $Tenant.\"\n}\n"_s;
    const QString experimental = u"-XSailPointExperimental \"true\""_s;
    const QString bodyParameter = operation.bodyModel.isEmpty()
        ? QString()
        : u" -%1 $Body"_s.arg(names.bodyParameter(operation.bodyModel));
    const QString cmdlet = names.cmdlet(operation.cmdlet);
    const auto body = [&](const ApiRequest& request) {
        return u"$Body = ConvertFrom-JsonTo%1 -Json %2\n"_s.arg(
            names.model(operation.bodyModel), powerShellQuoted(bodyOf(request)));
    };
    const QList<ApiRequest> requests = requestsFor(plan, {});
    if (operation.isBatched()) {
        for (const ApiRequest& request : requests) {
            script += body(request);
            script += u"%1 %2%3\n"_s.arg(cmdlet, experimental, bodyParameter);
        }
        return script;
    }
    if (!operation.bodyModel.isEmpty())
        script += body(requests.first());
    script += u"$Ids = @(\n"_s;
    for (const BulkTarget& target : plan.targets)
        script += u"    %1\n"_s.arg(powerShellQuoted(target.id.text()));
    script += u")\nforeach ($Id in $Ids) {\n    %1 -%2 $Id %3%4\n}\n"_s.arg(
        cmdlet, names.idParameter(operation), experimental, bodyParameter);
    return script;
}

} // namespace ic
