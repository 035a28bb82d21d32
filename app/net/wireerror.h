#pragma once

#include "net/apibase.h"
#include "net/transport.h"

#include "base/expected.h"

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

/// The answer, or why it is none. `check` may find fault with an answer to a read alone.
Expected<ApiResponse> readReply(const ApiRequest& request, const WireReply& reply,
    const AnswerCheck& check, const ApiBase& base);

/// What the body of a 4xx or 5xx answer says, in whichever of its shapes it came.
struct ErrorBody
{
    QString serverText = {}; ///< one line of plain text, at most 500 characters; may be empty
    QString detailCode = {}; ///< e.g. "400.1 Bad request content"
    QString trackingId = {};
    /// In the API's own form, ErrorResponseDto: ISC said it, no gateway or proxy in between.
    bool isErrorResponse = false;
    /// 400 with association details: a deletion is refused because the identity owns objects.
    bool namesOwnedObjects = false;
    QString ownedObjects = {}; ///< their names, as far as they can be read: "Role 1, Role 2"

    bool operator==(const ErrorBody&) const = default;
};

/// Gateways and sign-in portals answer with pages where the API answers with JSON.
bool isWebPage(const QByteArray& contentType, const QByteArray& body);

/// Reads ErrorResponseDto, IdentityAssociationDetails, {error}, {error, error_description},
/// {message}, and the undocumented detailMessage, formatted_msg and errorMessage. Never fails: web
/// pages of gateways, empty and cut bodies give empty texts.
ErrorBody parseErrorBody(int status, const QByteArray& contentType, const QByteArray& body);

} // namespace ic
