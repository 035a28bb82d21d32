#pragma once

#include <QWidget>

namespace ic {

/// A group of facts: a quiet border round a slightly different ground.
class Card : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace ic
