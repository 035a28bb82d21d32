#include "support/closingserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace ic::test {

ClosingServer::ClosingServer(Behaviour behaviour)
    : m_behaviour(std::move(behaviour))
{
    for (QTcpServer* server : { &m_plain, static_cast<QTcpServer*>(&m_tls) }) {
        connect(server, &QTcpServer::pendingConnectionAvailable, this, [this, server] {
            while (QTcpSocket* socket = server->nextPendingConnection())
                serve(socket);
        });
    }
}

bool ClosingServer::listenPlain()
{
    return m_plain.listen(QHostAddress::LocalHost);
}

bool ClosingServer::listenTls(
    const QString& certificate, const QString& key, const QList<QByteArray>& protocols)
{
    QFile keyFile(key);
    if (!keyFile.open(QIODevice::ReadOnly))
        return false;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    configuration.setAllowedNextProtocols(protocols);
    m_tls.setSslConfiguration(configuration);
    return m_tls.listen(QHostAddress::LocalHost);
}

QString ClosingServer::address() const
{
    return m_tls.isListening() ? u"https://127.0.0.1:%1"_s.arg(m_tls.serverPort())
                               : u"http://127.0.0.1:%1"_s.arg(m_plain.serverPort());
}

void ClosingServer::answer(QTcpSocket& socket, const QByteArray& status, const QByteArray& body,
    const QByteArray& extraHeaders)
{
    socket.write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + extraHeaders + "\r\n" + body);
}

void ClosingServer::serve(QTcpSocket* socket)
{
    ++connections;
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_buffers.remove(socket);
        socket->deleteLater();
    });
    onData(socket);
}

void ClosingServer::onData(QTcpSocket* socket)
{
    QByteArray& buffer = m_buffers[socket];
    buffer += socket->readAll();
    for (;;) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = buffer.left(end);
        qsizetype length = 0;
        for (const QByteArray& line : head.split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
        }
        if (buffer.size() < end + 4 + length)
            return;
        Seen request { head.left(qMax(head.indexOf('\r'), 0)), head, buffer.mid(end + 4, length),
            {} };
        if (request.line.isEmpty())
            request.line = head;
        if (const auto* tls = qobject_cast<QSslSocket*>(socket))
            request.protocol = tls->sslConfiguration().nextNegotiatedProtocol();
        buffer.remove(0, end + 4 + length);
        seen += request;
        m_behaviour(request, *socket);
        if (!m_buffers.contains(socket) || socket->state() != QAbstractSocket::ConnectedState)
            return;
    }
}

} // namespace ic::test
