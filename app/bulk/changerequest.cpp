#include "bulk/changerequest.h"

#include "api/endpoints/deleteidentity.h"
#include "api/endpoints/inviteidentities.h"
#include "api/endpoints/processidentities.h"
#include "api/endpoints/resetidentity.h"
#include "api/endpoints/sendverification.h"
#include "api/endpoints/synchronizeattributes.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

VerificationVia viaFrom(const QString& text)
{
    for (const auto via : { VerificationVia::EmailPersonal, VerificationVia::LinkWork,
             VerificationVia::LinkPersonal }) {
        if (verificationViaText(via) == text)
            return via;
    }
    return VerificationVia::EmailWork;
}

template <class Task>
ChangeReceipt taskReceipt(const ApiResponse& response, const Expected<Task>& task)
{
    if (task)
        return { .status = response.status, .task = task->id };
    return { .status = response.status,
        .text = u"Accepted, but the answer named no task to follow. It may have been done."_s };
}

} // namespace

ApiRequest changeRequest(
    OperationId operation, const BulkParameters& parameters, const QList<IdentityId>& ids)
{
    const IdentityId id = ids.value(0);
    ApiRequest request;
    switch (operation) {
    case OperationId::DeleteIdentity:
        request = DeleteIdentity { .id = id }.request();
        break;
    case OperationId::ResetIdentity:
        request = ResetIdentity { .id = id }.request();
        break;
    case OperationId::SendVerification:
        request = SendVerification { .id = id,
            .via = viaFrom(parameters.via),
            .sourceName = parameters.sourceName }
                      .request();
        break;
    case OperationId::InviteIdentities:
        request
            = InviteIdentities { .ids = ids, .allUninvited = parameters.allUninvited }.request();
        break;
    case OperationId::ProcessIdentities:
        request = ProcessIdentities { .ids = ids }.request();
        break;
    case OperationId::SynchronizeAttributes:
        request = SynchronizeAttributes { .id = id }.request();
        request.ownLimit = true;
        break;
    case OperationId::ListIdentities:
    case OperationId::GetIdentity:
    case OperationId::GetOwnership:
    case OperationId::ListRoleAssignments:
    case OperationId::GetRoleAssignment:
    case OperationId::GetTaskStatus:
        Q_UNREACHABLE();
    }
    request.lane = Lane::Bulk;
    return request;
}

namespace {

ChangeReceipt acceptanceOf(OperationId operation, const ApiResponse& response)
{
    if (operation == OperationId::ProcessIdentities)
        return taskReceipt(response, ProcessIdentities::parse(response));
    if (operation == OperationId::InviteIdentities)
        return taskReceipt(response, InviteIdentities::parse(response));
    if (operation == OperationId::SynchronizeAttributes) {
        const Expected<SyncJob> job = SynchronizeAttributes::parse(response);
        const QString name = job && !job->status.isEmpty()
            ? u"Accepted (job %1, %2)"_s.arg(job->id, job->status)
            : u"Accepted"_s;
        return { .status = response.status,
            .text = name + u". ISC gives no way to follow the result."_s };
    }
    return { .status = response.status, .text = u"Accepted."_s };
}

} // namespace

ChangeReceipt receiptFrom(OperationId operation, const ApiResponse& response)
{
    ChangeReceipt receipt = acceptanceOf(operation, response);
    const std::optional<Acceptance> documented = operationInfo(operation).accepted;
    if (documented && documented->status != response.status)
        receipt.text += u" ISC answered %1 where %2 is documented."_s.arg(response.status)
                            .arg(documented->status);
    receipt.trackingId = response.trackingId;
    return receipt;
}

ChangeFate fateOf(const ApiError& error)
{
    switch (error.kind) {
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::NotFound:
    case ApiError::Kind::BadRequest:
    case ApiError::Kind::OwnsObjects:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::ReadOnly:
        return ChangeFate::Refused;
    case ApiError::Kind::Redirected:
        // 303 names where the result of what was done can be seen; the others, where to ask.
        return error.httpStatus == 303 ? ChangeFate::Unknown : ChangeFate::NothingDone;
    case ApiError::Kind::Malformed:
        // A refusal that is not ISC's: a firewall's or a portal's page.
        return error.httpStatus >= 400 && error.httpStatus < 500 ? ChangeFate::NothingDone
                                                                 : ChangeFate::Unknown;
    case ApiError::Kind::Unauthorized:
    case ApiError::Kind::NotSignedIn:
        return ChangeFate::SignInNeeded;
    case ApiError::Kind::Offline:
    case ApiError::Kind::HostNotFound:
    case ApiError::Kind::Tls:
    case ApiError::Kind::VersionGone:
        return ChangeFate::NothingDone;
    case ApiError::Kind::ServerFault:
    case ApiError::Kind::TooLarge:
    case ApiError::Kind::Proxy: // it may have given up after it passed the request on
    case ApiError::Kind::Timeout:
    case ApiError::Kind::OutcomeUnknown:
    case ApiError::Kind::Cancelled:
    case ApiError::Kind::File:
    case ApiError::Kind::Journal:
        return ChangeFate::Unknown;
    }
    Q_UNREACHABLE();
}

} // namespace ic
