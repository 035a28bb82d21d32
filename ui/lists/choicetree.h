#pragma once

#include "models/lists/choicemodel.h"
#include "ui/parts/detailtree.h"

#include <QStyledItemDelegate>

namespace ic {

/// Who may be meant, entry by entry, with one to choose in each.
class ChoiceTree final : public DetailTree
{
    Q_OBJECT

public:
    explicit ChoiceTree(QWidget* parent = nullptr);

    ChoiceModel& choices() { return m_model; }
    void setReport(const MatchReport& report);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int widthOf(int column) const;
    void fitColumns();

    ChoiceModel m_model;
    int m_accountWidth = 0; ///< that the accounts want
    int m_statusWidth = 0;
};

/// Paints the entries as headings, radio buttons before the candidates, and the rest as the table
/// of identities does.
class ChoiceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ChoiceDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
        const QModelIndex& index) override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QStyledItemDelegate* m_cells;
};

} // namespace ic
