#include "demo/clientsocket.h"

#include <QTimer>
#include <QUuid>

#include <algorithm>

namespace ic::demo {

namespace {

constexpr int DrainMs = 2000;

QByteArrayView reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 413:
        return "Payload Too Large";
    case 415:
        return "Unsupported Media Type";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Status";
    }
}

QByteArray headOf(const Answer& answer, bool close)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ';
    head.append(reasonPhrase(answer.status));
    head += "\r\n";
    if (!answer.contentType.isEmpty())
        head += "Content-Type: " + answer.contentType + "\r\n";
    if (answer.status != 204)
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    head += "SLPT-Request-ID: " + QUuid::createUuid().toRfc4122().toHex() + "\r\n";
    for (const auto& [name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (close)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

} // namespace

ClientSocket::ClientSocket(QObject* parent)
    : QTcpSocket(parent)
{
    // Connected before the HTTP server's own slot: that one reads without any limit.
    connect(this, &QTcpSocket::readyRead, this, &ClientSocket::countReceived);
}

void ClientSocket::countReceived()
{
    m_received += bytesAvailable();
    if (m_received > MaximumRequestBytes)
        refuseTooLarge();
}

void ClientSocket::refuseTooLarge()
{
    // The HTTP server may hear no more of this request, but the client has to be read out, or it
    // would see a reset connection in place of the answer.
    disconnect(this, &QTcpSocket::readyRead, nullptr, nullptr);
    if (isTransactionStarted())
        commitTransaction();
    readAll();
    connect(this, &QTcpSocket::readyRead, this, [this] { readAll(); });
    Answer answer;
    answer.status = 413;
    answer.contentType.clear();
    write(headOf(answer, true));
    QTimer::singleShot(DrainMs, this, [this] { disconnectFromHost(); });
}

void ClientSocket::sendLater(
    const Answer& answer, Sending sending, int delayMs, bool headOnly, bool close)
{
    const quint64 number = m_nextNumber++;
    m_outgoing.push_back({ number,
        { headOf(answer, close), headOnly ? QByteArray() : answer.body, sending, close } });
    const auto markDue = [this, number] {
        const auto outgoing = std::find_if(m_outgoing.begin(), m_outgoing.end(),
            [&](const auto& entry) { return entry.first == number; });
        if (outgoing != m_outgoing.end())
            outgoing->second.due = true;
        sendDue();
    };
    // A connection is never closed from within the HTTP server's slot.
    if (delayMs > 0 || sending != Sending::Whole || close)
        QTimer::singleShot(std::max(0, delayMs), Qt::PreciseTimer, this, markDue);
    else
        markDue();
}

void ClientSocket::sendDue()
{
    while (!m_outgoing.empty() && m_outgoing.front().second.due) {
        const Outgoing outgoing = std::move(m_outgoing.front().second);
        m_outgoing.pop_front();
        if (state() == ConnectedState)
            send(outgoing);
    }
}

void ClientSocket::send(const Outgoing& outgoing)
{
    switch (outgoing.sending) {
    case Sending::Whole:
        write(outgoing.head);
        if (!outgoing.body.isEmpty())
            write(outgoing.body);
        if (outgoing.close)
            disconnectFromHost();
        return;
    case Sending::DropMidBody:
        // Without a body the head is what is cut.
        if (outgoing.body.isEmpty()) {
            write(outgoing.head.left(outgoing.head.size() / 2));
        } else {
            write(outgoing.head);
            write(outgoing.body.left(outgoing.body.size() / 2));
        }
        disconnectFromHost();
        return;
    case Sending::Drop:
        abort();
        return;
    }
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto* socket = new ClientSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    addPendingConnection(socket);
}

} // namespace ic::demo
