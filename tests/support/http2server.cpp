#include "support/http2server.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

// RFC 9113
constexpr char DataFrame = 0;
constexpr char HeadersFrame = 1;
constexpr char SettingsFrame = 4;
constexpr char ContinuationFrame = 9;
constexpr char Ack = 1;
constexpr char EndStream = 1;
constexpr char EndHeaders = 4;
constexpr int HeadSize = 9;
constexpr qsizetype MostData = 16 * 1024; // of one frame
const QByteArray Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const QByteArray NoStream(4, '\0');
const QByteArray Status200 = "\x88"; // RFC 7541: the static entry ":status: 200"

QByteArray frame(char type, char flags, const QByteArray& stream, const QByteArray& content)
{
    QByteArray size(4, '\0');
    qToBigEndian(static_cast<quint32>(content.size()), size.data());
    return size.mid(1) + type + flags + stream + content;
}

} // namespace

Http2Server::Http2Server(const QByteArray& body)
    : m_body(body)
{
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            ++connections;
            connect(socket, &QTcpSocket::disconnected, this, [this] { ++closed; });
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(*socket); });
            onData(*socket);
        }
    });
}

bool Http2Server::listen(const QString& certificate, const QString& key)
{
    QFile keyFile(key);
    if (!keyFile.open(QIODevice::ReadOnly))
        return false;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    tls.setPrivateKey(QSslKey(&keyFile, QSsl::Ec));
    tls.setAllowedNextProtocols({ QSslConfiguration::ALPNProtocolHTTP2 });
    m_server.setSslConfiguration(tls);
    return m_server.listen(QHostAddress::LocalHost);
}

QString Http2Server::address() const
{
    return u"https://127.0.0.1:%1"_s.arg(m_server.serverPort());
}

void Http2Server::onData(QTcpSocket& socket)
{
    QByteArray& buffer = m_buffers[&socket];
    buffer += socket.readAll();
    if (buffer.startsWith(Preface)) { // no frame begins like it
        buffer.remove(0, Preface.size());
        socket.write(frame(SettingsFrame, 0, NoStream, {}));
    } else if (Preface.startsWith(buffer)) {
        return; // nothing yet, or not all of it
    }
    while (buffer.size() >= HeadSize) {
        const qsizetype size
            = qFromBigEndian<quint32>(QByteArray('\0' + buffer.left(3)).constData());
        if (buffer.size() < HeadSize + size)
            return;
        const QByteArray head = buffer.left(HeadSize);
        buffer.remove(0, HeadSize + size);
        onFrame(socket, head.at(3), head.at(4), head.mid(5));
    }
}

void Http2Server::flood(QTcpSocket& socket, const QByteArray& stream)
{
    constexpr qint64 MostWaiting = 1024 * 1024;
    const auto& tls = static_cast<const QSslSocket&>(socket);
    while (tls.bytesToWrite() + tls.encryptedBytesToWrite() < MostWaiting) {
        const QByteArray more = frame(ContinuationFrame, 0, stream, QByteArray(MostData, 'x'));
        if (socket.write(more) < 0)
            return;
        flooded += more.size();
    }
}

void Http2Server::onFrame(QTcpSocket& socket, char type, char flags, const QByteArray& stream)
{
    if (type == SettingsFrame && (flags & Ack) == 0)
        socket.write(frame(SettingsFrame, Ack, NoStream, {}));
    if ((type != HeadersFrame && type != DataFrame) || (flags & EndStream) == 0)
        return; // not the whole request yet
    ++requests;
    if (hangsUp) {
        socket.abort();
        return;
    }
    if (isHeadEndless) {
        socket.write(frame(HeadersFrame, 0, stream, Status200));
        connect(static_cast<QSslSocket*>(&socket), &QSslSocket::encryptedBytesWritten, this,
            [this, &socket, stream] { flood(socket, stream); });
        flood(socket, stream);
        return;
    }
    m_waiting.append({ &socket, stream });
    if (m_waiting.size() < together)
        return;
    const auto waiting = std::exchange(m_waiting, {});
    for (const Waiting& each : waiting) {
        each.socket->write(frame(HeadersFrame, EndHeaders, each.stream, Status200));
        for (qsizetype at = 0; at < m_body.size(); at += MostData)
            each.socket->write(frame(DataFrame, 0, each.stream, m_body.mid(at, MostData)));
        each.socket->write(frame(DataFrame, EndStream, each.stream, {}));
    }
}

} // namespace ic::test
