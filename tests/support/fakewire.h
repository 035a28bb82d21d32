#pragma once

#include "net/tokensource.h"
#include "net/transport.h"

#include <QList>

#include <algorithm>
#include <functional>
#include <map>

namespace ic::test {

/// ISC's own "not found", in the form the API documents.
inline WireReply missing()
{
    return { .status = 404,
        .headers = { { "content-type", "application/json" } },
        .body = R"({"detailCode":"404 Not found","trackingId":"t-404","messages":[{"locale":)"
                R"("en-US","localeOrigin":"DEFAULT","text":"The server did not find a current )"
                R"(representation for the target resource."}],"causes":[]})" };
}

/// What a captive portal, a proxy or a firewall puts in place of an answer.
inline WireReply webPage(int status)
{
    return { .status = status,
        .headers = { { "content-type", "text/html; charset=utf-8" } },
        .body = "<html><body>Please sign in</body></html>" };
}

/// A transport whose answers the test gives by hand.
class FakeTransport final : public Transport
{
public:
    struct Open
    {
        Id id = 0;
        WireRequest request;
        Done done;
    };

    Id start(const WireRequest& request, Done done) override
    {
        const Id id = ++m_last;
        m_open.emplace(id, Open { id, request, std::move(done) });
        started += request;
        if (onStart)
            onStart(request);
        mostOpen = std::max(mostOpen, static_cast<int>(m_open.size()));
        return id;
    }

    void abort(Id id) override
    {
        if (m_open.erase(id) > 0)
            aborted += id;
    }

    int openCount(Lane lane) const
    {
        return static_cast<int>(std::count_if(m_open.begin(), m_open.end(),
            [lane](const auto& open) { return open.second.request.lane == lane; }));
    }
    int openCount() const { return static_cast<int>(m_open.size()); }
    const WireRequest& request(Id id) const { return m_open.at(id).request; }
    Id oldest() const { return m_open.empty() ? 0 : m_open.begin()->first; }
    Id newest() const { return m_open.empty() ? 0 : m_open.rbegin()->first; }
    QList<Id> open() const
    {
        QList<Id> ids;
        for (const auto& [id, entry] : m_open)
            ids += id;
        return ids;
    }

    void answer(Id id, const WireReply& reply)
    {
        const Open entry = m_open.at(id);
        m_open.erase(id);
        entry.done(reply);
    }
    void ok(Id id, const QByteArray& body = "[]") { answer(id, { .status = 200, .body = body }); }

    std::function<void(const WireRequest&)> onStart; ///< at the moment a request leaves
    QList<WireRequest> started;
    QList<Id> aborted;
    int mostOpen = 0;

private:
    Id m_last = 0;
    std::map<Id, Open> m_open;
};

/// Hands out tokens when the test says so.
class FakeTokens final : public TokenSource
{
public:
    void fetch(Done done) override
    {
        ++fetches;
        m_done = std::move(done);
    }
    bool isWaiting() const { return static_cast<bool>(m_done); }
    void give(const QByteArray& value, qint64 lifetimeMs = 3'600'000)
    {
        const Done done = std::exchange(m_done, nullptr);
        done(AccessToken { value, lifetimeMs });
    }
    void refuse(const ApiError& error)
    {
        const Done done = std::exchange(m_done, nullptr);
        done(error);
    }

    int fetches = 0;

private:
    Done m_done;
};

} // namespace ic::test
