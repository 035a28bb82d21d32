#pragma once

#include "support/closingserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>

namespace ic::test {

/// Stands between the console and a tenant that speaks plain HTTP on this computer, and changes
/// what the tenant answers. What came and how is in `server`.
class TamperingRelay
{
public:
    using Tamper = std::function<QByteArray(const QByteArray& answer)>;

    explicit TamperingRelay(Tamper tamper)
        : server(
            [this](const ClosingServer::Seen& seen, QTcpSocket& socket) { pass(seen, &socket); })
        , m_tamper(std::move(tamper))
    {
    }

    void setTenant(const QString& address) { m_tenant = address.toUtf8(); }

    ClosingServer server;

private:
    void pass(const ClosingServer::Seen& seen, const QPointer<QTcpSocket>& socket)
    {
        const QList<QByteArray> words = seen.line.split(' ');
        QNetworkRequest request(QUrl::fromEncoded(m_tenant + words.value(1)));
        for (const QByteArray& line : seen.head.split('\n')) {
            const QByteArray name = line.left(line.indexOf(':')).toLower();
            if (name == "authorization" || name == "content-type"
                || name == "x-sailpoint-experimental")
                request.setRawHeader(name, line.mid(name.size() + 1).trimmed());
        }
        QNetworkReply* const reply = m_manager.sendCustomRequest(request, words.first(), seen.body);
        QObject::connect(reply, &QNetworkReply::finished, &server, [this, reply, socket] {
            reply->deleteLater();
            QByteArray headers;
            for (const auto& [name, value] : reply->rawHeaderPairs()) {
                if (name.toLower().startsWith("x-") || name.toLower().startsWith("slpt-"))
                    headers += name + ": " + value + "\r\n";
            }
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            if (socket != nullptr) {
                ClosingServer::answer(*socket, QByteArray::number(status) + " as the tenant says",
                    m_tamper(reply->readAll()), headers);
            }
        });
    }

    Tamper m_tamper;
    QByteArray m_tenant;
    QNetworkAccessManager m_manager;
};

/// Changes every identity in an answer, be it a list or one.
inline QByteArray withEachIdentity(
    const QByteArray& answer, const std::function<void(QJsonObject&)>& change)
{
    const QJsonDocument document = QJsonDocument::fromJson(answer);
    const auto changed = [&change](QJsonObject object) {
        if (object.contains(QStringLiteral("alias")))
            change(object);
        return object;
    };
    if (document.isObject() && document.object().contains(QStringLiteral("alias")))
        return QJsonDocument(changed(document.object())).toJson(QJsonDocument::Compact);
    if (!document.isArray())
        return answer;
    QJsonArray all;
    for (const QJsonValue& one : document.array())
        all += one.isObject() ? QJsonValue(changed(one.toObject())) : one;
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

} // namespace ic::test
