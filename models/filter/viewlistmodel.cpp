#include "models/filter/viewlistmodel.h"

#include "api/filter/filterparser.h"
#include "base/wording.h"
#include "models/filter/savedviews.h"
#include "models/filter/viewcounts.h"
#include "models/selection/selectionkeeper.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

enum Group {
    StandardGroup,
    OwnGroup,
    SetGroup,
    GroupCount,
};

bool holds(const FilterExpression& all, const FilterExpression& part)
{
    if (part.isEmpty() || all == part)
        return true;
    using enum FilterExpression::Kind;
    if (part.kind() == And) {
        return std::ranges::all_of(
            part.operands(), [&all](const FilterExpression& one) { return holds(all, one); });
    }
    return all.kind() == And
        && std::ranges::any_of(
            all.operands(), [&part](const FilterExpression& one) { return holds(one, part); });
}

/// Whether `shown` still asks for all that `view` asks for, and for more: then it is that view,
/// edited. What no longer filters by Locked is not called Locked.
bool isNarrowed(const IdentityQuery& view, const IdentityQuery& shown)
{
    const FilterResult part = parseKeptFilter(view.filter);
    const FilterResult all = parseKeptFilter(shown.filter);
    const auto* wanted = std::get_if<FilterExpression>(&part);
    const auto* given = std::get_if<FilterExpression>(&all);
    return view.scope == shown.scope && wanted != nullptr && given != nullptr
        && holds(*given, *wanted);
}

constexpr quintptr Heading = GroupCount; // as internal id; views have their group's

} // namespace

ViewListModel::ViewListModel(const SavedViews& saved, const ViewCounts& counts,
    const SelectionSets& sets, const Clock& clock, QObject* parent)
    : QAbstractItemModel(parent)
    , m_saved(saved)
    , m_counts(counts)
    , m_sets(sets)
    , m_clock(clock)
    , m_own(saved.views())
    , m_current(m_standard.constFirst())
{
    connect(&saved, &SavedViews::changed, this, &ViewListModel::adoptSaved);
    connect(&counts, &ViewCounts::changed, this, &ViewListModel::announce);
    connect(&sets, &SelectionSets::changed, this, &ViewListModel::adoptSets);
}

const QList<NamedView>& ViewListModel::viewsOf(int group) const
{
    return group == StandardGroup ? m_standard : m_own;
}

const NamedView* ViewListModel::viewAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() >= SetGroup)
        return nullptr;
    const QList<NamedView>& views = viewsOf(static_cast<int>(index.internalId()));
    return index.row() < views.size() ? &views.at(index.row()) : nullptr;
}

const SelectionSet* ViewListModel::setAt(const QModelIndex& index) const
{
    const bool isSet = index.parent().isValid() && isOfSets(index);
    return isSet && index.row() < m_setsShown.size() ? &m_setsShown.at(index.row()) : nullptr;
}

bool ViewListModel::isOfSets(const QModelIndex& index) const
{
    const QModelIndex heading = index.parent().isValid() ? index.parent() : index;
    return heading.isValid() && heading.row() == SetGroup;
}

QModelIndex ViewListModel::indexOf(const NamedView& view) const
{
    const int group = view.isStandard ? StandardGroup : OwnGroup;
    const QList<NamedView>& views = viewsOf(group);
    const auto found = std::ranges::find(views, view.name, &NamedView::name);
    if (found == views.end())
        return {};
    return index(static_cast<int>(std::distance(views.begin(), found)), 0, index(group, 0));
}

QList<IdentityQuery> ViewListModel::queries() const
{
    QList<IdentityQuery> queries;
    for (const NamedView& view : m_standard + m_own)
        queries += view.query;
    return queries;
}

void ViewListModel::adoptSaved()
{
    beginResetModel();
    m_own = m_saved.views();
    if (!m_current.isStandard && !indexOf(m_current).isValid())
        m_current = m_standard.constFirst(); // renamed or removed
    endResetModel();
    followShown();
}

void ViewListModel::adoptSets()
{
    beginResetModel();
    m_setsShown = m_sets.sets();
    endResetModel();
}

void ViewListModel::setShown(const IdentityQuery& query)
{
    IdentityQuery shown = query;
    shown.snapshot.reset(); // a view says whom, not as of when
    if ((m_shown == shown && m_hasShown) || !query.onlyIds.isEmpty())
        return; // chosen ids are a look aside, not another view
    m_shown = shown;
    if (!std::exchange(m_hasShown, true)) {
        // A filter from the last time belongs to the view of its scope.
        m_current = viewOfScope(query.scope);
    }
    followShown();
}

void ViewListModel::setChosen(const NamedView& view)
{
    m_current = view;
    announce();
}

void ViewListModel::followShown()
{
    const auto isShown = [this](const NamedView& view) { return view.matches(m_shown); };
    if (!m_current.isStandard && indexOf(m_current).isValid())
        m_current = *viewAt(indexOf(m_current)); // saved anew under its name
    if (!isShown(m_current)) {
        // Another order makes of a person's view that view edited, not a standard one.
        const bool isOrderOnly = m_current.query.hasSameMembers(m_shown);
        const QList<NamedView> all = isOrderOnly ? m_own : m_standard + m_own;
        if (const auto found = std::ranges::find_if(all, isShown); found != all.end())
            m_current = *found;
        else if (m_current.isStandard && !isNarrowed(m_current.query, m_shown))
            m_current = viewOfScope(m_shown.scope);
    }
    announce();
}

/// The one that shows everybody of a scope.
const NamedView& ViewListModel::viewOfScope(IdentityScope scope) const
{
    return *std::ranges::find_if(m_standard, [scope](const NamedView& view) {
        return view.query.scope == scope && view.query.filter.isEmpty();
    });
}

