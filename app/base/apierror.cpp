#include "base/apierror.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString lowerFirst(const QString& text)
{
    return text.isEmpty() ? u"this request"_s : text.left(1).toLower() + text.mid(1);
}

QString hostOr(const ApiError& error)
{
    return error.host.isEmpty() ? u"the tenant"_s : error.host;
}

QString asSentence(QString text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return text;
    const QChar last = text.back();
    if (last != u'.' && last != u'!' && last != u'?')
        text += u'.';
    return text;
}

/// The catalog writes what an operation needs as "scope or scope; LEVEL or LEVEL".
QString neededInWords(const QString& right)
{
    const QString scopes = right.section(u';', 0, 0).trimmed();
    const QString levels = right.section(u';', 1).trimmed();
    if (!scopes.contains(u':'))
        return u"The user of the token is not %1."_s.arg(scopes);
    return levels.isEmpty() ? u"The token lacks %1."_s.arg(scopes)
                            : u"The token lacks %1, or its user is not %2."_s.arg(scopes, levels);
}

} // namespace

ApiError::Cause ApiError::cause() const
{
    switch (kind) {
    case Kind::HostNotFound:
    case Kind::Offline:
    case Kind::Proxy:
    case Kind::Tls: // a portal has a certificate of its own
    case Kind::Timeout:
    case Kind::OutcomeUnknown:
        return Cause::Way;
    case Kind::RateLimited:
    case Kind::ServerFault:
        return Cause::Tenant;
    case Kind::Redirected:
    case Kind::Malformed:
    case Kind::TooLarge:
        return Cause::Stranger;
    case Kind::NotSignedIn:
    case Kind::Unauthorized:
        return Cause::SignIn;
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::BadRequest:
    case Kind::OwnsObjects:
    case Kind::VersionGone:
        return Cause::Request;
    case Kind::Cancelled:
    case Kind::ReadOnly:
    case Kind::File:
    case Kind::Journal:
        return Cause::Here;
    }
    Q_UNREACHABLE();
}

bool ApiError::isPassing() const
{
    switch (cause()) {
    case Cause::Way:
    case Cause::Tenant:
    case Cause::Stranger:
        return true;
    case Cause::SignIn:
    case Cause::Request:
    case Cause::Here:
        return false;
    }
    Q_UNREACHABLE();
}

QString ApiError::title() const
{
    switch (kind) {
    case Kind::Cancelled:
        return u"Cancelled: %1."_s.arg(lowerFirst(operation));
    case Kind::ReadOnly:
        return u"Refused before sending: this tenant is read-only."_s;
    case Kind::NotSignedIn:
        return u"Not signed in."_s;
    case Kind::Unauthorized:
        return u"The tenant refused the sign-in."_s;
    case Kind::Forbidden:
        return u"Not allowed: %1."_s.arg(lowerFirst(operation));
    case Kind::NotFound:
        return u"Not found: %1."_s.arg(lowerFirst(operation));
    case Kind::BadRequest:
        return u"ISC did not accept the request."_s;
    case Kind::OwnsObjects:
        return u"The identity owns objects and cannot be deleted."_s;
    case Kind::RateLimited:
        return u"The request limit is still reached after several attempts."_s;
    case Kind::ServerFault:
        return u"ISC had an internal error (%1)."_s.arg(httpStatus);
    case Kind::Redirected:
        return u"%1 sent the request elsewhere (%2)."_s.arg(hostOr(*this)).arg(httpStatus);
    case Kind::Malformed:
        return u"The answer was not what the API describes."_s;
    case Kind::TooLarge:
        return u"The answer is larger than the console accepts."_s;
    case Kind::HostNotFound:
        return u"%1 was not found."_s.arg(hostOr(*this));
    case Kind::Offline:
        return u"No connection to %1."_s.arg(hostOr(*this));
    case Kind::Proxy:
        if (proxy.isEmpty())
            return u"The proxy refused the connection to %1."_s.arg(hostOr(*this));
        return httpStatus == 407 ? u"The proxy %1 refused: 407, sign-in needed."_s.arg(proxy)
                                 : u"No connection through the proxy %1."_s.arg(proxy);
    case Kind::Tls:
        return u"The connection to %1 is not trusted."_s.arg(hostOr(*this));
    case Kind::Timeout:
        return u"No answer in time: %1."_s.arg(lowerFirst(operation));
    case Kind::OutcomeUnknown:
        return httpStatus >= 200 && httpStatus < 300
            ? u"The answer to %1 is not ISC's: the outcome is unknown."_s.arg(lowerFirst(operation))
            : u"No answer to %1: the outcome is unknown."_s.arg(lowerFirst(operation));
    case Kind::File:
        return u"The file could not be written."_s;
    case Kind::Journal:
        return u"The journal of changes cannot be used."_s;
    case Kind::VersionGone:
        return version.isEmpty()
            ? u"This tenant no longer serves the version of the API that was asked for."_s
            : u"This tenant no longer serves %1."_s.arg(version);
    }
    Q_UNREACHABLE();
}

