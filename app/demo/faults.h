#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QRandomGenerator>
#include <QString>

#include <optional>

namespace ic::demo {

/// What may go wrong with one request.
enum class FaultKind {
    RateLimited, ///< 429, nothing done
    ServerFault, ///< 5xx, nothing done
    HtmlError, ///< an HTML page (502 unless planned otherwise), nothing done
    NoBody, ///< a status and nothing else, nothing done
    DropBefore, ///< connection closed, nothing done
    DropAfter, ///< done, then the connection closed without an answer
    DropMidBody, ///< done, then the connection closed in the middle of the answer
    TruncatedJson, ///< done; the answer is whole HTTP, its JSON stops in the middle
    WrongJson, ///< done; the answer is valid JSON of another shape
};

/// Faults by chance, all off. Percentages are 0 … 100, of the requests to the API.
struct Faults
{
    int latencyMs = 0; ///< every answer is this late
    int jitterMs = 0; ///< and up to this much later
    int rateLimited = 0;
    int serverFault = 0;
    int dropBefore = 0;
    int dropAfter = 0;
    int dropMidBody = 0;
    int truncatedJson = 0;
    int wrongJson = 0;
    int htmlError = 0;
    quint32 seed = 1; ///< the same seed gives the same sequence
};

/// One fault; as a plan of tests, for the next requests that fit.
struct PlannedFault
{
    FaultKind kind = FaultKind::ServerFault;
    int count = 1; ///< how many requests
    /// Part of the path, version included; empty: any, the token endpoint too.
    QString pathContains = {};
    QByteArray verb = {}; ///< empty: any
    int status = 0; ///< of a ServerFault (503 if it is 0), HtmlError (502), or NoBody (404)
    QString text = {}; ///< of a ServerFault, in place of what the tenant says of its own
    int retryAfterSeconds = 1; ///< of RateLimited
};

/// Decides about every request. Thread-safe: tests change it while the server runs.
class FaultPlan
{
public:
    struct Verdict
    {
        std::optional<PlannedFault> fault; ///< its status is never 0
        int delayMs = 0;
    };

    void set(const Faults& faults);
    /// Planned faults come before those by chance, in the order they were added.
    void add(const PlannedFault& fault);
    void clearPlanned();
    Verdict decide(const QByteArray& verb, const QString& path);

private:
    mutable QMutex m_mutex;
    Faults m_faults;
    QList<PlannedFault> m_planned;
    QRandomGenerator m_random { 1u };
};

} // namespace ic::demo
