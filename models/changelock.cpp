#include "models/changelock.h"

#include <algorithm>
#include <utility>

namespace ic {

namespace {
constexpr int CheckMs = 5000;
}

ChangeLock::ChangeLock(const Clock& clock, Kind kind, bool locked, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_kind(kind)
    , m_locked(locked || kind == Kind::Fixed)
    , m_fixedBecause(QStringLiteral("Read-only: the program was started with --read-only. Start it "
                                    "without to allow changes."))
{
    m_timer.setInterval(CheckMs);
    connect(&m_timer, &QTimer::timeout, this, &ChangeLock::check);
}

qint64 ChangeLock::idleMs() const
{
    return std::max(m_clock.monotonicMs() - m_sinceMs, m_since.msecsTo(m_clock.utcNow()));
}

QString ChangeLock::refusal() const
{
    if (!m_locked)
        return {};
    return m_kind == Kind::Fixed
        ? m_fixedBecause
        : QStringLiteral("Read-only. Use the lock in the tenant band to allow changes.");
}

int ChangeLock::minutesLeft() const
{
    if (m_locked || !m_closesByItself)
        return -1;
    return static_cast<int>(std::max<qint64>(0, RelockMs - idleMs() + 59'999) / 60'000);
}

void ChangeLock::lock()
{
    m_timer.stop();
    m_closesByItself = false;
    if (std::exchange(m_locked, true))
        return;
    emit changed();
}

void ChangeLock::unlock()
{
    if (!m_locked || m_kind == Kind::Fixed)
        return;
    m_locked = false;
    m_closesByItself = m_kind == Kind::Production;
    if (m_closesByItself) {
        noteChange();
        m_timer.start();
    }
    emit changed();
}

void ChangeLock::fix(const QString& refusal)
{
    m_kind = Kind::Fixed;
    m_fixedBecause = refusal;
    m_locked = false; // said even if it was locked: what opens it is another thing now
    lock();
}

void ChangeLock::noteChange()
{
    m_sinceMs = m_clock.monotonicMs();
    m_since = m_clock.utcNow();
    m_shownMinutes = minutesLeft();
}

void ChangeLock::check()
{
    if (m_locked || !m_closesByItself)
        return;
    if (idleMs() >= RelockMs)
        lock();
    else if (std::exchange(m_shownMinutes, minutesLeft()) != minutesLeft())
        emit changed();
}

} // namespace ic
