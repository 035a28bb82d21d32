#include "support/floodserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QThread>

using namespace Qt::StringLiterals;

namespace ic::test {

FloodServer::FloodServer(const QByteArray& head, const QByteArray& piece, qint64 most,
    const QString& certificate, const QString& key, bool lingers)
    : m_head(head)
    , m_piece(piece)
    , m_most(most)
    , m_certificate(certificate)
    , m_key(key)
    , m_lingers(lingers)
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->start();
    m_isListening.acquire();
}

FloodServer::~FloodServer()
{
    m_isEnding = true;
    m_thread->wait();
}

void FloodServer::run()
{
    if (m_certificate.isEmpty()) {
        QTcpServer listener;
        serve(listener);
        return;
    }
    QFile key(m_key);
    key.open(QIODevice::ReadOnly);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(m_certificate));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    QSslServer listener;
    listener.setSslConfiguration(tls);
    serve(listener);
}

void FloodServer::serve(QTcpServer& listener)
{
    if (listener.listen(QHostAddress::LocalHost)) {
        m_address = u"%1://127.0.0.1:%2"_s.arg(m_certificate.isEmpty() ? u"http"_s : u"https"_s)
                        .arg(listener.serverPort());
    }
    m_isListening.release();
    while (!m_isEnding) {
        listener.waitForNewConnection(20);
        QCoreApplication::processEvents(); // a TLS handshake needs them, and this thread has no
                                           // loop
        const std::unique_ptr<QTcpSocket> socket(listener.nextPendingConnection());
        if (!socket)
            continue;
        QByteArray request = socket->readAll();
        while (!request.contains("\r\n\r\n") && socket->waitForReadyRead(2000))
            request += socket->readAll();
        if (!request.contains("\r\n\r\n"))
            continue;
        ++m_requests;
        flood(*socket);
    }
}

void FloodServer::flood(QTcpSocket& socket)
{
    const auto isOpen
        = [&] { return !m_isEnding && socket.state() == QAbstractSocket::ConnectedState; };
    socket.write(m_head);
    qint64 given = 0;
    while (isOpen() && given < m_most) {
        const qint64 size = qMin<qint64>(m_piece.size(), m_most - given);
        if (socket.write(m_piece.constData(), size) < 0)
            break;
        given += size;
        while (isOpen() && socket.bytesToWrite() > 0)
            socket.waitForBytesWritten(50);
        m_written += size - socket.bytesToWrite();
    }
    while (m_lingers && isOpen())
        socket.waitForReadyRead(50);
    m_hungUp += !m_isEnding && !isOpen() ? 1 : 0;
    socket.disconnectFromHost();
    if (socket.state() != QAbstractSocket::UnconnectedState)
        socket.waitForDisconnected(1000);
}

} // namespace ic::test
