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
    auto* fields = new QVBoxLayout;
    fields->addWidget(field);
    return add(text, fields, focus, note);
}

QLabel* FormRows::add(const QString& text, QLayout* fields, QWidget* focus, FieldNote* note)
{
    const int row = rowCount();
    QLabel* label = plainLabel(text, parentWidget());
    label->setWordWrap(true);
    label->setBuddy(focus);
    // In the middle of the field, whatever stands beneath it.
    label->setMinimumHeight(FieldHeight);
    addWidget(label, row, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addLayout(fields);
    if (note != nullptr)
        column->addWidget(note);
    addLayout(column, row, 1);
    return label;
}

} // namespace ic
