#include "ui/parts/docktitle.h"

#include "ui/parts/iconbutton.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct DockTitle
{
    Q_DECLARE_TR_FUNCTIONS(ic::DockTitle)
};

/// A strip above the pane.
class TitleStrip final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), palette().color(QPalette::Button));
        const QColor line = themeColors(palette()).separator;
        painter.fillRect(QRect(0, 0, width(), 1), line);
        painter.fillRect(QRect(0, height() - 1, width(), 1), line);
    }
};

} // namespace

QToolButton* makeDockCloseButton(QDockWidget& dock, QWidget* parent)
{
    QToolButton* close = makeIconButton(u"x"_s, DockTitle::tr("Close this pane"), parent);
    close->setIconSize(QSize(14, 14));
    close->setAccessibleName(DockTitle::tr("Close the %1 pane").arg(dock.windowTitle().toLower()));
    QObject::connect(close, &QToolButton::clicked, &dock, &QDockWidget::close);
    return close;
}

void setDockTitle(QDockWidget& dock, const QList<QAction*>& actions)
{
    auto* bar = new TitleStrip(&dock);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 3, 6, 3);
    layout->setSpacing(2);
    QLabel* title = plainLabel(dock.windowTitle(), bar);
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    layout->addWidget(title, 1);
    for (QAction* action : actions) {
        QToolButton* button = makeIconButton(*action, bar);
        button->setIconSize(QSize(14, 14));
        layout->addWidget(button);
    }
    layout->addWidget(makeDockCloseButton(dock, bar));
    dock.setTitleBarWidget(bar);
}

} // namespace ic
