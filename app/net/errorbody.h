#pragma once

#include <QByteArray>
#include <QString>

namespace ic {

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
