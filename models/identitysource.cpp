#include "models/identitysource.h"

#include "api/filterexpression.h"

#include <algorithm>
#include <memory>

namespace ic {

IdentitySource::IdentitySource(ApiClient& client, IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_model(model)
{
    m_debounce.setSingleShot(true);
    connect(&m_debounce, &QTimer::timeout, this, &IdentitySource::serve);
    m_retry.setSingleShot(true);
    m_retry.setObjectName(QStringLiteral("listRetry"));
    m_retry.setParent(this); // found there by its name
    connect(&m_retry, &QTimer::timeout, this, [this] {
        m_retryMs = std::min(LongestRetryMs, m_retryMs * 2);
        m_model.retryFailed();
    });
    connect(&m_model, &IdentityTableModel::wishChanged, this, &IdentitySource::onWishChanged);
    connect(&m_model, &IdentityTableModel::recountWanted, this, &IdentitySource::recount);
}

void IdentitySource::onWishChanged()
{
    const bool quiet = !m_sinceWish.isValid() || m_sinceWish.hasExpired(QuietMs);
    m_sinceWish.start();
    if (m_model.generation() != m_generation) {
        cancelAll();
        m_countingPage = -1;
        m_generation = m_model.generation();
        // A new list waits for nothing.
        m_debounce.stop();
        m_retry.stop();
        serve();
    } else if (!m_debounce.isActive()) {
        // At once is still not from inside the model's signal: one event may wish many times.
        m_debounce.start(quiet ? 0 : DebounceMs);
    }
}

void IdentitySource::serve()
{
    for (const int page : m_model.takeUnwantedPages()) {
        for (const ApiClient::CallId call : m_calls.values(page))
            m_client.cancel(call);
        m_calls.remove(page);
        if (page == m_countingPage) {
            m_countingPage = -1;
            m_model.giveBackCountWish();
        }
    }
    for (const int page : m_model.takeWantedPages())
        request(page);
}

void IdentitySource::request(int page)
{
    if (!m_model.query().isOneList()) {
        requestChunks(page);
        return;
    }
    const quint64 generation = m_generation;
    const bool count = m_model.takeCountWish();
    const qint64 offset = static_cast<qint64>(page) * ListIdentities::maxLimit;
    const ListIdentities endpoint = m_model.query().request(offset, count);
    const ApiClient::CallId call = m_client.send(
        endpoint, this, [this, generation, page, count](const Expected<IdentityPage>& answer) {
            if (generation != m_generation)
                return;
            m_calls.remove(page);
            if (answer) {
                m_retryMs = FirstRetryMs;
                m_model.setPage(generation, page, *answer);
                return;
            }
            if (count)
                m_model.giveBackCountWish();
            failed(generation, page, answer.error());
        });
    if (count)
        m_countingPage = page;
    m_calls.insert(page, call);
}

namespace {

/// A page that is put together from several answers.
struct ChunkedPage
{
    QStringList ids;
    QHash<QString, Identity> found;
    int open = 0;
    bool failed = false;
    bool holdsNobody = false; ///< a record without an id: it may be any of those that are missing
};

} // namespace

void IdentitySource::requestChunks(int page)
{
    const quint64 generation = m_generation;
    const IdentityQuery whole = m_model.query();
    const bool count = m_model.takeCountWish();
    auto assembled = std::make_shared<ChunkedPage>();
    assembled->ids = whole.onlyIds.mid(
        static_cast<qsizetype>(page) * ListIdentities::maxLimit, ListIdentities::maxLimit);
    const auto finish = [=, this] {
        m_calls.remove(page);
        IdentityPage answer;
        if (count)
            answer.totalCount = whole.onlyIds.size();
        for (const QString& id : std::as_const(assembled->ids)) {
            Identity identity = assembled->found.value(id);
            if (identity.id.isEmpty()) {
                identity.id = IdentityId(id);
                identity.name = assembled->holdsNobody
                    ? QStringLiteral("(not found: a record came without an id)")
                    : QStringLiteral("(no longer in the tenant)");
            }
            answer.identities += identity;
        }
        m_model.setPage(generation, page, answer);
    };
    for (qsizetype at = 0; at < assembled->ids.size(); at += recommendedIdsPerFilter) {
        IdentityQuery part = whole;
        part.onlyIds = assembled->ids.mid(at, recommendedIdsPerFilter);
        ++assembled->open;
        m_calls.insert(page,
            m_client.send(part.request(0, false), this,
                [=, this](const Expected<IdentityPage>& answer) {
                    if (assembled->failed || generation != m_generation)
                        return;
                    if (!answer) {
                        assembled->failed = true;
                        m_calls.remove(page);
                        failed(generation, page, answer.error());
                        return;
                    }
                    assembled->holdsNobody |= answer->nobody() != nullptr;
                    for (const Identity& identity : answer->identities)
                        assembled->found.insert(identity.id.text(), identity);
                    if (--assembled->open == 0)
                        finish();
                }));
    }
}

void IdentitySource::failed(quint64 generation, int page, const ApiError& error)
{
    // Set before the model says that it failed: whoever hears it asks retriesIn().
    if (m_model.state() == IdentityTableModel::ListState::Loading && error.isPassing())
        m_retry.start(m_retryMs);
    m_model.setPageFailed(generation, page, error);
}

void IdentitySource::recount()
{
    const quint64 generation = m_model.generation();
    if (!m_model.query().isOneList()) {
        m_model.setCounted(generation, m_model.query().onlyIds.size());
        return;
    }
    ListIdentities endpoint = m_model.query().request(0, true);
    endpoint.limit = 0;
    m_client.send(endpoint, this, [this, generation](const Expected<IdentityPage>& answer) {
        if (answer)
            m_model.setCounted(generation, answer->totalCount);
        else
            m_model.setCountFailed(generation, answer.error());
    });
}

void IdentitySource::cancelAll()
{
    for (const ApiClient::CallId call : std::as_const(m_calls))
        m_client.cancel(call);
    m_calls.clear();
}

} // namespace ic
