#pragma once

#include "models/operations/operationpreparation.h"

#include <QStackedWidget>

class QLabel;
class QProgressBar;

namespace ic {

class ConnectionStatus;
class Notices;
class StatePage;

/// What a preparation shows: how far it is, why it failed, or what came of it.
class PreparationPages final : public QStackedWidget
{
    Q_OBJECT

public:
    /// `outcome` is shown when it is ready.
    PreparationPages(OperationPreparation& preparation, const Operation& operation,
        const ConnectionStatus& status, Notices& notices, QWidget* outcome,
        QWidget* parent = nullptr);

private:
    QWidget* makeProgress();
    void refresh();
    void showProgress();
    QString waitingText() const;

    Notices& m_notices;
    OperationPreparation& m_preparation;
    const Operation& m_operation;
    const ConnectionStatus& m_status;
    QLabel* m_text = nullptr;
    QLabel* m_waiting = nullptr;
    QProgressBar* m_bar = nullptr;
    StatePage* m_failed;
    QWidget* m_outcome;
};

} // namespace ic
