#pragma once

#include "models/selection/gonepeople.h"
#include "models/selection/selectionkeeper.h"
#include "models/selection/selectionreach.h"
#include "models/selection/selectionstore.h"
#include "models/table/identitysource.h"
#include "models/table/identitytablemodel.h"
#include "ui/export/exportdesk.h"
#include "ui/filter/filterbar.h"
#include "ui/snapshot/snapshotanalysis.h"
#include "ui/snapshot/snapshotdesk.h"
#include "ui/snapshot/snapshotstrip.h"
#include "ui/table/findbar.h"
#include "ui/table/identityview.h"
#include "ui/table/listpages.h"
#include "ui/table/rowcolouring.h"
#include "ui/table/rowmenu.h"
#include "ui/table/selectionbar.h"
#include "ui/table/selectionstrip.h"
#include "ui/table/viewsteps.h"
#include "ui/window/uiservices.h"

#include "reading/background.h"
#include "snapshot/snapshot.h"

#include <QHBoxLayout>

namespace ic {

/// Where an administrator lives: filter, selection and table of one tenant.
class IdentityBrowser final : public QWidget
{
    Q_OBJECT

public:
    /// Asks for the first page at once.
    explicit IdentityBrowser(const UiServices& services, QWidget* parent = nullptr);

    const IdentityTableModel& model() const { return m_model; }
    IdentityTableModel& table() { return m_model; }
    /// How many of the ticked identities the view does not show; 0 also while it is not known.
    qint64 selectedOutsideView() const { return m_reach.outside().value_or(0); }
    SelectionStore& selection() { return m_selection; }
    /// What became of the selection of the last start.
    SelectionKeeper& keeper() { return m_keeper; }
    GonePeople& gone() { return m_gone; }
    SelectionStrip& strip() { return m_strip; }
    const SelectionReach& reach() const { return m_reach; }
    IdentityView& view() { return m_view; }
    RowColouring& colouring() { return m_colouring; }
    FilterBar& filter() { return m_filter; }
    ViewSteps& steps() { return m_steps; }
    FindBar& findBar() { return m_findBar; }
    const ListPages& pages() const { return m_pages; }
    ExportDesk& exports() { return m_exports; }
    SnapshotAnalysis& analysis() { return m_analysis; }
    SnapshotDesk& snapshots() { return m_snapshots; }
    QAction* pasteListAction() { return &m_pasteList; }

    /// The identity of the current row, or nullptr.
    const Identity* currentIdentity() const { return m_view.currentIdentity(); }

    /// Shows a list as if scope, filter and order had been entered, of the tenant or the snapshot
    /// that is open.
    void showView(const IdentityQuery& view);
    /// The rows are those of the snapshot from now on, with filter and order as they are, or as
    /// `view` has them; null: the tenant's again.
    void showSnapshot(
        const std::shared_ptr<Snapshot>& snapshot, const std::optional<IdentityQuery>& view = {});
    /// Null while the rows are the tenant's.
    const std::shared_ptr<Snapshot>& snapshot() const { return m_snapshot; }
    /// Of when the rows are, UTC; invalid while they are the tenant's.
    QDateTime rowsKeptAt() const { return m_snapshot ? m_snapshot->takenAt() : QDateTime(); }
    /// They are not as a snapshot of before has them.
    void addChanged(const QList<IdentityId>& altered, const QList<IdentityId>& gone)
    {
        m_snapshotStrip.addChanged(altered, gone);
    }
    void refresh() { m_model.refresh(); }
    void setDateStyle(DateStyle dates);
    /// Row height, dates and reading ahead as the settings have them now.
    void followSettings();

signals:
    /// One of them was set here.
    void settingsChanged();
    /// Another filter or scope: what was open belongs to the view before.
    void filterChanged();
    /// The same people are asked of another source: the tenant, or a snapshot.
    void sourceChanged();
    /// The menu of a row is about to open; more can be put into it.
    void rowMenuOpening(ic::RowMenu* menu, const ic::Identity& identity);
    /// The details of the current identity shall be in sight.
    void detailsRequested();
    /// Null: the last one is forgotten.
    void snapshotOpened(const std::shared_ptr<ic::Snapshot>& snapshot);

private:
    void addParts();
    void connectSelection();
    void connectSnapshots();
    void followSnapshots();
    void compareExactly(bool exact);
    void answerFromSnapshot(const QString& filter, IdentityScope scope);
    void makeActions();
    void restoreSettings();
    void toggleSelectedOnly();
    void setDensity(Density density);
    void showRowMenu(const QModelIndex& index, const QPoint& at);
    void onFilterApplied();
    void setQuery(const IdentityQuery& query, bool selectedOnly);
    ExportView exportView();
    void pasteList();

    const UiServices m_services;
    SelectionStore m_selection;
    IdentityTableModel m_model;
    IdentitySource m_source;
    SelectionReach m_reach;
    SelectionKeeper m_keeper;
    GonePeople m_gone;
    bool m_selectedOnly = false;
    Background<QStringList> m_listing; ///< of the selected, where they are very many
    IdentityQuery m_queryBefore; ///< of the view that "show selected only" left
    std::optional<QStringList> m_viewSorters; ///< while a view is being shown: its order
    ExportDesk m_exports;
    SnapshotDesk m_snapshots;
    QAction m_pasteList;
    std::shared_ptr<Snapshot> m_snapshot;
    bool m_isSwitching = false; ///< between it and the tenant
    std::optional<IdentityQuery> m_wanted; ///< what the next snapshot is to answer
    FilterBar m_filter;
    SelectionBar m_selectionBar;
    SelectionStrip m_strip;
    SnapshotStrip m_snapshotStrip;
    ListPages m_pages;
    IdentityView m_view; ///< in m_pages
    RowColouring m_colouring;
    ViewSteps m_steps;
    FindBar m_findBar;
    QHBoxLayout* m_center; ///< the table and what stands beside it
    SnapshotAnalysis m_analysis;
};

} // namespace ic
