#pragma once

#include "models/filter/filterchips.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace ic {

/// A condition as a small form that pops up below its chip. It offers only what the list API
/// allows. Enter applies; Esc and a click elsewhere close it and keep what was.
class ConditionForm final : public QFrame
{
    Q_OBJECT

public:
    explicit ConditionForm(QWidget* parent = nullptr);

    /// Shows a condition below `anchor`.
    void edit(const ConditionDraft& draft, const QWidget& anchor);
    void setDraft(const ConditionDraft& draft);
    /// What the form says, legal or not.
    ConditionDraft draft() const;

signals:
    void accepted(const ic::FilterExpression& condition);
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void onFieldChanged();
    void showValue(const QStringList& values);
    QStringList values() const;
    void check(bool applying);
    void accept();

    QComboBox* m_field;
    QComboBox* m_operator;
    QStackedWidget* m_value;
    QLineEdit* m_text;
    QComboBox* m_choice; ///< of an enumeration, or yes and no
    QPlainTextEdit* m_list;
    QLabel* m_problem;
    QPushButton* m_apply;
};

} // namespace ic
