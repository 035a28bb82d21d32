#pragma once

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QSpinBox;

namespace ic {

/// A time as a filter has it: so long ago, or a fixed one.
class TimeEdit final : public QWidget
{
    Q_OBJECT

public:
    explicit TimeEdit(QWidget* parent = nullptr);

    /// An empty or unreadable text stands for 30 days ago.
    void setValue(const QString& value);
    /// `now`, `now-30d`, or ISO-8601 in UTC.
    QString value() const;

signals:
    void changed();

private:
    void showParts();

    QSpinBox* m_number;
    QComboBox* m_unit; ///< data: sign and unit, "-d"; empty for a fixed time
    QDateTimeEdit* m_fixed; ///< local time
    QString m_written; ///< says the same as m_fixed while nobody changes that
};

} // namespace ic
