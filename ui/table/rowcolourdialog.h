#pragma once

#include "models/table/rowrules.h"
#include "ui/parts/dialogframe.h"

namespace ic {

class RowRuleLine;

/// Which rows have which colour: at most five rules, of which the first that fits counts.
class RowColourDialog final : public DialogFrame
{
    Q_OBJECT

public:
    /// `columns`: what a rule can be about, with the attributes that are shown.
    RowColourDialog(const QList<IdentityColumn>& columns, const QList<RowRule>& rules,
        QWidget* parent = nullptr);

    QList<RowRule> rules() const;

protected:
    void confirm() override;

private:
    RowRuleLine* add(const RowRule& rule);
    void move(qsizetype from, qsizetype to);
    void refresh();
    QString problem() const;

    const QList<IdentityColumn> m_columns;
    QList<RowRuleLine*> m_lines;
    QVBoxLayout* m_rows;
    QLabel* m_none;
    QPushButton* m_add;
    bool m_isTold = false; ///< what is missing was said
};

} // namespace ic
