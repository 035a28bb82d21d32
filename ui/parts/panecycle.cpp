#include "ui/parts/panecycle.h"

#include <QApplication>
#include <QWidget>

namespace ic {

void PaneCycle::add(const QWidget* pane, std::function<void()> enter)
{
    m_panes += Pane { pane, std::move(enter) };
}

void PaneCycle::step(int by) const
{
    const QWidget* const focus = QApplication::focusWidget();
    QList<Pane> open;
    qsizetype at = 0;
    for (const Pane& pane : m_panes) {
        if (!pane.widget->isVisible())
            continue;
        if (focus != nullptr && (pane.widget == focus || pane.widget->isAncestorOf(focus)))
            at = open.size();
        open += pane;
    }
    if (!open.isEmpty())
        open.at((at + by + open.size()) % open.size()).enter();
}

} // namespace ic
