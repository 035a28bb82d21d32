#include "api/apiclient.h"

#include "net/scheduler.h"

#include <QThread>

namespace ic {

ApiClient::ApiClient(Scheduler& scheduler, QObject* parent)
    : QObject(parent)
    , m_scheduler(scheduler)
{
}

ApiClient::CallId ApiClient::registerCall(QObject* context)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const CallId id = m_next++;
    m_calls.insert(id, context);
    return id;
}

void ApiClient::submit(CallId id, const ApiRequest& request, RawDone done)
{
    QMetaObject::invokeMethod(
        &m_scheduler,
        [this, id, request, done = std::move(done)] { m_scheduler.submit(id, request, done); },
        Qt::QueuedConnection);
}

void ApiClient::deliver(CallId id, std::function<void()> call)
{
    QMetaObject::invokeMethod(
        this,
        [this, id, call = std::move(call)] {
            const auto found = m_calls.constFind(id);
            if (found == m_calls.cend())
                return;
            const QPointer<QObject> context = *found;
            m_calls.erase(found);
            if (context)
                call();
        },
        Qt::QueuedConnection);
}

void ApiClient::cancel(CallId id)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (m_calls.remove(id) == 0)
        return;
    QMetaObject::invokeMethod(
        &m_scheduler, [this, id] { m_scheduler.cancel(id); }, Qt::QueuedConnection);
}

} // namespace ic
