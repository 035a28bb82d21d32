#pragma once

#include "models/table/identityquery.h"

#include "base/clock.h"
#include "reading/identitylists.h"

#include <QDateTime>
#include <QHash>
#include <QObject>

#include <memory>
#include <optional>

namespace ic {

class Snapshot;

/// How many identities views have. Counting is asked for in the bulk lane, so that no click waits
/// for it, and without a single record. What was counted once is kept until somebody asks again.
/// Where a snapshot was taken a moment ago, it answers instead of the tenant.
class ViewCounts final : public QObject
{
    Q_OBJECT

public:
    struct Count
    {
        bool isAsked = false; ///< an answer is on its way
        std::optional<qint64> number = {}; ///< the newest that is known
        QDateTime asOf = {}; ///< of the number, UTC
        QString problem = {}; ///< one sentence why the last request gave none; empty if it did
        bool isOfSnapshot = false;
    };

    static constexpr qint64 YoungMs = 300'000; ///< a snapshot that answers instead of the tenant

    ViewCounts(ApiClient& client, const Clock& clock, QObject* parent = nullptr);

    Count of(const IdentityQuery& query) const;
    /// Asks the tenant, also what is counted already; nothing while the answer is on its way.
    void ask(const IdentityQuery& query);
    /// While off, only ask() counts.
    void setAutomatic(bool automatic);
    bool isAutomatic() const { return m_isAutomatic; }
    /// Counts what was neither counted nor asked for yet; `failed`: also what could not be counted.
    void askMissing(const QList<IdentityQuery>& queries, bool failed = false);
    /// Something was changed in the tenant: counts again, or forgets what is known. No snapshot of
    /// before answers any more.
    void renew(const QList<IdentityQuery>& queries);
    /// The newest one of the tenant, or null. What it can count of these, and nobody counted since,
    /// is counted in it at once, which costs no request.
    void setSnapshot(
        const std::shared_ptr<Snapshot>& snapshot, const QList<IdentityQuery>& queries);
    /// The list of the query told its total.
    void learn(const IdentityQuery& query, qint64 number);

signals:
    void changed();

private:
    struct Call
    {
        IdentityLists lists;
        IdentityLists::CallId id = 0;
    };

    void count(const IdentityQuery& query, const std::shared_ptr<Snapshot>& snapshot);
    /// The snapshot, if it can answer.
    std::shared_ptr<Snapshot> snapshotFor(const IdentityQuery& query) const;
    /// Waits for no answer any more.
    void drop(const QString& key);

    ApiClient& m_client;
    const Clock& m_clock;
    QHash<QString, Count> m_counts; ///< by members; the order of a list has no say in its length
    QHash<QString, Call> m_calls;
    std::shared_ptr<Snapshot> m_snapshot;
    std::optional<QDateTime> m_renewedAt;
    bool m_isAutomatic = true;
};

/// "Counted 5 min ago.", which is true of all of them: of those that have a number.
QString countAgeText(const QList<ViewCounts::Count>& counts, const QDateTime& now);

} // namespace ic
