#pragma once

#include "ui/operations/operationactions.h"

#include <QWidget>

class QToolButton;

namespace ic {

/// Below the name of whom the details show: what can be done to them. The two usual verbs,
/// which are the first ones, are buttons; all are in the menu.
class VerbRow final : public QWidget
{
    Q_OBJECT

public:
    explicit VerbRow(QWidget* parent = nullptr);

    void setTarget(const OperationTarget& target);

signals:
    void requested(const ic::Operation& operation);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* makeButton(const Operation& operation);
    void fitTexts();

    OperationActions m_actions;
    OperationTarget m_target;
    QToolButton* m_more;
    QList<QToolButton*> m_buttons;
};

} // namespace ic
