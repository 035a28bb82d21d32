#include "net/wireerror.h"

#include "base/secret.h"
#include "base/wellformedjson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype maxTextLength = 500; ///< a gateway may answer with a whole page

QString oneLine(const QString& text)
{
    const QString line = text.simplified();
    return line.size() > maxTextLength ? line.left(maxTextLength - 1) + u'…' : line;
}

/// The text of a scalar member; `error` and `message` have no type in the specification.
QString member(const QJsonObject& object, QLatin1StringView key)
{
    const QJsonValue value = object.value(key);
    return value.isObject() || value.isArray() ? QString() : value.toVariant().toString().trimmed();
}

/// Texts of ErrorMessageDto[] in the person's language where there are any, else in the tenant's,
/// else all. The same text often comes once for each.
QString messageText(const QJsonValue& list)
{
    QStringList requested;
    QStringList byDefault;
    QStringList other;
    const QJsonArray messages = list.isObject() ? QJsonArray { list } : list.toArray();
    for (const QJsonValue& value : messages) {
        const QJsonObject message = value.toObject();
        const QString text
            = value.isString() ? value.toString().trimmed() : member(message, "text"_L1);
        if (text.isEmpty())
            continue;
        const QString origin = member(message, "localeOrigin"_L1);
        if (origin == "REQUEST"_L1 && member(message, "locale"_L1) != "und"_L1)
            requested.append(text);
        else if (origin == "DEFAULT"_L1)
            byDefault.append(text);
        else
            other.append(text);
    }
    for (QStringList* texts : { &requested, &byDefault, &other }) {
        texts->removeDuplicates();
        if (!texts->isEmpty())
            return texts->join(u' ');
    }
    return {};
}

/// {error, error_description} of OAuth, {error, message} of gateways, or {error} alone.
QString oauthText(const QJsonObject& object)
{
    const QString error = member(object, "error"_L1);
    QString description = member(object, "error_description"_L1);
    if (description.isEmpty())
        description = member(object, "message"_L1);
    if (error.isEmpty() || description.isEmpty() || error == description)
        return error.isEmpty() ? description : error;
    return u"%1: %2"_s.arg(error, description);
}

