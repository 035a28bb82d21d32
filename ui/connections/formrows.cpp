#include "ui/connections/formrows.h"

#include "ui/parts/fieldnote.h"
#include "ui/parts/text.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ic {

namespace {

constexpr int RowGap = 8;
constexpr int LabelGap = 8;
constexpr int FormRowsFieldHeight = 28;

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
    const int row = rowCount();
    QLabel* label = plainLabel(text, parentWidget());
    label->setWordWrap(true);
    label->setBuddy(focus);
    // In the middle of the field, whatever stands beneath it.
    label->setMinimumHeight(FormRowsFieldHeight);
    addWidget(label, row, 0, Qt::AlignTop);
    if (note == nullptr) {
        addWidget(field, row, 1);
        return label;
    }
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(field);
    column->addWidget(note);
    addLayout(column, row, 1);
    return label;
}

} // namespace ic
