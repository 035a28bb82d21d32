#pragma once

#include "jobs/journalreader.h"
#include "reading/latest.h"

#include <QThread>

namespace ic {

/// The journal as the window reads it: questions are answered one after the other on a thread of
/// their own, so that nobody waits for the disk. The file is opened with the first question, and
/// again with each that meets none.
class BackgroundJournal final
{
public:
    explicit BackgroundJournal(const QString& path);
    /// No answer comes any more. Waits for what is being read, which `stop` ends early.
    ~BackgroundJournal();
    Q_DISABLE_COPY_MOVE(BackgroundJournal)

    /// Runs `read(reader, stop)` there, and `answer` with what it returns, an Expected, here.
    template <class Read, class Answer> void ask(Read read, Answer answer)
    {
        using Result = std::invoke_result_t<Read, const JournalReader&, const std::atomic_bool&>;
        post([this, stop = m_stop, read = std::move(read),
                 answer = m_latest.only(std::move(answer))](const auto& opened) {
            if (*stop)
                return;
            Result result = opened ? read(**opened, *stop) : Result(opened.error());
            QMetaObject::invokeMethod(
                &m_here, [answer, result = std::move(result)] { answer(result); },
                Qt::QueuedConnection);
        });
    }
    /// What was asked before is not answered any more.
    void withdraw();

private:
    using Opened = Expected<std::shared_ptr<const JournalReader>>;

    void post(std::function<void(const Opened&)> work);

    const QString m_path;
    Latest m_latest;
    std::shared_ptr<std::atomic_bool> m_stop; ///< of the questions since the last withdraw()
    QThread m_thread;
    QObject* m_there; ///< lives on the thread
    std::shared_ptr<const JournalReader> m_reader; ///< of the thread
    QObject m_here; ///< the first to go: then no answer comes any more
};

} // namespace ic
