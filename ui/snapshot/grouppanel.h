#pragma once

#include "models/snapshot/groupmodel.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace ic {

class DetailTree;
class LinkButton;
class Notices;
class WrapLabel;

/// Beside the table of a snapshot: how many there are of each value of one or two columns, and what
/// the values of a column are like as a whole. A click filters the table, a tick selects a group.
class GroupPanel final : public QFrame
{
    Q_OBJECT

public:
    /// `name`: of the tenant, for files.
    GroupPanel(ApiClient& client, SelectionStore& selection, Notices& notices, const QString& name,
        QWidget* parent = nullptr);

    /// What can be grouped by; keys as in exports. Groups by what was chosen before, else by
    /// `first`.
    void setKeys(const QStringList& keys, const QString& first);
    /// Groups by this alone.
    void groupBy(const QString& key);
    /// The table shows this now, of a snapshot.
    void setView(const IdentityQuery& view);
    const GroupModel& model() const { return m_model; }

signals:
    void filterRequested(const ic::FilterExpression& filter);
    /// Those of the view who share the values of these fields.
    void duplicatesRequested(const QStringList& keys);
    void closeRequested();

private:
    QWidget* makeTitle();
    QWidget* makeChoice();
    QWidget* makeFoot();
    QStringList keys() const;
    void ask();
    void refresh();
    void openAt(const QModelIndex& index);
    void askSummary();
    QString summaryText(const SnapshotSummary& summary) const;
    QString footText() const;

    Notices& m_notices;
    const QString m_name;
    GroupModel m_model;
    IdentityQuery m_view;
    QComboBox* m_first;
    QComboBox* m_second;
    DetailTree* m_list;
    QLabel* m_state; ///< in the place of the groups
    WrapLabel* m_foot;
    WrapLabel* m_summary;
    LinkButton* m_duplicates;
    std::shared_ptr<Snapshot> m_snapshot;
    Snapshot::CallId m_summaryCall = 0;
};

} // namespace ic
