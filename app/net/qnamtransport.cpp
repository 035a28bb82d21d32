#include "net/qnamtransport.h"

#include "net/oncebody.h"
#include "net/proxyroute.h"
#include "net/tls.h"
#include "net/wirefailure.h"

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

constexpr std::size_t BulkPools = 3; // 3 × 6 connections cover the scheduler's 16 in flight
/// What Qt may read ahead of the limit, so that the limit is noticed by it and not by a stall.
constexpr qint64 ReadAhead = 256 * 1024;

} // namespace

struct QnamTransport::Running
{
    QNetworkReply* reply = nullptr;
    std::unique_ptr<OnceBody> body;
    Done done;
    Pool* pool = nullptr;
    qint64 largestBody = 0;
    bool hasLeft = false;
    QString proxy;
    TlsProblem tlsProblem;
};

QnamTransport::QnamTransport(const TransportOptions& options, QObject* parent)
    : QObject(parent)
    , m_options(options)
    , m_route(std::make_unique<ProxyRoute>(options))
    , m_reads(makePool())
    , m_changes(makePool())
{
    for (std::size_t i = 0; i < BulkPools; ++i) {
        m_bulkReads.push_back(makePool());
        m_bulkChanges.push_back(makePool());
    }
}

QnamTransport::~QnamTransport()
{
    while (!m_running.empty())
        abort(m_running.begin()->first);
}

QnamTransport::Pool QnamTransport::makePool() const
{
    Pool pool { .manager = std::make_unique<QNetworkAccessManager>() };
    pool.manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    pool.manager->setAutoDeleteReplies(false);
    pool.manager->setProxyFactory(m_route->makeFactory().release()); // the manager owns it
    return pool;
}

QnamTransport::Pool& QnamTransport::poolFor(const WireRequest& request)
{
    const bool isRead = request.verb == Verb::Get;
    if (request.lane == Lane::Interactive)
        return isRead ? m_reads : m_changes;
    std::vector<Pool>& pools = isRead ? m_bulkReads : m_bulkChanges;
    return *std::min_element(pools.begin(), pools.end(),
        [](const Pool& a, const Pool& b) { return a.inFlight < b.inFlight; });
}

QNetworkRequest QnamTransport::qtRequestFor(const WireRequest& request)
{
    QNetworkRequest qtRequest(request.url);
    qtRequest.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    qtRequest.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    qtRequest.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    qtRequest.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // Over HTTP/1.1 it is proven that a body that refuses to rewind is never sent twice.
    qtRequest.setAttribute(QNetworkRequest::Http2AllowedAttribute,
        m_options.network.http2 && request.verb == Verb::Get);
    for (const auto& [name, value] : request.headers)
        qtRequest.setRawHeader(name, value);
    if (request.url.scheme() == u"https") {
        if (!m_tls)
            m_tls = std::make_unique<QSslConfiguration>(tlsTrusting(m_options.extraCaPem));
        qtRequest.setSslConfiguration(*m_tls);
    }
    return qtRequest;
}

Transport::Id QnamTransport::start(const WireRequest& request, Done done)
{
    auto running = std::make_unique<Running>();
    running->done = std::move(done);
    running->largestBody = request.largestBody > 0 ? request.largestBody : m_largestBody;
    running->proxy = ProxyRoute::nameOf(m_route->proxyFor(request.url));
    running->pool = &poolFor(request);
    ++running->pool->inFlight;
    send(request, qtRequestFor(request), *running);
    running->reply->setReadBufferSize(running->largestBody + ReadAhead);

    const Id id = m_nextId++;
    m_running.emplace(id, std::move(running));
    listenTo(id);
    return id;
}

void QnamTransport::send(const WireRequest& request, QNetworkRequest qtRequest, Running& running)
{
    QNetworkAccessManager& manager = *running.pool->manager;
    // A read has a body, too: an empty one, for what it refuses.
    running.body = std::make_unique<OnceBody>(request.body.value_or(QByteArray()));
    if (request.verb != Verb::Get) {
        qtRequest.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        qtRequest.setHeader(QNetworkRequest::ContentLengthHeader, running.body->size());
        if (!qtRequest.hasRawHeader("Content-Type"))
            qtRequest.setRawHeader("Content-Type", "application/json");
    }
    switch (request.verb) {
    case Verb::Get:
        running.reply = manager.sendCustomRequest(qtRequest, "GET", running.body.get());
        break;
    case Verb::Post:
        running.reply = manager.post(qtRequest, running.body.get());
        break;
    case Verb::Delete:
        running.reply = manager.sendCustomRequest(qtRequest, "DELETE", running.body.get());
        break;
    }
}

