#pragma once

#include "net/transport.h"
#include "net/transportoptions.h"

#include <QObject>

#include <memory>
#include <unordered_map>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;
class QSslConfiguration;
class QSslError;

namespace ic {

class ProxyRoute;

/// Transport over QNetworkAccessManager: one pool of connections for clicks and several for bulk
/// work, because each speaks over at most 6 connections and queues silently above. What is not a
/// GET has pools of its own without HTTP/2: only over HTTP/1.1 is it proved to leave once.
///
/// Redirects are not followed (Qt would send Authorization to the new host), cookies are neither
/// kept nor sent, TLS errors are not ignored, and an answer larger than `largestBody` bytes is
/// refused. Of headers Qt 6.4.2 takes at most 100 lines and counts them when all have come; headers
/// without end are read until giveUp(), which the scheduler calls at its deadline.
class QnamTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    static constexpr qint64 DefaultLargestBody = 32 * 1024 * 1024;

    explicit QnamTransport(const TransportOptions& options = {}, QObject* parent = nullptr);
    ~QnamTransport() override;

    /// In bytes, after decompression, for requests that have no limit of their own.
    void setLargestBody(qint64 bytes) { m_largestBody = bytes; }

    Id start(const WireRequest& request, Done done) override;
    void abort(Id id) override;
    void giveUp(Id id) override;

private:
    struct Running;
    /// One manager: at most 6 connections to a host over HTTP/1.1, one over HTTP/2.
    struct Pool
    {
        std::unique_ptr<QNetworkAccessManager> manager;
        int inFlight = 0;
    };

    Pool makePool() const;
    Pool& poolFor(const WireRequest& request);
    QNetworkRequest qtRequestFor(const WireRequest& request);
    void send(const WireRequest& request, QNetworkRequest qtRequest, Running& running);
    void listenTo(Id id);
    void onSent(Id id);
    void onHead(Id id);
    void onReadyRead(Id id);
    void onUntrusted(Id id, const QList<QSslError>& errors);
    void onFinished(Id id);
    void refuseAsTooLarge(Id id);
    void finish(Id id, const WireReply& reply);

    const TransportOptions m_options;
    const std::unique_ptr<const ProxyRoute> m_route; // outlives the managers, which ask it
    std::unique_ptr<const QSslConfiguration> m_tls; // made when it is first needed
    qint64 m_largestBody = DefaultLargestBody;
    Id m_nextId = 1;
    Pool m_reads;
    Pool m_changes;
    std::vector<Pool> m_bulkReads;
    std::vector<Pool> m_bulkChanges;
    std::unordered_map<Id, std::unique_ptr<Running>> m_running;
};

} // namespace ic
