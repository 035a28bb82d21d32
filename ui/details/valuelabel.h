#pragma once

#include <QLabel>

namespace ic {

/// A value that can be selected and copied, shown as it is. It wraps between words; a word that is
/// too long for the line, as emails are, ends in an ellipsis and is told whole by the tooltip.
class ValueLabel final : public QLabel
{
    Q_OBJECT

public:
    /// `name`: of the value, which a screen reader says before it.
    explicit ValueLabel(const QString& name, QWidget* parent = nullptr);

    /// Not setText(): what that sets is shown and not said.
    void setValue(const QString& value);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
};

} // namespace ic
