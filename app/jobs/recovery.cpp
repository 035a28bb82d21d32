#include "jobs/recovery.h"

#include "api/identity.h"

#include <algorithm>

namespace ic {

namespace {

constexpr qint64 FirstReadMs = 2000;
constexpr qint64 LongestReadMs = 30'000;
constexpr qint64 FirstTrialMs = 15'000; ///< after a trial that came at once
constexpr qint64 LongestTrialMs = 300'000;
constexpr int HealthyAfter = 20; ///< accepted changes: then the next trouble is a new one
constexpr qint64 ServedForMs = 30'000;
constexpr int MostBadAnswers = 4; ///< in a row, before the tenant is asked

/// Whether ISC itself answered, if only with a refusal.
bool isIscs(const ApiError& error)
{
    return error.kind == ApiError::Kind::Forbidden || error.kind == ApiError::Kind::BadRequest;
}

} // namespace

Recovery::Recovery(ApiClient& client, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
{
}

void Recovery::begin(const ApiError& reason, Sign sign)
{
    const qint64 now = m_clock.monotonicMs();
    m_badStreak = 0;
    if (sign == Sign::ChangeFailed) {
        m_trialAt = now + m_trialIntervalMs;
        m_trialIntervalMs = std::clamp(m_trialIntervalMs * 4, FirstTrialMs, LongestTrialMs);
        m_accepted = 0;
    }
    if (sign != Sign::Doubt)
        m_reason = reason;
    if (m_isReading)
        return;
    m_isReading = true;
    m_intervalMs = FirstReadMs;
    m_readAt = sign == Sign::Unreachable ? now + m_intervalMs : now;
    emit changed();
}

void Recovery::note(Answer answer, const ApiError& error, bool wasTrial)
{
    switch (answer) {
    case Answer::Judged:
        noteJudged();
        return;
    case Answer::Other:
        m_badStreak = 0;
        return;
    case Answer::Missing:
        begin(error, Sign::Unreachable);
        return;
    case Answer::Bad: {
        // What left before the trial began says nothing new.
        if (isOnTrial() && !wasTrial)
            return;
        // Whatever comes next would end the same way, at once if somebody else answers for ISC.
        const bool isOthers = error.httpStatus != 0 && error.httpStatus < 500;
        if (++m_badStreak >= MostBadAnswers || wasTrial || isOthers)
            begin(error, Sign::ChangeFailed);
        return;
    }
    case Answer::Doubtful:
        noteJudged();
        begin(error, Sign::Doubt);
        return;
    }
}

void Recovery::noteLostRead(const ApiError& error)
{
    if (++m_badStreak >= MostBadAnswers)
        begin(error, Sign::ReadFailed);
}

void Recovery::noteJudged()
{
    m_badStreak = 0;
    if (++m_accepted >= HealthyAfter)
        m_trialIntervalMs = 0;
    if (m_reason || isOnTrial())
        stop();
}

void Recovery::hurry()
{
    m_badStreak = 0;
    const qint64 now = m_clock.monotonicMs();
    m_readAt = std::min(m_readAt, now);
    if (isOnTrial())
        m_trialAt = std::min(m_trialAt, now);
    emit changed();
}

void Recovery::stop()
{
    m_reason.reset();
    m_isReading = false;
    m_trialAt = -1;
    if (m_call != 0)
        m_client.cancel(m_call);
    m_call = 0;
    emit changed();
}

bool Recovery::isWaiting() const
{
    return m_isReading || m_trialAt > m_clock.monotonicMs();
}

bool Recovery::wasServedLately() const
{
    return m_servedAt >= 0 && m_clock.monotonicMs() - m_servedAt <= ServedForMs;
}

qint64 Recovery::waitMs() const
{
    if (m_call != 0)
        return 0;
    return std::max<qint64>(0, (m_isReading ? m_readAt : m_trialAt) - m_clock.monotonicMs());
}

qint64 Recovery::nextWake() const
{
    if (m_isReading)
        return m_call != 0 ? -1 : m_readAt;
    return m_trialAt > m_clock.monotonicMs() ? m_trialAt : -1;
}

void Recovery::pump()
{
    if (!m_isReading || m_call != 0 || m_clock.monotonicMs() < m_readAt)
        return;
    m_call = m_client.send(ListIdentities { .sorters = { QStringLiteral("name") }, .limit = 1 },
        this, [this](const Expected<IdentityPage>& page) {
            m_call = 0;
            onAnswer(page ? std::nullopt : std::optional(page.error()));
        });
}

void Recovery::onAnswer(const std::optional<ApiError>& error)
{
    if (error && !isIscs(*error) && !error->isSignInRefused()) {
        m_reason = *error;
        m_intervalMs = std::min(LongestReadMs, m_intervalMs * 3 / 2);
        m_readAt = m_clock.monotonicMs() + m_intervalMs;
        emit changed();
        return;
    }
    m_isReading = false;
    if (!isOnTrial())
        m_reason.reset();
    if (error && error->isSignInRefused()) {
        emit signInNeeded(*error);
        return;
    }
    noteServed();
    emit changed();
}

} // namespace ic
