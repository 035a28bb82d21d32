#include "snapshot/snapshot.h"

#include "snapshot/snapshotanswers.h"

#include <QMutex>
#include <QThreadPool>
#include <QTimer>

#include <map>

using namespace Qt::StringLiterals;

namespace ic {

/// One question. Its receiver is a child of the context, and goes with it.
struct Snapshot::Call
{
    class Receiver final : public QObject
    {
    public:
        Receiver(std::shared_ptr<Call> call, QObject* context)
            : QObject(context)
            , m_call(std::move(call))
        {
        }
        ~Receiver() override { m_call->lose(); }

    private:
        const std::shared_ptr<Call> m_call;
    };

    /// To be called on the context's thread.
    static std::shared_ptr<Call> make(QObject* context)
    {
        Q_ASSERT(context->thread() == QThread::currentThread());
        auto call = std::make_shared<Call>();
        call->receiver = new Receiver(call, context);
        return call;
    }
    /// From any thread: runs `done` on the context's, if it is still there and the call is not
    /// withdrawn by then. False if it is gone already.
    static bool deliver(const std::shared_ptr<Call>& call, std::function<void()> done)
    {
        const QMutexLocker lock(&call->mutex);
        if (!call->receiver)
            return false;
        QMetaObject::invokeMethod(
            call->receiver,
            [call, done = std::move(done)] {
                if (call->isOver)
                    return;
                call->isOver = true;
                call->receiver->deleteLater();
                done();
            },
            Qt::QueuedConnection);
        return true;
    }
    /// There is nobody to answer to any more.
    void lose();
    /// On the context's thread.
    void withdraw()
    {
        stop = true;
        if (receiver && !isOver)
            receiver->deleteLater();
        isOver = true;
    }

    QMutex mutex;
    Receiver* receiver = nullptr; ///< set to null on the context's thread only
    bool isOver = false; ///< answered or withdrawn; of the context's thread
    std::atomic_bool stop = false; ///< nobody waits for the answer
};

void Snapshot::Call::lose()
{
    const QMutexLocker lock(&mutex);
    receiver = nullptr;
    stop = true;
}

/// What is read before anybody asks for it: on the snapshot's thread, while there is no question.
struct Snapshot::Ahead : std::enable_shared_from_this<Ahead>
{
    Ahead(SnapshotAnswers* which, QObject* where)
        : answers(which)
        , there(where)
    {
    }
    /// From any thread, before a question is posted.
    void giveWay()
    {
        ++waiting;
        stop = true;
    }
    /// On the snapshot's thread, when one is answered.
    void goOn()
    {
        constexpr int pauseMs = 300; // most questions are followed by another one
        --waiting;
        QTimer::singleShot(pauseMs, there, [self = shared_from_this()] { self->read(); });
    }
    void read()
    {
        stop = false;
        // Whoever asks after this sets it again.
        if (waiting == 0 && !isOver)
            answers->readAhead(stop);
    }

    SnapshotAnswers* const answers;
    QObject* const there;
    std::atomic_int waiting = 0; ///< questions
    std::atomic_bool stop = false;
    std::atomic_bool isOver = false;
};

struct Snapshot::Calls : std::enable_shared_from_this<Calls>
{
    /// Finds the answer; calls `finish` on any thread when it is there.
    using Find = std::function<void(const std::atomic_bool& stop, std::function<void()> finish)>;

