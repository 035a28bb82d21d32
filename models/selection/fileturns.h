#pragma once

#include <QObject>
#include <QThreadPool>

#include <memory>

namespace ic {

/// Work on files of one owner, one after the other on a thread that may wait. What is begun is done
/// to its end, also when the owner goes: nothing that was to be kept is lost.
class FileTurns
{
public:
    FileTurns() { m_pool.setMaxThreadCount(1); }
    ~FileTurns() { finish(); }
    Q_DISABLE_COPY_MOVE(FileTurns)

    /// `work()` there, then `done(result)` on the thread of `owner`, which owns this object.
    /// Freeing what the work held is left to its thread.
    template <class Work, class Done> void take(QObject* owner, Work work, Done done)
    {
        m_pool.start([owner, work = std::move(work), done = std::move(done)]() mutable {
            auto result = std::make_shared<decltype(work())>(work());
            QMetaObject::invokeMethod(
                owner, [result, done = std::move(done)]() mutable { done(*result); },
                Qt::QueuedConnection);
        });
    }
    /// Waits until all of it is done.
    void finish() { m_pool.waitForDone(); }

private:
    QThreadPool m_pool;
};

} // namespace ic
