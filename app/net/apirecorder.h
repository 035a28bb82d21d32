#pragma once

#include "net/transport.h"

#include "base/apicall.h"
#include "base/clock.h"

#include <map>

namespace ic {

/// Stands before another transport and tells of everything that passes, sign-ins included.
class ApiRecorder final : public Transport
{
public:
    using Sink = std::function<void(const ApiCall&)>;

    /// `sink` is called on the network thread: when a request is handed on, and when it has ended.
    ApiRecorder(Transport& next, const Clock& clock, Sink sink);
    ~ApiRecorder() override;

    Id start(const WireRequest& request, Done done) override;
    void abort(Id id) override;
    void giveUp(Id id) override;

private:
    struct Open
    {
        ApiCall call;
        qint64 startedAt = 0;
    };

    ApiCall callFor(const WireRequest& request);
    void onAbandoned(Id id);
    void onDone(quint64 key, const WireReply& reply);
    void end(quint64 key, ApiCall::State state);

    Transport& m_next;
    const Clock& m_clock;
    const Sink m_sink;
    quint64 m_lastKey = 0;
    quint64 m_lastOwn = 0; ///< number for requests that have none of their own
    std::map<quint64, Open> m_open;
    std::map<Id, quint64> m_keys;
};

} // namespace ic
