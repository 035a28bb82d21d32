#include "net/wireerror.h"

#include "base/redact.h"
#include "net/errorbody.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

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

const QString WebPage = u"A web page came back instead of data."_s;
const QString NoTenant = u"Check the tenant address: a tenant's API does not answer like this."_s;
const QString InBetween
    = u"Check the network: a sign-in page, a proxy or a firewall answers like this."_s;

} // namespace

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
    const QString what = isPage(reply) ? WebPage : u"It answered %1."_s.arg(reply.status);
    if (error.kind == ApiError::Kind::Malformed) {
        error.detail = what;
        error.remedy = reply.status >= 400 && !request.path.isEmpty() ? InBetween : NoTenant;
    } else if (error.kind == ApiError::Kind::OutcomeUnknown && reply.status < 300) {
        error.detail
            = isPage(reply) ? WebPage : u"It answered %1, and not as ISC does."_s.arg(reply.status);
        error.remedy = InBetween;
    } else if (error.kind == ApiError::Kind::VersionGone) {
        error.version = version;
        if (reply.status == 404 && request.path.size() > 1)
            error.detail = u"It answered 404, and not as ISC does for what is gone."_s;
    }
    if (body.namesOwnedObjects) {
        error.kind = ApiError::Kind::OwnsObjects;
        error.detail = body.ownedObjects;
    }
    return error;
}

} // namespace ic
