#pragma once

#include "ui/overview/tenantoverview.h"

#include <QAction>
#include <QStackedWidget>

namespace ic {

class IdentityBrowser;
class Sidebar;

/// The middle of a tenant's window: the table, or the overview in its place. The overview is made
/// when it is first shown, and the table stays as it is behind it.
class CenterPages final : public QStackedWidget
{
    Q_OBJECT

public:
    /// Both outlive this. The sidebar gets an entry for the overview, and counts for it.
    CenterPages(const UiServices& services, IdentityBrowser& browser, Sidebar& sidebar,
        QWidget* parent = nullptr);
    ~CenterPages() override; ///< the browser is not among what goes with it

    /// Shows the overview, and once it is shown, the table.
    QAction* overviewAction() { return &m_action; }
    bool isTableShown() const { return currentIndex() == 0; }
    /// The page of the overview, empty before it is made.
    QWidget* overviewPage() { return m_page; }
    void focusOverview();
    void showTable();
    /// Something was changed in the tenant: every number may be another one.
    void renewCounts();

signals:
    void jobRequested(const ic::JobId& job);
    void activityRequested();

private:
    void showOverview();
    void make();

    const UiServices m_services;
    IdentityBrowser& m_browser;
    Sidebar& m_sidebar;
    QAction m_action;
    QWidget* m_page;
    TenantOverview* m_overview = nullptr;
};

} // namespace ic