void QnamTransport::listenTo(Id id)
{
    QNetworkReply* const reply = m_running.at(id)->reply;
    connect(reply, &QNetworkReply::requestSent, this, [this, id] { onSent(id); });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, id] { onHead(id); });
    connect(reply, &QNetworkReply::readyRead, this, [this, id] { onReadyRead(id); });
    connect(reply, &QNetworkReply::sslErrors, this,
        [this, id](const QList<QSslError>& errors) { onUntrusted(id, errors); });
    connect(
        reply, &QNetworkReply::finished, this, [this, id] { onFinished(id); },
        Qt::QueuedConnection);
}

void QnamTransport::abort(Id id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    const std::unique_ptr<Running> running = std::move(found->second);
    m_running.erase(found);
    --running->pool->inFlight;
    running->reply->disconnect(this);
    running->reply->abort();
    // The body goes with the reply, which may still read it until it is deleted.
    if (running->body)
        running->body.release()->setParent(running->reply);
    running->reply->deleteLater();
}

void QnamTransport::giveUp(Id id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    Pool& pool = *found->second->pool;
    abort(id);
    // Over HTTP/2 the connection outlives the request, and Qt goes on reading what it brings. There
    // is no way to close one alone.
    if (pool.inFlight == 0)
        pool.manager->clearConnectionCache();
}

void QnamTransport::onSent(Id id)
{
    const auto found = m_running.find(id);
    if (found != m_running.end())
        found->second->hasLeft = true;
}

void QnamTransport::onHead(Id id)
{
    onSent(id); // Qt does not tell it of a request over HTTP/2
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    const qint64 announced
        = found->second->reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (announced > found->second->largestBody)
        refuseAsTooLarge(id);
}

void QnamTransport::onReadyRead(Id id)
{
    const auto found = m_running.find(id);
    if (found != m_running.end()
        && found->second->reply->bytesAvailable() > found->second->largestBody)
        refuseAsTooLarge(id);
}

void QnamTransport::refuseAsTooLarge(Id id)
{
    const Running& running = *m_running.at(id);
    WireReply reply;
    reply.failure = WireReply::Failure::TooLarge;
    reply.status = running.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply.detail = tooLargeInWords(running.largestBody);
    // Some of Qt's signals may not be answered by ending the reply.
    running.reply->disconnect(this);
    QMetaObject::invokeMethod(
        this, [this, id, reply] { finish(id, reply); }, Qt::QueuedConnection);
}

void QnamTransport::onUntrusted(Id id, const QList<QSslError>& errors)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    const QNetworkReply& reply = *found->second->reply;
    found->second->tlsProblem
        = tlsProblem(errors, reply.sslConfiguration().peerCertificate(), reply.url().host());
}

void QnamTransport::onFinished(Id id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    Running& running = *found->second;
    QNetworkReply& qtReply = *running.reply;
    WireReply reply;
    reply.status = qtReply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    reply.failure = failureOf(qtReply, running.hasLeft, running.proxy);
    for (const auto& [name, value] : qtReply.rawHeaderPairs())
        reply.headers.insert(name.toLower(), value);
    if (qtReply.isOpen() && reply.failure != WireReply::Failure::TooLarge)
        reply.body = qtReply.readAll();
    if (reply.body.size() > running.largestBody) {
        reply.failure = WireReply::Failure::TooLarge;
        reply.body.clear();
        reply.detail = tooLargeInWords(running.largestBody);
    } else if (reply.failure != WireReply::Failure::None) {
        reply.detail = failureInWords(qtReply, reply.failure, running.proxy);
    }
    switch (reply.failure) {
    case WireReply::Failure::None:
    case WireReply::Failure::Dropped:
    case WireReply::Failure::TooLarge:
    case WireReply::Failure::Garbled:
    case WireReply::Failure::Late:
        break;
    case WireReply::Failure::HostNotFound:
    case WireReply::Failure::Unreachable:
        reply.status = 0;
        break;
    case WireReply::Failure::Proxy:
        reply.status = qtReply.error() == QNetworkReply::ProxyAuthenticationRequiredError ? 407 : 0;
        break;
    case WireReply::Failure::Tls: {
        const TlsProblem problem = running.tlsProblem.what.isEmpty()
            ? handshakeProblem(reply.detail)
            : running.tlsProblem;
        reply.status = 0;
        reply.detail = problem.what;
        reply.remedy = problem.advice;
        break;
    }
    }
    if (reply.failure != WireReply::Failure::None)
        reply.proxy = running.proxy;
    finish(id, reply);
}

void QnamTransport::finish(Id id, const WireReply& reply)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return; // aborted while its refusal was on its way
    const Done done = found->second->done;
    // abort() also puts the pool's count right and keeps the body alive as long as needed.
    abort(id);
    done(reply);
}

} // namespace ic
