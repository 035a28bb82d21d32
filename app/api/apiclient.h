#pragma once

#include "api/endpoint.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace ic {

class Scheduler;

/// Sends endpoints and brings typed answers back to the thread it lives on. Requests are sent and
/// answers parsed on the scheduler's thread; only values cross.
///
/// The scheduler's thread must be stopped before this object is destroyed.
class ApiClient final : public QObject
{
    Q_OBJECT

public:
    using CallId = quint64;
    template <class T> using Callback = std::function<void(const Expected<T>&)>;

    explicit ApiClient(Scheduler& scheduler, QObject* parent = nullptr);

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
        submit(id, request,
            [this, id, request, reader = std::move(reader), callback = std::move(callback)](
                const Expected<ApiResponse>& response) {
                Expected<T> result = response ? withOperation<T>(reader(*response), request)
                                              : Expected<T>(response.error());
                deliver(id, [callback, result = std::move(result)] { callback(result); });
            });
        return id;
    }

    /// Withdraws a call: its callback will not run. What was already sent may still be done.
    void cancel(CallId id);

private:
    using RawDone = std::function<void(const Expected<ApiResponse>&)>;

    template <class T>
    static Expected<T> withOperation(Expected<T> result, const ApiRequest& request)
    {
        if (result)
            return result;
        ApiError error = result.error();
        if (error.operation.isEmpty())
            error.operation = request.operation;
        return error;
    }

    CallId registerCall(QObject* context);
    void submit(CallId id, const ApiRequest& request, RawDone done);
    void deliver(CallId id, std::function<void()> call);

    Scheduler& m_scheduler;
    CallId m_next = 1;
    QHash<CallId, QPointer<QObject>> m_calls;
};

} // namespace ic
