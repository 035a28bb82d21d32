#pragma once

#include "models/table/rowrules.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace ic {

/// One rule as a line of fields, with a row as it colours it.
class RowRuleLine final : public QWidget
{
    Q_OBJECT

public:
    /// `columns`: what a rule can be about.
    RowRuleLine(const QList<IdentityColumn>& columns, const RowRule& rule, QWidget* parent);

    /// What the line says, whole or not.
    RowRule rule() const;
    /// "1", "2" …, for screen readers.
    void setPlace(int place, bool isFirst, bool isLast);
    void focusFirst();

signals:
    void changed();
    void removeRequested();
    void upRequested();
    void downRequested();

private:
    void showColumn();
    void showTest();
    const IdentityColumn& column() const;

    const QList<IdentityColumn> m_columns;
    QComboBox* m_column;
    QComboBox* m_test;
    QStackedWidget* m_value;
    QLineEdit* m_text;
    QComboBox* m_choice; ///< of an enumeration, or yes and no
    QComboBox* m_tone;
    QWidget* m_sample;
    QToolButton* m_up;
    QToolButton* m_down;
};

} // namespace ic
