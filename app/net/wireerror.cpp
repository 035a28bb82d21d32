#include "net/wireerror.h"

#include "net/errorbody.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int MostTrackingId = 100; // characters

ApiError::Kind kindForStatus(const ApiRequest& request, int status)
{
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
    case WireReply::Failure::Dropped:
    case WireReply::Failure::None:
        return request.repeat == Repeat::Never ? ApiError::Kind::OutcomeUnknown
                                               : ApiError::Kind::Offline;
    }
    Q_UNREACHABLE();
}

} // namespace

bool isSuccess(const ApiRequest& request, const WireReply& reply)
{
    if (reply.status < 200 || reply.status > 299)
        return false;
    return reply.failure == WireReply::Failure::None
        || (reply.failure == WireReply::Failure::Dropped && request.repeat == Repeat::Never);
}

QString trackingIdOf(const WireReply& reply)
{
    return QString::fromLatin1(reply.headers.value("slpt-request-id"))
        .simplified()
        .left(MostTrackingId);
}

ApiError errorFor(const ApiRequest& request, const WireReply& reply, const QString& host)
{
    ApiError error {
        .operation = request.operation,
        .detail = reply.detail,
        .neededRight = request.neededRight,
        .host = host,
    };
    if (reply.failure != WireReply::Failure::None) {
        error.kind = kindForFailure(request, reply.failure);
        return error;
    }
    error.httpStatus = reply.status;
    error.kind = kindForStatus(request, reply.status);
    const ErrorBody body
        = parseErrorBody(reply.status, reply.headers.value("content-type"), reply.body);
    error.serverText = body.serverText;
    error.detailCode = body.detailCode;
    error.trackingId = body.trackingId.isEmpty() ? trackingIdOf(reply) : body.trackingId;
    if (body.namesOwnedObjects) {
        error.kind = ApiError::Kind::OwnsObjects;
        error.detail = body.ownedObjects;
    }
    return error;
}

} // namespace ic
