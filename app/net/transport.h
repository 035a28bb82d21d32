#pragma once

#include "net/apirequest.h"

#include <QDateTime>
#include <QHash>
#include <QUrl>

#include <functional>

namespace ic {

/// A request as it goes over the wire: once. Only the scheduler sends one again.
struct WireRequest
{
    Verb verb = Verb::Get;
    QUrl url = {};
    QList<QPair<QByteArray, QByteArray>> headers = {};
    std::optional<QByteArray> body = {};
    Lane lane = Lane::Interactive; ///< decides the pool of connections
    quint64 number = 0; ///< the scheduler's, the same for all attempts; 0 = none of its requests
    int attempt = 1;
    qint64 largestBody = 0; ///< of the answer, in bytes; 0 = the transport's own limit
};

/// What came back, or why nothing did.
struct WireReply
{
    enum class Failure {
        None,
        HostNotFound,
        Unreachable, ///< no connection was made: nothing was sent
        Proxy,
        Tls,
        Dropped, ///< the connection ended before the whole answer was there
        TooLarge,
        Garbled, ///< the whole answer came and cannot be unpacked
        Late, ///< given up: the whole answer was not there in time
    };

    Failure failure = Failure::None;
    int status = 0; ///< 0 when not even a status line came
    QHash<QByteArray, QByteArray> headers = {}; ///< names in lower case
    QByteArray body = {};
    QString detail = {}; ///< why it failed, one plain sentence, never the URL
    QString remedy = {}; ///< what to do where that depends on the case; one plain sentence
    QString proxy = {}; ///< "host:port" of the proxy it went by; empty = none

    bool isAnswer() const { return failure == Failure::None && status != 0; }
    bool neverLeft() const
    {
        return failure == Failure::Unreachable || failure == Failure::HostNotFound;
    }
};

/// Sends requests. Lives on the network thread; the scheduler decides when and how many.
class Transport
{
public:
    using Id = quint64;
    using Done = std::function<void(const WireReply&)>;

    Transport() = default;
    virtual ~Transport() = default;
    Q_DISABLE_COPY_MOVE(Transport)

    /// Starts a request. `done` is called exactly once, never from inside start().
    virtual Id start(const WireRequest& request, Done done) = 0;
    /// Ends a request; `done` is not called any more.
    virtual void abort(Id id) = 0;
    /// As abort(), for a request that got no answer in time. Its connection is not used again: what
    /// comes over it may be no answer and have no end.
    virtual void giveUp(Id id) { abort(id); }
};

} // namespace ic
