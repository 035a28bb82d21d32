#include "ui/docktitle.h"

#include "ui/icons.h"
#include "ui/text.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

QToolButton* makeDockCloseButton(QDockWidget& dock)
{
    auto* close = new QToolButton(&dock);
    close->setIcon(icon(u"x"_s));
    close->setAutoRaise(true);
    close->setIconSize(QSize(14, 14));
    close->setToolTip(u"Close this pane"_s);
    close->setAccessibleName(u"Close the %1 pane"_s.arg(dock.windowTitle().toLower()));
    QObject::connect(close, &QToolButton::clicked, &dock, &QDockWidget::close);
    return close;
}

QWidget* makeDockTitle(QDockWidget& dock)
{
    auto* bar = new QWidget(&dock);
    QLabel* title = plainLabel(dock.windowTitle(), bar);
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 3, 6, 3);
    layout->addWidget(title, 1);
    layout->addWidget(makeDockCloseButton(dock));
    return bar;
}

} // namespace ic
