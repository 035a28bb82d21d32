#pragma once

#include <QLayout>
#include <QList>

namespace ic {

/// Puts its items side by side and goes on in the next line where the width ends, as text does.
/// Items are centred in their line; one whose size policy expands takes what is left of it. Hidden
/// items take no place. Lines follow the layout direction. One widget can have the end of the first
/// line.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(int gap = 8, int lineGap = 6);
    ~FlowLayout() override;

    void insertWidget(int index, QWidget* widget);
    /// The corner is part of no line and does not count as an item.
    void setCorner(QWidget* widget);

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;

private:
    struct Line
    {
        QList<QLayoutItem*> items = {};
        int width = 0;
        int height = 0;
    };

    QList<Line> lines(int width) const;
    QSize cornerSize() const;

    QList<QLayoutItem*> m_items;
    QLayoutItem* m_corner = nullptr;
    int m_gap;
    int m_lineGap;
};

} // namespace ic
