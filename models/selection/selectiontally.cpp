#include "models/selection/selectiontally.h"

#include "models/table/identitytablemodel.h"

#include "api/filter/filterparser.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qint64 MostStates = 1000;

} // namespace

SelectionTally::SelectionTally(
    const SelectionStore& selection, const IdentityTableModel& model, QObject* parent)
    : QObject(parent)
    , m_selection(selection)
    , m_model(model)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(DelayMs);
    connect(&m_soon, &QTimer::timeout, this, &SelectionTally::ask);
    connect(&selection, &SelectionStore::changed, this, &SelectionTally::restart);
    connect(&model, &QAbstractItemModel::modelReset, this, &SelectionTally::restart);
}

SelectionTally::~SelectionTally()
{
    if (m_asked)
        m_asked->cancel(m_call);
}

void SelectionTally::restart()
{
    if (const auto asked = std::exchange(m_asked, nullptr))
        asked->cancel(m_call);
    if (std::exchange(m_states, std::nullopt))
        emit changed();
    if (m_model.query().snapshot && !m_selection.isEmpty())
        m_soon.start();
    else
        m_soon.stop();
}

/// nullopt: too many, or of another list than the one that is shown.
std::optional<ListIdentities> SelectionTally::whoIsTicked() const
{
    const QSet<IdentityId>& ids = m_selection.ids();
    if (ids.size() > MostAsked)
        return std::nullopt;
    std::vector<FilterExpression> parts;
    if (!ids.isEmpty()) {
        FilterResult those
            = FilterExpression::identities(QList<IdentityId>(ids.cbegin(), ids.cend()));
        auto* const among = std::get_if<FilterExpression>(&those);
        if (among == nullptr)
            return std::nullopt;
        parts.push_back(m_selection.isAllMatching() ? FilterExpression::negation(*among) : *among);
    }
    IdentityQuery query { .scope = IdentityScope::All };
    if (m_selection.isAllMatching()) {
        query = m_selection.allMatchingQuery();
        FilterResult all = parseKeptFilter(query.filter);
        auto* const matching = std::get_if<FilterExpression>(&all);
        if (matching == nullptr || !query.onlyIds.isEmpty()
            || query.snapshot != m_model.query().snapshot)
            return std::nullopt;
        parts.push_back(*matching);
    }
    query.filter = FilterExpression::all(std::move(parts)).toFilterText();
    return query.request(0, false);
}

void SelectionTally::ask()
{
    const auto snapshot = std::dynamic_pointer_cast<Snapshot>(m_model.query().snapshot);
    const std::optional<ListIdentities> who = whoIsTicked();
    if (!snapshot || !who)
        return;
    m_asked = snapshot;
    m_call = snapshot->groups(*who, { u"cloudStatus"_s, u"processingState"_s }, GroupOrder::BySize,
        MostStates, this, [this](const Expected<SnapshotGroups>& answer) {
            const auto asked = std::exchange(m_asked, nullptr);
            if (!answer)
                return;
            m_states = States { .takenAt = asked->takenAt(), .groups = answer->groups };
            emit changed();
        });
}

} // namespace ic
