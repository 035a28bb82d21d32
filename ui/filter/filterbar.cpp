#include "ui/filter/filterbar.h"

#include "ui/filter/chiprow.h"
#include "ui/filter/expressionedit.h"
#include "ui/filter/expressionstate.h"
#include "ui/filter/filtermessage.h"
#include "ui/filter/historybutton.h"
#include "ui/filter/scopebox.h"
#include "ui/filter/searchfield.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include "models/filter/filterwords.h"

#include "api/filter/filterparser.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int NarrowestEditor = 360; // narrower, it gets a line of its own
constexpr int BusyDelayMs = 150; // shorter waits are not worth a flicker

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_find(icon(u"search"_s), tr("Find"), this)
    , m_writeExpression(icon(u"code-xml"_s), tr("Filter expression"), this)
    , m_search(new SearchField(this))
    , m_scope(new ScopeBox(this))
    , m_flow(new FlowLayout)
    , m_editor(new QWidget(this))
    , m_expression(new ExpressionEdit(m_editor))
    , m_apply(new QPushButton(tr("Apply"), m_editor))
{
    makeActions();
    makeSearch();
    makeExpression();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addLayout(m_flow);
    m_flow->addWidget(m_search);
    m_flow->addWidget(m_scope);
    m_flow->addWidget(m_editor);
    m_chips = new ChipRow(*m_flow, *this);
    m_message = new FilterMessage(this); // the key Tab comes to them in this order
    layout->addWidget(m_message);
    auto* corner = new QWidget(this);
    makeButtons();
    auto* side = new QHBoxLayout(corner);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(4);
    side->addWidget(m_expressionButton);
    side->addWidget(m_historyButton);
    m_flow->setCorner(corner);

    m_busyDelay.setSingleShot(true);
    m_busyDelay.setInterval(BusyDelayMs);
    connect(&m_busyDelay, &QTimer::timeout, this, &FilterBar::checkExpression);
    connect(m_chips, &ChipRow::changeRequested, &m_model, &FilterModel::setChips);
    connect(&m_model, &FilterModel::applied, this, &FilterBar::onModelApplied);
    connect(&m_model, &FilterModel::reachChanged, this, &FilterBar::showMode);
    connect(&m_model, &FilterModel::historyChanged, this, &FilterBar::historyChanged);
    connect(&m_model, &FilterModel::exactChanged, this, &FilterBar::exactChanged);
    m_expression->suggestBelow(m_message);
    connect(m_message, &FilterMessage::clicked, this, &FilterBar::goToMistake);
    connect(m_message, &FilterMessage::stopRequested, this, &FilterBar::stop);
    connect(m_message, &FilterMessage::snapshotRequested, this, &FilterBar::askSnapshot);
    connect(m_chips, &ChipRow::snapshotWanted, this,
        [this] { emit snapshotWanted(filter(), scope()); });
    showMode();
}

void FilterBar::makeActions()
{
    m_find.setShortcut(QKeySequence::Find);
    connect(&m_find, &QAction::triggered, this, &FilterBar::focusSearch);
    m_writeExpression.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    connect(&m_writeExpression, &QAction::triggered, this, &FilterBar::focusExpression);
}

void FilterBar::makeSearch()
{
    m_searchDelay.setSingleShot(true);
    m_searchDelay.setInterval(SearchDelayMs);
    connect(&m_searchDelay, &QTimer::timeout, this, &FilterBar::applySearch);
    connect(m_search, &QLineEdit::textEdited, this, [this] { m_searchDelay.start(); });
    connect(m_search, &SearchField::left, this, &FilterBar::left);
    connect(m_search, &SearchField::entered, this, [this] {
        applySearch();
        if (m_message->isHidden())
            emit left();
    });
    connect(m_scope, &ScopeBox::scopeChosen, &m_model, &FilterModel::setScope);
}

void FilterBar::makeExpression()
{
    auto* layout = new QHBoxLayout(m_editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_expression, 1);
    layout->addWidget(m_apply);
    m_editor->setMinimumWidth(NarrowestEditor);
    m_editor->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_apply->setObjectName(u"applyExpression"_s);
    m_apply->setAutoDefault(false);
    connect(m_expression, &QLineEdit::textChanged, this, [this] {
        m_sayWhyNoChips = false;
        checkExpression();
    });
    connect(m_expression, &QLineEdit::textEdited, this, [this] { m_wantedScope.reset(); });
    connect(m_expression, &QLineEdit::returnPressed, this, &FilterBar::applyExpression);
    connect(m_expression, &ExpressionEdit::escaped, this, &FilterBar::left);
    connect(m_apply, &QPushButton::clicked, this, &FilterBar::applyExpression);
}

