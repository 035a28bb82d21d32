#pragma once

#include <QHash>
#include <QSslServer>

namespace ic::test {

/// The least of an HTTP/2 server: answers every request over TLS with 200 and `body`, as soon as
/// `together` of them are waiting.
class Http2Server final : public QObject
{
    Q_OBJECT

public:
    explicit Http2Server(const QByteArray& body);

    /// `certificate` and `key` are files in PEM.
    bool listen(const QString& certificate, const QString& key);
    QString address() const;

    int together = 1;
    bool hangsUp = false; ///< closes the connection when a request comes
    bool isHeadEndless = false; ///< answers with headers that never end instead
    qint64 flooded = 0; ///< bytes of such headers
    int requests = 0;
    int connections = 0;
    int closed = 0; ///< of these, by the client

private:
    struct Waiting
    {
        QTcpSocket* socket;
        QByteArray stream; ///< its number in 4 bytes
    };

    void onData(QTcpSocket& socket);
    void flood(QTcpSocket& socket, const QByteArray& stream);
    void onFrame(QTcpSocket& socket, char type, char flags, const QByteArray& stream);

    const QByteArray m_body;
    QHash<QTcpSocket*, QByteArray> m_buffers;
    QList<Waiting> m_waiting;
    QSslServer m_server;
};

} // namespace ic::test
