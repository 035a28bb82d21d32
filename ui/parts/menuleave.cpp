#include "ui/parts/menuleave.h"

#include <QAction>
#include <QCoreApplication>
#include <QCursor>
#include <QEvent>
#include <QMenu>
#include <QToolButton>

namespace ic {

bool MenuLeave::eventFilter(QObject* watched, QEvent* event)
{
    const auto* menu = event->type() == QEvent::Hide ? qobject_cast<QMenu*>(watched) : nullptr;
    const QObjectList shown
        = menu != nullptr ? menu->menuAction()->associatedObjects() : QObjectList();
    for (QObject* one : shown) {
        auto* button = qobject_cast<QToolButton*>(one);
        if (button == nullptr || button->rect().contains(button->mapFromGlobal(QCursor::pos())))
            continue;
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(button, &leave);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace ic
