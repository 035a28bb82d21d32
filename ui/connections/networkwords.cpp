#include "ui/connections/networkwords.h"

#include "base/plaintext.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ic {

QString networkSummary(const NetworkOptions& network)
{
    QStringList parts;
    const QString proxy
        = u"%1:%2"_s.arg(shownHost(network.proxyHost), QString::number(network.proxyPort));
    switch (network.proxy) {
    case NetworkOptions::Proxy::System:
        parts += u"System proxy"_s;
        break;
    case NetworkOptions::Proxy::None:
        parts += u"No proxy"_s;
        break;
    case NetworkOptions::Proxy::Http:
        parts += u"HTTP proxy %1"_s.arg(proxy);
        break;
    case NetworkOptions::Proxy::Socks5:
        parts += u"SOCKS proxy %1"_s.arg(proxy);
        break;
    }
    parts += network.caFile.isEmpty() ? u"no extra CA"_s
                                      : u"CA %1"_s.arg(QFileInfo(network.caFile).fileName());
    parts += network.http2 ? u"HTTP/2"_s : u"HTTP/1.1"_s;
    if (network.timeoutSeconds != NetworkOptions::DefaultTimeoutSeconds)
        parts += u"%1 s"_s.arg(network.timeoutSeconds);
    return parts.join(u" · "_s);
}

} // namespace ic
