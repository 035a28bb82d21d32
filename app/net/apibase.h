#pragma once

#include "base/apiversion.h"
#include "net/transport.h"

#include <QUrl>

#include <optional>

namespace ic {

/// The address of a tenant's API. The only place that joins base URL, version and path.
class ApiBase
{
public:
    /// Reads an address such as "https://acme.api.identitynow.com". Plain http is accepted for
    /// this machine alone. A version in it is the one to speak, and what follows it is not looked
    /// at. On failure nullopt, and `problem` says what to correct.
    static std::optional<ApiBase> fromText(const QString& address, QString* problem);

    const QString& version() const { return m_version; }
    void setVersion(const QString& version) { m_version = version; }
    QString host() const;
    /// Host, and the port where it is not the usual one; for display.
    QString displayHost() const;
    /// Which tenant that is, to be written down and compared: host, port where it is not the usual
    /// one, and the path before the version, e.g. "gateway.corp:8443/isc/prod".
    QString tenant() const;

    /// Where every path begins: "https://acme.api.identitynow.com".
    QString address() const;
    QUrl urlFor(const ApiRequest& request) const;
    /// One attempt to send it, the API's headers included.
    WireRequest wireRequestFor(
        const ApiRequest& request, const QByteArray& token, quint64 number, int attempt) const;
    QUrl tokenUrl() const;
    /// What the tenant says of itself to everybody.
    QUrl infoUrl() const;

private:
    ApiBase() = default;
    QString prefix() const;
    QUrl join(const QStringList& segments) const;

    QUrl m_base;
    QString m_version = defaultApiVersion();
};

} // namespace ic
