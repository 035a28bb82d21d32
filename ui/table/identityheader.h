#pragma once

#include <QHeaderView>

namespace ic {

class IdentityTableModel;
class Notices;

/// The header of the identity table: a box that ticks the rows on screen, and sort arrows with
/// their level. A click sorts; columns the API cannot sort by say so instead.
class IdentityHeader final : public QHeaderView
{
    Q_OBJECT

public:
    /// Both outlive the header.
    IdentityHeader(IdentityTableModel& model, Notices& notices, QWidget* parent = nullptr);

    /// State of the box in the first section.
    void setTickState(Qt::CheckState state);

signals:
    void tickClicked();
    void columnsRequested();

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void onSectionClicked(int section);
    QStringList nextSorters(const QString& sorter, bool further) const;

    IdentityTableModel& m_table;
    Notices& m_notices;
    Qt::CheckState m_tick = Qt::Unchecked;
};

} // namespace ic
