#pragma once

#include "api/apiclient.h"
#include "base/clock.h"

#include <QObject>

#include <optional>

namespace ic {

/// When a job goes on that has met a tenant in trouble. First it reads until the tenant answers as
/// ISC does, at intervals of 2 s growing to 30 s. Where changes fail while reads work, it then lets
/// one change at a time try, at intervals growing to 5 minutes, until one is accepted.
class Recovery final : public QObject
{
    Q_OBJECT

public:
    enum class Sign {
        Unreachable, ///< nobody was there: once a read is answered, all is well
        ReadFailed, ///< the same, and the first read is due at once
        ChangeFailed, ///< only a change that is accepted shows that all is well
        Doubt, ///< ISC says "not found", and it was not seen to serve anything lately
    };

    enum class Answer {
        Judged, ///< ISC accepted the change, or refused it for its own sake
        Other, ///< it came, and says nothing of the change
        Missing, ///< nobody was there
        Bad, ///< none, or one that nobody can rely on
        Doubtful, ///< "not found", of a tenant that was not seen to serve anybody lately
    };

    Recovery(ApiClient& client, const Clock& clock, QObject* parent);

    void begin(const ApiError& reason, Sign sign);
    /// What `answer` to a change shows; `error` unless it was accepted. `wasTrial`: the change left
    /// alone, to see whether changes are accepted again.
    void note(Answer answer, const ApiError& error, bool wasTrial);
    /// A read got no answer although the tenant can be reached.
    void noteLostRead(const ApiError& error);
    void noteUnreachable(const ApiError& error) { begin(error, Sign::Unreachable); }
    /// ISC answered a read about an identity.
    void noteServed() { m_servedAt = m_clock.monotonicMs(); }
    /// The person does not want to wait: the next attempt is due now.
    void hurry();
    void stop();

    /// Whether nothing may be sent at the moment.
    bool isWaiting() const;
    /// Whether the tenant is being asked whether it is there: reads are not worth sending, either.
    bool isReading() const { return m_isReading; }
    /// Whether changes leave one by one, until one is accepted.
    bool isOnTrial() const { return m_trialAt >= 0; }
    /// Whether ISC served identities within the last 30 s: then its "not found" can be believed.
    bool wasServedLately() const;
    /// Why the job stands; nullopt = it does not, as far as a person should know.
    const std::optional<ApiError>& reason() const { return m_reason; }
    /// Until the next attempt, ms; 0 while one is under way.
    qint64 waitMs() const;

    void pump();
    qint64 nextWake() const;

signals:
    /// nextWake() or isWaiting() is another one.
    void changed();
    void signInNeeded(const ic::ApiError& error);

private:
    void noteJudged();
    void onAnswer(const std::optional<ApiError>& error);

    ApiClient& m_client;
    const Clock& m_clock;
    std::optional<ApiError> m_reason;
    bool m_isReading = false;
    qint64 m_intervalMs = 0;
    qint64 m_readAt = 0;
    ApiClient::CallId m_call = 0;
    qint64 m_trialAt = -1; ///< when a single change may leave; -1 = no trial is needed
    qint64 m_trialIntervalMs = 0; ///< until the trial after the next
    int m_badStreak = 0; ///< requests in a row without a usable answer
    int m_accepted = 0; ///< changes in a row since the last trial began
    qint64 m_servedAt = -1;
};

} // namespace ic
