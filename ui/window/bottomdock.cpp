#include "ui/window/bottomdock.h"

#include "ui/jobs/apilogview.h"
#include "ui/jobs/auditwindow.h"
#include "ui/operations/operationdesk.h"
#include "ui/parts/actionrefusal.h"
#include "ui/parts/docktitle.h"
#include "ui/parts/icons.h"
#include "ui/parts/latepage.h"
#include "ui/parts/notices.h"

#include "jobs/jobcenter.h"
#include "models/table/connectionstatus.h"

#include <QTabWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SmallestHeight = 96;

} // namespace

BottomDock::BottomDock(const UiServices& services, OperationDesk& desk, QWidget* parent)
    : QDockWidget(tr("Activity"), parent)
    , m_services(services)
    , m_desk(desk)
    , m_showActivity(icon(u"activity"_s), tr("Activity"), this)
    , m_showApiLog(icon(u"scroll-text"_s), tr("API log"), this)
    , m_showAudit(icon(u"scroll-text"_s), tr("Audit log…"), this)
    , m_showLastResult(icon(u"square-check"_s), tr("Results of the last job"), this)
    , m_tabs(new QTabWidget(this))
    , m_activity(new ActivityView(services.jobs, services.lock, services.notices, m_tabs))
    , m_log(new LatePage(
          [services](
              QWidget* page) { return new ApiLogView(services.apiLog, services.notices, page); },
          m_tabs))
{
    setObjectName(u"bottom"_s);
    setFeatures(DockWidgetClosable | DockWidgetMovable);
    setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"bottomTabs"_s);
    m_tabs->setMinimumHeight(SmallestHeight);
    m_tabs->setCornerWidget(makeDockCloseButton(*this, m_tabs), Qt::TopRightCorner);
    m_tabs->addTab(m_activity, icon(u"activity"_s), tr("Activity"));
    m_tabs->addTab(m_log, icon(u"scroll-text"_s), tr("API log"));
    setWidget(m_tabs);
    // The tabs are the title.
    setTitleBarWidget(new QWidget(this));
    makeActions();
    connectActivity();
}

void BottomDock::makeActions()
{
    m_showActivity.setShortcut(Qt::CTRL | Qt::Key_J);
    m_showApiLog.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_J);
    m_showActivity.setObjectName(u"showActivity"_s);
    m_showLastResult.setObjectName(u"lastResult"_s);
    connect(&m_showActivity, &QAction::triggered, this, [this] {
        showActivity();
        takeFocus();
    });
    connect(&m_showApiLog, &QAction::triggered, this, &BottomDock::showApiLog);
    connect(&m_showAudit, &QAction::triggered, this, &BottomDock::showAudit);
    connect(&m_showLastResult, &QAction::triggered, this,
        [this] { m_desk.showResult(m_desk.lastEnded()); });
    const auto update = [this] {
        setRefusal(m_showLastResult,
            m_desk.lastEnded().isEmpty() ? tr("No job has ended since the start.") : QString());
    };
    connect(&m_desk, &OperationDesk::changed, this, update);
    update();
}

void BottomDock::connectActivity()
{
    connect(m_activity, &ActivityView::itemsRequested, &m_desk, &OperationDesk::showResult);
    connect(m_activity, &ActivityView::repeatRequested, &m_desk, &OperationDesk::askAgain);
    connect(m_activity, &ActivityView::resumeRequested, &m_desk, &OperationDesk::resume);
    const ExportActions& exports = m_activity->exports();
    connect(&exports, &ExportActions::fileRequested, this, m_services.desktop.openFile);
    connect(&exports, &ExportActions::folderRequested, this, m_services.desktop.showInFolder);
    connect(m_activity, &ActivityView::auditRequested, this, &BottomDock::showAudit);
    connect(m_activity, &ActivityView::jobAppeared, this, &BottomDock::showActivity);
    connect(&m_services.status, &ConnectionStatus::changed, this,
        [this] { m_activity->jobs().setLink(m_services.status.current().link); });
}

void BottomDock::showActivity()
{
    show();
    m_tabs->setCurrentWidget(m_activity);
}

void BottomDock::takeFocus()
{
    QWidget* inside = m_tabs->currentWidget()->focusProxy();
    if (inside == nullptr || !inside->isVisible())
        inside = m_tabs->tabBar();
    inside->setFocus(Qt::ShortcutFocusReason);
}

void BottomDock::showApiLog()
{
    show();
    m_tabs->setCurrentWidget(m_log);
    takeFocus();
}

void BottomDock::showAudit()
{
    auto* audit = new AuditWindow(m_services, m_services.jobs.journalPath(), window());
    audit->setAttribute(Qt::WA_DeleteOnClose);
    connect(audit, &AuditWindow::itemsRequested, &m_desk, &OperationDesk::showResultOf);
    audit->show();
}

} // namespace ic
