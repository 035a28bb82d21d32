#include "base/apierror.h"

#include "base/apiversion.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ApiError)
};

QString lowerFirst(const QString& text)
{
    return text.isEmpty() ? Texts::tr("this request") : text.left(1).toLower() + text.mid(1);
}

QString hostOr(const ApiError& error)
{
    return error.host.isEmpty() ? Texts::tr("the tenant") : error.host;
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

/// NeededRight::text() writes what an operation needs as "scope or scope; LEVEL or LEVEL".
QString neededInWords(const QString& right)
{
    const QString scopes = right.section(u';', 0, 0).trimmed();
    const QString levels = right.section(u';', 1).trimmed();
    if (!scopes.contains(u':'))
        return Texts::tr("The user of the token is not %1. An API client without a user cannot do "
                         "this.")
            .arg(scopes);
    return levels.isEmpty()
        ? Texts::tr("The token lacks %1. An API client without a user cannot do this.").arg(scopes)
        : Texts::tr("The token lacks %1, or its user is not %2. An API client without a user "
                    "cannot do this.")
              .arg(scopes, levels);
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
        return Texts::tr("Cancelled: %1.").arg(lowerFirst(operation));
    case Kind::ReadOnly:
        return Texts::tr("Refused before sending: this tenant is read-only.");
    case Kind::NotSignedIn:
        return Texts::tr("Not signed in.");
    case Kind::Unauthorized:
        return Texts::tr("The tenant refused the sign-in.");
    case Kind::Forbidden:
        return Texts::tr("Not allowed: %1.").arg(lowerFirst(operation));
    case Kind::NotFound:
        return Texts::tr("Not found: %1.").arg(lowerFirst(operation));
    case Kind::BadRequest:
        return Texts::tr("ISC did not accept the request.");
    case Kind::OwnsObjects:
        return Texts::tr("The identity owns objects and cannot be deleted.");
    case Kind::RateLimited:
        return Texts::tr("The request limit is still reached after several attempts.");
    case Kind::ServerFault:
        return Texts::tr("ISC had an internal error (%1).").arg(httpStatus);
    case Kind::Redirected:
        return Texts::tr("%1 sent the request elsewhere (%2).").arg(hostOr(*this)).arg(httpStatus);
    case Kind::Malformed:
        return Texts::tr("The answer was not what the API describes.");
    case Kind::TooLarge:
        return Texts::tr("The answer is larger than the console accepts.");
    case Kind::HostNotFound:
        return Texts::tr("%1 was not found.").arg(hostOr(*this));
    case Kind::Offline:
        return Texts::tr("No connection to %1.").arg(hostOr(*this));
    case Kind::Proxy:
        if (proxy.isEmpty())
            return Texts::tr("The proxy refused the connection to %1.").arg(hostOr(*this));
        return httpStatus == 407
            ? Texts::tr("The proxy %1 refused: 407, sign-in needed.").arg(proxy)
            : Texts::tr("No connection through the proxy %1.").arg(proxy);
    case Kind::Tls:
        return Texts::tr("The connection to %1 is not trusted.").arg(hostOr(*this));
    case Kind::Timeout:
        return Texts::tr("No answer in time: %1.").arg(lowerFirst(operation));
    case Kind::OutcomeUnknown:
        return httpStatus >= 200 && httpStatus < 300
            ? Texts::tr("The answer to %1 is not ISC's: the outcome is unknown.")
                  .arg(lowerFirst(operation))
            : Texts::tr("No answer to %1: the outcome is unknown.").arg(lowerFirst(operation));
    case Kind::File: // who reads one says what for
        return operation.isEmpty()
            ? Texts::tr("The file could not be written.")
            : Texts::tr("The file could not be read: %1.").arg(lowerFirst(operation));
    case Kind::Journal:
        return Texts::tr("The journal of changes cannot be used.");
    case Kind::VersionGone:
        return version.isEmpty()
            ? Texts::tr("This tenant no longer serves the version of the API that was asked for.")
            : version == currentApiVersion()
            ? Texts::tr("This tenant does not serve the API's version “%1”.").arg(version)
            : Texts::tr("This tenant no longer serves %1.").arg(version);
    }
    Q_UNREACHABLE();
}

