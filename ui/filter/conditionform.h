#pragma once

#include "models/filter/filterchips.h"
#include "models/filter/filtervalues.h"

#include <QFrame>

#include <memory>

class QComboBox;
class QLabel;
class QPushButton;

namespace ic {

class ValueEdit;

/// A condition as a small form that pops up below its chip. It offers only what can be answered: by
/// the list API, or by a snapshot with the values it has. Enter applies; Esc and a click elsewhere
/// close it and keep what was.
class ConditionForm final : public QFrame
{
    Q_OBJECT

public:
    explicit ConditionForm(QWidget* parent = nullptr);

    /// Who answers, and there with which values and attributes.
    void setReach(FilterReach reach, const std::shared_ptr<FilterValues>& values,
        const QStringList& attributes);
    /// Shows a condition below `anchor`.
    void edit(const ConditionDraft& draft, const QWidget& anchor);
    void setDraft(const ConditionDraft& draft);
    /// What the form says, legal or not.
    ConditionDraft draft() const;

signals:
    void accepted(const ic::FilterExpression& condition);
    void closed();
    /// What the list API cannot do is wanted.
    void snapshotWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void onFieldChanged();
    void fillOperators(const ConditionDraft& draft);
    /// What the form says, with these values.
    ConditionDraft draftWith(const QStringList& values) const;
    void check(bool applying);
    void accept();

    QComboBox* m_field;
    QComboBox* m_operator;
    ValueEdit* m_value;
    QLabel* m_problem;
    QPushButton* m_apply;
    QWidget* m_limits; ///< of the list API
    FilterReach m_reach = FilterReach::ListApi;
};

} // namespace ic
