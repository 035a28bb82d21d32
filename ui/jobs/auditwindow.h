#pragma once

#include "models/jobs/auditmodel.h"
#include "ui/parts/dialogframe.h"
#include "ui/window/uiservices.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace ic {

class StatePage;

/// The audit log: every job this program was told to run, by whom, when and on which tenant, and
/// what became of each identity. To be read, searched and exported, never changed. Modeless.
class AuditWindow final : public DialogFrame
{
    Q_OBJECT

public:
    AuditWindow(const UiServices& services, const QString& journalPath, QWidget* parent = nullptr);

signals:
    void itemsRequested(const ic::JobId& id);

private:
    QWidget* makeBar();
    QWidget* makeFilters();
    void filter();
    void makeTable();
    void makeButtons();
    void search(const QString& text);
    QModelIndexList selectedRows() const;
    void exportJobs();
    void update();

    UiServices m_services;
    const QString m_path;
    AuditModel m_model;
    QLineEdit* m_search;
    QLabel* m_count;
    QTableView* m_table;
    StatePage* m_state;
    QStackedWidget* m_pages;
    QComboBox* m_since;
    QComboBox* m_operation;
    QComboBox* m_outcome;
    QComboBox* m_tenant;
    QPushButton* m_items;
    QPushButton* m_export;
};

} // namespace ic
