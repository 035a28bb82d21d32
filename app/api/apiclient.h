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
    template <class T>
    using Callback = std::function<void(const Expected<T>&)>;

    explicit ApiClient(Scheduler& scheduler, QObject* parent = nullptr);

    /// Sends `endpoint`. `callback` runs on this object's thread, exactly once, unless the call is
    /// cancelled or `context` is gone by then; never from inside send().
    template <Endpoint E>
    CallId send(const E& endpoint, QObject* context, Callback<typename E::Result> callback)
    {
        const CallId id = registerCall(context);
        const ApiRequest request = endpoint.request();
        submit(id, request,
            [this, id, request, callback = std::move(callback)](
                const Expected<ApiResponse>& response) {
                Expected<typename E::Result> result
                    = response ? withOperation<typename E::Result>(E::parse(*response), request)
                               : Expected<typename E::Result>(response.error());
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
