#include "net/wireerror.h"

#include "base/redact.h"
#include "net/errorbody.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostTrackingId = 100; // characters

/// Whether the path names one identity, task or assignment, which may be gone. What names none
/// answers 404 only when the tenant does not serve the version in front of it.
bool namesOneThing(const ApiRequest& request)
{
    return request.path.size() > 1 && request.path.at(1) != u"invite"
        && request.path.at(1) != u"process";
}

ApiError::Kind kindForStatus(const ApiRequest& request, int status)
{
    if (status == 410)
        return ApiError::Kind::VersionGone;
    if (status == 404 && request.path.isEmpty()) // the sign-in: no tenant is without it
        return ApiError::Kind::Malformed;
    if (status == 404 && !namesOneThing(request))
        return ApiError::Kind::VersionGone;
    if (status == 401)
        return ApiError::Kind::Unauthorized;
    if (status == 403)
        return ApiError::Kind::Forbidden;
    if (status == 404)
        return ApiError::Kind::NotFound;
    if (status == 429)
        return ApiError::Kind::RateLimited;
    if (status >= 300 && status < 400)
        return ApiError::Kind::Redirected;
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

/// Gateways and sign-in portals answer with pages where the API answers with JSON.
bool isWebPage(const WireReply& reply)
{
    return reply.headers.value("content-type").toLower().contains("html");
}

const QString WebPage = u"A web page came back instead of data."_s;
const QString NoTenant = u"Check the tenant address: a tenant's API does not answer like this."_s;

} // namespace

bool isSuccess(const ApiRequest& request, const WireReply& reply)
{
    if (reply.status < 200 || reply.status > 299)
        return false;
    if (request.repeat == Repeat::Never) {
        return reply.failure == WireReply::Failure::None
            || reply.failure == WireReply::Failure::Dropped
            || reply.failure == WireReply::Failure::Garbled;
    }
    return reply.failure == WireReply::Failure::None && !isWebPage(reply);
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
    error.kind = kindForStatus(request, reply.status);
    if (error.kind == ApiError::Kind::VersionGone)
        error.version = version;
    const ErrorBody body
        = parseErrorBody(reply.status, reply.headers.value("content-type"), reply.body);
    error.serverText = Redactor().clean(body.serverText); // some repeat what they were sent
    error.detailCode = body.detailCode;
    error.trackingId = body.trackingId.isEmpty() ? trackingIdOf(reply) : body.trackingId;
    if (error.kind == ApiError::Kind::Malformed) {
        error.detail = isWebPage(reply) ? WebPage : u"It answered %1."_s.arg(reply.status);
        error.remedy = NoTenant;
    }
    if (body.namesOwnedObjects) {
        error.kind = ApiError::Kind::OwnsObjects;
        error.detail = body.ownedObjects;
    }
    return error;
}

} // namespace ic
