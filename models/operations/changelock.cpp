#include "models/operations/changelock.h"

#include <algorithm>
#include <utility>

namespace ic {

namespace {
constexpr int CheckMs = 5000;
}

ChangeLock::ChangeLock(const Clock& clock, Kind kind, bool locked, QObject* parent)
    : QObject(parent)
    , m_kind(kind)
    , m_locked(locked || kind == Kind::Fixed)
    , m_fixedBecause(tr("Read-only: the program was started with --read-only. Start it without to "
                        "allow changes."))
    , m_idle(clock)
{
    m_timer.setInterval(CheckMs);
    connect(&m_timer, &QTimer::timeout, this, &ChangeLock::check);
}

QString ChangeLock::refusal() const
{
    if (!m_locked)
        return {};
    return m_kind == Kind::Fixed
        ? m_fixedBecause
        : tr("Read-only. Use the lock in the tenant band to allow changes.");
}

int ChangeLock::minutesLeft() const
{
    if (m_locked || !m_closesByItself)
        return -1;
    return static_cast<int>(std::max<qint64>(0, RelockMs - m_idle.ms() + 59'999) / 60'000);
}

qint64 ChangeLock::closesAfterMs() const
{
    return m_kind != Kind::Free && (m_locked || m_closesByItself) ? RelockMs : 0;
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
        m_idle.restart();
        m_shownMinutes = minutesLeft();
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
    check(); // it may have left before a night, and be told of after it
    m_idle.restart();
    m_shownMinutes = minutesLeft();
}

void ChangeLock::check()
{
    if (m_locked || !m_closesByItself)
        return;
    if (m_idle.ms() >= RelockMs)
        lock();
    else if (std::exchange(m_shownMinutes, minutesLeft()) != minutesLeft())
        emit changed();
}

} // namespace ic
