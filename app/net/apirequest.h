#pragma once

#include "base/apierror.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QPair>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace ic {

enum class Verb {
    Get,
    Post,
    Delete,
};

/// Who waits for the answer. Interactive requests never wait behind bulk ones.
enum class Lane {
    Interactive,
    Bulk,
};

/// Whether the same request may leave more than once. Only reads may: none of the API's POSTs and
/// not its DELETE is documented as idempotent.
enum class Repeat {
    Safe,
    Never,
};

/// What the API documents as the answer to a change that it accepts.
struct Acceptance
{
    enum class Body {
        Empty,
        Object, ///< a JSON object
    };

    int status = 0;
    Body body = Body::Empty;

    bool operator==(const Acceptance&) const = default;
};

/// One request to the API as a value: pure data, comparable, rebuildable from a journal row.
/// The API version and the base URL are joined to it in one place, ApiBase::urlFor().
struct ApiRequest
{
    Verb verb = Verb::Get;
    QStringList path = {}; ///< raw segments after the version; each is percent-encoded on its own
    QList<QPair<QString, QString>> query = {}; ///< raw names and values, encoded once when joined
    std::optional<QByteArray> body = {}; ///< JSON; nullopt = no body
    Repeat repeat = Repeat::Safe;
    /// Of a change: what proves that it was accepted. nullopt: any 2xx but a web page.
    std::optional<Acceptance> accepted = {};
    Lane lane = Lane::Interactive;
    /// In the bulk lane: the long run it belongs to. Runs take turns, whoever asked first.
    quint64 flow = 0;
    /// The operation has a limit of its own, such as once per 10 s for an identity: 429 then means
    /// this request and holds up no other.
    bool ownLimit = false;
    QString operation = {}; ///< title for errors and logs, e.g. "List identities"
    QString neededRight = {}; ///< named when the tenant answers 403

    bool operator==(const ApiRequest&) const = default;
};

/// Whether every segment names something: none is empty, "." or "..", which would make the request
/// one for another thing.
bool isWholePath(const QStringList& path);

/// A complete answer with a 2xx status. Everything else becomes an ApiError before it gets here.
struct ApiResponse
{
    int status = 0;
    QByteArray body = {};
    QByteArray contentType = {};
    QString trackingId = {}; ///< for the tenant's support; empty where it gave none
    std::optional<qint64> totalCount = {}; ///< X-Total-Count, only when it was asked for
};

/// Looks at a 2xx answer on the network thread: what is wrong with it, if it is not what the API
/// describes. A read is then repeated like one that got no answer; for a change it makes no
/// difference: what was done is done.
using AnswerCheck = std::function<std::optional<ApiError>(const ApiResponse&)>;

} // namespace ic

Q_DECLARE_METATYPE(ic::ApiRequest)
Q_DECLARE_METATYPE(ic::ApiResponse)
