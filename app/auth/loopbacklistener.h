#pragma once

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>

class QTcpServer;
class QTcpSocket;
class QUrlQuery;

namespace ic {

/// Waits on this computer for the browser that comes back from the tenant's sign-in: listens on
/// 127.0.0.1 at the port of the redirect address and nowhere else, takes one request for its path,
/// and answers that with a plain page. Everything else is not found.
class LoopbackListener final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 LongestRequest = 16 * 1024; ///< bytes
    static constexpr int LongestMs = 10'000; ///< from the connection to the whole request
    static constexpr int MostConnections = 8;

    /// Looks at what came: empty if it is taken, else one or two sentences for the page. Once it is
    /// taken nobody is listened to any more.
    using Take = std::function<QString(const QUrlQuery& query)>;

    LoopbackListener(const QUrl& redirect, Take take, QObject* parent = nullptr);
    ~LoopbackListener() override;

    /// Empty if it listens, else one or two sentences.
    QString start();
    /// Says in the browser whose request was taken what became of the sign-in.
    void answer(bool isSignedIn, const QString& title, const QString& text);

private:
    void onConnection();
    void onRead(QTcpSocket& socket);
    void handle(QTcpSocket& socket, const QByteArray& head);

    const QUrl m_redirect;
    const Take m_take;
    QTcpServer* const m_server;
    QPointer<QTcpSocket> m_taken; ///< waits for answer()
};

} // namespace ic
