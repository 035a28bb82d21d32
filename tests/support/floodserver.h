#pragma once

#include <QByteArray>
#include <QSemaphore>
#include <QString>
#include <QTcpServer>

#include <atomic>
#include <memory>

class QThread;

namespace ic::test {

/// An HTTP/1.1 server in a thread of its own that answers every request with `head`, and then
/// with `piece` again and again until the client hangs up or `most` bytes were written; then it
/// hangs up itself, or, if it `lingers`, waits until the client does.
class FloodServer final
{
public:
    /// Speaks TLS if `certificate` and `key`, files in PEM, are given.
    FloodServer(const QByteArray& head, const QByteArray& piece, qint64 most,
        const QString& certificate = {}, const QString& key = {}, bool lingers = false);
    ~FloodServer();
    Q_DISABLE_COPY_MOVE(FloodServer)

    QString address() const { return m_address; }
    /// Bytes that left for clients, all connections together.
    qint64 written() const { return m_written; }
    int requests() const { return m_requests; }
    /// Connections that the client ended before everything was written.
    int hungUp() const { return m_hungUp; }

private:
    void run();
    void serve(QTcpServer& listener);
    void flood(QTcpSocket& socket);

    const QByteArray m_head;
    const QByteArray m_piece;
    const qint64 m_most;
    const QString m_certificate;
    const QString m_key;
    const bool m_lingers;
    QString m_address;
    std::atomic<qint64> m_written = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<int> m_hungUp = 0;
    std::atomic<bool> m_isEnding = false;
    QSemaphore m_isListening;
    std::unique_ptr<QThread> m_thread;
};

} // namespace ic::test
