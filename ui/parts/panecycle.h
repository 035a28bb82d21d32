#pragma once

#include <QList>

#include <functional>

class QWidget;

namespace ic {

/// The panes of the window in the order that F6 walks through; the last leads to the first. A pane
/// that is closed is passed over.
class PaneCycle
{
public:
    /// `enter` gives the focus to what is worth having it in the pane.
    void add(const QWidget* pane, std::function<void()> enter);
    /// 1 = the next pane, -1 = the one before. A focus in no pane counts as one in the first.
    void step(int by) const;

private:
    struct Pane
    {
        const QWidget* widget = nullptr;
        std::function<void()> enter = {};
    };

    QList<Pane> m_panes;
};

} // namespace ic
