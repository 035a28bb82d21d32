#include "ui/filter/conditionform.h"

#include "ui/filter/fieldlist.h"
#include "ui/filter/valueedit.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "models/filter/filterwords.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ConditionFormMargin = 12;
constexpr int ConditionFormFieldWidth = 260;
constexpr int NegatedRole = Qt::UserRole + 1;

QString wordsOf(const OperatorChoice& choice, std::optional<FilterField> field)
{
    if (field == FilterField::Duplicates)
        return choice.negated ? ConditionForm::tr("not of the same", "fields follow: Email")
                              : ConditionForm::tr("of the same", "fields follow: Email");
    const bool isTime = field && filterFieldInfo(*field).isTime;
    return operatorWords(
        choice.op, choice.negated, isTime ? FilterValueKind::Time : FilterValueKind::Text);
}

} // namespace

ConditionForm::ConditionForm(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_field(new QComboBox(this))
    , m_operator(new QComboBox(this))
    , m_value(new ValueEdit(this))
    , m_problem(plainLabel({}, this))
    , m_apply(new QPushButton(tr("Apply"), this))
    , m_limits(new QWidget(this))
{
    setObjectName(u"conditionForm"_s);
    setAccessibleName(tr("Condition"));
    m_field->setObjectName(u"conditionField"_s);
    m_field->setAccessibleName(tr("Field"));
    m_operator->setObjectName(u"conditionOperator"_s);
    m_operator->setAccessibleName(tr("Operator"));
    m_problem->setObjectName(u"conditionProblem"_s);
    m_problem->setWordWrap(true);
    m_field->setMinimumWidth(ConditionFormFieldWidth);

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
    layout->setContentsMargins(
        ConditionFormMargin, ConditionFormMargin, ConditionFormMargin, ConditionFormMargin);
    layout->setSpacing(ConditionFormMargin);
    layout->addLayout(fields);
    layout->addLayout(buttons);
    layout->addWidget(m_limits);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    auto* limits = new QVBoxLayout(m_limits);
    limits->setContentsMargins(0, 0, 0, 0);
    QLabel* cannot
        = secondaryLabel(tr("ISC cannot filter its list by attributes, lifecycle state or "
                            "manager, nor by text inside a name."),
            this);
    cannot->setWordWrap(true);
    limits->addWidget(cannot);
    auto* snapshot = new LinkButton(tr("Answer from a snapshot"), this);
    snapshot->setObjectName(u"conditionFromSnapshot"_s);
    limits->addWidget(snapshot, 0, Qt::AlignLeft);

    connect(m_field, &QComboBox::currentIndexChanged, this, &ConditionForm::onFieldChanged);
    connect(m_operator, &QComboBox::currentIndexChanged, this, [this] {
        m_value->setDraft(draftWith(m_value->values()));
        check(false);
    });
    connect(m_value, &ValueEdit::changed, this, [this] { check(false); });
    connect(m_value, &ValueEdit::submitted, this, &ConditionForm::accept);
    connect(m_apply, &QPushButton::clicked, this, &ConditionForm::accept);
    connect(snapshot, &LinkButton::clicked, this, [this] {
        hide();
        emit snapshotWanted();
    });
    setReach(FilterReach::ListApi, {}, {});
}

void ConditionForm::setReach(
    FilterReach reach, const std::shared_ptr<FilterValues>& values, const QStringList& attributes)
{
    m_reach = reach;
    m_value->setReach(reach, values, attributes);
    m_limits->setVisible(reach == FilterReach::ListApi);
    {
        const QSignalBlocker block(m_field);
        fillFieldList(*m_field, reach, attributes);
    }
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
    m_value->focus();
}

void ConditionForm::setDraft(const ConditionDraft& draft)
{
    const QSignalBlocker blocks[] { QSignalBlocker(m_field), QSignalBlocker(m_operator) };
    setCurrentField(*m_field, { draft.field, draft.attribute });
    fillOperators(draft);
    m_value->setDraft(draft);
    check(false);
}

ConditionDraft ConditionForm::draft() const
{
    ConditionDraft draft = draftWith(m_value->values());
    draft.kind = m_value->kind();
    return draft;
}

ConditionDraft ConditionForm::draftWith(const QStringList& values) const
{
    const ListedField field = currentField(*m_field);
    return { field.field, static_cast<FilterOperator>(m_operator->currentData().toInt()),
        m_operator->currentData(NegatedRole).toBool(), values, field.attribute };
}

void ConditionForm::onFieldChanged()
{
    const QStringList kept = m_value->writtenValues();
    {
        const QSignalBlocker block(m_operator);
        const ListedField field = currentField(*m_field);
        const OperatorChoice first = ConditionDraft::choicesFor(field.field, m_reach).first();
        fillOperators({ field.field, first.op, first.negated, {}, field.attribute });
    }
    // What was written fits another field where it is written, too.
    m_value->setDraft(draftWith(m_value->isWritten(draftWith({})) ? kept : QStringList()));
    check(false);
}

void ConditionForm::fillOperators(const ConditionDraft& draft)
{
    m_operator->clear();
    QList<OperatorChoice> choices = ConditionDraft::choicesFor(draft.field, m_reach);
    // What was written as an expression may be none of those.
    const OperatorChoice wanted { draft.op, draft.negated };
    if (!choices.contains(wanted))
        choices += wanted;
    for (const OperatorChoice& choice : std::as_const(choices)) {
        m_operator->addItem(wordsOf(choice, draft.field), static_cast<int>(choice.op));
        m_operator->setItemData(m_operator->count() - 1, choice.negated, NegatedRole);
    }
    m_operator->setCurrentIndex(static_cast<int>(choices.indexOf(wanted)));
}

void ConditionForm::check(bool applying)
{
    const FilterResult result = draft().toExpression(m_reach);
    const auto* error = std::get_if<FilterError>(&result);
    // Nobody is told that a value is missing before there was time to write it.
    const bool shown = error != nullptr && (applying || !m_value->isUntouched());
    setTone(*m_problem, Tone::Danger);
    m_problem->setText(shown ? error->message : QString());
    m_value->setProblem(m_problem->text());
}

void ConditionForm::accept()
{
    const FilterResult result = draft().toExpression(m_reach);
    if (std::holds_alternative<FilterError>(result)) {
        check(true);
        m_value->focus();
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

void ConditionForm::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    emit closed();
}

} // namespace ic
