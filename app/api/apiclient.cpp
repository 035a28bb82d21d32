#include "api/apiclient.h"

#include "net/scheduler.h"

#include <QMutex>
#include <QThread>

namespace ic {

struct ApiClient::Mailbox
{
    QMutex mutex;
    ApiClient* client = nullptr;
};

ApiClient::ApiClient(Scheduler& scheduler, QObject* parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->client = this;
}

ApiClient::~ApiClient()
{
    const QMutexLocker lock(&m_mailbox->mutex);
    m_mailbox->client = nullptr;
}

ApiClient::CallId ApiClient::registerCall(QObject* context)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const CallId id = m_scheduler.newId();
    m_calls.insert(id, { context });
    return id;
}

void ApiClient::submit(CallId id, const ApiRequest& request, RawDone done, AnswerCheck check)
{
    QMetaObject::invokeMethod(
        &m_scheduler,
        [&scheduler = m_scheduler, id, request, done = std::move(done), check = std::move(check)] {
            scheduler.submit(id, request, done, check);
        },
        Qt::QueuedConnection);
}

void ApiClient::submitTurn(CallId id, const ApiRequest& request, std::function<void()> offered,
    std::function<void()> returned, RawDone done, AnswerCheck check)
{
    Turn turn {
        .offered =
            [id, &scheduler = m_scheduler, mailbox = m_mailbox, offered = std::move(offered)](
                quint64 offer) {
                if (!notify(mailbox, id, offer, offered))
                    scheduler.cancel(id);
            },
        .returned = [id, mailbox = m_mailbox,
                        returned = std::move(returned)] { notify(mailbox, id, 0, returned); },
        .done = std::move(done),
        .check = std::move(check),
    };
    QMetaObject::invokeMethod(
        &m_scheduler,
        [&scheduler = m_scheduler, id, request, turn = std::move(turn)] {
            scheduler.submitTurn(id, request, turn);
        },
        Qt::QueuedConnection);
}

bool ApiClient::post(const MailboxPtr& mailbox, std::function<void(ApiClient&)> task)
{
    const QMutexLocker lock(&mailbox->mutex);
    ApiClient* const client = mailbox->client;
    if (!client)
        return false;
    QMetaObject::invokeMethod(
        client, [client, task = std::move(task)] { task(*client); }, Qt::QueuedConnection);
    return true;
}

void ApiClient::deliver(const MailboxPtr& mailbox, CallId id, std::function<void()> call)
{
    post(mailbox, [id, call = std::move(call)](ApiClient& client) {
        const auto found = client.m_calls.constFind(id);
        if (found == client.m_calls.cend())
            return;
        const QPointer<QObject> context = found->context;
        client.m_calls.erase(found);
        if (context)
            call();
    });
}

bool ApiClient::notify(
    const MailboxPtr& mailbox, CallId id, quint64 offer, const std::function<void()>& call)
{
    return post(mailbox, [id, offer, call](ApiClient& client) {
        const auto found = client.m_calls.find(id);
        if (found == client.m_calls.end())
            return;
        found->offer = offer;
        if (found->context)
            call();
        else
            client.cancel(id); // an offer that nobody would answer
    });
}

void ApiClient::go(CallId id)
{
    Q_ASSERT(thread() == QThread::currentThread());
    const quint64 offer = m_calls.value(id).offer;
    QMetaObject::invokeMethod(
        &m_scheduler, [&scheduler = m_scheduler, id, offer] { scheduler.go(id, offer); },
        Qt::QueuedConnection);
}

void ApiClient::cancel(CallId id)
{
    Q_ASSERT(thread() == QThread::currentThread());
    if (m_calls.remove(id) == 0)
        return;
    QMetaObject::invokeMethod(
        &m_scheduler, [&scheduler = m_scheduler, id] { scheduler.cancel(id); },
        Qt::QueuedConnection);
}

} // namespace ic
