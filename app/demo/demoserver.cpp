#include "demo/demoserver.h"

#include <QHttpServerRequest>
#include <QTcpServer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

QByteArray verbOf(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return "GET";
    case QHttpServerRequest::Method::Put:
        return "PUT";
    case QHttpServerRequest::Method::Delete:
        return "DELETE";
    case QHttpServerRequest::Method::Post:
        return "POST";
    case QHttpServerRequest::Method::Head:
        return "HEAD";
    case QHttpServerRequest::Method::Options:
        return "OPTIONS";
    case QHttpServerRequest::Method::Patch:
        return "PATCH";
    case QHttpServerRequest::Method::Connect:
    case QHttpServerRequest::Method::Trace:
    case QHttpServerRequest::Method::Unknown:
    case QHttpServerRequest::Method::AnyKnown:
        break;
    }
    return "UNKNOWN";
}

Request toRequest(const QHttpServerRequest& from)
{
    Request request;
    request.verb = verbOf(from.method());
    const QUrl url = from.url();
    // Divided before it is decoded, so that %2F does not make two segments of one.
    const QStringList segments = url.path(QUrl::FullyEncoded).mid(1).split(u'/');
    for (const QString& segment : segments)
        request.segments.append(QUrl::fromPercentEncoding(segment.toLatin1()));
    request.query = decodeForm(url.query(QUrl::FullyEncoded).toLatin1());
    request.authorization = from.value("Authorization");
    request.experimental = from.value("X-SailPoint-Experimental");
    request.contentType = from.value("Content-Type");
    request.body = from.body();
    return request;
}

// An answer that is valid JSON, but not what was asked for.
QByteArray otherShape(const QByteArray& body)
{
    return body.startsWith('[') ? "{\"unexpected\":{\"shape\":true}}"
                                : "[1,\"two\",null,{\"three\":3}]";
}

} // namespace

DemoServer::DemoServer(TenantService& service, FaultPlan& faults)
    : m_service(service)
    , m_faults(faults)
{
}

DemoServer::~DemoServer()
{
    // The base class frees what it keeps for a connection when the connection goes, and must still
    // be there to notice.
    qDeleteAll(servers());
}

quint16 DemoServer::listenOnLoopback(quint16 port, QString* error)
{
    auto* listener = new Listener(this);
    if (!listener->listen(QHostAddress::LocalHost, port)) {
        *error = u"cannot listen on 127.0.0.1 port %1: %2"_s.arg(port).arg(listener->errorString());
        delete listener;
        return 0;
    }
    bind(listener);
    return listener->serverPort();
}

bool DemoServer::handleRequest(const QHttpServerRequest& from, QTcpSocket* socket)
{
    // Every socket comes from Listener.
    auto* client = static_cast<ClientSocket*>(socket);
    client->requestEnded();
    const Request request = toRequest(from);
    const FaultPlan::Verdict verdict = m_faults.decide(request.verb, request.path());

    Answer answer;
    Sending sending = Sending::Whole;
    std::optional<Answer> instead;
    if (verdict.kind == FaultKind::RateLimited)
        instead = rateLimited(verdict.retryAfterSeconds);
    else if (verdict.kind == FaultKind::ServerFault)
        instead = internalFault(verdict.status, verdict.text);
    else if (verdict.kind == FaultKind::HtmlError)
        instead = gatewayPage(verdict.status);
    else if (verdict.kind == FaultKind::NoBody)
        instead = emptyAnswer(verdict.status);
    if (instead) {
        m_service.observe(request, &*instead);
        answer = std::move(*instead);
    } else if (verdict.kind == FaultKind::DropBefore) {
        m_service.observe(request, nullptr);
        sending = Sending::Drop;
    } else {
        answer = m_service.answer(request);
        if (verdict.kind == FaultKind::DropAfter)
            sending = Sending::Drop;
        else if (verdict.kind == FaultKind::DropMidBody)
            sending = Sending::DropMidBody;
        else if (verdict.kind == FaultKind::TruncatedJson)
            answer.body.truncate(answer.body.size() / 2);
        else if (verdict.kind == FaultKind::WrongJson && !answer.body.isEmpty())
            answer.body = otherShape(answer.body);
    }
    const bool close = from.value("Connection").toLower() == "close";
    client->sendLater(answer, sending, verdict.delayMs, request.verb == "HEAD", close);
    return true;
}

void DemoServer::missingHandler(const QHttpServerRequest& request, QTcpSocket* socket)
{
    // handleRequest() answers everything.
    Q_UNUSED(request)
    Q_UNUSED(socket)
    Q_UNREACHABLE();
}

} // namespace ic::demo
