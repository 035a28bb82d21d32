#include "ui/operations/optionfields.h"

#include "ui/parts/text.h"

#include "api/filter/filterexpression.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {
constexpr int OptionFieldsLongestText = 128;
}

QString OptionFields::Field::value() const
{
    return list != nullptr ? list->currentData().toString() : text->text().trimmed();
}

OptionFields::OptionFields(
    const QList<OperationOption>& options, const QStringList& typedBefore, QWidget* parent)
    : QWidget(parent)
    , m_problem(plainLabel({}, this))
{
    m_problem->setObjectName(u"optionProblem"_s);
    m_problem->setWordWrap(true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (const OperationOption& option : options) {
        Field field { option };
        QWidget* widget = makeField(field, typedBefore);
        widget->setObjectName(option.key);
        widget->setAccessibleName(option.label);
        const int row = grid->rowCount();
        grid->addWidget(plainLabel(option.label, this), row, 0);
        grid->addWidget(widget, row, 1);
        if (!option.hint.isEmpty()) {
            QLabel* hint = secondaryLabel(option.hint, this);
            hint->setWordWrap(true);
            grid->addWidget(hint, row + 1, 1);
        }
        m_fields += field;
    }
    grid->addWidget(m_problem, grid->rowCount(), 1);
    refresh();
}

QWidget* OptionFields::makeField(Field& field, const QStringList& typedBefore)
{
    if (field.option.choices.isEmpty()) {
        field.text = new QLineEdit(this);
        auto* completer = new QCompleter(typedBefore, this);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        field.text->setCompleter(completer);
        field.text->setMaxLength(OptionFieldsLongestText);
        field.text->setPlaceholderText(field.option.placeholder);
        connect(field.text, &QLineEdit::textChanged, this, &OptionFields::refresh);
        return field.text;
    }
    field.list = new QComboBox(this);
    field.list->setPlaceholderText(field.option.placeholder);
    for (const OperationOption::Choice& choice : std::as_const(field.option.choices))
        field.list->addItem(choice.title, choice.value);
    field.list->setCurrentIndex(-1);
    connect(field.list, &QComboBox::currentIndexChanged, this, &OptionFields::refresh);
    return field.list;
}

QMap<QString, QString> OptionFields::values() const
{
    QMap<QString, QString> values;
    for (const Field& field : m_fields) {
        if (const QString value = field.value(); !value.isEmpty())
            values.insert(field.option.key, value);
    }
    return values;
}

QStringList OptionFields::typed() const
{
    QStringList texts;
    for (const Field& field : m_fields) {
        if (field.text != nullptr && !field.value().isEmpty())
            texts += field.value();
    }
    return texts;
}

QString OptionFields::problem() const
{
    for (const Field& field : m_fields) {
        if (field.isMissing())
            return field.option.missing;
        // The same rule that keeps control characters out of filters.
        if (field.text != nullptr && filterValueProblem(field.value()))
            return field.option.refused;
    }
    return {};
}

void OptionFields::setValues(const QMap<QString, QString>& values)
{
    for (const Field& field : m_fields) {
        const QString value = values.value(field.option.key);
        if (field.list != nullptr)
            field.list->setCurrentIndex(field.list->findData(value));
        else
            field.text->setText(value);
    }
}

void OptionFields::focusFirst()
{
    const Field& first = m_fields.constFirst();
    QWidget* widget = first.list;
    (widget != nullptr ? widget : first.text)->setFocus(Qt::OtherFocusReason);
}

void OptionFields::refresh()
{
    m_problem->setText(problem());
    m_problem->setVisible(!m_problem->text().isEmpty());
    const bool isMissing = std::ranges::any_of(m_fields, &Field::isMissing);
    setTone(*m_problem, isMissing ? Tone::Warning : Tone::Danger);
    emit changed();
}

} // namespace ic
