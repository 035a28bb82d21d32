#pragma once

#include <QMetaType>
#include <QString>

namespace ic {

/// How a tenant is reached over the network. Holds no secret: the proxy's password is kept where
/// the client secret is.
struct NetworkOptions
{
    enum class Proxy {
        System, ///< what the desktop or the environment says
        None,
        Http, ///< by CONNECT
        Socks5,
    };

    static constexpr int DefaultTimeoutSeconds = 30;
    static constexpr int ShortestTimeoutSeconds = 5;
    static constexpr int LongestTimeoutSeconds = 300;

    Proxy proxy = Proxy::System;
    QString proxyHost = {}; ///< with Http and Socks5
    int proxyPort = 0;
    QString proxyUser = {}; ///< empty = the proxy asks for no sign-in
    /// A file in PEM with certificates trusted in addition to the system's; empty = none.
    QString caFile = {};
    /// Allows HTTP/2 for reads. Changes always leave over HTTP/1.1, where it is proved that Qt
    /// sends them once.
    bool http2 = true;
    /// How long one attempt may take, from its start to the whole answer.
    int timeoutSeconds = DefaultTimeoutSeconds;

    bool operator==(const NetworkOptions&) const = default;
};

/// Whether the person named the proxy: only then its password is sent.
inline bool hasOwnProxy(const NetworkOptions& network)
{
    return network.proxy == NetworkOptions::Proxy::Http
        || network.proxy == NetworkOptions::Proxy::Socks5;
}

/// Where a proxy's password belongs: "host:port".
inline QString proxyPlace(const NetworkOptions& network)
{
    return QStringLiteral("%1:%2").arg(network.proxyHost, QString::number(network.proxyPort));
}

} // namespace ic

Q_DECLARE_METATYPE(ic::NetworkOptions)
