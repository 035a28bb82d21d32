#include "ui/filterbar.h"

#include "ui/icons.h"
#include "ui/text.h"
#include "ui/theme.h"

#include "api/filterparser.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_scope(new QComboBox(this))
    , m_expressionButton(new QToolButton(this))
    , m_expression(new QLineEdit(this))
    , m_stateIcon(new QLabel(this))
    , m_message(plainLabel({}, this))
    , m_messageRow(new QWidget(this))
{
    m_search->setPlaceholderText(u"Name, account or email…"_s);
    m_search->setToolTip(u"Finds display name, account name, email, first or last name that begins "
                         "with this text (Ctrl+F)"_s);
    m_search->setAccessibleName(u"Quick search"_s);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->setMinimumWidth(226);
    m_search->setMaximumWidth(320);
    m_search->setObjectName(u"quickSearch"_s);

    m_scope->addItem(u"Correlated"_s, static_cast<int>(IdentityScope::Correlated));
    m_scope->addItem(u"Uncorrelated"_s, static_cast<int>(IdentityScope::Uncorrelated));
    m_scope->addItem(u"All"_s, static_cast<int>(IdentityScope::All));
    m_scope->setToolTip(u"Correlated identities have an account on an authoritative source"_s);
    m_scope->setAccessibleName(u"Scope"_s);
    m_scope->setObjectName(u"scope"_s);

    m_expressionButton->setText(u"Expression"_s);
    m_expressionButton->setIcon(icon(u"code-xml"_s));
    m_expressionButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_expressionButton->setCheckable(true);
    m_expressionButton->setAutoRaise(true);
    m_expressionButton->setToolTip(u"Write the filter in the API's own language (Ctrl+Shift+F)"_s);
    m_expressionButton->setObjectName(u"expressionButton"_s);

    m_expression->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_expression->setPlaceholderText(u"alias sw \"ma\" and cloudStatus eq \"LOCKED\""_s);
    m_expression->setAccessibleName(u"Filter expression"_s);
    m_expression->setClearButtonEnabled(true);
    m_expression->setObjectName(u"expression"_s);
    m_message->setWordWrap(true);

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_search);
    row->addWidget(m_scope);
    row->addWidget(m_expression, 1);
    row->addStretch(0);
    row->addWidget(m_expressionButton);
    auto* messageLayout = new QHBoxLayout(m_messageRow);
    messageLayout->setContentsMargins(0, 0, 0, 0);
    messageLayout->setSpacing(6);
    messageLayout->addWidget(m_stateIcon);
    messageLayout->addWidget(m_message, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_messageRow);

    m_searchDelay.setSingleShot(true);
    m_searchDelay.setInterval(SearchDelayMs);
    connect(&m_searchDelay, &QTimer::timeout, this, &FilterBar::applySearch);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_searchDelay.start(); });
    connect(m_search, &QLineEdit::returnPressed, this, &FilterBar::applySearch);
    connect(m_scope, &QComboBox::currentIndexChanged, this, [this] {
        if (isExpressionMode())
            checkExpression();
        emit applied();
    });
    connect(m_expressionButton, &QToolButton::toggled, this, &FilterBar::setExpressionMode);
    connect(m_expression, &QLineEdit::textChanged, this, &FilterBar::checkExpression);
    connect(m_expression, &QLineEdit::returnPressed, this, &FilterBar::applyExpression);
    m_search->installEventFilter(this);
    m_expression->installEventFilter(this);
    setExpressionMode(false);
}

IdentityScope FilterBar::scope() const
{
    return static_cast<IdentityScope>(m_scope->currentData().toInt());
}

bool FilterBar::isExpressionMode() const
{
    return m_expressionButton->isChecked();
}

void FilterBar::clear()
{
    m_search->clear();
    m_expression->clear();
    m_searchDelay.stop();
    apply({}, {});
}

void FilterBar::show(IdentityScope scope, const QString& filter)
{
    const QSignalBlocker scopeBlock(m_scope);
    m_scope->setCurrentIndex(m_scope->findData(static_cast<int>(scope)));
    if (filter.isEmpty()) {
        m_expressionButton->setChecked(false);
        clear();
        return;
    }
    m_expressionButton->setChecked(true);
    m_expression->setText(filter);
    applyExpression();
}

void FilterBar::setResult(const QString& text)
{
    m_result = text;
    if (m_state == ExpressionState::Applied)
        showExpressionState(ExpressionState::Applied, text);
}

