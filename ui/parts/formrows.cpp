#include "ui/parts/formrows.h"

#include "ui/parts/fieldnote.h"
#include "ui/parts/text.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ic {

namespace {

constexpr int RowGap = 8;
constexpr int LabelGap = 8;
constexpr int FieldHeight = 28;

} // namespace

FormRows::FormRows(QWidget* parent)
    : QGridLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setHorizontalSpacing(LabelGap);
    setVerticalSpacing(RowGap);
    setColumnStretch(1, 1);
}

QLabel* FormRows::add(const QString& text, QWidget* field, QWidget* focus, FieldNote* note)
{
    if (note == nullptr) {
        QLabel* label = addLabel(text, focus);
        addWidget(field, rowCount() - 1, 1);
        return label;
    }
    auto* fields = new QVBoxLayout;
    fields->addWidget(field);
    return add(text, fields, focus, note);
}

QLabel* FormRows::add(const QString& text, QLayout* fields, QWidget* focus, FieldNote* note)
{
    QLabel* label = addLabel(text, focus);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addLayout(fields);
    column->addWidget(note);
    addLayout(column, rowCount() - 1, 1);
    return label;
}

QLabel* FormRows::addLabel(const QString& text, QWidget* focus)
{
    QLabel* label = plainLabel(text, parentWidget());
    label->setWordWrap(true);
    label->setBuddy(focus);
    // In the middle of the field, whatever stands beneath it.
    label->setMinimumHeight(FieldHeight);
    addWidget(label, rowCount(), 0, Qt::AlignTop);
    return label;
}

} // namespace ic
