#pragma once

#include "reading/latest.h"

#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

namespace ic {

/// Lets go of what holds very many records where nobody waits for it: freeing a million takes its
/// time. Whoever shares it has to do the same.
template <class T> void letGoElsewhere(T records)
{
    QThreadPool::globalInstance()->start([records = std::move(records)] {});
}

/// Work that would hold up the window, on a thread of its own, with a Result that is taken over
/// when it is there. Work that is given up is waited for, and its result never comes.
template <class Result> class Background
{
public:
    Background() = default;
    ~Background() { cancel(); }
    Q_DISABLE_COPY_MOVE(Background)

    /// Runs `work(stop)`, which should end early once `stop` is true, and then `done(Result&)` on
    /// the thread of `context`, which owns this. What runs already is given up.
    template <class Work, class Done> void start(QObject* context, Work work, Done done)
    {
        cancel();
        m_stop = false;
        m_thread.reset(
            QThread::create([this, work = std::move(work)] { m_result.emplace(work(m_stop)); }));
        // A thread that was given up may report after the next one has begun.
        QObject::connect(m_thread.get(), &QThread::finished, context,
            [onEnd = m_latest.only([this, done = std::move(done)] {
                m_thread->wait();
                Result result = std::move(*m_result);
                cancel();
                done(result);
            })] { onEnd(); });
        m_thread->start();
    }

    void cancel()
    {
        m_latest.renew();
        m_stop = true;
        if (m_thread)
            m_thread->wait();
        m_thread.reset();
        m_result.reset();
    }

private:
    Latest m_latest;
    std::atomic_bool m_stop = false;
    std::optional<Result> m_result;
    std::unique_ptr<QThread> m_thread;
};

} // namespace ic
