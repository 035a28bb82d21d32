#include "auth/loopbacklistener.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

void send(QTcpSocket& socket, const QByteArray& status, const QByteArray& body)
{
    socket.write("HTTP/1.1 " + status
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
        + QByteArray::number(body.size())
        + "\r\nCache-Control: no-store\r\nContent-Security-Policy: default-src 'none'\r\n"
          "Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
          "Connection: close\r\n\r\n"
        + body);
    socket.flush(); // whoever listens may be gone in a moment
    socket.disconnectFromHost();
}

QByteArray pageOf(const QString& title, const QString& text)
{
    return u"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title></head>\n"
           "<body><h1>%1</h1><p>%2</p></body></html>\n"_s
               .arg(title.toHtmlEscaped(), text.toHtmlEscaped())
               .toUtf8();
}

QByteArray hostIn(const QByteArray& head)
{
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).toLower() == "host")
            return line.mid(colon + 1).trimmed().toLower();
    }
    return {};
}

} // namespace

LoopbackListener::LoopbackListener(const QUrl& redirect, Take take, QObject* parent)
    : QObject(parent)
    , m_redirect(redirect)
    , m_take(std::move(take))
    , m_server(new QTcpServer(this))
{
    m_server->setMaxPendingConnections(MostConnections);
    connect(m_server, &QTcpServer::newConnection, this, &LoopbackListener::onConnection);
}

LoopbackListener::~LoopbackListener() = default;

QString LoopbackListener::start()
{
    const auto port = static_cast<quint16>(m_redirect.port());
    if (m_server->listen(QHostAddress(QHostAddress::LocalHost), port))
        return {};
    return m_server->serverError() == QAbstractSocket::AddressInUseError
        ? tr("Another program uses port %1 of this computer, where the answer of the sign-in would "
             "come. End it, and try again.")
              .arg(port)
        : tr("The answer of the sign-in cannot be waited for at port %1: %2.")
              .arg(QString::number(port), m_server->errorString());
}

void LoopbackListener::onConnection()
{
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_server->findChildren<QTcpSocket*>().size() > MostConnections) {
            socket->abort();
            continue;
        }
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onRead(*socket); });
        QTimer::singleShot(LongestMs, socket, [this, socket] {
            if (socket != m_taken)
                socket->abort();
        });
    }
}

void LoopbackListener::onRead(QTcpSocket& socket)
{
    const QByteArray come = socket.peek(LongestRequest);
    const qsizetype end = come.indexOf("\r\n\r\n");
    if (end < 0 && come.size() < LongestRequest)
        return;
    disconnect(&socket, &QTcpSocket::readyRead, this, nullptr);
    socket.readAll();
    handle(socket, end < 0 ? QByteArray() : come.left(end));
}

void LoopbackListener::handle(QTcpSocket& socket, const QByteArray& head)
{
    const QByteArrayList words = head.left(head.indexOf('\r')).split(' ');
    const QUrl asked(QString::fromLatin1(words.value(1)), QUrl::StrictMode);
    const auto path = [](const QUrl& url) {
        const QString text = url.path(QUrl::FullyEncoded);
        return text.isEmpty() ? u"/"_s : text;
    };
    // Under another name this computer is asked by a page that only leads here.
    if (words.size() != 3 || words.first() != "GET" || !asked.isRelative()
        || !asked.host().isEmpty() || path(asked) != path(m_redirect)
        || hostIn(head) != m_redirect.authority(QUrl::FullyEncoded).toLatin1().toLower()
        || m_taken != nullptr || !m_server->isListening()) {
        send(socket, "404 Not Found", {});
        return;
    }
    const QPointer<QTcpSocket> alive(&socket);
    m_taken = &socket;
    const QString refusal = m_take(QUrlQuery(asked.query(QUrl::FullyEncoded)));
    if (refusal.isEmpty()) {
        m_server->close();
        return;
    }
    m_taken.clear();
    if (alive)
        send(socket, "400 Bad Request", pageOf(tr("Not signed in"), refusal));
}

void LoopbackListener::answer(bool isSignedIn, const QString& title, const QString& text)
{
    if (m_taken != nullptr)
        send(*m_taken, isSignedIn ? "200 OK" : "400 Bad Request", pageOf(title, text));
    m_taken.clear();
}

} // namespace ic
