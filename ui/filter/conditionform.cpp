#include "ui/filter/conditionform.h"

#include "ui/filter/fieldlist.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "models/filter/filterwords.h"
#include "models/table/statuswords.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Margin = 12;
constexpr int FieldWidth = 260;
constexpr int ListLines = 5;
constexpr int NegatedRole = Qt::UserRole + 1;

void addChoice(QComboBox& combo, FilterField field, const QString& value)
{
    const StatusLook look
        = field == FilterField::CloudStatus ? statusLook(value) : processingLook(value);
    if (filterFieldInfo(field).isBoolean || look.icon.isEmpty())
        combo.addItem(valueWords(field, value), value);
    else
        combo.addItem(icon(look.icon), look.word, value);
}

} // namespace

ConditionForm::ConditionForm(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_field(new QComboBox(this))
    , m_operator(new QComboBox(this))
    , m_value(new QStackedWidget(this))
    , m_text(new QLineEdit(this))
    , m_choice(new QComboBox(this))
    , m_list(new QPlainTextEdit(this))
    , m_problem(plainLabel({}, this))
    , m_apply(new QPushButton(tr("Apply"), this))
{
    setObjectName(u"conditionForm"_s);
    setAccessibleName(tr("Condition"));
    m_field->setObjectName(u"conditionField"_s);
    m_field->setAccessibleName(tr("Field"));
    m_operator->setObjectName(u"conditionOperator"_s);
    m_operator->setAccessibleName(tr("Operator"));
    m_text->setObjectName(u"conditionText"_s);
    m_choice->setObjectName(u"conditionChoice"_s);
    m_list->setObjectName(u"conditionList"_s);
    for (QWidget* value : { static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_choice),
             static_cast<QWidget*>(m_list) })
        value->setAccessibleName(tr("Value"));
    m_list->setPlaceholderText(tr("One id per line"));
    m_list->setToolTip(tr("One per line, or paste a column from a sheet. Ctrl+Enter applies."));
    m_list->setTabChangesFocus(true);
    m_list->setFixedHeight(m_list->fontMetrics().lineSpacing() * ListLines + Margin);
    m_problem->setObjectName(u"conditionProblem"_s);
    m_problem->setWordWrap(true);
    fillFieldList(*m_field);
    m_value->addWidget(m_text);
    m_value->addWidget(m_choice);
    m_value->addWidget(m_list);
    m_field->setMinimumWidth(FieldWidth);

    auto* fields = new QFormLayout;
    fields->setHorizontalSpacing(8);
    fields->setVerticalSpacing(8);
    fields->addRow(plainLabel(tr("Field"), this), m_field);
    fields->addRow(plainLabel(tr("Operator"), this), m_operator);
    fields->addRow(plainLabel(tr("Value"), this), m_value);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(m_apply, 0, Qt::AlignBottom);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(Margin);
    layout->addLayout(fields);
    layout->addLayout(buttons);
    QLabel* limits
        = secondaryLabel(tr("ISC cannot filter its list by attributes, lifecycle state or "
                            "manager, nor by text inside a name."),
            this);
    limits->setWordWrap(true);
    layout->addWidget(limits);
    layout->setSizeConstraint(QLayout::SetFixedSize);

    connect(m_field, &QComboBox::currentIndexChanged, this, &ConditionForm::onFieldChanged);
    connect(m_operator, &QComboBox::currentIndexChanged, this, [this] { showValue(values()); });
    connect(m_text, &QLineEdit::textChanged, this, [this] { check(false); });
    connect(m_list, &QPlainTextEdit::textChanged, this, [this] { check(false); });
    connect(m_apply, &QPushButton::clicked, this, &ConditionForm::accept);
    m_list->installEventFilter(this);
    setDraft({});
}

void ConditionForm::edit(const ConditionDraft& draft, const QWidget& anchor)
{
    setDraft(draft);
    styleConfirmButton(*m_apply);
    adjustSize();
    const QRect screen = anchor.screen()->availableGeometry();
    QPoint at = anchor.mapToGlobal(QPoint(0, anchor.height() + 2));
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    if (at.y() + height() > screen.bottom())
        at.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - height() - 2);
    move(at);
    show();
    m_value->currentWidget()->setFocus(Qt::PopupFocusReason);
    m_text->selectAll();
}

