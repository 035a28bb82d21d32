#include "ui/bottomdock.h"

#include "ui/apilogview.h"
#include "ui/docktitle.h"
#include "ui/icons.h"

#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SmallestHeight = 96;

} // namespace

BottomDock::BottomDock(QWidget* parent)
    : QDockWidget(u"API log"_s, parent)
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"bottom"_s);
    setFeatures(DockWidgetClosable | DockWidgetMovable);
    setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"bottomTabs"_s);
    m_tabs->setMinimumHeight(SmallestHeight);
    m_tabs->setCornerWidget(makeDockCloseButton(*this, m_tabs), Qt::TopRightCorner);
    setWidget(m_tabs);
    // The tabs are the title.
    setTitleBarWidget(new QWidget(this));
}

void BottomDock::setUp(ApiLogModel& log)
{
    m_log = new ApiLogView(log, m_tabs);
    connect(m_log, &ApiLogView::notice, this, &BottomDock::notice);
    m_tabs->addTab(m_log, icon(u"scroll-text"_s), u"API log"_s);
}

void BottomDock::showApiLog()
{
    show();
    m_tabs->setCurrentWidget(m_log);
    m_log->focusFilter();
}

} // namespace ic
