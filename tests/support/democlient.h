#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace ic::demo {

class DemoTenant;
struct Client;

/// An answer as a test looks at it.
struct Reply
{
    int status = 0; ///< 0: no answer
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case

    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
    QJsonObject object() const { return json().object(); }
    QJsonArray array() const;
    QString detailCode() const { return object()[QStringLiteral("detailCode")].toString(); }
    /// The text of the first message of an ErrorResponseDto.
    QString message() const;
};

/// Speaks to a tenant over HTTP, one request at a time.
class DemoClient
{
public:
    explicit DemoClient(const DemoTenant& tenant);
    /// For the tenant of another program.
    explicit DemoClient(const QUrl& base);

    /// Asks for a token and keeps it for the requests that follow.
    Reply signIn(const Client& client);
    void setToken(const QByteArray& token) { m_token = token; }
    QByteArray token() const { return m_token; }
    /// By whose paths it asks: "v2024", or "current".
    void setVersion(const QString& version) { m_version = version; }
    void setExperimentalHeader(const QByteArray& value) { m_experimental = value; }

    /// `target` is the path and the query, already encoded. "/identities…" and "/task-status…" get
    /// the version where it belongs; everything else is asked as it is.
    Reply get(const QByteArray& target) { return send("GET", target); }
    Reply post(const QByteArray& target, const QByteArray& body = {},
        const QByteArray& contentType = "application/json");
    Reply remove(const QByteArray& target) { return send("DELETE", target); }
    Reply send(const QByteArray& verb, const QByteArray& target, const QByteArray& body = {},
        const QByteArray& contentType = {});
    /// GET /identities with the parameters encoded.
    Reply list(const QList<std::pair<QString, QString>>& parameters);

    /// Sends bytes as they are over a new connection and returns everything that comes back until
    /// the tenant closes it, or until nothing comes for a moment.
    QByteArray raw(const QByteArray& request) const;
    /// A GET with all headers, for raw().
    QByteArray rawGet(const QByteArray& target) const;

private:
    QByteArray placed(const QByteArray& target) const;

    QString m_base;
    QString m_version = QStringLiteral("v2024");
    quint16 m_port;
    QNetworkAccessManager m_manager;
    QByteArray m_token;
    QByteArray m_experimental = "true";
};

} // namespace ic::demo
