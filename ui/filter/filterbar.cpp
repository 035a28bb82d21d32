#include "ui/filter/filterbar.h"

#include "ui/filter/chiprow.h"
#include "ui/filter/expressionedit.h"
#include "ui/filter/expressionstate.h"
#include "ui/filter/filtermessage.h"
#include "ui/filter/historybutton.h"
#include "ui/filter/searchfield.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/icons.h"
#include "ui/parts/theme.h"

#include "models/filter/filterwords.h"

#include "api/filter/filterparser.h"

#include <QComboBox>
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
    , m_scope(new QComboBox(this))
    , m_flow(new FlowLayout)
    , m_editor(new QWidget(this))
    , m_expression(new ExpressionEdit(m_editor))
    , m_apply(new QPushButton(tr("Apply"), m_editor))
    , m_expressionButton(new QToolButton(this))
    , m_historyButton(new HistoryButton(m_model, this))
    , m_message(new FilterMessage(this))
{
    makeActions();
    makeSearch();
    makeExpression();
    auto* corner = new QWidget(this);
    auto* side = new QHBoxLayout(corner);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addLayout(m_flow);
    layout->addWidget(m_message);
    m_flow->addWidget(m_search);
    m_flow->addWidget(m_scope);
    m_flow->addWidget(m_editor);
    m_chips = new ChipRow(*m_flow, *this);
    makeButtons();
    side->addWidget(m_expressionButton);
    side->addWidget(m_historyButton);
    m_flow->setCorner(corner);

    m_busyDelay.setSingleShot(true);
    m_busyDelay.setInterval(BusyDelayMs);
    connect(&m_busyDelay, &QTimer::timeout, this, &FilterBar::checkExpression);
    connect(m_chips, &ChipRow::changeRequested, &m_model, &FilterModel::setChips);
    connect(&m_model, &FilterModel::applied, this, &FilterBar::onModelApplied);
    connect(&m_model, &FilterModel::historyChanged, this, &FilterBar::historyChanged);
    m_expression->suggestBelow(m_message);
    connect(m_message, &FilterMessage::clicked, this, &FilterBar::goToMistake);
    connect(m_message, &FilterMessage::stopRequested, this, &FilterBar::stop);
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

    for (const IdentityScope scope :
        { IdentityScope::Correlated, IdentityScope::Uncorrelated, IdentityScope::All })
        m_scope->addItem(scopeTitle(scope), static_cast<int>(scope));
    m_scope->setToolTip(tr("Correlated identities have an account on an authoritative source"));
    m_scope->setAccessibleName(tr("Scope"));
    m_scope->setObjectName(u"scope"_s);
    connect(m_scope, &QComboBox::currentIndexChanged, this,
        [this] { m_model.setScope(static_cast<IdentityScope>(m_scope->currentData().toInt())); });
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
    connect(m_expression, &QLineEdit::returnPressed, this, &FilterBar::applyExpression);
    connect(m_expression, &ExpressionEdit::escaped, this, &FilterBar::left);
    connect(m_apply, &QPushButton::clicked, this, &FilterBar::applyExpression);
}

void FilterBar::makeButtons()
{
    m_expressionButton->setText(tr("Expression"));
    m_expressionButton->setIcon(icon(u"code-xml"_s));
    m_expressionButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_expressionButton->setCheckable(true);
    m_expressionButton->setAutoRaise(true);
    m_expressionButton->setToolTip(tr("Write the filter in the API's own language (Ctrl+Shift+F)"));
    m_expressionButton->setObjectName(u"expressionButton"_s);
    connect(m_expressionButton, &QToolButton::toggled, this, &FilterBar::onModeToggled);
    connect(m_expressionButton, &QToolButton::clicked, this, [this](bool on) {
        if (on)
            m_expression->setFocus(Qt::OtherFocusReason);
    });

    connect(
        m_historyButton, &HistoryButton::saveViewRequested, this, &FilterBar::saveViewRequested);
}

