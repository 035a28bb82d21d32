#include "demo/demoserver.h"

#include <QTcpServer>
#include <QTimer>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

QByteArray verbOf(QHttpServerRequest::Method method)
{
    using Method = QHttpServerRequest::Method;
    static const QHash<Method, QByteArray> verbs { { Method::Get, "GET" }, { Method::Put, "PUT" },
        { Method::Delete, "DELETE" }, { Method::Post, "POST" }, { Method::Head, "HEAD" },
        { Method::Options, "OPTIONS" }, { Method::Patch, "PATCH" } };
    return verbs.value(method, "UNKNOWN");
}

Request toRequest(const QHttpServerRequest& from)
{
    const QUrl url = from.url();
    Request request { .verb = verbOf(from.method()),
        .query = decodeForm(url.query(QUrl::FullyEncoded).toLatin1()),
        .authorization = from.value("Authorization"),
        .experimental = from.value("X-SailPoint-Experimental"),
        .contentType = from.value("Content-Type"),
        .body = from.body() };
    // Divided before it is decoded, so that %2F does not make two segments of one.
    const QStringList segments = url.path(QUrl::FullyEncoded).mid(1).split(u'/');
    for (const QString& segment : segments)
        request.segments.append(QUrl::fromPercentEncoding(segment.toLatin1()));
    return request;
}

QByteArray headOf(const Answer& answer, bool close)
{
    static const QHash<int, QByteArray> reasons { { 200, "OK" }, { 202, "Accepted" },
        { 204, "No Content" }, { 303, "See Other" }, { 400, "Bad Request" },
        { 401, "Unauthorized" }, { 403, "Forbidden" }, { 404, "Not Found" },
        { 415, "Unsupported Media Type" }, { 429, "Too Many Requests" },
        { 500, "Internal Server Error" }, { 502, "Bad Gateway" }, { 503, "Service Unavailable" },
        { 504, "Gateway Timeout" } };
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' '
        + reasons.value(answer.status, "Status") + "\r\n";
    if (!answer.contentType.isEmpty())
        head += "Content-Type: " + answer.contentType + "\r\n";
    if (answer.status != 204)
        head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    head += "SLPT-Request-ID: " + QUuid::createUuid().toRfc4122().toHex() + "\r\n";
    for (const auto& [name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (close)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

/// What comes in place of an answer while nothing is done.
std::optional<Answer> faultyAnswer(const PlannedFault& fault)
{
    switch (fault.kind) {
    case FaultKind::RateLimited:
        return rateLimited(fault.retryAfterSeconds);
    case FaultKind::ServerFault:
        return internalFault(fault.status, fault.text);
    case FaultKind::HtmlError:
        return gatewayPage(fault.status);
    case FaultKind::NoBody:
        return emptyAnswer(fault.status);
    case FaultKind::DropBefore:
        return Answer();
    case FaultKind::DropAfter:
    case FaultKind::DropMidBody:
    case FaultKind::TruncatedJson:
    case FaultKind::WrongJson:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

/// An answer that is valid JSON, but not what was asked for.
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
    auto* listener = new QTcpServer(this);
    if (!listener->listen(QHostAddress::LocalHost, port)) {
        *error = u"cannot listen on 127.0.0.1 port %1: %2"_s.arg(port).arg(listener->errorString());
        return 0;
    }
    bind(listener);
    return listener->serverPort();
}

void DemoServer::onRequest(const QHttpServerRequest& from, QTcpSocket* connection)
{
    const Request request = toRequest(from);
    const FaultPlan::Verdict verdict = m_faults.decide(request.verb, request.path());
    const auto isPlanned
        = [&verdict](FaultKind kind) { return verdict.fault && verdict.fault->kind == kind; };
    const std::optional<Answer> instead
        = verdict.fault ? faultyAnswer(*verdict.fault) : std::nullopt;
    Answer answer = instead ? *instead : m_service.answer(request);
    if (instead)
        m_service.observe(request, answer);
    if (isPlanned(FaultKind::TruncatedJson))
        answer.body.truncate(answer.body.size() / 2);
    else if (isPlanned(FaultKind::WrongJson) && !answer.body.isEmpty())
        answer.body = otherShape(answer.body);

    const bool close = from.value("Connection").toLower() == "close";
    QByteArray bytes = headOf(answer, close);
    const qsizetype headSize = bytes.size();
    if (request.verb != "HEAD")
        bytes += answer.body;
    const bool isCut = isPlanned(FaultKind::DropMidBody);
    if (isCut) // half of the body; without a body, of the head
        bytes.truncate(bytes.size() > headSize ? (headSize + bytes.size()) / 2 : headSize / 2);
    const bool isDropped = isPlanned(FaultKind::DropBefore) || isPlanned(FaultKind::DropAfter);
    connection->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (verdict.delayMs == 0 && !isDropped && !isCut && !close) {
        // At once, or what came together would be answered together, when the last is ready.
        connection->write(bytes);
        connection->flush();
        return;
    }
    // Later, because a connection is never closed from within the server's slot. What is not sent
    // yet dies with the connection.
    QTimer::singleShot(verdict.delayMs, Qt::PreciseTimer, connection,
        [connection, bytes, isDropped, ends = isCut || close] {
            if (isDropped)
                connection->abort();
            else
                connection->write(bytes);
            if (ends)
                connection->disconnectFromHost();
        });
}

} // namespace ic::demo
