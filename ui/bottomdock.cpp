#include "ui/bottomdock.h"

#include "ui/activity/activityview.h"
#include "ui/apilogview.h"
#include "ui/docktitle.h"
#include "ui/icons.h"

#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SmallestHeight = 96;

} // namespace

BottomDock::BottomDock(QWidget* parent)
    : QDockWidget(u"Activity"_s, parent)
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

void BottomDock::setUp(ApiLogModel& log, JobCenter* jobs, const ChangeLock& lock)
{
    if (jobs != nullptr) {
        m_activity = new ActivityView(*jobs, lock, m_tabs);
        connect(m_activity, &ActivityView::notice, this, &BottomDock::notice);
        connect(m_activity, &ActivityView::itemsRequested, this, &BottomDock::itemsRequested);
        connect(m_activity, &ActivityView::repeatRequested, this, &BottomDock::repeatRequested);
        connect(m_activity, &ActivityView::resumeRequested, this, &BottomDock::resumeRequested);
        connect(m_activity, &ActivityView::auditRequested, this, &BottomDock::auditRequested);
        connect(m_activity, &ActivityView::jobAppeared, this, &BottomDock::showActivity);
        m_tabs->addTab(m_activity, icon(u"activity"_s), u"Activity"_s);
    }
    m_log = new ApiLogView(log, m_tabs);
    connect(m_log, &ApiLogView::notice, this, &BottomDock::notice);
    m_tabs->addTab(m_log, icon(u"scroll-text"_s), u"API log"_s);
}

int BottomDock::runningJobs() const
{
    return m_activity == nullptr ? 0 : m_activity->jobs().runningCount();
}

void BottomDock::setLink(NetStatus::Link link)
{
    if (m_activity != nullptr)
        m_activity->jobs().setLink(link);
}

void BottomDock::showActivity()
{
    if (m_activity == nullptr)
        return;
    show();
    m_tabs->setCurrentWidget(m_activity);
}

void BottomDock::showApiLog()
{
    show();
    m_tabs->setCurrentWidget(m_log);
    m_log->focusFilter();
}

} // namespace ic
