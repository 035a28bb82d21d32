#pragma once

#include "base/apierror.h"
#include "bulk/bulkplan.h"

namespace ic {

/// What a 2xx answer to a change says. It was done, or will be; nothing here can be an error.
struct ChangeReceipt
{
    int status = 0;
    TaskId task = {}; ///< to follow; empty = there is none, or the answer could not be read
    QString text = {}; ///< for the journal
    QString trackingId = {};
};

/// The request that does the operation to these identities, in the bulk lane. `ids`: as many as
/// the catalog's batch takes, or none with parameters.allUninvited.
ApiRequest changeRequest(
    OperationId operation, const BulkParameters& parameters, const QList<IdentityId>& ids);
ChangeReceipt receiptFrom(OperationId operation, const ApiResponse& response);

/// What an error says about a change that was sent.
enum class ChangeFate {
    Refused, ///< ISC answered that it does not do it
    NothingDone, ///< it never left, or never reached ISC: it can be sent once the way is free
    SignInNeeded, ///< the tenant answered 401: nothing was done
    Unknown, ///< it may have been done: no answer, or one of 5xx
};

/// 5xx counts as unknown: a fault after the work was done looks the same as one before.
ChangeFate fateOf(const ApiError& error);

} // namespace ic
