#include "net/wirefailure.h"

#include "base/plaintext.h"
#include "net/tls.h"

#include <QCoreApplication>
#include <QNetworkReply>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::WireFailure)
};

constexpr qsizetype WireFailureMostWords = 200; // characters

int statusOf(const QNetworkReply& reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QString withoutUrl(const QNetworkReply& reply)
{
    // Qt puts the whole URL into some messages, and a URL can hold a filter with names.
    QString text = reply.errorString();
    text.remove(reply.url().toString());
    return plainLine(text, WireFailureMostWords);
}

QString proxyInWords(const QNetworkReply& reply, const QString& proxy)
{
    switch (reply.error()) {
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return Texts::tr("The proxy %1 refused: 407, its sign-in is missing or wrong.").arg(proxy);
    case QNetworkReply::ProxyNotFoundError:
        return Texts::tr("The proxy %1 was not found.").arg(proxy);
    case QNetworkReply::ProxyConnectionRefusedError:
        return Texts::tr("The proxy %1 refused the connection, or nothing listens there.")
            .arg(proxy);
    case QNetworkReply::ProxyConnectionClosedError:
        return Texts::tr("The proxy %1 closed the connection.").arg(proxy);
    case QNetworkReply::ProxyTimeoutError:
        return Texts::tr("The proxy %1 did not answer in time.").arg(proxy);
    default:
        return Texts::tr("The proxy %1 gave no connection (%2).").arg(proxy, withoutUrl(reply));
    }
}

} // namespace

WireReply::Failure failureOf(const QNetworkReply& reply, bool hasLeft, const QString& proxy)
{
    const QNetworkReply::NetworkError error = reply.error();
    const int status = statusOf(reply);
    if (status != 0 && error == QNetworkReply::NoError)
        return WireReply::Failure::None;
    // Qt would send the body again to follow 307 and 308, finds that it may not, and is not asked
    // to.
    if (status >= 300 && status < 400 && error == QNetworkReply::ContentReSendError)
        return WireReply::Failure::None;
    if (status != 0 && error >= QNetworkReply::ContentAccessDenied
        && error != QNetworkReply::ContentReSendError) {
        if (status < 200 || status > 299)
            return WireReply::Failure::None;
        return WireReply::Failure::Garbled;
    }
    const bool isProxys = !hasLeft && !proxy.isEmpty();
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return WireReply::Failure::HostNotFound;
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::TemporaryNetworkFailureError:
        return isProxys ? WireReply::Failure::Proxy : WireReply::Failure::Dropped;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::NetworkSessionFailedError:
        if (isProxys)
            return WireReply::Failure::Proxy;
        return WireReply::Failure::Unreachable;
    case QNetworkReply::TimeoutError: // of the connection: answers are waited for elsewhere
        if (isProxys)
            return WireReply::Failure::Proxy;
        return hasLeft ? WireReply::Failure::Dropped : WireReply::Failure::Unreachable;
    case QNetworkReply::SslHandshakeFailedError:
        return WireReply::Failure::Tls;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return WireReply::Failure::Proxy;
    default:
        // The connection ended early, or Qt wanted to send a second time and the body refused.
        return WireReply::Failure::Dropped;
    }
}

QString failureInWords(const QNetworkReply& reply, WireReply::Failure failure, const QString& proxy)
{
    switch (failure) {
    case WireReply::Failure::None:
        return {};
    case WireReply::Failure::HostNotFound:
        return proxy.isEmpty()
            ? Texts::tr("No address is known for this name.")
            : Texts::tr("The proxy %1 knows no address for this name.").arg(proxy);
    case WireReply::Failure::Unreachable:
        if (reply.error() == QNetworkReply::ConnectionRefusedError)
            return Texts::tr(
                "The connection was refused: nothing listens there, or a firewall forbids it.");
        if (reply.error() == QNetworkReply::TimeoutError)
            return Texts::tr("No connection could be made in time.");
        return Texts::tr("No connection could be made.");
    case WireReply::Failure::Proxy:
        return proxyInWords(reply, proxy);
    case WireReply::Failure::Tls:
        return handshakeProblem(withoutUrl(reply)).what;
    case WireReply::Failure::Dropped:
        // No route, among others; part of a request may have left all the same.
        if (reply.error() == QNetworkReply::UnknownNetworkError
            || reply.error() == QNetworkReply::TemporaryNetworkFailureError)
            return Texts::tr("The network does not answer (%1).").arg(withoutUrl(reply));
        return Texts::tr("The connection ended before the whole answer came.");
    case WireReply::Failure::TooLarge:
        return Texts::tr("It was cut off.");
    case WireReply::Failure::Late:
        return Texts::tr("It was given up.");
    case WireReply::Failure::Garbled:
        // Qt stops unpacking what grows more than fortyfold, and has no word of its own for it.
        return Texts::tr(
            "It could not be unpacked: it is damaged, or would grow beyond all reason.");
    }
    Q_UNREACHABLE();
}

QString tooLargeInWords(qint64 limit)
{
    constexpr qint64 Megabyte = 1024 * 1024;
    return limit < Megabyte ? Texts::tr("More than %1 kB came back.").arg(limit / 1024)
                            : Texts::tr("More than %1 MB came back.").arg(limit / Megabyte);
}

} // namespace ic
