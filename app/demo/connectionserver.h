#pragma once

#include "base/qtversion.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QTcpSocket>

#include <algorithm>

namespace ic::demo {

/// An HTTP server that hands each request over with the connection it came on, so that an answer
/// can be cut or dropped. Qt's own responder, where it passes one, only sends whole answers; left
/// unused it sends nothing.
class ConnectionServer : public QAbstractHttpServer
{
protected:
    /// Answers on `connection`, not before the event loop runs again.
    virtual void onRequest(const QHttpServerRequest& request, QTcpSocket* connection) = 0;

private:
    bool handleRequest(const QHttpServerRequest& request, HttpAnswerer answerer) final
    {
        if (QTcpSocket* const connection = connectionOf(request, answerer))
            onRequest(request, connection);
        return true;
    }

    /// Asked for a WebSocket only; Qt closes the connection after it.
    void missingHandler(const QHttpServerRequest&, HttpAnswerer) final { }

    QTcpSocket* connectionOf(const auto&, QTcpSocket* connection) const { return connection; }
    /// None if it has closed meanwhile.
    QTcpSocket* connectionOf(const auto& request, const QHttpServerResponder&) const
    {
        const QList<QTcpSocket*> open = findChildren<QTcpSocket*>();
        const auto one = std::ranges::find(open, request.remotePort(), &QTcpSocket::peerPort);
        return one == open.end() ? nullptr : *one;
    }
};

} // namespace ic::demo
