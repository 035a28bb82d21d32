#include "net/proxyroute.h"

#include "base/plaintext.h"
#include "base/thiscomputer.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 SystemAnswerMs = 30'000; // a laptop that changes networks gets the new proxy soon

class RouteFactory final : public QNetworkProxyFactory
{
public:
    explicit RouteFactory(const ProxyRoute& route)
        : m_route(route)
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override
    {
        return { m_route.proxyFor(query.url()) };
    }

private:
    const ProxyRoute& m_route;
};

bool canTunnel(const QNetworkProxy& proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy
        && proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability);
}

} // namespace

ProxyRoute::ProxyRoute(const TransportOptions& options)
    : m_options(options)
{
}

QNetworkProxy ProxyRoute::proxyFor(const QUrl& url) const
{
    const NetworkOptions& network = m_options.network;
    if (url.scheme() != u"https" || network.proxy == NetworkOptions::Proxy::None)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    QNetworkProxy proxy;
    if (network.proxy == NetworkOptions::Proxy::System) {
        // What the system or a script names signs in with what the system gave it, or not at all.
        proxy = systemProxyFor(url);
    } else {
        // Qt answers the proxy's demand from here, once for a connection; nothing is connected to
        // proxyAuthenticationRequired, so that a wrong password is not offered again and again.
        proxy = QNetworkProxy(network.proxy == NetworkOptions::Proxy::Http
                ? QNetworkProxy::HttpProxy
                : QNetworkProxy::Socks5Proxy,
            network.proxyHost, static_cast<quint16>(network.proxyPort), network.proxyUser,
            network.proxyUser.isEmpty() ? QString() : m_options.proxyPassword.reveal());
    }
    if (proxy.type() != QNetworkProxy::NoProxy)
        proxy.setCapabilities(proxy.capabilities() | QNetworkProxy::HostNameLookupCapability);
    return proxy;
}

QNetworkProxy ProxyRoute::systemProxyFor(const QUrl& url) const
{
    const QNetworkProxy direct(QNetworkProxy::NoProxy);
    if (isThisComputer(url.host()) || url.host().endsWith(u".localhost"))
        return direct;
    const QString place = url.authority(QUrl::FullyEncoded);
    Known& known = m_known[place];
    if (known.age.isValid() && known.age.elapsed() < SystemAnswerMs)
        return known.proxy;
    known.age.start();
    known.proxy = direct;
    QUrl origin; // a PAC script needs to know neither paths nor filters
    origin.setScheme(url.scheme());
    origin.setAuthority(place);
    origin.setPath(u"/"_s);
    const auto offered = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(origin));
    for (const QNetworkProxy& proxy : offered) {
        if (proxy.type() == QNetworkProxy::NoProxy)
            break;
        if (canTunnel(proxy)) {
            known.proxy = proxy;
            break;
        }
    }
    return known.proxy;
}

std::unique_ptr<QNetworkProxyFactory> ProxyRoute::makeFactory() const
{
    return std::make_unique<RouteFactory>(*this);
}

QString ProxyRoute::nameOf(const QNetworkProxy& proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::DefaultProxy)
        return {};
    return u"%1:%2"_s.arg(shownHost(proxy.hostName()), QString::number(proxy.port()));
}

} // namespace ic
