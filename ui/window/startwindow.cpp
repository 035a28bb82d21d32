#include "ui/window/startwindow.h"

#include "ui/parts/statepage.h"
#include "ui/window/startpage.h"

#include "profile/settings.h"

#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

StartWindow::StartWindow(const ProgramServices& services)
    : ProgramWindow(services)
    , m_list(new StartPage(services.connections,
          ProfileId(services.settings.value(Setting::LastConnection).toString()), this))
    , m_state(new StatePage(this))
    , m_pages(new QStackedWidget(this))
{
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_state);
    column().addWidget(m_pages, 1);
    statusBar()->setSizeGripEnabled(false);
    addFileMenu({});
    addMenu(tr("&View"), { { themesAction() } });
    addWindowAndHelpMenus();
    connect(m_list, &StartPage::demoRequested, this, &StartWindow::demoRequested);
    connect(m_list, &StartPage::connectRequested, this, &StartWindow::connectRequested);
    connect(m_list, &StartPage::connectionsRequested, this, [this] { openConnections(this); });
    connect(m_state, &StatePage::primaryClicked, this,
        [this] { emit demoRequested(SignInKind::ClientSecret); });
    connect(m_state, &StatePage::secondaryClicked, this, [this] { openConnections(this); });
}

void StartWindow::showList()
{
    m_pages->setCurrentWidget(m_list);
    m_list->focusList();
}

void StartWindow::showProgress(const QString& title, const QString& detail)
{
    m_state->setState(u"unplug"_s, title, detail);
    m_state->setActions({});
    setDialogsOffered(false); // this window goes when there is a tenant, and a dialog with it
    m_pages->setCurrentWidget(m_state);
}

void StartWindow::showProblem(const QString& title, const QString& problem)
{
    m_state->setState(u"unplug"_s, title, problem);
    m_state->setActions(tr("Open the demo tenant"), tr("Connections…"));
    setDialogsOffered(true);
    m_pages->setCurrentWidget(m_state);
}

} // namespace ic