QString ApiError::reason() const
{
    const QString server = asSentence(serverText);
    const QString local = asSentence(detail);
    switch (kind) {
    case Kind::Cancelled:
        return local.isEmpty() ? Texts::tr("It was withdrawn before its answer came.") : local;
    case Kind::ReadOnly:
        return local.isEmpty() ? Texts::tr("Changes are locked for this tenant.") : local;
    case Kind::NotSignedIn:
        return local.isEmpty() ? Texts::tr("No client id and secret are known.") : local;
    case Kind::Unauthorized:
        if (operation == Texts::tr("Sign in"))
            return server.isEmpty()
                ? Texts::tr("Client id and secret were not accepted.")
                : Texts::tr("Client id and secret were not accepted: %1").arg(server);
        return server.isEmpty()
            ? Texts::tr("The token ended and could not be renewed.")
            : Texts::tr("The token ended and could not be renewed: %1").arg(server);
    case Kind::Forbidden:
        return neededRight.isEmpty()
            ? Texts::tr("The token lacks the right. An API client without a user cannot do this.")
            : neededInWords(neededRight);
    case Kind::NotFound:
        return Texts::tr("It was deleted, or its id changed since it was loaded.");
    case Kind::BadRequest:
        if (server.isEmpty() && local.isEmpty())
            return Texts::tr("It answered %1 and gave no reason.").arg(httpStatus);
        return server.isEmpty() ? local : server;
    case Kind::OwnsObjects:
        if (server.isEmpty() && local.isEmpty())
            return Texts::tr("ISC did not say which.");
        return server.isEmpty() ? local : server;
    case Kind::RateLimited:
        return Texts::tr("Other programs with the same client id share 100 requests in 10 s.");
    case Kind::ServerFault:
        return server.isEmpty() ? Texts::tr("It gave no reason.") : server;
    case Kind::Redirected:
        return Texts::tr(
            "The console never follows redirects, so that a token cannot reach another host.");
    case Kind::Malformed:
        return local.isEmpty() ? Texts::tr("It could not be read.") : local;
    case Kind::TooLarge:
        return local.isEmpty() ? Texts::tr("It was cut off.") : local;
    case Kind::HostNotFound:
        return local.isEmpty() ? Texts::tr("No address is known for this name.") : local;
    case Kind::Offline:
        return local.isEmpty() ? Texts::tr("The network does not answer.") : local;
    case Kind::Proxy:
        return local.isEmpty() ? Texts::tr("It gave no reason.") : local;
    case Kind::Tls:
        return local.isEmpty() ? Texts::tr("Its certificate could not be checked.") : local;
    case Kind::Timeout:
        return local.isEmpty() ? Texts::tr("The tenant did not answer.") : local;
    case Kind::OutcomeUnknown:
        return httpStatus >= 200 && httpStatus < 300
            ? Texts::tr("%1 It may have been done.").arg(local)
            : Texts::tr("The request was sent and the answer never came. It may have been done.");
    case Kind::File:
        return local.isEmpty() ? Texts::tr("The system gave no reason.") : local;
    case Kind::Journal:
        return local.isEmpty() ? Texts::tr("It could not be written.") : local;
    case Kind::VersionGone:
        if (server.isEmpty() && local.isEmpty())
            return Texts::tr("SailPoint ends versions of its API from time to time.");
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
        return Texts::tr("Allow changes first.");
    case Kind::NotSignedIn:
        return Texts::tr("Enter client id and secret of a personal access token.");
    case Kind::Unauthorized:
        return operation == Texts::tr("Sign in")
            ? Texts::tr("Check client id and client secret, then try again.")
            : Texts::tr("Enter the client secret again. View and selection are kept.");
    case Kind::Forbidden:
        return Texts::tr("Ask an administrator for the right, then sign in again.");
    case Kind::NotFound:
        return Texts::tr("Refresh the view.");
    case Kind::BadRequest:
        return Texts::tr(
            "Correct the filter or the input. Otherwise copy the details for support.");
    case Kind::OwnsObjects:
        return Texts::tr("Reassign the objects in ISC, then check again.");
    case Kind::RateLimited:
        return Texts::tr("Wait a moment, then try again.");
    case Kind::ServerFault:
        return Texts::tr("Try again. If it stays, give the tracking id to SailPoint support.");
    case Kind::Redirected:
        return Texts::tr("Check the tenant address.");
    case Kind::Malformed:
        return Texts::tr("Try again. If it stays, copy the details for support.");
    case Kind::TooLarge:
        return Texts::tr("Check the tenant address: this is not how the API answers.");
    case Kind::HostNotFound:
        return Texts::tr("Check the tenant name and the network.");
    case Kind::Offline:
        return Texts::tr("Check the network, then try again.");
    case Kind::Proxy:
        return Texts::tr("Check the proxy and its sign-in in Connection ▸ Network.");
    case Kind::Tls:
        return Texts::tr(
            "Add the company's CA file in Connection ▸ Network. Checks cannot be switched off.");
    case Kind::Timeout:
        return Texts::tr("Try again.");
    case Kind::OutcomeUnknown:
        return Texts::tr("It was not repeated. Check the identity, then decide.");
    case Kind::File:
        return Texts::tr("Choose another place or name.");
    case Kind::Journal:
        return Texts::tr("No change is sent without it. Correct this, then try again.");
    case Kind::VersionGone:
        return version.isEmpty()
            ? Texts::tr("Check address and version in Connection.")
            : Texts::tr("Check the address, or choose the version “%1” in Connection.")
                  .arg(otherApiVersion(version));
    }
    Q_UNREACHABLE();
}

QString ApiError::sentence() const
{
    QStringList parts;
    const QString where = place.isEmpty() ? QString() : Texts::tr("It happened at %1.").arg(place);
    for (const QString& part : { title(), reason(), where, advice() }) {
        if (!part.isEmpty())
            parts += part;
    }
    if (!trackingId.isEmpty())
        parts += Texts::tr("Tracking id %1.").arg(trackingId);
    return parts.join(u' ');
}

QString ApiError::details() const
{
    QStringList lines { sentence() };
    const auto add = [&lines](const QString& name, const QString& value) {
        if (!value.isEmpty())
            lines += Texts::tr("%1: %2", "the name of a fact and the fact").arg(name, value);
    };
    add(Texts::tr("Kind"), kindName(kind));
    add(Texts::tr("Operation"), operation);
    add(Texts::tr("HTTP status"), httpStatus == 0 ? QString() : QString::number(httpStatus));
    add(Texts::tr("Detail code"), detailCode);
    add(Texts::tr("Tracking id"), trackingId);
    add(Texts::tr("Server text"), serverText);
    add(Texts::tr("Local detail"), detail);
    add(Texts::tr("Place"), place);
    add(Texts::tr("Needed right"), kind == Kind::Forbidden ? neededRight : QString());
    add(Texts::tr("Host"), host);
    add(Texts::tr("Proxy"), proxy);
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
