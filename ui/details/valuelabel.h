#pragma once

#include <QLabel>

namespace ic {

/// A value that can be selected and copied, shown as it is. It wraps between words; a word that is
/// too long for the line, as emails are, ends in an ellipsis and is told whole by the tooltip.
class ValueLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ValueLabel(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace ic
