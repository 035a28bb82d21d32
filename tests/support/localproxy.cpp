#include "support/localproxy.h"

#include <QFile>
#include <QNetworkProxy>
#include <QTcpSocket>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

constexpr int StepMs = 20;
constexpr int Steps = 250;

} // namespace

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

LocalProxy::~LocalProxy()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString LocalProxy::start(Kind kind)
{
    m_port = freePort();
    const QString port = QString::number(m_port);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    if (kind == Kind::Socks5) {
        m_process.start(u"microsocks"_s,
            { u"-i"_s, u"127.0.0.1"_s, u"-p"_s, port, u"-u"_s, user(), u"-P"_s, password() });
    } else {
        QFile file(m_folder.filePath(u"proxy.conf"_s));
        if (!file.open(QIODevice::WriteOnly))
            return file.errorString();
        file.write(u"Port %1\nListen 127.0.0.1\nAllow 127.0.0.1\nTimeout 30\nMaxClients 50\n"
                   "LogLevel Connect\nBasicAuth %2 %3\n"_s.arg(port, user(), password())
                       .toUtf8());
        file.close();
        m_process.start(u"tinyproxy"_s, { u"-d"_s, u"-c"_s, file.fileName() });
    }
    if (!m_process.waitForStarted())
        return u"%1: %2"_s.arg(m_process.program(), m_process.errorString());
    for (int i = 0; i < Steps && !isUp(); ++i) {
        // Waits a moment, and notices at once when the program gives up.
        if (m_process.waitForFinished(StepMs) || m_process.state() == QProcess::NotRunning)
            return u"%1 ended: %2"_s.arg(
                m_process.program(), QString::fromUtf8(m_process.readAll()));
    }
    return isUp() ? QString() : u"%1 does not listen"_s.arg(m_process.program());
}

bool LocalProxy::isUp()
{
    QTcpSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.connectToHost(QHostAddress::LocalHost, m_port);
    return socket.waitForConnected(1000);
}

QByteArray LocalProxy::log()
{
    m_process.waitForReadyRead(0);
    return m_process.readAll();
}

RefusingProxy::RefusingProxy()
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    m_server.listen(QHostAddress::LocalHost);
}

void RefusingProxy::onData(QTcpSocket& socket)
{
    const QByteArray said = socket.readAll();
    heard += said;
    if (said.startsWith('\x05')) {
        onSocks(socket, said);
        return;
    }
    if (!said.startsWith("CONNECT "))
        return;
    wishes += QString::fromLatin1(said.mid(8, said.indexOf(' ', 8) - 8));
    socket.write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic "
                 "realm=\"acme\"\r\nContent-Length: 0\r\n\r\n");
}

// RFC 1928. A client may write in pieces; on this machine it does not.
void RefusingProxy::onSocks(QTcpSocket& socket, const QByteArray& said)
{
    const bool isGreeting = said.size() == 2 + said.at(1);
    if (isGreeting) {
        socket.write(QByteArray("\x05\x00", 2)); // no sign-in
        return;
    }
    constexpr char ByName = 3;
    if (said.size() < 7 || said.at(3) != ByName) {
        wishes += u"address"_s;
    } else {
        const QByteArray name = said.mid(5, said.at(4));
        const auto port = qFromBigEndian<quint16>(said.right(2).constData());
        wishes += u"%1:%2"_s.arg(QString::fromLatin1(name)).arg(port);
    }
    socket.write(QByteArray("\x05\x04\x00\x01\0\0\0\0\0\0", 10)); // host unreachable
    socket.disconnectFromHost();
}

MisleadingProxy::MisleadingProxy(quint16 port)
    : m_leadsTo(port)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(*socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
    m_server.listen(QHostAddress::LocalHost);
}

void MisleadingProxy::onData(QTcpSocket& socket)
{
    if (auto* way = socket.findChild<QTcpSocket*>()) {
        way->write(socket.readAll());
        return;
    }
    const QByteArray said = socket.readAll();
    heard += said;
    if (!said.toLower().contains("proxy-authorization:")) {
        socket.write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic "
                     "realm=\"acme\"\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    auto* way = new QTcpSocket(&socket);
    way->setProxy(QNetworkProxy::NoProxy);
    connect(way, &QTcpSocket::readyRead, &socket, [way, &socket] { socket.write(way->readAll()); });
    connect(way, &QTcpSocket::disconnected, &socket, &QTcpSocket::disconnectFromHost);
    way->connectToHost(QHostAddress::LocalHost, m_leadsTo);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
}

} // namespace ic::test
