#pragma once

#include "models/operations/operationpreparation.h"

#include <QWidget>

class QTabWidget;

namespace ic {

class CandidateList;
class SkipLines;
class SkipTree;

/// Whom an operation reaches and who is left out: two lists, and below them the reasons.
class TargetTabs final : public QWidget
{
    Q_OBJECT

public:
    TargetTabs(
        OperationPreparation& preparation, const Operation& operation, QWidget* parent = nullptr);

private:
    void refresh();

    OperationPreparation& m_preparation;
    QTabWidget* m_tabs;
    CandidateList* m_targets;
    SkipTree* m_skipped;
    SkipLines* m_lines;
};

} // namespace ic
