#pragma once

#include "models/filter/filtermodel.h"
#include "models/filter/filtervalues.h"

#include <QAction>
#include <QTimer>
#include <QWidget>

#include <memory>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace ic {

class ChipRow;
class ExpressionEdit;
class FilterMessage;
class FlowLayout;
class HistoryButton;
class ScopeBox;
class SearchField;

/// Where the person says which identities: quick search, scope, conditions as chips, or the filter
/// as text. All are forms of the one filter of model(). What is typed is checked while it is typed;
/// only filters that can be answered are applied, and what is wrong is said below with its place;
/// what only a snapshot can answer is offered to it.
class FilterBar final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int SearchDelayMs = 250;

    explicit FilterBar(QWidget* parent = nullptr);

    FilterModel& model() { return m_model; }
    FilterReach reach() const { return m_model.reach(); }
    /// Who answers from now on, and for a snapshot which values it has. The filter goes along where
    /// it can, see FilterModel::setReach(); applied() tells if it became another one.
    bool setReach(FilterReach reach, const std::shared_ptr<FilterValues>& values = {});
    /// In a snapshot texts are compared with case and accents.
    bool isExact() const { return m_model.isExact(); }
    IdentityScope scope() const { return m_model.scope(); }
    /// The filter in force, in the API's language; empty = none.
    QString filter() const { return m_model.expression().toFilterText(); }
    /// The same for people, e.g. `Account name begins with "ma"`; empty = none.
    QString words() const;
    bool isExpressionMode() const;

    /// Empties all forms and applies that; the scope stays.
    void clear();
    /// Shows a scope and filter as if they had been entered, and applies them.
    void show(IdentityScope scope, const QString& filter);
    /// Shows everybody, of whatever scope, whom the quick search finds.
    void search(const QString& text);
    /// What the list makes of the applied filter, e.g. "1,284 identities match." Ends the waiting
    /// that every change of the filter begins.
    void setResult(const QString& text);
    /// The tenant refuses the applied filter, after setResult(). What was written stays, and the
    /// place is marked where there is one, until another filter is applied.
    void setRefusal(const FilterError& refusal);

    QAction* findAction() { return &m_find; }
    QAction* expressionAction() { return &m_writeExpression; }
    void focusSearch();
    void clearSearch();

    /// The last filters of this window as texts that can be kept, newest first.
    QStringList history() const { return m_model.history(); }
    void setHistory(const QStringList& history) { m_model.setHistory(history); }

signals:
    /// Scope or filter in force changed.
    void applied();
    /// The filter means other people now, although it is the same: to be asked again.
    void exactChanged(bool exact);
    /// A person wants a snapshot to answer this filter, which the tenant cannot, or may become one.
    void snapshotWanted(const QString& filter, ic::IdentityScope scope);
    /// Esc in an empty field: back to the table.
    void left();
    void historyChanged();
    void saveViewRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeSearch();
    void makeExpression();
    void makeButtons();
    void makeActions();
    void focusExpression();
    void applySearch();
    void applyExpression();
    void checkExpression();
    void askSnapshot();
    void setAttributes(const QStringList& attributes);
    void onModelApplied();
    void onModeToggled(bool on);
    bool leaveExpression();
    void showMode();
    void goToMistake();
    void stop();

    FilterModel m_model;
    std::shared_ptr<FilterValues> m_values;
    std::optional<IdentityScope> m_wantedScope; ///< of a filter that cannot be applied here
    QAction m_find;
    QAction m_writeExpression;
    SearchField* m_search;
    ScopeBox* m_scope;
    FlowLayout* m_flow;
    ChipRow* m_chips = nullptr;
    QWidget* m_editor;
    ExpressionEdit* m_expression;
    QPushButton* m_apply;
    FilterMessage* m_message = nullptr;
    QToolButton* m_expressionButton = nullptr;
    HistoryButton* m_historyButton = nullptr;
    QTimer m_searchDelay;
    QTimer m_busyDelay;
    QString m_result;
    std::optional<FilterError> m_refusal; ///< of the tenant, of the filter in force
    bool m_waiting = false;
    bool m_sayWhyNoChips = false;
    bool m_keepWritten = false; ///< the text stays although another filter comes in force
    qsizetype m_mistake = -1;
};

} // namespace ic
