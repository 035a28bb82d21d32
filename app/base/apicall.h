#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace ic {

/// One request as the API log shows it: what left, and what became of it. Holds no secrets: no
/// headers, no body of a sign-in, and registered secrets are replaced wherever they stand.
struct ApiCall
{
    enum class State {
        UnderWay,
        Answered, ///< `status` tells
        NotSent, ///< `problem` tells why
        Failed, ///< no whole answer came; `problem` tells
        Abandoned, ///< nobody waits for the answer any more; what was sent may be done
    };

    quint64 request = 0; ///< the same for all attempts of one request; never 0
    int attempt = 1;
    State state = State::UnderWay;
    QDateTime at = {}; ///< UTC, when it left
    QByteArray method = {}; ///< e.g. "GET"
    QString url = {}; ///< encoded, whole
    QByteArray body = {}; ///< JSON; empty if there was none
    bool bulk = false; ///< its lane
    int status = 0; ///< of HTTP
    int retryAfterSeconds = 0; ///< of a 429 that named it
    qint64 ms = 0; ///< from leaving to the whole answer
    QString problem = {}; ///< one sentence
    QString trackingId = {};

    bool operator==(const ApiCall&) const = default;
};

} // namespace ic

Q_DECLARE_METATYPE(ic::ApiCall)
