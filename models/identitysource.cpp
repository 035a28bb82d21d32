#include "models/identitysource.h"

namespace ic {

IdentitySource::IdentitySource(ApiClient& client, IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_model(model)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(DebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &IdentitySource::serve);
    connect(&m_model, &IdentityTableModel::wishChanged, this, &IdentitySource::onWishChanged);
    connect(&m_model, &IdentityTableModel::recountWanted, this, &IdentitySource::recount);
}

void IdentitySource::onWishChanged()
{
    if (m_model.generation() != m_generation) {
        cancelAll();
        m_generation = m_model.generation();
        // A new list waits for nothing.
        m_debounce.stop();
        serve();
    } else if (!m_debounce.isActive()) {
        m_debounce.start();
    }
}

void IdentitySource::serve()
{
    for (const int page : m_model.takeUnwantedPages()) {
        if (const auto call = m_calls.constFind(page); call != m_calls.cend()) {
            m_client.cancel(*call);
            m_calls.erase(call);
        }
    }
    for (const int page : m_model.takeWantedPages())
        request(page);
}

void IdentitySource::request(int page)
{
    const quint64 generation = m_generation;
    const bool count = m_model.takeCountWish();
    const qint64 offset = static_cast<qint64>(page) * ListIdentities::maxLimit;
    const ListIdentities endpoint = m_model.query().request(offset, count);
    const ApiClient::CallId call = m_client.send(
        endpoint, this, [this, generation, page](const Expected<IdentityPage>& answer) {
            if (generation == m_generation)
                m_calls.remove(page);
            if (answer)
                m_model.setPage(generation, page, *answer);
            else
                m_model.setPageFailed(generation, page, answer.error());
        });
    m_calls.insert(page, call);
}

void IdentitySource::recount()
{
    const quint64 generation = m_generation;
    ListIdentities endpoint = m_model.query().request(0, true);
    endpoint.limit = 0;
    m_client.send(endpoint, this, [this, generation](const Expected<IdentityPage>& answer) {
        if (answer && answer->totalCount)
            m_model.setCounted(generation, *answer->totalCount);
    });
}

void IdentitySource::cancelAll()
{
    for (const ApiClient::CallId call : std::as_const(m_calls))
        m_client.cancel(call);
    m_calls.clear();
}

} // namespace ic
