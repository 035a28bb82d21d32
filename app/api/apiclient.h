#pragma once

#include "api/endpoint.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace ic {

class Scheduler;

/// Sends endpoints and brings typed answers back to the thread it lives on. Requests are sent and
/// answers parsed on the scheduler's thread; only values cross.
///
/// May be destroyed at any time on its own thread: what is under way then answers nobody.
class ApiClient final : public QObject
{
    Q_OBJECT

public:
    using CallId = quint64;
    template <class T> using Callback = std::function<void(const Expected<T>&)>;

    /// The owner's side of a turn, on the client's thread; see Turn.
    template <class T> struct TurnCallbacks
    {
        std::function<void()> offered; ///< answer with go() or cancel()
        std::function<void()> returned;
        Callback<T> done;
    };

    explicit ApiClient(Scheduler& scheduler, QObject* parent = nullptr);
    ~ApiClient() override;

    /// Sends `endpoint`. `callback` runs on this object's thread, exactly once, unless the call is
    /// cancelled or `context` is gone by then; never from inside send().
    template <Endpoint E>
    CallId send(const E& endpoint, QObject* context, Callback<typename E::Result> callback)
    {
        return read<typename E::Result>(
            endpoint.request(), &E::parse, context, std::move(callback));
    }

    /// The same for an answer that is wanted in another form: `reader` turns it into a T, on the
    /// scheduler's thread.
    template <class T>
    CallId read(const ApiRequest& request, std::function<Expected<T>(const ApiResponse&)> reader,
        QObject* context, Callback<T> callback)
    {
        const CallId id = registerCall(context);
        Reading<T> reading = readingOf<T>(request, std::move(reader));
        submit(
            id, request,
            [id, result = std::move(reading.result), callback = std::move(callback),
                mailbox = m_mailbox](const Expected<ApiResponse>& response) {
                deliver(mailbox, id, [callback, result = result(response)] { callback(result); });
            },
            std::move(reading.check));
        return id;
    }

    /// As read(), but the request leaves only after go().
    template <class T>
    CallId readTurn(const ApiRequest& request,
        std::function<Expected<T>(const ApiResponse&)> reader, QObject* context,
        TurnCallbacks<T> turn)
    {
        const CallId id = registerCall(context);
        Reading<T> reading = readingOf<T>(request, std::move(reader));
        submitTurn(
            id, request, std::move(turn.offered), std::move(turn.returned),
            [id, result = std::move(reading.result), done = std::move(turn.done),
                mailbox = m_mailbox](const Expected<ApiResponse>& response) {
                deliver(mailbox, id, [done, result = result(response)] { done(result); });
            },
            std::move(reading.check));
        return id;
    }
    /// Lets a turn leave that was offered. Taken back meanwhile, it is returned instead.
    void go(CallId id);

    /// Withdraws a call or a turn: its callback will not run. What was already sent may still be
    /// done.
    void cancel(CallId id);

private:
    using RawDone = std::function<void(const Expected<ApiResponse>&)>;

    /// An answer is read once, where the scheduler has it checked, and fetched from there.
    template <class T> struct Reading
    {
        AnswerCheck check;
        std::function<Expected<T>(const Expected<ApiResponse>&)> result;
    };

    template <class T>
    static Reading<T> readingOf(
        const ApiRequest& request, std::function<Expected<T>(const ApiResponse&)> reader)
    {
        const auto read = std::make_shared<std::optional<Expected<T>>>();
        return {
            [read, reader = std::move(reader), operation = request.operation](
                const ApiResponse& response) -> std::optional<ApiError> {
                *read = reader(response);
                if (**read)
                    return std::nullopt;
                ApiError error = (*read)->error();
                if (error.operation.isEmpty())
                    error.operation = operation;
                *read = error;
                return error;
            },
            [read](const Expected<ApiResponse>& response) {
                return response ? std::move(**read) : Expected<T>(response.error());
            },
        };
    }

    struct Call
    {
        QPointer<QObject> context;
        quint64 offer = 0;
    };
    struct Mailbox; ///< outlives the client, so that late answers find nobody instead of rubbish
    using MailboxPtr = std::shared_ptr<Mailbox>;

    CallId registerCall(QObject* context);
    void submit(CallId id, const ApiRequest& request, RawDone done, AnswerCheck check);
    void submitTurn(CallId id, const ApiRequest& request, std::function<void()> offered,
        std::function<void()> returned, RawDone done, AnswerCheck check);
    /// False if the client is gone.
    static bool post(const MailboxPtr& mailbox, std::function<void(ApiClient&)> task);
    /// Runs `call` on the client's thread and forgets the call with the id.
    static void deliver(const MailboxPtr& mailbox, CallId id, std::function<void()> call);
    /// The same without forgetting it; notes the number of an offer. False if the client is gone.
    static bool notify(
        const MailboxPtr& mailbox, CallId id, quint64 offer, const std::function<void()>& call);

    Scheduler& m_scheduler;
    MailboxPtr m_mailbox;
    QHash<CallId, Call> m_calls;
};

} // namespace ic
