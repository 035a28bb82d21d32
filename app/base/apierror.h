#pragma once

#include <QMetaType>
#include <QString>

namespace ic {

/// Everything that can go wrong between a click and an answer, as one closed type.
///
/// `kind` decides the words; the other members fill them. Text from the server is kept plain and
/// is shown as plain text only.
struct ApiError
{
    enum class Kind {
        Cancelled, ///< the user or a newer wish withdrew the request
        ReadOnly, ///< refused here, before it left
        NotSignedIn, ///< no credentials
        Unauthorized, ///< 401, also after one renewal of the token
        Forbidden, ///< 403
        NotFound, ///< 404
        BadRequest, ///< 400 and any other 4xx
        OwnsObjects, ///< 400 of a deletion: the identity owns objects
        RateLimited, ///< 429, still after the bounded number of attempts
        ServerFault, ///< 5xx, still after the bounded number of attempts
        Redirected, ///< 3xx: never followed
        Malformed, ///< the answer is not what the API describes
        TooLarge, ///< the answer exceeds the size the console accepts
        HostNotFound,
        Offline, ///< refused, unreachable, dropped: nothing was done
        Proxy,
        Tls,
        Timeout, ///< a read got no answer in time
        OutcomeUnknown, ///< a change was sent and no answer came: it may have been done
        File, ///< a local file could not be read or written
        Journal, ///< the record of changes cannot be used: without it nothing is sent
        VersionGone, ///< the tenant no longer serves this version of the API
    };

    /// Where the trouble is, for those who only ask that.
    enum class Cause {
        Way, ///< the network, or something on it
        Tenant, ///< it is there and does not manage now
        Stranger, ///< what answered does not speak as the API does: a portal, a gateway
        SignIn, ///< it was refused, or there is nothing to sign in with
        Request, ///< the same one would fail again
        Here, ///< this computer, or its user's wish
    };

    Kind kind = Kind::Malformed;
    int httpStatus = 0; ///< 0 when no answer came
    QString operation = {}; ///< what was asked, e.g. "List identities"
    QString serverText = {}; ///< the server's own words, plain text, may be empty
    QString detail = {}; ///< local reason: field path, socket error, certificate problem
    QString detailCode = {}; ///< e.g. "400.1 Bad request content"
    QString trackingId = {}; ///< SailPoint support asks for it
    QString neededRight = {}; ///< for 403: scope and user level of the operation
    QString host = {};
    int retryAfterSeconds = 0; ///< for 429
    QString version = {}; ///< for VersionGone, see knownApiVersions()
    QString proxy = {}; ///< "host:port" of the proxy the request went by; empty = none
    QString remedy = {}; ///< what to do in just this case; replaces the advice of the kind
    QString place = {}; ///< which part of a longer run it was, e.g. "rows 251 to 500 of the list"

    Cause cause() const;
    /// Whether it passes by itself: the same request may succeed later without anybody's doing.
    /// Says nothing of whether it may be sent again: a change without an answer may not.
    bool isPassing() const;
    bool isSignInRefused() const { return cause() == Cause::SignIn; }

    /// What happened, in one line, e.g. "Not allowed: list identities."
    QString title() const;
    /// Why, as far as it is known.
    QString reason() const;
    /// What the person can do next.
    QString advice() const;
    /// Title, reason, place and advice, and the tracking id where there is one.
    QString sentence() const;
    /// Everything known, one fact a line, for "Copy details". Holds no secrets.
    QString details() const;

    bool operator==(const ApiError&) const = default;
};

/// Stable word for logs and the details text, e.g. "Forbidden".
QString kindName(ApiError::Kind kind);

} // namespace ic

Q_DECLARE_METATYPE(ic::ApiError)
