// Whether anything may leave at all: tokens, signing in again, and the refusal of changes.

#include "net/retrypolicy.h"
#include "net/schedulerentry.h"

#include <QThread>

#include <algorithm>

namespace ic {

namespace {

constexpr int MostTokenFailures = 3;

} // namespace

bool Scheduler::ensureToken(qint64 now)
{
    if (!m_fetchingToken && !m_heldForSignIn && m_keeper.wantsRenewal(now)
        && now >= m_tokenNotBefore) {
        m_fetchingToken = true;
        if (m_link != NetStatus::Link::Connected)
            m_link = NetStatus::Link::SigningIn;
        m_tokens.fetch([this](const Expected<AccessToken>& token) { onToken(token); });
    }
    return m_keeper.usable(now).has_value();
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
        m_keeper.store(*token, now);
        m_link = NetStatus::Link::Connected;
        wakeSoon();
        return;
    }
    const ApiError error = token.error();
    m_tokenFailures += 1;
    const bool refused = error.isSignInRefused();
    m_link = refused ? NetStatus::Link::SignInNeeded : NetStatus::Link::Offline;
    m_tokenNotBefore = now + RetryPolicy::backoffMs(Lane::Interactive, m_tokenFailures, m_random());
    // The old token may still do while the next attempt is under way.
    const bool tryAgain = error.isPassing() && m_tokenFailures < MostTokenFailures;
    if (!tryAgain && !m_keeper.usable(now)) {
        m_tokenFailures = 0;
        m_tokenNotBefore = now;
        if (refused && m_options.waitForSignIn)
            holdForSignIn(error);
        else
            failAllWaiting(error);
    }
    wakeSoon();
}

void Scheduler::failAllWaiting(const ApiError& error)
{
    for (auto* queue : { &m_interactive, &m_bulk }) {
        const std::deque<EntryPtr> waiting = std::exchange(*queue, {});
        for (const EntryPtr& entry : waiting) {
            ApiError own = error;
            own.operation = entry->request.operation;
            settle(entry, own);
        }
    }
}

/// Whoever announces its requests is told: it has a state of its own for that. Everybody else
/// waits, and goes on as if nothing had happened once somebody has signed in.
void Scheduler::holdForSignIn(const ApiError& error)
{
    const bool first = !m_heldForSignIn;
    m_heldForSignIn = true;
    m_statusAt = -1000; // said at once: nothing else may happen that would say it
    for (auto* queue : { &m_interactive, &m_bulk }) {
        for (const EntryPtr& entry : std::exchange(*queue, {}))
            keepForSignIn(entry, error);
    }
    if (first)
        emit signInRefused(error);
}

void Scheduler::keepForSignIn(const EntryPtr& entry, const ApiError& error)
{
    if (!entry->turn) {
        entry->triedNewToken = false;
        (entry->request.lane == Lane::Interactive ? m_interactive : m_bulk).push_back(entry);
        return;
    }
    ApiError own = error;
    own.operation = entry->request.operation;
    settle(entry, own);
}

void Scheduler::signInAgain()
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_heldForSignIn = false;
    m_keeper = TokenKeeper();
    m_tokenFailures = 0;
    m_tokenNotBefore = m_clock.monotonicMs();
    m_fetchAgain = m_fetchingToken;
    m_link = NetStatus::Link::SigningIn;
    m_statusAt = -1000; // said at once, not with the next gauge
    // Also where nothing waits here: jobs wait for the news that somebody is signed in.
    (void)ensureToken(m_tokenNotBefore);
    wakeSoon();
}

void Scheduler::setReadOnly(bool readOnly)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_options.readOnly = readOnly;
    wakeSoon();
}

void Scheduler::endPermit(quint64 flow)
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_permits.remove(flow);
}

bool Scheduler::mayLeave(const Entry& entry) const
{
    return !m_options.readOnly || entry.request.repeat != Repeat::Never
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
