#pragma once

#include "demo/exchange.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <deque>

namespace ic::demo {

/// How an answer leaves.
enum class Sending {
    Whole,
    Drop, ///< nothing, the connection closes
    DropMidBody, ///< half of the body, then the connection closes
};

/// A connection to one client. Holds back answers until they are due and sends them in the order of
/// the requests; whatever is not sent yet dies with the connection, so that a client may leave at
/// any moment.
class ClientSocket : public QTcpSocket
{
    Q_OBJECT

public:
    /// The most a client may send for one request, header and body.
    static constexpr qint64 MaximumRequestBytes = 1024 * 1024 + 64 * 1024;

    explicit ClientSocket(QObject* parent = nullptr);

    /// A request was read completely.
    void requestEnded() { m_received = 0; }
    /// Sends an answer after `delayMs`. `headOnly` leaves the body out; `close` ends the connection
    /// afterwards.
    void sendLater(const Answer& answer, Sending sending, int delayMs, bool headOnly, bool close);

private:
    struct Outgoing
    {
        QByteArray head;
        QByteArray body;
        Sending sending = Sending::Whole;
        bool close = false;
        bool due = false;
    };

    void countReceived();
    void refuseTooLarge();
    void sendDue();
    void send(const Outgoing& outgoing);

    std::deque<std::pair<quint64, Outgoing>> m_outgoing;
    quint64 m_nextNumber = 0;
    qint64 m_received = 0;
};

/// Listens on the loopback interface and makes a ClientSocket of every connection.
class Listener : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

protected:
    void incomingConnection(qintptr descriptor) override;
};

} // namespace ic::demo