void ViewListModel::setTableShown(bool shown)
{
    if (std::exchange(m_isTableShown, shown) != shown)
        announce();
}

void ViewListModel::setOffline(bool offline)
{
    if (std::exchange(m_offline, offline) != offline)
        announce();
}

void ViewListModel::announce()
{
    for (int group = 0; group < GroupCount; ++group) {
        const QModelIndex heading = index(group, 0);
        emit dataChanged(index(0, 0, heading), index(rowCount(heading) - 1, 0, heading));
    }
}

QModelIndex ViewListModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : Heading);
}

QModelIndex ViewListModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == Heading)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, Heading);
}

int ViewListModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return GroupCount;
    if (parent.internalId() != Heading)
        return 0;
    // A group with nothing in it has a hint in its place.
    return std::max(1,
        static_cast<int>(
            parent.row() == SetGroup ? m_setsShown.size() : viewsOf(parent.row()).size()));
}

int ViewListModel::columnCount(const QModelIndex&) const
{
    return 1;
}

Qt::ItemFlags ViewListModel::flags(const QModelIndex& index) const
{
    if (viewAt(index) == nullptr && setAt(index) == nullptr)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant ViewListModel::data(const QModelIndex& index, int role) const
{
    if (const SelectionSet* set = setAt(index))
        return dataOfSet(*set, role);
    const NamedView* view = viewAt(index);
    if (view == nullptr)
        return headingData(index, role);
    const ViewCounts::Count count = m_counts.of(view->query);
    const bool isCurrent = m_isTableShown && view->name == m_current.name
        && view->isStandard == m_current.isStandard;
    switch (role) {
    case Qt::DisplayRole:
        return isCurrent && isEdited() ? tr("%1 (edited)", "a view").arg(view->name) : view->name;
    case Qt::ToolTipRole:
        return toolTip(*view);
    case Qt::AccessibleTextRole:
        return isCurrent ? tr("%1, shown in the table", "a view").arg(spoken(*view))
                         : spoken(*view);
    case IconRole:
        return view->isFor(FilterReach::ListApi) ? view->icon : u"camera"_s;
    case CountRole:
        return countText(*view);
    case CountIsOldRole:
        return m_offline && count.number.has_value();
    case ProblemRole:
        return count.isAsked || (m_offline && count.number) ? QString() : count.problem;
    case CurrentRole:
        return isCurrent;
    case EditedRole:
        return isCurrent && isEdited();
    case SavedRole:
        return !view->isStandard;
    default:
        return {};
    }
}

QVariant ViewListModel::headingData(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    if (index.internalId() == SetGroup)
        return m_sets.canKeep() ? tr("Ctrl+Shift+D saves one.") : tr("They cannot be kept here.");
    if (index.internalId() != Heading)
        return tr("None yet. Ctrl+D saves one.");
    switch (static_cast<Group>(index.row())) {
    case StandardGroup:
        return tr("Views");
    case OwnGroup:
        return tr("My views");
    case SetGroup:
    case GroupCount:
        return tr("Selection sets");
    }
    Q_UNREACHABLE();
}

QVariant ViewListModel::dataOfSet(const SelectionSet& set, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return set.name;
    case Qt::ToolTipRole:
        return tr("%1, saved %2. Click to select them, add them or take them out.",
            "12 identities, saved yesterday")
            .arg(identitiesText(set.count), fromWhen(set.saved, m_clock.utcNow()));
    case Qt::AccessibleTextRole:
        return tr("%1, a selection set of %2", "its name; 12 identities")
            .arg(set.name, identitiesText(set.count));
    case IconRole:
        return u"square-check"_s;
    case CountRole:
        return numberText(set.count);
    default:
        return {};
    }
}

QString ViewListModel::countText(const NamedView& view) const
{
    const ViewCounts::Count count = m_counts.of(view.query);
    if (count.isAsked && !(m_offline && count.number))
        return u"…"_s;
    if (count.number && (count.problem.isEmpty() || m_offline))
        return numberText(*count.number);
    return m_counts.isAutomatic() || !count.problem.isEmpty() ? QString() : u"–"_s;
}

QString ViewListModel::toolTip(const NamedView& view) const
{
    const ViewCounts::Count count = m_counts.of(view.query);
    QStringList lines { view.words() };
    const bool isForTenant = view.isFor(FilterReach::ListApi);
    if (!isForTenant)
        lines += tr("Only a snapshot can show this view.");
    if (count.isAsked)
        lines += tr("Counting…");
    else if (!count.problem.isEmpty())
        lines += count.problem;
    QStringList counted;
    if (count.number)
        counted += countAgeText({ count }, m_clock.utcNow());
    if (!count.isAsked && isForTenant)
        counted += tr("Right-click to count again.");
    lines += counted.join(u' ');
    return lines.join(u'\n').trimmed();
}

QString ViewListModel::spoken(const NamedView& view) const
{
    const ViewCounts::Count count = m_counts.of(view.query);
    QString text = view.name;
    if (view.name == m_current.name && isEdited() && view.isStandard == m_current.isStandard)
        text = tr("%1, edited", "a view").arg(text);
    const QString number = countText(view);
    if (number == u"…"_s)
        return tr("%1, counting", "a view").arg(text);
    if (!number.isEmpty() && number != u"–"_s)
        return tr("%1, %2", "a view and its identities").arg(text, identitiesText(*count.number));
    return count.problem.isEmpty() && number.isEmpty() ? text
                                                       : tr("%1, not counted", "a view").arg(text);
}

} // namespace ic
