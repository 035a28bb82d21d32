#include "ui/window/windowmenu.h"

#include "ui/parts/text.h"
#include "ui/window/programwindow.h"

#include <QApplication>
#include <QCollator>

#include <algorithm>
#include <functional>

namespace ic {

WindowMenu::WindowMenu(ProgramWindow& window)
    : QMenu(tr("&Window"), &window)
    , m_window(window)
{
    addStep(tr("Next window"), Qt::CTRL | Qt::Key_Tab, 1);
    addStep(tr("Previous window"), Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, -1);
    addSeparator();
    connect(this, &QMenu::aboutToShow, this, &WindowMenu::fill);
}

QList<ProgramWindow*> WindowMenu::openWindows()
{
    QList<ProgramWindow*> open;
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (auto* window = qobject_cast<ProgramWindow*>(widget);
            window != nullptr && !window->isHidden())
            open += window;
    }
    QCollator order;
    order.setNumericMode(true);
    std::ranges::sort(open, [&order](const ProgramWindow* a, const ProgramWindow* b) {
        const int titles = order.compare(a->windowTitle(), b->windowTitle());
        return titles != 0 ? titles < 0 : std::less<>()(a, b); // two of one name keep their order
    });
    return open;
}

void WindowMenu::bringToFront(QWidget& window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

void WindowMenu::addStep(const QString& text, const QKeySequence& keys, int by)
{
    QAction* action = addAction(text, this, [this, by] { step(by); });
    action->setShortcut(keys);
}

void WindowMenu::fill()
{
    qDeleteAll(m_windows);
    m_windows.clear();
    for (ProgramWindow* window : openWindows()) {
        QAction* action = addAction(
            menuText(window->windowTitle()), window, [window] { bringToFront(*window); });
        action->setCheckable(true);
        action->setChecked(window == &m_window);
        m_windows += action;
    }
}

void WindowMenu::step(int by)
{
    const QList<ProgramWindow*> open = openWindows();
    const qsizetype here = open.indexOf(&m_window);
    bringToFront(*open.at((here + by + open.size()) % open.size()));
}

} // namespace ic