QString ApiError::reason() const
{
    const QString server = asSentence(serverText);
    const QString local = asSentence(detail);
    switch (kind) {
    case Kind::Cancelled:
        return local.isEmpty() ? u"It was withdrawn before its answer came."_s : local;
    case Kind::ReadOnly:
        return local.isEmpty() ? u"Changes are locked for this tenant."_s : local;
    case Kind::NotSignedIn:
        return local.isEmpty() ? u"No client id and secret are known."_s : local;
    case Kind::Unauthorized:
        if (operation == u"Sign in")
            return server.isEmpty() ? u"Client id and secret were not accepted."_s
                                    : u"Client id and secret were not accepted: %1"_s.arg(server);
        return server.isEmpty() ? u"The token ended and could not be renewed."_s
                                : u"The token ended and could not be renewed: %1"_s.arg(server);
    case Kind::Forbidden:
        return neededRight.isEmpty()
            ? u"The token lacks the right. An API client without a user cannot do this."_s
            : neededInWords(neededRight) + u" An API client without a user cannot do this."_s;
    case Kind::NotFound:
        return u"It was deleted, or its id changed since it was loaded."_s;
    case Kind::BadRequest:
        if (server.isEmpty() && local.isEmpty())
            return u"It answered %1 and gave no reason."_s.arg(httpStatus);
        return server.isEmpty() ? local : server;
    case Kind::OwnsObjects:
        if (server.isEmpty() && local.isEmpty())
            return u"ISC did not say which."_s;
        return server.isEmpty() ? local : server;
    case Kind::RateLimited:
        return u"Other programs with the same client id share 100 requests in 10 s."_s;
    case Kind::ServerFault:
        return server.isEmpty() ? u"It gave no reason."_s : server;
    case Kind::Redirected:
        return u"The console never follows redirects, so that a token cannot reach another host."_s;
    case Kind::Malformed:
        return local.isEmpty() ? u"It could not be read."_s : local;
    case Kind::TooLarge:
        return local.isEmpty() ? u"It was cut off."_s : local;
    case Kind::HostNotFound:
        return local.isEmpty() ? u"No address is known for this name."_s : local;
    case Kind::Offline:
        return local.isEmpty() ? u"The network does not answer."_s : local;
    case Kind::Proxy:
        return local.isEmpty() ? u"It gave no reason."_s : local;
    case Kind::Tls:
        return local.isEmpty() ? u"Its certificate could not be checked."_s : local;
    case Kind::Timeout:
        return local.isEmpty() ? u"The tenant did not answer."_s : local;
    case Kind::OutcomeUnknown:
        return httpStatus >= 200 && httpStatus < 300
            ? local + u" It may have been done."_s
            : u"The request was sent and the answer never came. It may have been done."_s;
    case Kind::File:
        return local.isEmpty() ? u"The system gave no reason."_s : local;
    case Kind::Journal:
        return local.isEmpty() ? u"It could not be written."_s : local;
    case Kind::VersionGone:
        if (server.isEmpty() && local.isEmpty())
            return u"SailPoint ends versions of its API from time to time."_s;
        return server.isEmpty() ? local : server;
    }
    Q_UNREACHABLE();
}

