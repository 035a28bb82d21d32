#include "net/qnamtransport.h"

#include "net/oncebody.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int BulkPools = 3; // 3 × 6 connections cover the scheduler's 16 in flight

std::unique_ptr<QNetworkAccessManager> makeManager()
{
    auto manager = std::make_unique<QNetworkAccessManager>();
    manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->setAutoDeleteReplies(false);
    return manager;
}

WireReply::Failure failureFor(const QNetworkReply& reply)
{
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return WireReply::Failure::HostNotFound;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::NetworkSessionFailedError:
        return WireReply::Failure::Unreachable;
    case QNetworkReply::SslHandshakeFailedError:
        return WireReply::Failure::Tls;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return WireReply::Failure::Proxy;
    default:
        // The connection ended early, or Qt wanted to send a second time and the body refused.
        return WireReply::Failure::Dropped;
    }
}

QString withoutUrl(const QNetworkReply& reply)
{
    // Qt puts the whole URL into some messages, and a URL can hold a filter with names.
    QString text = reply.errorString();
    text.remove(reply.url().toString());
    return text.trimmed();
}

} // namespace

struct QnamTransport::Running
{
    QNetworkReply* reply = nullptr;
    std::unique_ptr<OnceBody> body;
    Sent sent;
    Done done;
    int bulkPool = -1;
    bool hasLeft = false;
    QString tlsProblem;
};

QnamTransport::QnamTransport(QObject* parent)
    : QObject(parent)
    , m_interactive(makeManager())
{
    for (int i = 0; i < BulkPools; ++i)
        m_bulk.push_back(makeManager());
    m_bulkInFlight.assign(BulkPools, 0);
}

QnamTransport::~QnamTransport()
{
    while (!m_running.empty())
        abort(m_running.begin()->first);
}

void QnamTransport::addTrustedCertificates(const QByteArray& pem)
{
    m_trustedPem += pem;
}

Transport::Id QnamTransport::start(const WireRequest& request, Sent sent, Done done)
{
    QNetworkRequest qtRequest(request.url);
    qtRequest.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    qtRequest.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    qtRequest.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    qtRequest.setAttribute(
        QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Over HTTP/1.1 it is proven that a body that refuses to rewind is never sent twice.
    qtRequest.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const auto& [name, value] : request.headers)
        qtRequest.setRawHeader(name, value);
    if (!m_trustedPem.isEmpty()) {
        QSslConfiguration tls = qtRequest.sslConfiguration();
        tls.addCaCertificates(QSslCertificate::fromData(m_trustedPem));
        qtRequest.setSslConfiguration(tls);
    }

    auto running = std::make_unique<Running>();
    running->sent = std::move(sent);
    running->done = std::move(done);
    QNetworkAccessManager* manager = m_interactive.get();
    if (request.lane == Lane::Bulk) {
        const auto least = std::min_element(m_bulkInFlight.begin(), m_bulkInFlight.end());
        running->bulkPool = static_cast<int>(least - m_bulkInFlight.begin());
        ++*least;
        manager = m_bulk[static_cast<std::size_t>(running->bulkPool)].get();
    }

    const QByteArray body = request.body.value_or(QByteArray());
    if (request.verb != Verb::Get) {
        if (request.once)
            qtRequest.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        qtRequest.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
        if (!qtRequest.hasRawHeader("Content-Type"))
            qtRequest.setRawHeader("Content-Type", "application/json");
        running->body = std::make_unique<OnceBody>(body);
    }
    switch (request.verb) {
    case Verb::Get:
        running->reply = manager->get(qtRequest);
        break;
    case Verb::Post:
        running->reply = request.once ? manager->post(qtRequest, running->body.get())
                                      : manager->post(qtRequest, body);
        break;
    case Verb::Delete:
        running->reply = manager->sendCustomRequest(qtRequest, "DELETE", running->body.get());
        break;
    }

    const Id id = m_nextId++;
    QNetworkReply* const reply = running->reply;
    m_running.emplace(id, std::move(running));
    connect(reply, &QNetworkReply::requestSent, this, [this, id] { onSent(id); });
    connect(reply, &QNetworkReply::readyRead, this, [this, id] { onReadyRead(id); });
    connect(reply, &QNetworkReply::sslErrors, this, [this, id](const QList<QSslError>& errors) {
        const auto found = m_running.find(id);
        if (found != m_running.end() && !errors.isEmpty())
            found->second->tlsProblem = errors.first().errorString();
    });
    connect(
        reply, &QNetworkReply::finished, this, [this, id] { onFinished(id); },
        Qt::QueuedConnection);
    return id;
}

void QnamTransport::abort(Id id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    const std::unique_ptr<Running> running = std::move(found->second);
    m_running.erase(found);
    if (running->bulkPool >= 0)
        --m_bulkInFlight[static_cast<std::size_t>(running->bulkPool)];
    running->reply->disconnect(this);
    running->reply->abort();
    // The body goes with the reply, which may still read it until it is deleted.
    if (running->body)
        running->body.release()->setParent(running->reply);
    running->reply->deleteLater();
}

void QnamTransport::onSent(Id id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end() || found->second->hasLeft)
        return;
    found->second->hasLeft = true;
    const Sent sent = found->second->sent;
    sent();
}

void QnamTransport::onReadyRead(Id id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end() || found->second->reply->bytesAvailable() <= m_largestBody)
        return;
    WireReply reply;
    reply.failure = WireReply::Failure::TooLarge;
    reply.status
        = found->second->reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply.detail = u"More than %1 MB came back."_s.arg(m_largestBody / (1024 * 1024));
    finish(id, reply);
}

void QnamTransport::onFinished(Id id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    QNetworkReply& qtReply = *found->second->reply;
    WireReply reply;
    reply.status = qtReply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto& [name, value] : qtReply.rawHeaderPairs())
        reply.headers.insert(name.toLower(), value);
    if (qtReply.isOpen())
        reply.body = qtReply.readAll();
    // With a status the server answered, and Qt's error only repeats it; unless the answer broke
    // off, which Qt reports with one of the socket's errors.
    const bool answered = reply.status != 0
        && (qtReply.error() == QNetworkReply::NoError
            || qtReply.error() >= QNetworkReply::ContentAccessDenied);
    if (!answered || qtReply.error() == QNetworkReply::ContentReSendError) {
        reply.failure = failureFor(qtReply);
        reply.detail = found->second->tlsProblem.isEmpty() ? withoutUrl(qtReply)
                                                           : found->second->tlsProblem;
        if (reply.failure != WireReply::Failure::Dropped)
            reply.status = 0;
    }
    if (reply.body.size() > m_largestBody) {
        reply.failure = WireReply::Failure::TooLarge;
        reply.body.clear();
        reply.detail = u"More than %1 MB came back."_s.arg(m_largestBody / (1024 * 1024));
    }
    finish(id, reply);
}

void QnamTransport::finish(Id id, const WireReply& reply)
{
    const auto found = m_running.find(id);
    const Done done = found->second->done;
    const bool left = reply.failure != WireReply::Failure::Unreachable
        && reply.failure != WireReply::Failure::HostNotFound;
    if (left)
        onSent(id);
    // abort() also puts the pool's count right and keeps the body alive as long as needed.
    abort(id);
    done(reply);
}

} // namespace ic