void ConditionForm::setDraft(const ConditionDraft& draft)
{
    setCurrentField(*m_field, draft.field);
    onFieldChanged();
    for (int i = 0; i < m_operator->count(); ++i) {
        if (m_operator->itemData(i).toInt() == static_cast<int>(draft.op)
            && m_operator->itemData(i, NegatedRole).toBool() == draft.negated)
            m_operator->setCurrentIndex(i);
    }
    showValue(draft.values);
}

ConditionDraft ConditionForm::draft() const
{
    return { currentField(*m_field), static_cast<FilterOperator>(m_operator->currentData().toInt()),
        m_operator->currentData(NegatedRole).toBool(), values() };
}

void ConditionForm::onFieldChanged()
{
    const QStringList kept = m_value->currentWidget() == m_choice ? QStringList() : values();
    {
        const QSignalBlocker block(m_operator);
        m_operator->clear();
        QList<FilterOperator> operators = ConditionDraft::operatorsFor(currentField(*m_field));
        // What people want of a name is nearly always that it begins with what they know.
        std::stable_partition(operators.begin(), operators.end(),
            [](FilterOperator op) { return op == FilterOperator::StartsWith; });
        for (const bool negated : { false, true }) {
            for (const FilterOperator op : std::as_const(operators)) {
                m_operator->addItem(filterOperatorWords(op, negated), static_cast<int>(op));
                m_operator->setItemData(m_operator->count() - 1, negated, NegatedRole);
            }
        }
    }
    showValue(kept);
}

void ConditionForm::showValue(const QStringList& values)
{
    const std::optional<FilterField> field = currentField(*m_field);
    const FilterFieldInfo* info = field ? &filterFieldInfo(*field) : nullptr;
    if (info != nullptr && (info->isBoolean || !info->knownValues.isEmpty())) {
        m_choice->clear();
        const QStringList known
            = info->isBoolean ? QStringList { u"true"_s, u"false"_s } : info->knownValues;
        for (const QString& value : known)
            addChoice(*m_choice, *field, value);
        if (!values.isEmpty() && m_choice->findData(values.first()) < 0)
            addChoice(*m_choice, *field, values.first());
        m_choice->setCurrentIndex(
            values.isEmpty() ? 0 : std::max(0, m_choice->findData(values.first())));
        m_value->setCurrentWidget(m_choice);
    } else if (static_cast<FilterOperator>(m_operator->currentData().toInt())
        == FilterOperator::In) {
        m_list->setPlainText(values.join(u'\n'));
        m_value->setCurrentWidget(m_list);
    } else {
        m_text->setText(values.value(0));
        m_value->setCurrentWidget(m_text);
    }
    // The stack is as high as what it shows.
    for (QWidget* page : { static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_choice),
             static_cast<QWidget*>(m_list) }) {
        const auto policy
            = page == m_value->currentWidget() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        page->setSizePolicy(QSizePolicy::Preferred, policy);
    }
    m_value->setMaximumHeight(m_value->currentWidget()->sizeHint().height());
    check(false);
}

QStringList ConditionForm::values() const
{
    const QWidget* page = m_value->currentWidget();
    if (page == m_choice)
        return { m_choice->currentData().toString() };
    if (page == m_text)
        return { m_text->text() };
    return m_list->toPlainText().split(u'\n', Qt::SkipEmptyParts);
}

void ConditionForm::check(bool applying)
{
    const ConditionDraft now = draft();
    const FilterResult result = now.toExpression();
    const auto* error = std::get_if<FilterError>(&result);
    // Nobody is told that a value is missing before there was time to write it.
    const bool untouched = now.values.isEmpty() || now.values.first().isEmpty();
    const bool shown = error != nullptr && (applying || !untouched);
    setTone(*m_problem, Tone::Danger);
    m_problem->setText(shown ? error->message : QString());
    m_value->currentWidget()->setAccessibleDescription(m_problem->text());
}

void ConditionForm::accept()
{
    const FilterResult result = draft().toExpression();
    if (std::holds_alternative<FilterError>(result)) {
        check(true);
        m_value->currentWidget()->setFocus(Qt::OtherFocusReason);
        return;
    }
    hide();
    emit accepted(std::get<FilterExpression>(result));
}

void ConditionForm::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(themeColors(palette()).controlBorder);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void ConditionForm::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        hide();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

bool ConditionForm::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & Qt::ControlModifier)) {
            accept();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ConditionForm::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    emit closed();
}

} // namespace ic
