#include "models/table/identitysource.h"

#include "reading/identitycount.h"

#include <algorithm>

namespace ic {

namespace {

IdentityLists::Reader<IdentityPage> readerOf(const std::shared_ptr<IdentitySnapshot>& snapshot)
{
    if (!snapshot)
        return &ListIdentities::parse;
    return [snapshot](const ApiResponse& answer) -> Expected<IdentityPage> {
        const Expected<IdentityPage> parsed = ListIdentities::parse(answer);
        if (!parsed)
            return parsed.error();
        IdentityPage page = *parsed;
        snapshot->sayChanges(page.identities);
        return page;
    };
}

} // namespace

IdentitySource::IdentitySource(ApiClient& client, IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_model(model)
    , m_lists(client)
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
    connect(&m_model, &IdentityTableModel::hurried, &m_debounce, [this] { m_debounce.start(0); });
    connect(&m_model, &IdentityTableModel::recountWanted, this, &IdentitySource::recount);
}

void IdentitySource::onWishChanged()
{
    const bool quiet = !m_sinceWish.isValid() || m_sinceWish.hasExpired(QuietMs);
    m_sinceWish.start();
    if (m_model.generation() != m_generation) {
        withdrawAll();
        m_countingPage = -1;
        m_generation = m_model.generation();
        m_lists = IdentityLists(m_client, m_model.query().snapshot);
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
        withdraw(page);
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
        requestIds(page);
        return;
    }
    const bool count = m_model.takeCountWish();
    const qint64 offset = static_cast<qint64>(page) * ListIdentities::maxLimit;
    if (count)
        m_countingPage = page;
    m_calls[page] = m_lists.read<IdentityPage>(m_model.query().request(offset, count),
        readerOf(m_model.query().snapshot), this,
        [this, page, count](const Expected<IdentityPage>& answer) {
            m_calls.remove(page);
            if (answer) {
                m_retryMs = FirstRetryMs;
                m_model.setPage(m_generation, page, *answer);
                return;
            }
            if (count)
                m_model.giveBackCountWish();
            failed(page, answer.error());
        });
}

void IdentitySource::requestIds(int page)
{
    const bool count = m_model.takeCountWish();
    const QStringList all = m_model.query().onlyIds;
    ReadRequest request { .sorters = m_model.query().sorters,
        .ids = QList<IdentityId>(),
        .lane = Lane::Interactive,
        .snapshot = m_model.query().snapshot };
    const auto first = static_cast<qsizetype>(page) * ListIdentities::maxLimit;
    for (const QString& id : all.mid(first, ListIdentities::maxLimit))
        *request.ids += IdentityId(id);
    auto* reading = new IdentityReading(m_client, IdentityReading::Detail::Everything, this);
    m_readings[page] = reading;
    connect(reading, &IdentityReading::finished, this, [=, this](const ReadIdentities& read) {
        QHash<IdentityId, Identity> found;
        for (const Identity& identity : read.identities)
            found.insert(identity.id, identity);
        IdentityPage answer;
        if (count)
            answer.totalCount = all.size();
        for (const IdentityId& id : *request.ids) {
            Identity identity = found.value(id);
            if (identity.id.isEmpty()) {
                identity = { .id = id,
                    .name = read.holdsNobody() ? tr("(not found: a record came without an id)")
                                               : tr("(no longer in the tenant)") };
            }
            answer.identities += identity;
        }
        withdraw(page);
        m_model.setPage(m_generation, page, answer);
    });
    connect(reading, &IdentityReading::failed, this, [this, page](const ApiError& error) {
        withdraw(page);
        failed(page, error);
    });
    reading->read(request);
}

void IdentitySource::failed(int page, const ApiError& error)
{
    // Set before the model says that it failed: whoever hears it asks retriesIn().
    if (m_model.state() == IdentityTableModel::ListState::Loading && error.isPassing())
        m_retry.start(m_retryMs);
    m_model.setPageFailed(m_generation, page, error);
}

void IdentitySource::recount()
{
    const quint64 generation = m_model.generation();
    if (!m_model.query().isOneList()) {
        m_model.setCounted(generation, m_model.query().onlyIds.size());
        return;
    }
    countIdentities(m_lists, m_model.query().request(0, true), this,
        [this, generation](const Expected<std::optional<qint64>>& answer) {
            if (answer)
                m_model.setCounted(generation, *answer);
            else
                m_model.setCountFailed(generation, answer.error());
        });
}

void IdentitySource::withdraw(int page)
{
    m_lists.cancel(m_calls.take(page));
    if (IdentityReading* const reading = m_readings.take(page)) {
        reading->cancel();
        reading->deleteLater(); // it may be emitting
    }
}

void IdentitySource::withdrawAll()
{
    for (const int page : m_calls.keys() + m_readings.keys())
        withdraw(page);
}

} // namespace ic
