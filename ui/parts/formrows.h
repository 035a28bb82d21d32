#pragma once

#include <QGridLayout>

class QLabel;

namespace ic {

class FieldNote;

/// The rows of a form: a label in the middle of its field, whatever stands beneath that.
class FormRows final : public QGridLayout
{
    Q_OBJECT

public:
    /// Without a parent it has to be in a layout before rows are added.
    explicit FormRows(QWidget* parent = nullptr);

    /// `focus`: what the label leads to; `note`: stands beneath the field. Returns the label.
    QLabel* add(const QString& text, QWidget* field, QWidget* focus, FieldNote* note = nullptr);
    /// The field and what stands beside it.
    QLabel* add(const QString& text, QLayout* fields, QWidget* focus, FieldNote* note);

private:
    QLabel* addLabel(const QString& text, QWidget* focus);
};

} // namespace ic
