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

} // namespace

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
        return u"The proxy refused the connection to %1."_s.arg(hostOr(*this));
    case Kind::Tls:
        return u"The connection to %1 is not trusted."_s.arg(hostOr(*this));
    case Kind::Timeout:
        return u"No answer in time: %1."_s.arg(lowerFirst(operation));
    case Kind::OutcomeUnknown:
        return u"No answer to %1: the outcome is unknown."_s.arg(lowerFirst(operation));
    case Kind::File:
        return u"The file could not be written."_s;
    case Kind::Journal:
        return u"The journal of changes cannot be used."_s;
    }
    Q_UNREACHABLE();
}

QString ApiError::reason() const
{
    const QString server = asSentence(serverText);
    const QString local = asSentence(detail);
    switch (kind) {
    case Kind::Cancelled:
    case Kind::ReadOnly:
        return local;
    case Kind::NotSignedIn:
        return local.isEmpty() ? u"No client id and secret are known."_s : local;
    case Kind::Unauthorized:
        return server.isEmpty() ? u"The token ended and could not be renewed."_s
                                : u"The token could not be used: %1"_s.arg(server);
    case Kind::Forbidden:
        return neededRight.isEmpty()
            ? u"The token lacks the right. An API client without a user cannot do this."_s
            : u"It needs %1. An API client without a user may be refused as well."_s.arg(
                neededRight);
    case Kind::NotFound:
        return u"It was deleted, or its id changed since it was loaded."_s;
    case Kind::BadRequest:
    case Kind::OwnsObjects:
        return server.isEmpty() ? local : server;
    case Kind::RateLimited:
        return u"Other programs with the same client id share 100 requests in 10 s."_s;
    case Kind::ServerFault:
        return server;
    case Kind::Redirected:
        return u"The console never follows redirects, so that a token cannot reach another host."_s;
    case Kind::Malformed:
        return local.isEmpty() ? u"It could not be read."_s : local;
    case Kind::TooLarge:
        return local;
    case Kind::HostNotFound:
        return u"No address is known for this name."_s;
    case Kind::Offline:
        return local.isEmpty() ? u"The network does not answer."_s
                               : u"The network does not answer (%1)."_s.arg(detail.trimmed());
    case Kind::Proxy:
    case Kind::Tls:
        return local;
    case Kind::Timeout:
        return local.isEmpty() ? u"The tenant did not answer."_s : local;
    case Kind::OutcomeUnknown:
        return u"The request was sent and the answer never came. It may have been done."_s;
    case Kind::File:
    case Kind::Journal:
        return local;
    }
    Q_UNREACHABLE();
}

QString ApiError::advice() const
{
    switch (kind) {
    case Kind::Cancelled:
        return {};
    case Kind::ReadOnly:
        return u"Allow changes first."_s;
    case Kind::NotSignedIn:
        return u"Enter client id and secret of a personal access token."_s;
    case Kind::Unauthorized:
        return u"Check client id and client secret, then sign in again."_s;
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
        return u"Check the proxy and its sign-in."_s;
    case Kind::Tls:
        return u"Add your company's CA certificate to the system. Checks cannot be switched off."_s;
    case Kind::Timeout:
        return u"Try again."_s;
    case Kind::OutcomeUnknown:
        return u"It was not repeated. Check the identity, then decide."_s;
    case Kind::File:
        return u"Choose another place or name."_s;
    case Kind::Journal:
        return u"No change is sent without it. Correct this, then try again."_s;
    }
    Q_UNREACHABLE();
}

QString ApiError::sentence() const
{
    QStringList parts;
    for (const QString& part : { title(), reason(), advice() }) {
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
    add(u"Host"_s, host);
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
    }
    Q_UNREACHABLE();
}

} // namespace ic