QString textOf(const QJsonObject& object)
{
    const std::array candidates {
        messageText(object.value("causes"_L1)), // names the reason, `messages` only the class
        messageText(object.value("messages"_L1)),
        oauthText(object),
        member(object, "formatted_msg"_L1),
        member(object, "errorMessage"_L1),
        member(object, "detailMessage"_L1),
    };
    for (const QString& text : candidates) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

/// Whether the members are those of ErrorResponseDto. Gateways say "message" and "status" instead.
bool isErrorResponse(const QJsonObject& object)
{
    const QJsonArray messages = object.value("messages"_L1).toArray();
    return !member(object, "detailCode"_L1).isEmpty() || !member(object, "trackingId"_L1).isEmpty()
        || (!messages.isEmpty() && messages.first().toObject().contains("text"_L1));
}

/// The names of the objects, in whichever of the forms the lists and entities have.
QString ownedNames(const QJsonValue& associations)
{
    const auto asList = [](const QJsonValue& value) {
        return value.isObject() ? QJsonArray { value } : value.toArray();
    };
    QStringList names;
    const QJsonArray all = asList(associations);
    for (const QJsonValue& association : all) {
        const QJsonArray entities = asList(association.toObject().value("entities"_L1));
        for (const QJsonValue& value : entities) {
            const QJsonObject entity = value.toObject();
            const QJsonObject inner = entity.contains("identityEntity"_L1)
                ? entity.value("identityEntity"_L1).toObject()
                : entity;
            const QString name = member(inner, "name"_L1);
            names.append(name.isEmpty() ? member(inner, "id"_L1) : name);
        }
    }
    names.removeAll(QString());
    return oneLine(names.join(u", "_s));
}

constexpr int MostTrackingId = 100; // characters

bool isPage(const WireReply& reply)
{
    return isWebPage(reply.headers.value("content-type"), reply.body);
}

/// Whether ISC itself says that something the request names is not there. A gateway's 404, and that
/// of a version or an address that is not served, says nothing about anybody.
bool isMissing(const ApiRequest& request, const WireReply& reply, const ErrorBody& body)
{
    if (request.path.size() < 2) // names nothing that could be missing
        return false;
    // The one 404 that is documented without a body.
    const bool mayBeEmpty = request.path.first() == u"task-status";
    return body.isErrorResponse || (mayBeEmpty && reply.body.trimmed().isEmpty());
}

ApiError::Kind kindForStatus(
    const ApiRequest& request, const WireReply& reply, const ErrorBody& body)
{
    const int status = reply.status;
    if (status == 404 && request.path.isEmpty()) // the sign-in: no tenant is without it
        return ApiError::Kind::Malformed;
    if (status == 404 && isMissing(request, reply, body))
        return ApiError::Kind::NotFound;
    if (status == 404 || status == 410)
        return ApiError::Kind::VersionGone;
    if (status == 401)
        return ApiError::Kind::Unauthorized;
    if (status == 429)
        return ApiError::Kind::RateLimited;
    if (status >= 300 && status < 400)
        return ApiError::Kind::Redirected;
    if (status >= 400 && status < 500 && isPage(reply)) // a firewall's or a portal's refusal
        return ApiError::Kind::Malformed;
    if (status == 403)
        return ApiError::Kind::Forbidden;
    // It may have been done: whoever answered so instead of ISC cannot know.
    if (status >= 200 && status < 300 && request.repeat == Repeat::Never)
        return ApiError::Kind::OutcomeUnknown;
    // A gateway that gave up waiting says nothing about what the service behind it did.
    if ((status == 502 || status == 504) && request.repeat == Repeat::Never)
        return ApiError::Kind::OutcomeUnknown;
    if (status >= 500)
        return ApiError::Kind::ServerFault;
    if (status >= 400)
        return ApiError::Kind::BadRequest;
    return ApiError::Kind::Malformed;
}

ApiError::Kind kindForFailure(const ApiRequest& request, WireReply::Failure failure)
{
    switch (failure) {
    case WireReply::Failure::HostNotFound:
        return ApiError::Kind::HostNotFound;
    case WireReply::Failure::Unreachable:
        return ApiError::Kind::Offline;
    case WireReply::Failure::Proxy:
        return ApiError::Kind::Proxy;
    case WireReply::Failure::Tls:
        return ApiError::Kind::Tls;
    case WireReply::Failure::TooLarge:
        return ApiError::Kind::TooLarge;
    case WireReply::Failure::Garbled:
        return request.repeat == Repeat::Never ? ApiError::Kind::OutcomeUnknown
                                               : ApiError::Kind::Malformed;
    case WireReply::Failure::Late:
        return request.repeat == Repeat::Never ? ApiError::Kind::OutcomeUnknown
                                               : ApiError::Kind::Timeout;
    case WireReply::Failure::Dropped:
    case WireReply::Failure::None:
        return request.repeat == Repeat::Never ? ApiError::Kind::OutcomeUnknown
                                               : ApiError::Kind::Offline;
    }
    Q_UNREACHABLE();
}

/// Whether the answer is the one the API documents, or another one that bears ISC's mark.
bool isAcceptance(const ApiRequest& request, const WireReply& reply)
{
    if (isPage(reply))
        return false;
    if (!request.accepted || !trackingIdOf(reply).isEmpty())
        return true;
    if (reply.status != request.accepted->status)
        return false;
    if (reply.failure != WireReply::Failure::None) // the body broke off
        return true;
    switch (request.accepted->body) {
    case Acceptance::Body::Empty:
        return reply.body.trimmed().isEmpty();
    case Acceptance::Body::Object:
        return QJsonDocument::fromJson(reply.body).isObject();
    }
    Q_UNREACHABLE();
}

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::WireError)

public:
    static QString inBetween()
    {
        return tr("Check the network: a sign-in page, a proxy or a firewall answers like this.");
    }
};

} // namespace

bool isWebPage(const QByteArray& contentType, const QByteArray& body)
{
    return contentType.toLower().contains("html") || body.trimmed().startsWith('<');
}

