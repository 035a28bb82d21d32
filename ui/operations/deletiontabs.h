#pragma once

#include "models/details/ownership.h"
#include "models/operations/operationpreparation.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTabWidget;

namespace ic {

class CandidateList;
class DetailTree;
class SkipTree;

/// Who can be deleted, who owns objects and which, who is protected, and who could not be checked.
class DeletionTabs final : public QWidget
{
    Q_OBJECT

public:
    explicit DeletionTabs(OperationPreparation& preparation, QWidget* parent = nullptr);

    /// Every object that stands in the way, with its owner; the first row is a heading.
    QList<QStringList> checklist() const { return OwnerRows::checklist(m_ownersShown); }

signals:
    void exportChecklistRequested();

private:
    QWidget* makeOwners();
    QWidget* makeNotChecked();
    void refresh();

    OperationPreparation& m_preparation;
    QList<Owner> m_ownersShown;
    GroupedRows m_ownersModel { OwnerRows::titles() };
    QTabWidget* m_tabs;
    CandidateList* m_deletable;
    DetailTree* m_owners;
    CandidateList* m_protected;
    CandidateList* m_notChecked;
    QLabel* m_notCheckedWhy;
    SkipTree* m_others;
};

} // namespace ic
