#include "support/democlient.h"

#include "demo/demotenant.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QNetworkProxy>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace ic::demo {

QJsonArray Reply::array() const
{
    return json().array();
}

QString Reply::message() const
{
    return object()[u"messages"_s].toArray().first().toObject()[u"text"_s].toString();
}

DemoClient::DemoClient(const DemoTenant& tenant)
    : DemoClient(QUrl(tenant.baseUrl()))
{
}

DemoClient::DemoClient(const QUrl& base)
    : m_base(base.adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toString())
    , m_port(quint16(base.port()))
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Reply DemoClient::signIn(const Client& client)
{
    const Reply reply = post("/oauth/token",
        "grant_type=client_credentials&client_id=" + client.id.toUtf8()
            + "&client_secret=" + client.secret.toUtf8(),
        "application/x-www-form-urlencoded");
    m_token = reply.object()[u"access_token"_s].toString().toUtf8();
    return reply;
}

QByteArray DemoClient::placed(const QByteArray& target) const
{
    for (const QByteArray& service : { QByteArray("/identities"), QByteArray("/task-status") }) {
        if (target.startsWith(service))
            return m_version == u"current" ? service + "/v1" + target.mid(service.size())
                                           : "/v2024" + target;
    }
    return target;
}

Reply DemoClient::post(
    const QByteArray& target, const QByteArray& body, const QByteArray& contentType)
{
    return send("POST", target, body, contentType);
}

Reply DemoClient::send(const QByteArray& verb, const QByteArray& target, const QByteArray& body,
    const QByteArray& contentType)
{
    QNetworkRequest request(QUrl::fromEncoded(m_base.toUtf8() + placed(target), QUrl::StrictMode));
    request.setTransferTimeout(20'000);
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    if (!m_experimental.isEmpty())
        request.setRawHeader("X-SailPoint-Experimental", m_experimental);
    if (!contentType.isEmpty())
        request.setRawHeader("Content-Type", contentType);
    const std::unique_ptr<QNetworkReply> reply(m_manager.sendCustomRequest(request, verb, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    Reply result;
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.error = reply->error();
    result.body = reply->readAll();
    for (const auto& [name, value] : reply->rawHeaderPairs())
        result.headers.insert(name.toLower(), value);
    return result;
}

Reply DemoClient::list(const QList<std::pair<QString, QString>>& parameters)
{
    QByteArray target = "/identities";
    for (const auto& [name, value] : parameters) {
        target += target.contains('?') ? '&' : '?';
        target += name.toUtf8() + '=' + QUrl::toPercentEncoding(value);
    }
    return get(target);
}

QByteArray DemoClient::raw(const QByteArray& request) const
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(u"127.0.0.1"_s, m_port);
    if (!socket.waitForConnected(2000))
        return {};
    socket.write(request);
    QByteArray received;
    while (socket.waitForReadyRead(1000))
        received += socket.readAll();
    return received + socket.readAll();
}

QByteArray DemoClient::rawGet(const QByteArray& target) const
{
    return "GET " + placed(target) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + m_token + "\r\nX-SailPoint-Experimental: true\r\n\r\n";
}

} // namespace ic::demo
