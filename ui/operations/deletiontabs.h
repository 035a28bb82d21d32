#pragma once

#include "models/operationpreparation.h"
#include "models/ownersmodel.h"

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
    QList<QStringList> checklist() const { return m_ownersModel.checklist(); }

signals:
    void exportChecklistRequested();

private:
    QWidget* makeOwners();
    QWidget* makeNotChecked();
    void refresh();

    OperationPreparation& m_preparation;
    OwnersModel m_ownersModel;
    QTabWidget* m_tabs;
    CandidateList* m_deletable;
    DetailTree* m_owners;
    CandidateList* m_protected;
    CandidateList* m_notChecked;
    QLabel* m_notCheckedWhy;
    SkipTree* m_others;
};

} // namespace ic
