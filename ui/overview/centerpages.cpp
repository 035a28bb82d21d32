#include "ui/overview/centerpages.h"

#include "ui/parts/icons.h"
#include "ui/table/identitybrowser.h"
#include "ui/window/sidebar.h"

#include <QApplication>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

CenterPages::CenterPages(
    const UiServices& services, IdentityBrowser& browser, Sidebar& sidebar, QWidget* parent)
    : QStackedWidget(parent)
    , m_services(services)
    , m_browser(browser)
    , m_sidebar(sidebar)
    , m_action(icon(u"gauge"_s), tr("Overview"), this)
    , m_page(new QWidget(this))
{
    m_action.setObjectName(u"overviewAction"_s);
    m_action.setShortcut(Qt::CTRL | Qt::Key_0);
    m_action.setToolTip(tr("The tenant at a glance (Ctrl+0)"));
    connect(&m_action, &QAction::triggered, this,
        [this] { isTableShown() ? showOverview() : showTable(); });
    auto* layout = new QVBoxLayout(m_page);
    layout->setContentsMargins(0, 0, 0, 0);
    addWidget(&browser);
    addWidget(m_page);
    sidebar.setOverview(m_action);
    // Whatever is about the table shows it.
    connect(&sidebar, &Sidebar::viewChosen, this, &CenterPages::showTable);
    connect(&browser, &IdentityBrowser::filterChanged, this, &CenterPages::showTable);
    connect(&browser, &IdentityBrowser::sourceChanged, this, &CenterPages::showTable);
    for (QAction* action : { browser.filter().findAction(), browser.filter().expressionAction(),
             browser.findBar().findAction() }) {
        connect(action, &QAction::triggered, this, [this, action] {
            if (isTableShown())
                return;
            showTable();
            action->trigger(); // what cannot be seen did not get the focus
        });
    }
}

CenterPages::~CenterPages()
{
    hide(); // else the other page would be shown once more
    m_browser.setParent(nullptr);
}

void CenterPages::make()
{
    m_overview = new TenantOverview(m_services, m_sidebar.counts(), m_page);
    m_page->layout()->addWidget(m_overview);
    connect(m_overview, &TenantOverview::left, this, &CenterPages::showTable);
    connect(m_overview, &TenantOverview::jobRequested, this, &CenterPages::jobRequested);
    connect(m_overview, &TenantOverview::activityRequested, this, &CenterPages::activityRequested);
    connect(m_overview, &TenantOverview::viewRequested, this, [this](const IdentityQuery& query) {
        m_browser.showView(query);
        showTable(); // also if it is what was shown before
    });
}

void CenterPages::showOverview()
{
    if (m_overview == nullptr)
        make();
    setCurrentWidget(m_page);
    focusOverview();
    m_sidebar.setTableShown(false);
}

void CenterPages::showTable()
{
    if (isTableShown())
        return;
    const bool hadFocus = m_page->isAncestorOf(QApplication::focusWidget());
    setCurrentWidget(&m_browser);
    if (hadFocus)
        m_browser.view().setFocus(Qt::OtherFocusReason);
    m_sidebar.setTableShown(true);
}

void CenterPages::focusOverview()
{
    if (m_overview != nullptr)
        m_overview->takeFocus();
}

void CenterPages::renewCounts()
{
    if (m_overview != nullptr)
        m_overview->renew();
}

} // namespace ic
