// Whether anything may leave at all: tokens, signing in again, and the refusal of changes.

#include "net/retrypolicy.h"
#include "net/schedulerentry.h"

#include <QThread>

#include <algorithm>
#include <array>

namespace ic {

namespace {

constexpr int PatientlyTried = 3; ///< attempts, then whoever can cope is told
constexpr int LongTried = 6; ///< about a minute, then everybody is
constexpr std::size_t MostTokensInAMinute = 6; ///< asked for, whatever comes of it
constexpr qint64 MinuteMs = 60'000;

/// Before attempt `failures` + 1, ms. A service that is down is asked ever more rarely: in the
/// first minute 6 times, then 3 times a minute.
qint64 tokenBackoffMs(int failures, double random)
{
    constexpr std::array FullMs { 500.0, 4'000.0, 10'000.0, 20'000.0 };
    const auto step = static_cast<std::size_t>(std::max(0, failures - 1));
    return static_cast<qint64>(FullMs.at(std::min(step, FullMs.size() - 1)) * (0.8 + 0.2 * random));
}

} // namespace

bool Scheduler::ensureToken(qint64 now)
{
    const bool usable = m_keeper.usable(now).has_value();
    if (m_signInRefusal && !usable)
        holdForSignIn();
    if (!m_fetchingToken && !m_signInRefusal && m_keeper.wantsRenewal(now)
        && now >= m_tokenNotBefore) {
        while (!m_tokensAskedAt.empty() && m_tokensAskedAt.front() + MinuteMs <= now)
            m_tokensAskedAt.pop_front();
        if (m_tokensAskedAt.size() >= MostTokensInAMinute) {
            m_tokenNotBefore = m_tokensAskedAt.front() + MinuteMs;
            return usable;
        }
        m_tokensAskedAt.push_back(now);
        m_fetchingToken = true;
        if (m_link != NetStatus::Link::Connected)
            m_link = NetStatus::Link::SigningIn;
        m_tokens.fetch([this](const Expected<AccessToken>& token) { onToken(token); });
    }
    return usable;
}

void Scheduler::onToken(const Expected<AccessToken>& token)
{
    const qint64 now = m_clock.monotonicMs();
    m_fetchingToken = false;
    if (m_fetchAgain) {
        // It was asked for with credentials that have been replaced meanwhile.
        m_fetchAgain = false;
        m_tokenNotBefore = now;
        (void)ensureToken(now);
        return;
    }
    if (token) {
        m_tokenFailures = 0;
        m_everSignedIn = true;
        m_signInRefusal.reset(); // it was asked for before, and is as good as any
        m_keeper.store(*token, now);
        m_link = NetStatus::Link::Connected;
        wakeSoon();
        return;
    }
    const ApiError error = token.error();
    m_tokenFailures += 1;
    m_tokenNotBefore = now
        + std::max<qint64>(tokenBackoffMs(m_tokenFailures, m_random()),
            std::min<qint64>(error.retryAfterSeconds * 1000LL, RetryPolicy::LongestRetryAfterMs));
    // The old token may still do while the next attempt is under way.
    if (!m_keeper.usable(now)) {
        m_link = error.isSignInRefused() ? NetStatus::Link::SignInNeeded : NetStatus::Link::Offline;
    }
    if (error.isSignInRefused() && m_options.waitForSignIn) {
        refuseSignIn(error);
    } else if (!m_keeper.usable(now)) {
        if (!error.isPassing())
            m_tokenFailures = 0;
        failWaiting(error);
    }
    wakeSoon();
}

/// Whoever asked is told that there is no token. Long reads, such as those of an export, are told
/// last: what they have is lost with them.
void Scheduler::failWaiting(const ApiError& error)
{
    const int tried = error.isPassing() ? m_tokenFailures : LongTried;
    settleWaiting(error, [this, tried](const Entry& entry) {
        const bool patient = m_everSignedIn && entry.request.lane == Lane::Bulk && !entry.turn;
        return tried >= (patient ? LongTried : PatientlyTried);
    });
}

void Scheduler::settleWaiting(
    const ApiError& error, const std::function<bool(const Entry&)>& isMeant)
{
    std::vector<EntryPtr> meant;
    for (auto* queue : { &m_interactive, &m_bulk }) {
        for (const EntryPtr& entry : *queue) {
            if (isMeant(*entry))
                meant.push_back(entry);
        }
        std::erase_if(*queue, [&isMeant](const EntryPtr& entry) { return isMeant(*entry); });
    }
    for (const EntryPtr& entry : meant) {
        ApiError own = error;
        own.operation = entry->request.operation;
        settle(entry, own);
    }
}

void Scheduler::refuseSignIn(const ApiError& error)
{
    const bool first = !m_signInRefusal;
    m_signInRefusal = error;
    m_statusAt = -1000; // said at once: nothing else may happen that would say it
    if (!m_keeper.usable(m_clock.monotonicMs()))
        holdForSignIn();
    if (first)
        emit signInRefused(error);
}

/// Whoever announces its requests is told: it has a state of its own for that. Everybody else
/// waits, and goes on as if nothing had happened once somebody has signed in.
void Scheduler::holdForSignIn()
{
    for (auto* queue : { &m_interactive, &m_bulk }) {
        for (const EntryPtr& entry : *queue)
            entry->triedNewToken = false;
    }
    settleWaiting(*m_signInRefusal, [](const Entry& entry) { return entry.turn.has_value(); });
}

void Scheduler::signInAgain()
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_signInRefusal.reset();
    m_keeper = TokenKeeper();
    m_tokenFailures = 0;
    m_tokensAskedAt.clear();
    m_tokenNotBefore = m_clock.monotonicMs();
    m_fetchAgain = m_fetchingToken;
    m_link = NetStatus::Link::SigningIn;
    m_statusAt = -1000; // said at once, not with the next gauge
    // Also where nothing waits here: jobs wait for the news that somebody is signed in.
    (void)ensureToken(m_tokenNotBefore);
    wakeSoon();
}

void Scheduler::setReadOnly(bool readOnly, qint64 closesAfterMs)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (!readOnly && (isReadOnly() || m_closesAfterMs == 0))
        m_unchanged.restart();
    m_options.readOnly = readOnly;
    m_closesAfterMs = closesAfterMs;
    wakeSoon();
}

void Scheduler::endPermit(quint64 flow)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_permits.remove(flow);
}

/// Decided where changes leave: after a night of sleep nobody else may have looked at the clock
/// yet.
bool Scheduler::isReadOnly()
{
    if (m_closesAfterMs > 0 && m_unchanged.ms() >= m_closesAfterMs) {
        m_options.readOnly = true;
        m_permits.clear(); // whatever ran has stood still for as long
    }
    return m_options.readOnly;
}

bool Scheduler::mayLeave(const Entry& entry)
{
    return entry.request.repeat != Repeat::Never || !isReadOnly()
        || m_permits.contains(entry.request.flow);
}

bool Scheduler::refuseChange()
{
    for (auto* queue : { &m_interactive, &m_bulk }) {
        const auto change = std::find_if(queue->begin(), queue->end(),
            [this](const EntryPtr& entry) { return !mayLeave(*entry); });
        if (change == queue->end())
            continue;
        const EntryPtr entry = *change;
        queue->erase(change);
        settle(entry,
            ApiError { .kind = ApiError::Kind::ReadOnly,
                .operation = entry->request.operation,
                .host = m_base.displayHost() });
        return true;
    }
    return false;
}

} // namespace ic
