#pragma once

#include <QObject>
#include <QRect>

class QWidget;

namespace ic {

/// `wanted` moved into `available`, and made smaller if it is larger.
QRect fittedInto(const QRect& wanted, const QRect& available);

/// Keeps a window within what its screen has to give, from its first showing on: also if the screen
/// it was closed on is gone, or becomes smaller. Another window of the program is not covered.
class WindowPlace final : public QObject
{
    Q_OBJECT

public:
    /// `least`: the smallest size, where the screen allows as much.
    WindowPlace(QWidget& window, const QSize& least);

    /// That window is about to go: its place is free.
    void takeOver(const QWidget& before) { m_before = &before; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void settle();
    void fit();
    bool isTitleHidden() const;
    void keepApart();
    bool isTaken(const QPoint& place) const;

    QWidget& m_window;
    const QSize m_least;
    const QWidget* m_before = nullptr;
    bool m_settled = false;
    bool m_isAsked = false; ///< fit() follows
    int m_corrections = 0;
    bool m_isFramed = false; ///< what the system puts around it is known, and was made room for
};

} // namespace ic
