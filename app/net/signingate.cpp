#include "net/signingate.h"

#include "net/retrypolicy.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ic {

namespace {

constexpr int PatientlyTried = 3; ///< attempts, then whoever can cope is told
constexpr int LongTried = 6; ///< about a minute, then everybody is
constexpr std::size_t MostTokensInAMinute = 6; ///< asked for, whatever comes of it
constexpr qint64 MinuteMs = 60'000;

/// Before attempt `failures` + 1, ms. A service that is down is asked ever more rarely: in the
/// first minute 6 times, then 3 times a minute.
qint64 backoffMs(int failures, double random)
{
    constexpr std::array FullMs { 500.0, 4'000.0, 10'000.0, 20'000.0 };
    const auto step = static_cast<std::size_t>(std::max(0, failures - 1));
    return static_cast<qint64>(FullMs.at(std::min(step, FullMs.size() - 1)) * (0.8 + 0.2 * random));
}

} // namespace

SignInGate::SignInGate(TokenSource& tokens, const Clock& clock, std::function<double()> random,
    bool waitsForSignIn, Events events)
    : m_tokens(tokens)
    , m_clock(clock)
    , m_random(std::move(random))
    , m_waitsForSignIn(waitsForSignIn)
    , m_events(std::move(events))
{
}

std::optional<QByteArray> SignInGate::token(qint64 now) const
{
    return m_token.isEmpty() || now >= m_endsAt ? std::nullopt : std::optional(m_token);
}

bool SignInGate::open(qint64 now)
{
    const bool wantsToken = m_token.isEmpty() || now >= m_renewAt;
    if (wantsToken && !m_isFetching && !m_refusal && now >= m_notBefore)
        fetch(now);
    return token(now).has_value();
}

void SignInGate::fetch(qint64 now)
{
    while (!m_askedAt.empty() && m_askedAt.front() + MinuteMs <= now)
        m_askedAt.pop_front();
    if (m_askedAt.size() >= MostTokensInAMinute) {
        m_notBefore = m_askedAt.front() + MinuteMs;
        return;
    }
    m_askedAt.push_back(now);
    m_isFetching = true;
    if (m_link != NetStatus::Link::Connected)
        m_link = NetStatus::Link::SigningIn;
    m_tokens.fetch([this](const Expected<AccessToken>& token) { onToken(token); });
}

std::optional<qint64> SignInGate::nextTry(qint64 now) const
{
    if (token(now))
        return now;
    return m_isFetching || m_refusal ? std::nullopt : std::optional(m_notBefore);
}

void SignInGate::onToken(const Expected<AccessToken>& token)
{
    const qint64 now = m_clock.monotonicMs();
    m_isFetching = false;
    if (std::exchange(m_isOutdated, false)) {
        m_notBefore = now;
        (void)open(now);
    } else if (token) {
        m_failures = 0;
        m_everOpened = true;
        // It was asked for before the refusal, and is as good as any.
        m_round += m_refusal ? 1 : 0;
        m_refusal.reset();
        const auto share
            = static_cast<qint64>(static_cast<double>(token->lifetimeMs) * RenewalShare);
        m_token = token->value;
        m_endsAt = now + token->lifetimeMs;
        m_renewAt = m_endsAt - std::min(share, LongestRenewalMs);
        m_link = NetStatus::Link::Connected;
    } else {
        onFailure(token.error(), now);
    }
    m_events.changed();
}

void SignInGate::onFailure(const ApiError& error, qint64 now)
{
    m_failures += 1;
    m_notBefore = now
        + std::max(backoffMs(m_failures, m_random()),
            std::min<qint64>(error.retryAfterSeconds * 1000LL, RetryPolicy::LongestRetryAfterMs));
    // The old token may still do while the next attempt is under way.
    const bool isUsable = token(now).has_value();
    if (error.isSignInRefused() && m_waitsForSignIn) {
        refuse(error);
        return;
    }
    if (isUsable)
        return;
    m_link = error.isSignInRefused() ? NetStatus::Link::SignInNeeded : NetStatus::Link::Offline;
    const int tried = error.isPassing() ? m_failures : LongTried;
    if (!error.isPassing())
        m_failures = 0;
    if (tried >= PatientlyTried)
        m_events.failed(error, !m_everOpened || tried >= LongTried);
}

void SignInGate::discard(const QByteArray& token)
{
    if (m_token == token)
        m_token.clear();
}

void SignInGate::refuse(const ApiError& error)
{
    m_link = NetStatus::Link::SignInNeeded;
    if (!m_waitsForSignIn)
        return;
    const bool isFirst = !m_refusal;
    m_refusal = error;
    if (isFirst)
        m_events.refused(error);
}

void SignInGate::signInAgain()
{
    const qint64 now = m_clock.monotonicMs();
    m_refusal.reset();
    m_round += 1;
    m_token.clear();
    m_failures = 0;
    m_askedAt.clear();
    m_notBefore = now;
    m_isOutdated = m_isFetching;
    m_link = NetStatus::Link::SigningIn;
    (void)open(now); // also where nothing waits: jobs wait for the news that somebody is signed in
}

/// The tenant may answer what left before the sign-in failed: that says nothing of what comes next.
NetStatus::Link SignInGate::link(qint64 now) const
{
    if (m_refusal)
        return NetStatus::Link::SignInNeeded;
    return m_failures > 0 && !token(now) ? NetStatus::Link::Offline : m_link;
}

void SignInGate::noteAnswer(bool isTenants)
{
    m_link = isTenants ? NetStatus::Link::Connected : NetStatus::Link::Offline;
}

} // namespace ic
