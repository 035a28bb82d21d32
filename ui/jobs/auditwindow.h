#pragma once

#include "models/jobs/auditmodel.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace ic {

class ListSearchField;
class StatePage;

/// The audit log: every job this program was told to run, by whom, when and on which tenant, and
/// what became of each identity. To be read, searched and exported, never changed. Modeless.
class AuditWindow final : public DialogFrame
{
    Q_OBJECT

public:
    AuditWindow(const UiServices& services, const QString& journalPath, QWidget* parent = nullptr);

signals:
    /// `text`: what was searched for; empty = nothing.
    void itemsRequested(const ic::JobId& id, const QString& text);

private:
    QWidget* makeBar();
    QWidget* makeFilters();
    void filter();
    void makeTable();
    void makeButtons();
    void search(const QString& text);
    QModelIndexList selectedRows() const;
    void exportJobs();
    void showState();
    void update();
    void showDetails(const QModelIndexList& rows);

    UiServices m_services;
    const QString m_path;
    AuditModel m_model;
    ListSearchField* m_search = nullptr;
    QLabel* m_count;
    QTableView* m_table;
    StatePage* m_state;
    QStackedWidget* m_pages;
    QLabel* m_details; ///< of the one job that is selected
    QComboBox* m_since;
    QComboBox* m_operation;
    QComboBox* m_outcome;
    QComboBox* m_tenant;
    QPushButton* m_items;
    QPushButton* m_export;
};

} // namespace ic
