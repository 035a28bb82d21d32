#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

namespace ic {

/// Whether a connection may change anything. The window shows it and asks before it opens; the
/// network layer is told of every change and refuses what the lock forbids.
///
/// A production tenant that was unlocked by hand locks itself again after a while without a change;
/// nothing of it is remembered.
class ChangeLock final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 RelockMs = 30 * 60'000;

    enum class Kind {
        Free, ///< opens at once and stays open
        Production, ///< the person is asked, and it closes again by itself
        Fixed, ///< cannot be opened: the program was started read-only, or see fix()
    };

    /// `locked`: how it begins; a Fixed one always is.
    ChangeLock(const Clock& clock, Kind kind, bool locked, QObject* parent = nullptr);

    Kind kind() const { return m_kind; }
    bool isLocked() const { return m_locked; }
    /// Why nothing can be changed, as one sentence; empty while changes are allowed.
    QString refusal() const;
    /// Minutes until it closes by itself, rounded up; -1 = it does not.
    int minutesLeft() const;
    /// For how long without a change it stays open, and what may go on after it was closed; 0 =
    /// for ever.
    qint64 closesAfterMs() const;

    void lock();
    /// Does nothing if it is fixed.
    void unlock();
    /// Locks it for good. `refusal`: why, and what to do, as one text.
    void fix(const QString& refusal);
    /// A change has left: the time begins anew, unless it was over before.
    void noteChange();
    /// Closes it if its time is over. Called by its timer; by tests after turning the clock.
    void check();

signals:
    void changed();

private:
    Kind m_kind;
    bool m_locked;
    QString m_fixedBecause;
    bool m_closesByItself = false;
    int m_shownMinutes = -1;
    IdleTime m_idle;
    QTimer m_timer;
};

} // namespace ic
