#include "models/selectionreach.h"

#include "models/identitytablemodel.h"

#include "api/filterexpression.h"
#include "api/filterparser.h"

using namespace Qt::StringLiterals;

namespace ic {

SelectionReach::SelectionReach(ApiClient& client, const SelectionStore& selection,
    const IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_selection(selection)
    , m_model(model)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(DebounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &SelectionReach::ask);
    connect(&selection, &SelectionStore::changed, this, &SelectionReach::restart);
    connect(&model, &QAbstractItemModel::modelReset, this, &SelectionReach::restart);
}

void SelectionReach::restart()
{
    ++m_round;
    if (m_selection.isEmpty() || m_selection.isAllMatching()) {
        m_debounce.stop();
        set(m_selection.isAllMatching() ? std::optional<qint64>() : 0);
        return;
    }
    m_debounce.start();
}

void SelectionReach::ask()
{
    if (m_model.state() == IdentityTableModel::ListState::Loading) {
        m_debounce.start();
        return;
    }
    QSet<IdentityId> unseen = m_selection.ids();
    for (const IdentityId& id : m_model.loadedIds())
        unseen.remove(id);
    if (unseen.isEmpty()) {
        set(0);
        return;
    }
    const IdentityQuery query = m_model.query();
    if (!query.onlyIds.isEmpty()) {
        for (const QString& id : query.onlyIds)
            unseen.remove(IdentityId(id));
        set(unseen.size());
        return;
    }
    if (query.filter.isEmpty() && query.scope == IdentityScope::All) {
        set(0);
        return;
    }
    set(std::nullopt);
    if (unseen.size() > MostAsked)
        return;
    const FilterResult view = parseFilter(query.effectiveFilter());
    const auto* viewFilter = std::get_if<FilterExpression>(&view);
    if (viewFilter == nullptr)
        return;
    m_found = 0;
    m_asked = unseen.size();
    m_open = 0;
    const quint64 round = m_round;
    const QList<IdentityId> ids(unseen.cbegin(), unseen.cend());
    for (qsizetype at = 0; at < ids.size(); at += recommendedIdsPerFilter) {
        QStringList chunk;
        for (const IdentityId& id : ids.mid(at, recommendedIdsPerFilter))
            chunk += id.text();
        const FilterResult among = FilterExpression::condition(
            { .field = FilterField::Id, .op = FilterOperator::In, .values = chunk });
        const auto* amongIds = std::get_if<FilterExpression>(&among);
        if (amongIds == nullptr)
            return;
        ++m_open;
        const ListIdentities request {
            .filters = FilterExpression::all({ *amongIds, *viewFilter }).toFilterText(),
            .sorters = { u"name"_s },
            .correlatedOnly = query.correlatedOnly(),
            .count = true,
            .limit = 0,
            .lane = Lane::Bulk,
        };
        m_client.send(request, this, [this, round](const Expected<IdentityPage>& answer) {
            if (round != m_round)
                return;
            if (!answer || !answer->totalCount) {
                ++m_round; // not known is the truth
                return;
            }
            m_found += *answer->totalCount;
            if (--m_open == 0)
                set(m_asked - m_found);
        });
    }
}

void SelectionReach::set(std::optional<qint64> outside)
{
    if (m_outside == outside)
        return;
    m_outside = outside;
    emit changed();
}

} // namespace ic
