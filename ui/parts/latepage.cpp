#include "ui/parts/latepage.h"

#include <QVBoxLayout>

#include <utility>

namespace ic {

namespace {

/// Whom Tab comes to within `page`, in that order.
QList<QWidget*> tabStops(QWidget* page)
{
    QList<QWidget*> stops;
    QWidget* widget = page;
    do {
        const bool isWithin = widget == page || page->isAncestorOf(widget);
        if (isWithin && (widget->focusPolicy() & Qt::TabFocus) && widget->focusProxy() == nullptr)
            stops += widget;
        widget = widget->nextInFocusChain();
    } while (widget != page);
    return stops;
}

} // namespace

LatePage::LatePage(std::function<QWidget*(QWidget*)> make, QWidget* parent)
    : QWidget(parent)
    , m_make(std::move(make))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void LatePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    makeNow();
}

void LatePage::makeNow()
{
    if (!m_make)
        return;
    QWidget* const page = std::exchange(m_make, nullptr)(this);
    layout()->addWidget(page);
    // Qt puts what is new behind everything else of the window.
    QWidget* before = previousInFocusChain();
    while (before != this && !(before->focusPolicy() & Qt::TabFocus))
        before = before->previousInFocusChain();
    for (QWidget* stop : tabStops(page)) {
        setTabOrder(before, stop);
        before = stop;
    }
    setFocusProxy(page->focusProxy());
    page->show();
    layout()->activate();
}

} // namespace ic
