#pragma once

#include <QHash>
#include <QList>
#include <QSslServer>
#include <QTcpSocket>

#include <functional>

namespace ic::test {

/// A bare HTTP/1.1 server that does to a request whatever the test wants, and remembers each
/// request it read in full, over plain HTTP or TLS.
class ClosingServer final : public QObject
{
    Q_OBJECT

public:
    struct Seen
    {
        QByteArray line; ///< "POST /v2024/… HTTP/1.1"
        QByteArray head;
        QByteArray body;
        QByteArray protocol; ///< agreed on in the TLS handshake; empty = none
    };
    /// Called for each complete request; writes to or closes the socket.
    using Behaviour = std::function<void(const Seen&, QTcpSocket&)>;

    explicit ClosingServer(Behaviour behaviour);

    bool listenPlain();
    /// `certificate` and `key` are files in PEM. What a client says over HTTP/2 is not read; its
    /// first words are seen as a request "PRI * HTTP/2.0".
    bool listenTls(
        const QString& certificate, const QString& key, const QList<QByteArray>& protocols = {});
    QString address() const;

    static void answer(QTcpSocket& socket, const QByteArray& status, const QByteArray& body,
        const QByteArray& extraHeaders = {});

    QList<Seen> seen;
    int connections = 0; ///< TCP connections, or TLS ones whose handshake was completed

private:
    void serve(QTcpSocket* socket);
    void onData(QTcpSocket* socket);

    Behaviour m_behaviour;
    QHash<QTcpSocket*, QByteArray> m_buffers; // outlives the servers, whose sockets it knows
    QTcpServer m_plain;
    QSslServer m_tls;
};

} // namespace ic::test
