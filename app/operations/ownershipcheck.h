#pragma once

#include "api/apiclient.h"
#include "api/ownership.h"
#include "base/ids.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <map>

namespace ic {

/// Asks for many identities which objects they own, in the bulk lane and a few at a time. Answers
/// stay until the identity is asked about again; what failed can be asked again.
class OwnershipCheck final : public QObject
{
    Q_OBJECT

public:
    enum class Finding {
        Waiting, ///< no answer yet
        Free, ///< owns nothing that blocks a deletion
        NotStated, ///< the tenant said OK and gave no list, as it does for uncorrelated ones
        Owns,
        Gone, ///< the tenant no longer knows the identity
        Failed, ///< not checked
    };
    struct Entry
    {
        Finding finding = Finding::Waiting;
        OwnershipDetails details = {}; ///< of Owns
        ApiError error = {}; ///< of Failed
    };

    static constexpr int MostOutstanding = 16;

    explicit OwnershipCheck(ApiClient& client, QObject* parent = nullptr);
    ~OwnershipCheck() override;

    /// Asks about these, also if they are known. Nothing is emitted from inside it.
    void check(const QList<IdentityId>& ids);
    void retryFailed();
    /// Asks for nothing more; who has no answer stays Waiting.
    void stop();

    bool isRunning() const { return !m_queue.isEmpty() || !m_calls.empty(); }
    int total() const { return static_cast<int>(m_entries.size()); }
    int checked() const { return m_checked; }
    Entry entry(const IdentityId& id) const { return m_entries.value(id); }
    QList<IdentityId> idsWith(Finding finding) const;

signals:
    void progress();
    /// Everything asked about is answered or failed.
    void finished();

private:
    void askMore();
    void onAnswer(const IdentityId& id, const Expected<OwnershipDetails>& answer);

    ApiClient& m_client;
    QList<IdentityId> m_order;
    QHash<IdentityId, Entry> m_entries;
    QList<IdentityId> m_queue; ///< the next one is the last
    std::map<IdentityId, ApiClient::CallId> m_calls;
    int m_checked = 0;
};

} // namespace ic
