#pragma once

#include <QHeaderView>

class QMenu;

namespace ic {

class FrozenColumns;
class IdentityTableModel;
struct IdentityColumn;
class Notices;

/// The header of the identity table: a box that ticks the rows on screen, and sort arrows with
/// their level. A click sorts; columns the API cannot sort by say so instead, but for
/// those of a snapshot.
class IdentityHeader final : public QHeaderView
{
    Q_OBJECT

public:
    /// Both outlive the header.
    IdentityHeader(IdentityTableModel& model, Notices& notices, QWidget* parent = nullptr);

    /// State of the box in the first section.
    void setTickState(Qt::CheckState state);
    /// Outlives the header.
    void setFrozen(FrozenColumns* frozen) { m_frozen = frozen; }

signals:
    void tickClicked();
    void columnsRequested();
    /// Of a column of a snapshot.
    void groupRequested(int column);
    void duplicatesRequested(int column);
    void hideRequested(int column);
    void fitRequested(int column);

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void onSectionClicked(int section);
    int sectionAt(int x) const;
    bool isFrozenAt(int x) const;
    bool isOfSnapshot() const;
    QString sorterOf(const IdentityColumn& column) const;
    void sort(const QStringList& sorters);
    void addSorting(QMenu& menu, const IdentityColumn& column);
    void addAnalysis(QMenu& menu, int section);
    QStringList nextSorters(const QString& sorter, bool further) const;

    IdentityTableModel& m_table;
    Notices& m_notices;
    FrozenColumns* m_frozen = nullptr;
    int m_frozenPressed = -1; ///< the section pressed where it stays in sight
    Qt::CheckState m_tick = Qt::Unchecked;
};

} // namespace ic