ErrorBody parseErrorBody(int status, const QByteArray& contentType, const QByteArray& body)
{
    const QByteArray content = body.trimmed();
    const QByteArray type = contentType.toLower();
    if (content.isEmpty() || isWebPage(type, content))
        return {};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(wellFormedJson(content), &problem);
    if (problem.error != QJsonParseError::NoError) {
        // Proxies answer in plain words ("upstream connect error"): better than nothing.
        const bool isPlain = type.startsWith("text/plain");
        return { .serverText = isPlain ? oneLine(QString::fromUtf8(content)) : QString() };
    }
    const QJsonObject object
        = document.isArray() ? document.array().first().toObject() : document.object();
    const QJsonValue associations = object.value("associationDetails"_L1);
    return {
        .serverText = oneLine(textOf(object)),
        .detailCode = oneLine(member(object, "detailCode"_L1)),
        .trackingId = oneLine(member(object, "trackingId"_L1)),
        .isErrorResponse = document.isObject() && isErrorResponse(object),
        .namesOwnedObjects = status == 400
            && (!associations.toArray().isEmpty() || !associations.toObject().isEmpty()),
        .ownedObjects = status == 400 ? ownedNames(associations) : QString(),
    };
}

bool isSuccess(const ApiRequest& request, const WireReply& reply)
{
    if (reply.status < 200 || reply.status > 299)
        return false;
    if (request.repeat == Repeat::Never) {
        const bool answered = reply.failure == WireReply::Failure::None
            || reply.failure == WireReply::Failure::Dropped
            || reply.failure == WireReply::Failure::Garbled;
        return answered && isAcceptance(request, reply);
    }
    return reply.failure == WireReply::Failure::None && !isPage(reply);
}

QString trackingIdOf(const WireReply& reply)
{
    return QString::fromLatin1(reply.headers.value("slpt-request-id"))
        .simplified()
        .left(MostTrackingId);
}

ApiError errorFor(
    const ApiRequest& request, const WireReply& reply, const QString& host, const QString& version)
{
    ApiError error {
        .operation = request.operation,
        .detail = reply.detail,
        .neededRight = request.neededRight,
        .host = host,
        .proxy = reply.proxy,
        .remedy = reply.remedy,
    };
    if (reply.failure != WireReply::Failure::None) {
        error.kind = kindForFailure(request, reply.failure);
        if (reply.failure == WireReply::Failure::Proxy)
            error.httpStatus = reply.status;
        return error;
    }
    error.httpStatus = reply.status;
    const ErrorBody body
        = parseErrorBody(reply.status, reply.headers.value("content-type"), reply.body);
    error.kind = kindForStatus(request, reply, body);
    error.serverText = Redactor().clean(body.serverText); // some repeat what they were sent
    error.detailCode = body.detailCode;
    error.trackingId = body.trackingId.isEmpty() ? trackingIdOf(reply) : body.trackingId;
    const QString page
        = isPage(reply) ? Texts::tr("A web page came back instead of data.") : QString();
    if (error.kind == ApiError::Kind::Malformed) {
        error.detail = page.isEmpty() ? Texts::tr("It answered %1.").arg(reply.status) : page;
        error.remedy = reply.status >= 400 && !request.path.isEmpty()
            ? Texts::inBetween()
            : Texts::tr("Check the tenant address: a tenant's API does not answer like this.");
    } else if (error.kind == ApiError::Kind::OutcomeUnknown && reply.status < 300) {
        error.detail = page.isEmpty()
            ? Texts::tr("It answered %1, and not as ISC does.").arg(reply.status)
            : page;
        error.remedy = Texts::inBetween();
    } else if (error.kind == ApiError::Kind::VersionGone) {
        error.version = version;
        if (reply.status == 404 && request.path.size() > 1)
            error.detail = Texts::tr("It answered 404, and not as ISC does for what is gone.");
    }
    if (body.namesOwnedObjects) {
        error.kind = ApiError::Kind::OwnsObjects;
        error.detail = body.ownedObjects;
    }
    return error;
}

Expected<ApiResponse> readReply(const ApiRequest& request, const WireReply& reply,
    const AnswerCheck& check, const ApiBase& base)
{
    if (!isSuccess(request, reply))
        return errorFor(request, reply, base.displayHost(), base.version());
    ApiResponse response { .status = reply.status,
        .body = reply.body,
        .contentType = reply.headers.value("content-type"),
        .trackingId = trackingIdOf(reply) };
    bool isNumber = false;
    const qint64 total = reply.headers.value("x-total-count").toLongLong(&isNumber);
    if (isNumber && total >= 0)
        response.totalCount = total;
    const std::optional<ApiError> fault = check ? check(response) : std::optional<ApiError>();
    if (!fault || request.repeat == Repeat::Never)
        return response; // what was done is done
    ApiError error = *fault;
    error.host = base.displayHost();
    error.trackingId = response.trackingId;
    return error;
}

} // namespace ic
