#pragma once

#include "ui/window/uiservices.h"

#include "reading/latest.h"

#include <QAction>
#include <QObject>

#include <memory>

class QBoxLayout;

namespace ic {

class ChangesStrip;
class GroupPanel;
class IdentityBrowser;
class Snapshot;
struct FilterCondition;
struct KeptSnapshot;

/// What only a snapshot can say of the identities in the table: groups, what the values of a column
/// are like, duplicates, and what is not as in the snapshot before.
class SnapshotAnalysis final : public QObject
{
    Q_OBJECT

public:
    /// `browser` may be its owner. `beside`: where the table stands, and the groups beside it.
    SnapshotAnalysis(IdentityBrowser& browser, QBoxLayout& beside, const UiServices& services);
    ~SnapshotAnalysis() override;

    /// Shows the groups of the table, and hides them again.
    QAction* groupAction() { return &m_group; }
    /// Another snapshot is open, or none.
    void follow();
    /// Stands above the table while two snapshots are compared.
    QWidget* changes() const;
    /// Finds out what is not as in the older one, of the one that is open.
    void compareWith(const KeptSnapshot& older);

private:
    void showGroups(bool on);
    void askKeys();
    void makePanel();
    void groupBy(int column);
    void showDuplicates(const QStringList& keys);
    QString keyOf(int column) const;
    void showChange(const QString& change);
    void showThose(const std::shared_ptr<Snapshot>& snapshot, FilterCondition condition);
    void saveDifferences();
    void compare(const std::shared_ptr<Snapshot>& older);
    void leaveComparison();
    void stopComparing();

    IdentityBrowser& m_browser;
    QBoxLayout& m_beside;
    const UiServices m_services;
    QAction m_group;
    GroupPanel* m_panel = nullptr;
    Latest m_keys; ///< of the snapshot that is open
    ChangesStrip* m_changes;
    std::shared_ptr<Snapshot> m_newer; ///< of those that are compared, or null
    std::shared_ptr<Snapshot> m_older;
    QString m_shownFilter; ///< those of them who are on the screen; empty = everybody still
    IdentityQuery m_before; ///< what was there before
};

} // namespace ic
