#pragma once

#include "net/transportoptions.h"

#include <QElapsedTimer>
#include <QHash>
#include <QNetworkProxy>

#include <memory>

class QUrl;

namespace ic {

/// Which way a connection takes: directly, or by which proxy. For one thread.
///
/// Plain http goes directly always: only this machine is spoken to without TLS. Nothing for this
/// machine is given to the system's proxy. Proxies resolve the names themselves.
class ProxyRoute
{
public:
    explicit ProxyRoute(const TransportOptions& options);

    QNetworkProxy proxyFor(const QUrl& url) const;

    /// A factory for one QNetworkAccessManager, which asks this; it must not outlive it.
    std::unique_ptr<QNetworkProxyFactory> makeFactory() const;

    /// "host:port", without the sign-in; empty when there is no proxy between.
    static QString nameOf(const QNetworkProxy& proxy);

private:
    QNetworkProxy systemProxyFor(const QUrl& url) const;

    /// The system may run a script to find its proxy; it is not asked for every request.
    struct Known
    {
        QElapsedTimer age;
        QNetworkProxy proxy;
    };

    TransportOptions m_options;
    mutable QHash<QString, Known> m_known;
};

} // namespace ic
