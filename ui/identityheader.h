#pragma once

#include <QHeaderView>

namespace ic {

/// The header of the identity table: a box that ticks the rows on screen, and sort arrows with
/// their level. Columns the API cannot sort by say so instead of sorting.
class IdentityHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit IdentityHeader(QWidget* parent = nullptr);

    /// State of the box in the first section.
    void setTickState(Qt::CheckState state);
    /// The API's sorters in force, e.g. {"-cloudStatus", "name"}.
    void setSorters(const QStringList& sorters);

signals:
    void tickClicked();
    void columnsRequested();

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    Qt::CheckState m_tick = Qt::Unchecked;
    QStringList m_sorters;
};

} // namespace ic
