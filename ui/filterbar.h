#pragma once

#include "models/identityquery.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace ic {

/// Where the person says which identities: quick search, scope, or the filter in the API's own
/// language. What is typed is checked while it is typed; only filters the API accepts are applied,
/// and what is wrong is said below the field with its place.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int SearchDelayMs = 250;

    explicit FilterBar(QWidget* parent = nullptr);

    IdentityScope scope() const;
    /// The filter in force, in the API's language; empty = none.
    const QString& filter() const { return m_filter; }
    /// The same for people, e.g. `Account name begins with "ma"`; empty = none.
    const QString& words() const { return m_words; }
    bool isExpressionMode() const;

    /// Empties search and expression and applies that.
    void clear();
    /// Shows a scope and filter as if they had been typed, and applies them.
    void show(IdentityScope scope, const QString& filter);
    /// What the list makes of the applied filter, e.g. "1,284 identities match."
    void setResult(const QString& text);

    void focusSearch();
    void focusExpression();

signals:
    /// Scope or filter in force changed.
    void applied();
    /// Esc in an empty field: back to the table.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class ExpressionState {
        Empty,
        Valid,
        Invalid,
        Applied,
    };

    void applySearch();
    void applyExpression();
    void checkExpression();
    void setExpressionMode(bool on);
    void apply(const QString& filter, const QString& words);
    void showExpressionState(ExpressionState state, const QString& text);
    QString scopeWord() const;

    QLineEdit* m_search;
    QComboBox* m_scope;
    QToolButton* m_expressionButton;
    QLineEdit* m_expression;
    QLabel* m_stateIcon;
    QLabel* m_message;
    QWidget* m_messageRow;
    QTimer m_searchDelay;
    QString m_filter;
    QString m_words;
    QString m_result;
    ExpressionState m_state = ExpressionState::Empty;
    qsizetype m_errorPosition = -1;
};

} // namespace ic