void FilterBar::focusSearch()
{
    QLineEdit* field = isExpressionMode() ? m_expression : m_search;
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
    const FilterResult result = FilterExpression::quickSearch(m_search->text());
    if (const auto* error = std::get_if<FilterError>(&result)) {
        m_messageRow->show();
        m_message->setText(error->message);
        m_stateIcon->setPixmap(icon(u"circle-x"_s, themeColors(palette()).errorText)
                                   .pixmap(QSize(14, 14), devicePixelRatioF()));
        return;
    }
    if (!isExpressionMode())
        m_messageRow->hide();
    const auto& expression = std::get<FilterExpression>(result);
    apply(expression.toFilterText(), expression.toWords());
}

void FilterBar::checkExpression()
{
    const QString text = m_expression->text();
    const FilterResult result = parseFilter(text);
    m_errorPosition = -1;
    if (const auto* error = std::get_if<FilterError>(&result)) {
        m_errorPosition = error->position;
        showExpressionState(ExpressionState::Invalid,
            u"Position %1: %2"_s.arg(error->position + 1).arg(error->message));
        return;
    }
    const QString normal = std::get<FilterExpression>(result).toFilterText();
    if (normal == m_filter && !normal.isEmpty())
        showExpressionState(ExpressionState::Applied, m_result);
    else if (normal.isEmpty() && m_filter.isEmpty())
        showExpressionState(ExpressionState::Empty, u"All %1 identities."_s.arg(scopeWord()));
    else
        showExpressionState(ExpressionState::Valid, u"Press Enter to apply."_s);
}

void FilterBar::applyExpression()
{
    const FilterResult result = parseFilter(m_expression->text());
    if (std::holds_alternative<FilterError>(result)) {
        m_expression->setCursorPosition(static_cast<int>(m_errorPosition));
        return;
    }
    const auto& expression = std::get<FilterExpression>(result);
    m_result = u"Loading…"_s;
    apply(expression.toFilterText(), expression.toWords());
    checkExpression();
}

void FilterBar::setExpressionMode(bool on)
{
    m_expression->setVisible(on);
    m_search->setVisible(!on);
    m_messageRow->setVisible(on);
    m_searchDelay.stop();
    if (on) {
        // What was searched for is the start of the expression.
        const QSignalBlocker block(m_expression);
        m_expression->setText(m_filter);
        checkExpression();
        m_expression->setFocus(Qt::OtherFocusReason);
        return;
    }
    const FilterResult search = FilterExpression::quickSearch(m_search->text());
    const auto* expression = std::get_if<FilterExpression>(&search);
    if (expression == nullptr || expression->toFilterText() != m_filter) {
        const QSignalBlocker block(m_search);
        m_search->clear();
        apply({}, {});
    }
}

void FilterBar::apply(const QString& filter, const QString& words)
{
    if (m_filter == filter) {
        if (isExpressionMode())
            checkExpression();
        return;
    }
    m_filter = filter;
    m_words = words;
    if (isExpressionMode())
        checkExpression();
    emit applied();
}

void FilterBar::showExpressionState(ExpressionState state, const QString& text)
{
    m_state = state;
    const ThemeColors& colors = themeColors(palette());
    QPalette fieldPalette = palette();
    QString iconName = u"list-filter"_s;
    QColor iconColor = colors.secondaryText;
    switch (state) {
    case ExpressionState::Empty:
        break;
    case ExpressionState::Valid:
        fieldPalette.setColor(QPalette::Base, colors.filterValid.fill);
        iconName = u"circle-check"_s;
        iconColor = colors.successText;
        break;
    case ExpressionState::Invalid:
        fieldPalette.setColor(QPalette::Base, colors.filterInvalid.fill);
        iconName = u"circle-x"_s;
        iconColor = colors.errorText;
        break;
    case ExpressionState::Applied:
        iconName = u"filter"_s;
        break;
    }
    m_expression->setPalette(fieldPalette);
    QPalette messagePalette = palette();
    messagePalette.setColor(QPalette::WindowText,
        state == ExpressionState::Invalid ? colors.errorText : colors.secondaryText);
    m_message->setPalette(messagePalette);
    m_message->setText(text);
    m_expression->setAccessibleDescription(text);
    m_stateIcon->setPixmap(icon(iconName, iconColor).pixmap(QSize(14, 14), devicePixelRatioF()));
}

QString FilterBar::scopeWord() const
{
    switch (scope()) {
    case IdentityScope::Correlated:
        return u"correlated"_s;
    case IdentityScope::Uncorrelated:
        return u"uncorrelated"_s;
    case IdentityScope::All:
        return u"correlated and uncorrelated"_s;
    }
    Q_UNREACHABLE();
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        auto* field = static_cast<QLineEdit*>(watched);
        if (field->text().isEmpty() || field == m_expression) {
            emit left();
        } else {
            field->clear();
            applySearch();
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_message != nullptr && isExpressionMode())
        checkExpression();
}

} // namespace ic
