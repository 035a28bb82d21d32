// The dialogs the window opens.

#include "ui/activity/auditwindow.h"
#include "ui/bottomdock.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/allowchangesdialog.h"
#include "ui/dialogs/comparedialog.h"
#include "ui/dialogs/connectiondialog.h"
#include "ui/dialogs/exportdialog.h"
#include "ui/dialogs/pastelistdialog.h"
#include "ui/dialogs/settingsdialog.h"
#include "ui/mainwindowsession.h"
#include "ui/startpage.h"
#include "ui/statusstrip.h"

#include "bulk/jobcenter.h"
#include "models/changelock.h"
#include "profile/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

void MainWindow::showAudit()
{
    if (!m_session || m_session->services.jobs == nullptr)
        return;
    auto* window = new AuditWindow(
        m_session->services, m_session->services.jobs->journalPath(), this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &AuditWindow::notice, m_status, &StatusStrip::say);
    connect(window, &AuditWindow::itemsRequested, this, &MainWindow::showJobResult);
    window->show();
}

void MainWindow::exportIdentities()
{
    auto* dialog = new ExportDialog(m_session->services, m_session->browser->selection(),
        m_session->browser->exportView(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exported, m_status, &StatusStrip::say);
    dialog->open();
}

void MainWindow::pasteList()
{
    auto* dialog
        = new PasteListDialog(m_session->services, m_session->browser->selection(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PasteListDialog::notice, m_status, &StatusStrip::say);
    dialog->open();
}

std::optional<std::pair<IdentityId, IdentityId>> MainWindow::comparedPair() const
{
    if (!m_session || m_session->browser == nullptr)
        return {};
    const SelectionStore& selection = m_session->browser->selection();
    if (selection.isAllMatching())
        return {};
    const QList<IdentityId> ticked = selection.ids().values();
    if (ticked.size() == 2)
        return std::pair(std::min(ticked.at(0), ticked.at(1)), std::max(ticked.at(0), ticked.at(1)));
    const Identity& open = m_session->detail.identity();
    if (ticked.size() == 1 && m_session->detail.state() != IdentityDetail::State::None
        && open.id != ticked.first())
        return std::pair(open.id, ticked.first());
    return {};
}

void MainWindow::compareIdentities()
{
    const auto pair = comparedPair();
    if (!pair)
        return;
    auto* dialog = new CompareDialog(m_session->services, pair->first, pair->second, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CompareDialog::notice, m_status, &StatusStrip::say);
    dialog->open();
}

void MainWindow::showConnections()
{
    openConnections(this);
}

void MainWindow::openConnections(QWidget* above)
{
    if (m_connectionService == nullptr)
        return;
    // Without any, the dialog offers what other tools keep; where there is nothing to offer, it
    // begins with an empty one.
    const QList<ImportOffer> offers = m_connectionService->importOffers();
    const bool offersSome = std::any_of(
        offers.cbegin(), offers.cend(), [](const ImportOffer& offer) { return offer.isUsable; });
    ConnectionDialogStart start { .selected = m_start->lastUsed(),
        .withNew = m_connectionService->profiles().isEmpty() && !offersSome };
    if (m_session) {
        start.connectText = u"Connect in new window"_s;
        for (const Profile& profile : m_connectionService->profiles()) {
            if (profile.name == m_session->services.tenant.connection)
                start.selected = profile.id;
        }
    }
    start.forNew.timeoutSeconds = m_settings->number(Setting::NewConnectionTimeout);
    if (m_settings->word(Setting::NewConnectionProxy) == u"none"_s)
        start.forNew.proxy = NetworkOptions::Proxy::None;
    auto* dialog = new ConnectionDialog(*m_connectionService, *m_clock, start, above);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::connectRequested, this, &MainWindow::connectRequested);
    dialog->open();
}

void MainWindow::showSettings(bool shortcuts)
{
    const JobCenter* jobs = m_session ? m_session->services.jobs : nullptr;
    auto* dialog = new SettingsDialog(*m_settings,
        { .journalPath = jobs != nullptr ? jobs->journalPath() : JobCenter::defaultJournalPath(),
            .shortcuts = shortcutsOf(*this),
            .hasConnections = m_connectionService != nullptr },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (shortcuts)
        dialog->showPage(SettingsDialog::Page::Shortcuts);
    connect(dialog, &SettingsDialog::connectionsRequested, this,
        [this, dialog] { openConnections(dialog); });
    const QString theme = m_settings->word(Setting::Theme);
    connect(dialog, &SettingsDialog::saved, this, [this, theme] {
        if (const QString now = m_settings->word(Setting::Theme); now != theme) {
            setTheme(themeFromWord(now)); // and the rest
        } else {
            followSettings();
            emit settingsChanged();
        }
        if (!m_settings->save() && m_settings->problem().isEmpty()) {
            notify(u"The settings cannot be written to %1. What you changed holds until you quit."_s
                       .arg(m_settings->path()));
        }
    });
    dialog->open();
}

void MainWindow::toggleLock()
{
    if (!m_session)
        return;
    ChangeLock& lock = m_session->services.lock;
    if (!lock.isLocked()) {
        lock.lock();
        const bool running = m_bottom->runningJobs() > 0;
        m_status->say(running ? u"Read-only. Jobs that run keep their permit until they are paused."_s
                              : u"Read-only: every change is refused."_s);
    } else if (lock.kind() == ChangeLock::Kind::Free) {
        lock.unlock();
        m_status->say(u"Changes are allowed."_s);
    } else if (lock.kind() == ChangeLock::Kind::Production) {
        auto* dialog = new AllowChangesDialog(m_session->services.tenant, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, &lock, &ChangeLock::unlock);
        dialog->open();
    }
}

void MainWindow::showAbout()
{
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace ic
