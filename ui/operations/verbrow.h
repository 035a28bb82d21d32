#pragma once

#include "ui/operations/operationactions.h"

#include <QWidget>

class QToolButton;

namespace ic {

/// Below the name of whom the details show: what can be done to them. The two usual verbs are
/// buttons, all six are in the menu.
class VerbRow final : public QWidget
{
    Q_OBJECT

public:
    explicit VerbRow(QWidget* parent = nullptr);

    void setTarget(const OperationTarget& target);

signals:
    void requested(ic::OperationId operation);

private:
    QToolButton* makeButton(OperationId operation);

    OperationActions m_actions;
    QList<QToolButton*> m_buttons;
};

} // namespace ic