QString ApiError::advice() const
{
    if (!remedy.isEmpty())
        return remedy;
    switch (kind) {
    case Kind::Cancelled:
        return {};
    case Kind::ReadOnly:
        return u"Allow changes first."_s;
    case Kind::NotSignedIn:
        return u"Enter client id and secret of a personal access token."_s;
    case Kind::Unauthorized:
        return operation == u"Sign in"
            ? u"Check client id and client secret, then try again."_s
            : u"Enter the client secret again. View and selection are kept."_s;
    case Kind::Forbidden:
        return u"Ask an administrator for the right, then sign in again."_s;
    case Kind::NotFound:
        return u"Refresh the view."_s;
    case Kind::BadRequest:
        return u"Correct the filter or the input. Otherwise copy the details for support."_s;
    case Kind::OwnsObjects:
        return u"Reassign the objects in ISC, then check again."_s;
    case Kind::RateLimited:
        return u"Wait a moment, then try again."_s;
    case Kind::ServerFault:
        return u"Try again. If it stays, give the tracking id to SailPoint support."_s;
    case Kind::Redirected:
        return u"Check the tenant address."_s;
    case Kind::Malformed:
        return u"Try again. If it stays, copy the details for support."_s;
    case Kind::TooLarge:
        return u"Check the tenant address: this is not how the API answers."_s;
    case Kind::HostNotFound:
        return u"Check the tenant name and the network."_s;
    case Kind::Offline:
        return u"Check the network, then try again."_s;
    case Kind::Proxy:
        return u"Check the proxy and its sign-in in Connection ▸ Network."_s;
    case Kind::Tls:
        return u"Add the company's CA file in Connection ▸ Network. Checks cannot be switched off."_s;
    case Kind::Timeout:
        return u"Try again."_s;
    case Kind::OutcomeUnknown:
        return u"It was not repeated. Check the identity, then decide."_s;
    case Kind::File:
        return u"Choose another place or name."_s;
    case Kind::Journal:
        return u"No change is sent without it. Correct this, then try again."_s;
    case Kind::VersionGone:
        return u"Check address and version in Connection."_s;
    }
    Q_UNREACHABLE();
}

QString ApiError::sentence() const
{
    QStringList parts;
    const QString where = place.isEmpty() ? QString() : u"It happened at %1."_s.arg(place);
    for (const QString& part : { title(), reason(), where, advice() }) {
        if (!part.isEmpty())
            parts += part;
    }
    if (!trackingId.isEmpty())
        parts += u"Tracking id %1."_s.arg(trackingId);
    return parts.join(u' ');
}

QString ApiError::details() const
{
    QStringList lines { sentence() };
    const auto add = [&lines](const QString& name, const QString& value) {
        if (!value.isEmpty())
            lines += u"%1: %2"_s.arg(name, value);
    };
    add(u"Kind"_s, kindName(kind));
    add(u"Operation"_s, operation);
    add(u"HTTP status"_s, httpStatus == 0 ? QString() : QString::number(httpStatus));
    add(u"Detail code"_s, detailCode);
    add(u"Tracking id"_s, trackingId);
    add(u"Server text"_s, serverText);
    add(u"Local detail"_s, detail);
    add(u"Place"_s, place);
    add(u"Needed right"_s, kind == Kind::Forbidden ? neededRight : QString());
    add(u"Host"_s, host);
    add(u"Proxy"_s, proxy);
    return lines.join(u'\n');
}

QString kindName(ApiError::Kind kind)
{
    switch (kind) {
    case ApiError::Kind::Cancelled:
        return u"Cancelled"_s;
    case ApiError::Kind::ReadOnly:
        return u"ReadOnly"_s;
    case ApiError::Kind::NotSignedIn:
        return u"NotSignedIn"_s;
    case ApiError::Kind::Unauthorized:
        return u"Unauthorized"_s;
    case ApiError::Kind::Forbidden:
        return u"Forbidden"_s;
    case ApiError::Kind::NotFound:
        return u"NotFound"_s;
    case ApiError::Kind::BadRequest:
        return u"BadRequest"_s;
    case ApiError::Kind::OwnsObjects:
        return u"OwnsObjects"_s;
    case ApiError::Kind::RateLimited:
        return u"RateLimited"_s;
    case ApiError::Kind::ServerFault:
        return u"ServerFault"_s;
    case ApiError::Kind::Redirected:
        return u"Redirected"_s;
    case ApiError::Kind::Malformed:
        return u"Malformed"_s;
    case ApiError::Kind::TooLarge:
        return u"TooLarge"_s;
    case ApiError::Kind::HostNotFound:
        return u"HostNotFound"_s;
    case ApiError::Kind::Offline:
        return u"Offline"_s;
    case ApiError::Kind::Proxy:
        return u"Proxy"_s;
    case ApiError::Kind::Tls:
        return u"Tls"_s;
    case ApiError::Kind::Timeout:
        return u"Timeout"_s;
    case ApiError::Kind::OutcomeUnknown:
        return u"OutcomeUnknown"_s;
    case ApiError::Kind::File:
        return u"File"_s;
    case ApiError::Kind::Journal:
        return u"Journal"_s;
    case ApiError::Kind::VersionGone:
        return u"VersionGone"_s;
    }
    Q_UNREACHABLE();
}

} // namespace ic
