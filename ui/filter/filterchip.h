#pragma once

#include "models/filter/filterwords.h"

#include <QToolButton>

namespace ic {

/// One condition or group in the filter bar: says what it is, a click edits it, × and Del remove
/// it, right click and the Menu key offer the rest.
class FilterChip final : public QToolButton
{
    Q_OBJECT

public:
    /// `words` is the whole for the tooltip and for screen readers.
    FilterChip(const ChipText& text, const QString& words, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void removeRequested();
    void menuRequested(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QFont valueFont() const;

    ChipText m_text;
    QToolButton* m_remove;
};

} // namespace ic
