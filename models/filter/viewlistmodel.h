#pragma once

#include "models/filter/namedview.h"
#include "models/selection/selectionsets.h"

#include "base/clock.h"

#include <QAbstractItemModel>

namespace ic {

class SavedViews;
class ViewCounts;

/// The sidebar as a tree of three groups, "Views", "My views" and "Selection sets": what each view
/// is called, how many identities it has, and which of them the table shows; the sets with their
/// size.
///
/// The view that equals the table's query is current. When the query is changed by hand, the view
/// it came from stays current and is edited, until the query equals another view.
class ViewListModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        IconRole = Qt::UserRole + 1, ///< QString: name of the icon
        CountRole, ///< QString: "48,212", "…", or empty
        CountIsOldRole, ///< bool: the number is from before the connection was lost
        ProblemRole, ///< QString: why there is no number; empty if there is
        CurrentRole, ///< bool
        EditedRole, ///< bool; only with CurrentRole
        SavedRole, ///< bool: a view of the person's own
    };

    /// All of them outlive the model.
    ViewListModel(const SavedViews& saved, const ViewCounts& counts, const SelectionSets& sets,
        const Clock& clock, QObject* parent = nullptr);

    /// nullptr for a heading, a hint or a set.
    const NamedView* viewAt(const QModelIndex& index) const;
    /// nullptr for everything else.
    const SelectionSet* setAt(const QModelIndex& index) const;
    /// A set, their heading, or the hint in their place.
    bool isOfSets(const QModelIndex& index) const;
    /// The place of a view by its name; the standard ones and the person's own may share one.
    QModelIndex indexOf(const NamedView& view) const;
    /// Every view, to be counted.
    QList<IdentityQuery> queries() const;

    /// What the table shows.
    void setShown(const IdentityQuery& query);
    const IdentityQuery& shown() const { return m_shown; }
    /// A person chose this view: of several that are equal it is the one meant.
    void setChosen(const NamedView& view);
    /// The view the table shows, edited or not.
    const NamedView& current() const { return m_current; }
    bool isEdited() const { return !m_current.matches(m_shown); }
    /// Whether the table can be seen: else no view is the one that is shown.
    void setTableShown(bool shown);
    /// Without a connection numbers are those of before.
    void setOffline(bool offline);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    const QList<NamedView>& viewsOf(int group) const;
    void adoptSaved();
    void adoptSets();
    void followShown();
    const NamedView& viewOfScope(IdentityScope scope) const;
    void announce();
    QVariant headingData(const QModelIndex& index, int role) const;
    QVariant dataOfSet(const SelectionSet& set, int role) const;
    QString toolTip(const NamedView& view) const;
    QString countText(const NamedView& view) const;
    QString spoken(const NamedView& view) const;

    const SavedViews& m_saved;
    const ViewCounts& m_counts;
    const SelectionSets& m_sets;
    const Clock& m_clock;
    const QList<NamedView> m_standard = standardViews();
    QList<NamedView> m_own; ///< as the rows say, which follow m_saved
    QList<SelectionSet> m_setsShown;
    IdentityQuery m_shown;
    NamedView m_current;
    bool m_hasShown = false;
    bool m_offline = false;
    bool m_isTableShown = true;
};

} // namespace ic
