#pragma once

#include "ui/detailpane.h"
#include "ui/identitybrowser.h"
#include "ui/mainwindow.h"
#include "ui/operations/operationdesk.h"
#include "ui/panecycle.h"
#include "ui/sidebar.h"

namespace ic {

// What the window's source files share.

/// What belongs to the tenant the window is connected to.
struct MainWindow::Session
{
    explicit Session(const UiServices& s)
        : services(s)
        , detail(s.client, s.clock)
    {
    }

    UiServices services;
    IdentityDetail detail;
    IdentityBrowser* browser = nullptr;
    DetailPane* details = nullptr;
    Sidebar* sidebar = nullptr;
    PaneCycle panes;
    OperationDesk* desk = nullptr;
};

} // namespace ic
