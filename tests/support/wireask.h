#pragma once

#include "net/qnamtransport.h"
#include "net/wireerror.h"

#include <QEventLoop>
#include <QTimer>

#include <optional>

namespace ic::test {

inline WireRequest wireRead(const QString& address, Lane lane = Lane::Interactive)
{
    return { .url = QUrl(address + QStringLiteral("/v2024/identities")),
        .headers = { { "Authorization", "Bearer t0p-secret-token" } },
        .lane = lane };
}

inline WireRequest wireChange(const QString& address, Lane lane = Lane::Interactive)
{
    return { .verb = Verb::Post,
        .url = QUrl(address + QStringLiteral("/v2024/identities/1/reset")),
        .headers = { { "Authorization", "Bearer t0p-secret-token" } },
        .body = "{}",
        .lane = lane };
}

/// As the credentials send it: the secret is in the body.
inline WireRequest wireSignIn(const QString& address)
{
    return { .verb = Verb::Post,
        .url = QUrl(address + QStringLiteral("/oauth/token")),
        .headers = { { "Content-Type", "application/x-www-form-urlencoded" } },
        .body = "grant_type=client_credentials&client_id=i&client_secret=t0p-secret-body" };
}

/// Sends and waits. A reply of status -1: none came within 10 s, and the request was withdrawn.
inline WireReply wireAsk(QnamTransport& transport, const WireRequest& request)
{
    // A loop of its own: qWaitFor() sleeps between looks, and what a server sends piles up.
    QEventLoop loop;
    std::optional<WireReply> answer;
    const auto id = transport.start(request, [&](const WireReply& reply) {
        answer = reply;
        loop.quit();
    });
    QTimer::singleShot(10'000, &loop, &QEventLoop::quit);
    loop.exec();
    if (!answer)
        transport.abort(id);
    return answer.value_or(WireReply { .status = -1 });
}

/// What a person would be told.
inline ApiError wireErrorOf(const WireRequest& request, const WireReply& reply)
{
    const bool change = request.verb != Verb::Get && !request.url.path().endsWith(u"/token");
    const ApiRequest asked { .verb = request.verb,
        .path = { QStringLiteral("identities") },
        .repeat = change ? Repeat::Never : Repeat::Safe,
        .operation = QStringLiteral("List identities") };
    return errorFor(asked, reply, request.url.host());
}

} // namespace ic::test