void FilterBar::makeButtons()
{
    m_expressionButton = new QToolButton(this);
    m_historyButton = new HistoryButton(m_model, this);
    m_expressionButton->setText(tr("Expression"));
    m_expressionButton->setIcon(icon(u"code-xml"_s));
    m_expressionButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_expressionButton->setCheckable(true);
    m_expressionButton->setAutoRaise(true);
    m_expressionButton->setToolTip(tr("Write the filter as text (Ctrl+Shift+F)"));
    m_expressionButton->setObjectName(u"expressionButton"_s);
    connect(m_expressionButton, &QToolButton::toggled, this, &FilterBar::onModeToggled);
    connect(m_expressionButton, &QToolButton::clicked, this, [this](bool on) {
        if (on)
            m_expression->setFocus(Qt::OtherFocusReason);
    });

    connect(
        m_historyButton, &HistoryButton::saveViewRequested, this, &FilterBar::saveViewRequested);
    connect(m_historyButton, &HistoryButton::elsewhereRequested, this,
        [this](const FilterModel::State& state) {
            show(state.scope, state.expression.toFilterText());
        });
}

QString FilterBar::words() const
{
    return filterWords(m_model.expression());
}

bool FilterBar::setReach(FilterReach reach, const std::shared_ptr<FilterValues>& values)
{
    if (m_searchDelay.isActive())
        applySearch(); // what was typed belongs to the list that is left
    m_values = values;
    m_wantedScope.reset();
    const bool goesAlong = m_model.setReach(reach);
    setAttributes({});
    if (m_values)
        m_values->attributes(this, [this, source = m_values.get()](const QStringList& attributes) {
            if (source == m_values.get())
                setAttributes(attributes);
        });
    return goesAlong;
}

void FilterBar::setAttributes(const QStringList& attributes)
{
    m_expression->setReach(reach(), attributes);
    m_chips->setReach(reach(), m_values, attributes);
}

void FilterBar::askSnapshot()
{
    emit snapshotWanted(m_expression->text(), m_wantedScope.value_or(scope()));
}

bool FilterBar::isExpressionMode() const
{
    return m_expressionButton->isChecked();
}

void FilterBar::clear()
{
    m_searchDelay.stop();
    m_search->clear();
    m_expression->clear();
    m_model.setExpression({});
}

void FilterBar::show(IdentityScope scope, const QString& filter)
{
    const FilterResult result = parseFilter(filter, reach());
    if (const auto* expression = std::get_if<FilterExpression>(&result)) {
        // What was typed and not applied yet must not follow later.
        m_searchDelay.stop();
        m_search->setText(m_model.search());
        m_model.set({ scope, *expression });
    } else {
        m_expressionButton->setChecked(true);
        m_expression->setText(filter);
        m_wantedScope = scope;
    }
}

void FilterBar::search(const QString& text)
{
    const FilterResult result = FilterExpression::quickSearch(text, reach());
    if (const auto* expression = std::get_if<FilterExpression>(&result))
        show(IdentityScope::All, expression->toFilterText());
    else
        m_search->setText(text); // applied in a moment, with the message
}

void FilterBar::setResult(const QString& text)
{
    m_waiting = false;
    m_busyDelay.stop();
    m_result = text;
    m_refusal.reset();
    if (isExpressionMode())
        checkExpression();
}

void FilterBar::setRefusal(const FilterError& refusal)
{
    m_refusal = refusal;
    // Conditions have no places, so a place is shown in the text.
    if (refusal.position >= 0)
        m_expressionButton->setChecked(true);
    checkExpression();
}

void FilterBar::focusSearch()
{
    QLineEdit* field = isExpressionMode() ? static_cast<QLineEdit*>(m_expression) : m_search;
    field->setFocus(Qt::ShortcutFocusReason);
    field->selectAll();
}

void FilterBar::focusExpression()
{
    m_expressionButton->setChecked(true);
    m_expression->setFocus(Qt::ShortcutFocusReason);
}

