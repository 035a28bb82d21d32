#include "net/apirecorder.h"

#include "base/secret.h"
#include "net/wireerror.h"

#include <QCoreApplication>

#include <memory>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::ApiRecorder)
};

constexpr qsizetype MostBody = 16'384; // a batch of 250 ids fits
constexpr quint64 OwnNumbers = quint64(1) << 62; // apart from the scheduler's

QByteArray method(Verb verb)
{
    switch (verb) {
    case Verb::Get:
        return "GET";
    case Verb::Post:
        return "POST";
    case Verb::Delete:
        return "DELETE";
    }
    Q_UNREACHABLE();
}

QString problemOf(WireReply::Failure failure)
{
    switch (failure) {
    case WireReply::Failure::None:
        return {};
    case WireReply::Failure::HostNotFound:
        return Texts::tr("Not sent: the host was not found.");
    case WireReply::Failure::Unreachable:
        return Texts::tr("Not sent: no connection.");
    case WireReply::Failure::Proxy:
        return Texts::tr("Not sent: the proxy refused.");
    case WireReply::Failure::Tls:
        return Texts::tr("Not sent: the connection is not trusted.");
    case WireReply::Failure::Dropped:
        return Texts::tr("The connection ended before the whole answer came.");
    case WireReply::Failure::TooLarge:
        return Texts::tr("The answer was too large and was cut off.");
    case WireReply::Failure::Late:
        return Texts::tr("No whole answer came in time.");
    case WireReply::Failure::Garbled:
        return Texts::tr("The answer came and could not be unpacked.");
    }
    Q_UNREACHABLE();
}

ApiCall::State stateAfter(const WireReply& reply)
{
    switch (reply.failure) {
    case WireReply::Failure::None:
        return reply.status != 0 ? ApiCall::State::Answered : ApiCall::State::Failed;
    case WireReply::Failure::HostNotFound:
    case WireReply::Failure::Unreachable:
    case WireReply::Failure::Proxy:
    case WireReply::Failure::Tls:
        return ApiCall::State::NotSent;
    case WireReply::Failure::Dropped:
    case WireReply::Failure::TooLarge:
    case WireReply::Failure::Late:
    case WireReply::Failure::Garbled:
        return ApiCall::State::Failed;
    }
    Q_UNREACHABLE();
}

} // namespace

ApiRecorder::ApiRecorder(Transport& next, const Clock& clock, Sink sink)
    : m_next(next)
    , m_clock(clock)
    , m_sink(std::move(sink))
{
}

ApiRecorder::~ApiRecorder() = default;

Transport::Id ApiRecorder::start(const WireRequest& request, Done done)
{
    const quint64 key = ++m_lastKey;
    const Open open { callFor(request), m_clock.monotonicMs() };
    m_open.emplace(key, open);
    m_sink(open.call);
    const auto id = std::make_shared<Id>(0);
    *id = m_next.start(request, [this, key, id, done = std::move(done)](const WireReply& reply) {
        m_keys.erase(*id);
        onDone(key, reply);
        done(reply);
    });
    m_keys.emplace(*id, key);
    return *id;
}

void ApiRecorder::abort(Id id)
{
    m_next.abort(id);
    onAbandoned(id);
}

void ApiRecorder::giveUp(Id id)
{
    m_next.giveUp(id);
    onAbandoned(id);
}

void ApiRecorder::onAbandoned(Id id)
{
    const auto found = m_keys.find(id);
    if (found == m_keys.end())
        return;
    const quint64 key = found->second;
    m_keys.erase(found);
    end(key, ApiCall::State::Abandoned);
}

ApiCall ApiRecorder::callFor(const WireRequest& request)
{
    const Redactor redactor;
    ApiCall call {
        .request = request.number != 0 ? request.number : OwnNumbers + ++m_lastOwn,
        .attempt = request.attempt,
        .at = m_clock.utcNow(),
        .method = method(request.verb),
        .url = redactor.clean(QString::fromLatin1(request.url.toEncoded())),
        .bulk = request.lane == Lane::Bulk,
    };
    // The form of a sign-in is a secret from end to end.
    if (request.body && request.number != 0) {
        call.body = redactor.clean(QString::fromUtf8(*request.body)).toUtf8();
        if (call.body.size() > MostBody)
            call.body = call.body.first(MostBody) + "…";
    }
    return call;
}

void ApiRecorder::onDone(quint64 key, const WireReply& reply)
{
    const auto found = m_open.find(key);
    if (found == m_open.end())
        return;
    ApiCall& call = found->second.call;
    call.status = reply.status;
    call.problem = problemOf(reply.failure);
    call.trackingId = trackingIdOf(reply);
    if (reply.status >= 400) {
        const ErrorBody body
            = parseErrorBody(reply.status, reply.headers.value("content-type"), reply.body);
        const Redactor redactor;
        if (call.problem.isEmpty())
            call.problem = redactor.clean(body.serverText);
        if (!body.trackingId.isEmpty())
            call.trackingId = redactor.clean(body.trackingId);
        call.retryAfterSeconds = reply.headers.value("retry-after").toInt();
    }
    end(key, stateAfter(reply));
}

void ApiRecorder::end(quint64 key, ApiCall::State state)
{
    const auto node = m_open.extract(key);
    if (node.empty())
        return;
    ApiCall call = node.mapped().call;
    call.state = state;
    call.ms = m_clock.monotonicMs() - node.mapped().startedAt;
    m_sink(call);
}

} // namespace ic
