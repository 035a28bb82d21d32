#pragma once

#include "net/transport.h"

#include "base/apierror.h"

namespace ic {

/// Whether the reply is a complete answer with a 2xx status. A web page is no answer to anything. A
/// change was accepted when the answer is the one its operation documents (ApiRequest::accepted),
/// also when its body broke off, or when it bears the tracking id of ISC; other programs in between
/// answer 2xx, too.
bool isSuccess(const ApiRequest& request, const WireReply& reply);

/// The number under which the tenant's support finds the request, from the header ISC sends; one
/// short line, empty if there is none.
QString trackingIdOf(const WireReply& reply);

/// The error for a reply that is no success. HTTP status decides; where there is none, the way
/// the connection failed does, and a change that left without an answer is OutcomeUnknown.
/// `version` of the API is named where the tenant no longer serves it.
ApiError errorFor(const ApiRequest& request, const WireReply& reply, const QString& host,
    const QString& version = {});

} // namespace ic
