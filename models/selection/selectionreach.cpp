#include "models/selection/selectionreach.h"

#include "models/table/identitytablemodel.h"

#include "api/filter/filterexpression.h"
#include "api/filter/filterparser.h"
#include "reading/identitycount.h"

#include <utility>

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
    connect(&model, &IdentityTableModel::stateChanged, this, &SelectionReach::onListChanged);
}

/// After a refresh whoever was in the view may have left it: that is known with its first rows.
void SelectionReach::onListChanged()
{
    if (std::exchange(m_generation, m_model.generation()) != m_model.generation())
        m_before = m_model.asOf();
    if (!m_before.isValid() || m_model.asOf() == m_before)
        return;
    m_before = {};
    restart();
}

void SelectionReach::restart()
{
    m_latest.renew();
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
    const IdentityQuery query = m_model.query();
    const bool isOfChosen = !query.onlyIds.isEmpty();
    if (!isOfChosen && query.filter.isEmpty() && query.scope == IdentityScope::All) {
        set(0);
        return;
    }
    if (isOfChosen) {
        // All that are loaded are of these, of whom there may be a million.
        m_counting.start(
            this,
            [ticked = m_selection.ids(), shown = query.onlyIds](const std::atomic_bool& stop) {
                auto outside = qint64(ticked.size());
                for (const QString& id : shown) {
                    if (stop)
                        break;
                    outside -= ticked.contains(IdentityId(id)) ? 1 : 0;
                }
                return outside;
            },
            m_latest.only([this](qint64 outside) { set(outside); }));
        return;
    }
    const QList<const Identity*> loaded = m_model.loadedIdentities(true);
    if (m_selection.ids().size() - loaded.size() > MostAsked) {
        set(std::nullopt); // a million ids need not be gone through for that
        return;
    }
    QSet<IdentityId> unseen = m_selection.ids();
    for (const Identity* identity : loaded)
        unseen.remove(identity->id);
    if (unseen.isEmpty()) {
        set(0);
        return;
    }
    set(std::nullopt);
    if (unseen.size() > MostAsked)
        return;
    const FilterResult view = parseKeptFilter(query.effectiveFilter());
    const auto* viewFilter = std::get_if<FilterExpression>(&view);
    if (viewFilter == nullptr)
        return;
    m_found = 0;
    m_asked = unseen.size();
    m_open = 0;
    const IdentityLists lists(m_client, query.snapshot);
    const QList<IdentityId> ids(unseen.cbegin(), unseen.cend());
    for (qsizetype at = 0; at < ids.size(); at += recommendedIdsPerFilter) {
        const FilterResult among
            = FilterExpression::identities(ids.mid(at, recommendedIdsPerFilter));
        const auto* amongIds = std::get_if<FilterExpression>(&among);
        if (amongIds == nullptr)
            return;
        ++m_open;
        const ListIdentities request {
            .filters = FilterExpression::all({ *amongIds, *viewFilter }).toFilterText(),
            .sorters = { u"name"_s },
            .correlatedOnly = query.correlatedOnly(),
            .lane = Lane::Bulk,
        };
        countIdentities(lists, request, this, m_latest.only([this](const auto& answer) {
            if (!answer || !*answer) {
                m_latest.renew(); // not known is the truth
                return;
            }
            m_found += **answer;
            if (--m_open == 0)
                set(m_asked - m_found);
        }));
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
