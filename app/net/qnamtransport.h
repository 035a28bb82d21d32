#pragma once

#include "net/transport.h"

#include <QObject>

#include <memory>
#include <unordered_map>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace ic {

/// Transport over QNetworkAccessManager: one pool of connections for clicks and several for bulk
/// work, because each speaks over at most 6 connections and queues silently above.
///
/// Redirects are not followed (Qt would send Authorization to the new host), cookies are not kept,
/// TLS errors are not ignored, and an answer larger than `largestBody` bytes is refused.
class QnamTransport final : public QObject, public Transport
{
    Q_OBJECT

public:
    static constexpr qint64 DefaultLargestBody = 32 * 1024 * 1024;

    explicit QnamTransport(QObject* parent = nullptr);
    ~QnamTransport() override;

    /// In bytes, after decompression.
    void setLargestBody(qint64 bytes) { m_largestBody = bytes; }
    /// DER or PEM certificates trusted in addition to the system's.
    void addTrustedCertificates(const QByteArray& pem);

    Id start(const WireRequest& request, Sent sent, Done done) override;
    void abort(Id id) override;

private:
    struct Running;

    QNetworkAccessManager& poolFor(Lane lane);
    void onSent(Id id);
    void onReadyRead(Id id);
    void onFinished(Id id);
    void finish(Id id, const WireReply& reply);

    qint64 m_largestBody = DefaultLargestBody;
    QByteArray m_trustedPem;
    Id m_nextId = 1;
    std::unique_ptr<QNetworkAccessManager> m_interactive;
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_bulk;
    std::vector<int> m_bulkInFlight;
    std::unordered_map<Id, std::unique_ptr<Running>> m_running;
};

} // namespace ic