void FilterBar::applySearch()
{
    m_searchDelay.stop();
    if (isExpressionMode())
        return;
    const std::optional<FilterError> error = m_model.setSearch(m_search->text());
    m_message->setVisible(error.has_value());
    if (error)
        m_message->say(u"circle-x"_s, Tone::Danger, error->message, true);
}

void FilterBar::applyExpression()
{
    const FilterResult result = parseFilter(m_expression->text(), reach());
    if (std::holds_alternative<FilterError>(result)) {
        goToMistake();
        return;
    }
    m_model.setExpression(std::get<FilterExpression>(result));
    checkExpression();
}

void FilterBar::onModelApplied()
{
    m_waiting = true;
    m_refusal.reset();
    m_wantedScope.reset();
    m_busyDelay.start();
    m_searchDelay.stop();
    m_scope->setScope(m_model.scope());
    // What was written stays as it was written while it says the same.
    if (m_search->text().trimmed() != m_model.search())
        m_search->setText(m_model.search());
    const FilterResult written = parseFilter(m_expression->text(), reach());
    const auto* expression = std::get_if<FilterExpression>(&written);
    if (!m_keepWritten && (expression == nullptr || *expression != m_model.expression()))
        m_expression->setText(m_model.expression().toFilterText());
    m_chips->setChips(m_model.chips());
    if (!m_model.chipsProblem().isEmpty() && !isExpressionMode()) {
        m_expressionButton->setChecked(true);
        m_sayWhyNoChips = true;
    }
    if (isExpressionMode())
        checkExpression();
    emit applied();
}

void FilterBar::onModeToggled(bool on)
{
    if (!on && !leaveExpression()) {
        m_expressionButton->setChecked(true);
        return;
    }
    if (on && m_searchDelay.isActive()) {
        m_searchDelay.stop();
        m_model.setSearch(m_search->text()); // what was searched for is the start
    }
    showMode();
}

bool FilterBar::leaveExpression()
{
    // Chips show what is in force, so what was written has to be first; and nothing gets lost.
    m_sayWhyNoChips = true;
    const FilterResult result = parseFilter(m_expression->text(), reach());
    if (std::holds_alternative<FilterError>(result))
        return false;
    m_model.setExpression(std::get<FilterExpression>(result));
    return m_model.chipsProblem().isEmpty();
}

void FilterBar::showMode()
{
    const bool on = isExpressionMode();
    m_editor->setVisible(on);
    m_chips->setVisible(!on);
    m_search->setReach(reach(), on);
    m_message->setVisible(on);
    m_message->setStoppable(false);
    m_message->setForSnapshot(false);
    checkExpression();
}

void FilterBar::checkExpression()
{
    if (!isExpressionMode())
        return;
    const ExpressionVerdict verdict = expressionVerdict({ .written = m_expression->text(),
        .model = m_model,
        .refusal = m_refusal,
        .result = m_result,
        .waits = m_waiting,
        .waitsLong = !m_busyDelay.isActive(),
        .saysWhyNoChips = m_sayWhyNoChips });
    const ExpressionLook look = expressionLook(verdict.state, palette());
    m_mistake = verdict.position;
    m_expression->setMistake(verdict.position, verdict.length);
    m_expression->setFill(look.fill);
    m_expression->setAccessibleDescription(verdict.text);
    m_apply->setEnabled(verdict.state == ExpressionState::Valid);
    m_message->say(look.icon, look.tone, verdict.text, verdict.state == ExpressionState::Invalid);
    m_message->setStoppable(verdict.state == ExpressionState::Busy);
    m_message->setForSnapshot(verdict.isForSnapshot);
}

void FilterBar::goToMistake()
{
    if (!isExpressionMode() || m_mistake < 0)
        return;
    m_expression->setFocus(Qt::OtherFocusReason);
    m_expression->setCursorPosition(static_cast<int>(m_mistake));
}

void FilterBar::stop()
{
    m_keepWritten = true; // to be applied again, or corrected
    m_model.revert();
    m_keepWritten = false;
}

void FilterBar::clearSearch()
{
    if (m_search->text().isEmpty() || !m_search->isEnabled())
        return;
    m_search->clear();
    applySearch();
}

void FilterBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_chips != nullptr)
        checkExpression();
}

} // namespace ic
