#include "ui/connections/networkwords.h"

#include "base/plaintext.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::NetworkWords)
};

} // namespace

QString networkSummary(const NetworkOptions& network)
{
    QStringList parts;
    const QString proxy
        = u"%1:%2"_s.arg(shownHost(network.proxyHost), QString::number(network.proxyPort));
    switch (network.proxy) {
    case NetworkOptions::Proxy::System:
        parts += Texts::tr("System proxy");
        break;
    case NetworkOptions::Proxy::None:
        parts += Texts::tr("No proxy");
        break;
    case NetworkOptions::Proxy::Http:
        parts += Texts::tr("HTTP proxy %1").arg(proxy);
        break;
    case NetworkOptions::Proxy::Socks5:
        parts += Texts::tr("SOCKS proxy %1").arg(proxy);
        break;
    }
    parts += network.caFile.isEmpty()
        ? Texts::tr("no extra CA")
        : Texts::tr("CA %1").arg(QFileInfo(network.caFile).fileName());
    parts += network.http2 ? u"HTTP/2"_s : u"HTTP/1.1"_s;
    if (network.timeoutSeconds != NetworkOptions::DefaultTimeoutSeconds)
        parts += Texts::tr("%1 s", "seconds").arg(network.timeoutSeconds);
    return parts.join(u" · "_s);
}

} // namespace ic