    /// Runs `find` on the thread of `there`, and when it is finished `done` on that of `context`.
    CallId start(Find find, QObject* there, const std::shared_ptr<Ahead>& ahead, QObject* context,
        std::function<void()> done)
    {
        const auto call = Call::make(context);
        CallId id = 0;
        {
            const QMutexLocker lock(&mutex);
            id = ++lastId;
            waiting.emplace(id, call);
        }
        if (ahead)
            ahead->giveWay();
        QMetaObject::invokeMethod(
            there,
            [self = shared_from_this(), id, call, ahead, find = std::move(find),
                done = std::move(done)] {
                const auto finish = [self, id, call, done] { self->answer(id, call, done); };
                if (call->stop)
                    finish();
                else
                    find(call->stop, finish);
                if (ahead)
                    ahead->goOn();
            },
            Qt::QueuedConnection);
        return id;
    }
    void answer(CallId id, const std::shared_ptr<Call>& call, const std::function<void()>& done)
    {
        const auto answered = [self = shared_from_this(), id, done] {
            self->forget(id);
            done();
        };
        if (call->stop || !Call::deliver(call, answered))
            forget(id);
    }
    void forget(CallId id)
    {
        const QMutexLocker lock(&mutex);
        waiting.erase(id);
    }

    QMutex mutex;
    CallId lastId = 0;
    std::map<CallId, std::shared_ptr<Call>> waiting;
};

Snapshot::Opened Snapshot::openHere(const QString& path, const Options& options)
{
    auto reader = SnapshotReader::open(path);
    if (!reader)
        return reader.error();
    return std::shared_ptr<Snapshot>(new Snapshot(std::move(reader).value(), path, options));
}

void Snapshot::open(const QString& path, const Options& options, QObject* context,
    std::function<void(const Opened&)> callback)
{
    const auto call = Call::make(context);
    QThreadPool::globalInstance()->start([path, options, call, callback = std::move(callback)] {
        Call::deliver(call, [opened = openHere(path, options), callback] {
            if (opened)
                (*opened)->readAhead();
            callback(opened);
        });
    });
}

Snapshot::Snapshot(
    std::unique_ptr<SnapshotReader> reader, const QString& path, const Options& options)
    : m_path(path)
    , m_facts(reader->facts())
    , m_calls(std::make_shared<Calls>())
    , m_answers(std::make_shared<SnapshotAnswers>(std::move(reader), options.exact))
    , m_thread(std::make_shared<QThread>())
    , m_there(new QObject)
{
    m_thread->setObjectName(u"snapshot"_s);
    m_there->moveToThread(m_thread.get());
    m_thread->start();
}

void Snapshot::readAhead()
{
    m_ahead = std::make_shared<Ahead>(m_answers.get(), m_there);
    m_ahead->giveWay();
    QMetaObject::invokeMethod(
        m_there, [ahead = m_ahead] { ahead->goOn(); }, Qt::QueuedConnection);
}

Snapshot::~Snapshot()
{
    if (m_ahead) {
        m_ahead->isOver = true;
        m_ahead->stop = true;
    }
    {
        const QMutexLocker lock(&m_calls->mutex);
        for (const auto& [id, call] : m_calls->waiting)
            call->stop = true;
    }
    m_thread->quit();
    // What is read at the moment ends soon, but nobody is to wait for it; this may also be the last
    // thing that runs there.
    QThreadPool::globalInstance()->start(
        [thread = std::move(m_thread), there = m_there, answers = std::move(m_answers)]() mutable {
            thread->wait();
            delete there;
            answers.reset();
        });
}

Snapshot::CallId Snapshot::post(Work work, QObject* context, std::function<void()> done)
{
    const auto find = [answers = m_answers.get(), work = std::move(work)](
                          const std::atomic_bool& stop, const std::function<void()>& finish) {
        work(*answers, stop);
        finish();
    };
    return m_calls->start(find, m_there, m_ahead, context, std::move(done));
}

void Snapshot::cancel(CallId id)
{
    std::shared_ptr<Call> call;
    {
        const QMutexLocker lock(&m_calls->mutex);
        const auto found = m_calls->waiting.find(id);
        if (found == m_calls->waiting.end())
            return;
        call = found->second;
        m_calls->waiting.erase(found);
    }
    call->withdraw();
}

Snapshot::CallId Snapshot::ask(const ListIdentities& list,
    std::function<void(const Expected<ApiResponse>&)> decode, QObject* context,
    std::function<void()> done)
{
    if (list.lane == Lane::Interactive) {
        return post([list, decode = std::move(decode)](SnapshotAnswers& answers,
                        const std::atomic_bool& stop) { decode(answers.list(list, stop)); },
            context, std::move(done));
    }
    // Whoever reads many wants the next page to be read while this one is decoded.
    const auto find = [list, decode = std::move(decode), answers = m_answers.get()](
                          const std::atomic_bool& stop, const std::function<void()>& finish) {
        QThreadPool::globalInstance()->start([decode, finish, answer = answers->list(list, stop)] {
            decode(answer);
            finish();
        });
    };
    return m_calls->start(find, m_there, m_ahead, context, std::move(done));
}

Snapshot::CallId Snapshot::groups(const ListIdentities& list, const QStringList& keys,
    GroupOrder order, qint64 most, QObject* context, Callback<SnapshotGroups> callback)
{
    return answer<SnapshotGroups>(
        [=](SnapshotAnswers& answers, const std::atomic_bool& stop) {
            return answers.groups(list, keys, order, most, stop);
        },
        context, std::move(callback));
}

Snapshot::CallId Snapshot::summary(const ListIdentities& list, const QString& key, QObject* context,
    Callback<SnapshotSummary> callback)
{
    return answer<SnapshotSummary>(
        [=](SnapshotAnswers& answers, const std::atomic_bool& stop) {
            return answers.summary(list, key, stop);
        },
        context, std::move(callback));
}

Snapshot::CallId Snapshot::values(const QString& key, const QString& prefix, qint64 most,
    QObject* context, Callback<QList<SnapshotGroup>> callback)
{
    return answer<QList<SnapshotGroup>>(
        [=](SnapshotAnswers& answers, const std::atomic_bool& stop) {
            return answers.values(key, prefix, most, stop);
        },
        context, std::move(callback));
}

Snapshot::CallId Snapshot::compareWith(
    const std::shared_ptr<Snapshot>& older, QObject* context, Callback<SnapshotComparison> callback)
{
    return answer<SnapshotComparison>(
        [older](SnapshotAnswers& answers,
            const std::atomic_bool& stop) -> Expected<SnapshotComparison> {
            const auto compared = answers.compareWith(older->path(), stop);
            if (!compared)
                return compared.error();
            // It knows before anybody can ask it.
            QMetaObject::invokeMethod(
                older->m_there,
                [of = older->m_answers.get(), changes = compared->ofOlder] {
                    of->setChanges(changes);
                },
                Qt::QueuedConnection);
            return compared->comparison;
        },
        context, std::move(callback));
}

Snapshot::CallId Snapshot::differences(
    qint64 from, QObject* context, Callback<SnapshotDifferences> callback)
{
    return answer<SnapshotDifferences>(
        [from](SnapshotAnswers& answers, const std::atomic_bool& stop) {
            return answers.differences(from, stop);
        },
        context, std::move(callback));
}

Snapshot::CallId Snapshot::inOrder(const QList<IdentityId>& ids, const QStringList& sorters,
    QObject* context, Callback<QList<IdentityId>> callback)
{
    return answer<QList<IdentityId>>(
        [ids, sorters](SnapshotAnswers& answers, const std::atomic_bool& stop) {
            return answers.inOrder(ids, sorters, stop);
        },
        context, std::move(callback));
}

void Snapshot::sayChanges(QList<Identity>& identities) const
{
    m_answers->sayChanges(identities);
}

Snapshot::CallId Snapshot::fields(QObject* context, Callback<QList<SnapshotFieldCount>> callback)
{
    return answer<QList<SnapshotFieldCount>>(
        [](SnapshotAnswers& answers, const std::atomic_bool&) { return answers.fields(); }, context,
        std::move(callback));
}

} // namespace ic