QString FilterBar::words() const
{
    return filterWords(m_model.expression());
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
    const FilterResult result = parseFilter(filter);
    if (const auto* expression = std::get_if<FilterExpression>(&result)) {
        // What was typed and not applied yet must not follow later.
        m_searchDelay.stop();
        m_search->setText(m_model.search());
        m_model.set({ scope, *expression });
    } else {
        m_expressionButton->setChecked(true);
        m_expression->setText(filter);
    }
}

void FilterBar::search(const QString& text)
{
    const FilterResult result = FilterExpression::quickSearch(text);
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
    const FilterResult result = parseFilter(m_expression->text());
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
    m_busyDelay.start();
    m_searchDelay.stop();
    {
        const QSignalBlocker block(m_scope);
        m_scope->setCurrentIndex(m_scope->findData(static_cast<int>(m_model.scope())));
    }
    // What was written stays as it was written while it says the same.
    if (m_search->text().trimmed() != m_model.search())
        m_search->setText(m_model.search());
    const FilterResult written = parseFilter(m_expression->text());
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
    const FilterResult result = parseFilter(m_expression->text());
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
    m_search->setEnabled(!on);
    m_search->setToolTip(on ? tr("Included in the expression")
                            : tr("Finds display name, account name, email, first or last name that "
                                 "begins with this text (Ctrl+F)"));
    m_message->setVisible(on);
    m_message->setStoppable(false);
    checkExpression();
}

void FilterBar::checkExpression()
{
    if (!isExpressionMode())
        return;
    const FilterResult result = parseFilter(m_expression->text());
    if (const auto* error = std::get_if<FilterError>(&result)) {
        m_mistake = error->position;
        m_expression->setMistake(error->position, error->length);
        const QString text = m_sayWhyNoChips
            ? tr("Position %1: %2 Conditions can show the filter once this is corrected.")
            : tr("Position %1: %2");
        showExpressionState(ExpressionState::Invalid,
            text.arg(QString::number(error->position + 1), error->message));
        return;
    }
    m_mistake = -1;
    m_expression->setMistake(-1, 0);
    const auto& written = std::get<FilterExpression>(result);
    const QString whyNoChips
        = m_sayWhyNoChips && !m_waiting ? u' ' + m_model.chipsProblem() : QString();
    if (m_refusal && written == m_model.expression())
        showRefusal();
    else if (written != m_model.expression())
        showExpressionState(ExpressionState::Valid, tr("Press Enter to apply."));
    else if (m_waiting)
        showExpressionState(
            m_busyDelay.isActive() ? ExpressionState::Applied : ExpressionState::Busy,
            tr("Loading…"));
    else if (written.isEmpty())
        showExpressionState(ExpressionState::Empty, scopeSentence(m_model.scope()));
    else
        showExpressionState(ExpressionState::Applied, (m_result + whyNoChips).trimmed());
}

void FilterBar::showRefusal()
{
    // The tenant speaks of what was sent, which may be spaced in another way than what was written.
    const bool isAsSent = m_expression->text() == filter();
    m_mistake = isAsSent ? m_refusal->position : -1;
    m_expression->setMistake(m_mistake, m_refusal->length);
    // No place of ours in the text: the tenant's own may count in another way.
    showExpressionState(
        ExpressionState::Invalid, tr("The tenant refused this: %1").arg(m_refusal->message));
}

void FilterBar::showExpressionState(ExpressionState state, const QString& text)
{
    const ExpressionLook look = expressionLook(state, palette());
    m_expression->setFill(look.fill);
    m_expression->setAccessibleDescription(text);
    m_apply->setEnabled(state == ExpressionState::Valid);
    m_message->say(look.icon, look.tone, text, state == ExpressionState::Invalid);
    m_message->setStoppable(state == ExpressionState::Busy);
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
