#include "tenantwindow.h"

#include "desktopnotification.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

TenantWindow::TenantWindow(ConnectionDesk& desk, bool readOnly, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_readOnly(readOnly)
    , m_settings(Settings::defaultPath())
    , m_window(std::make_unique<MainWindow>())
{
    m_window->setServices(desk, m_clock, m_settings);
    connect(m_window.get(), &MainWindow::connectRequested, this, &TenantWindow::connectRequested);
    connect(m_window.get(), &MainWindow::demoRequested, this, &TenantWindow::demoRequested);
    connect(
        m_window.get(), &MainWindow::newWindowRequested, this, &TenantWindow::newWindowRequested);
    connect(m_window.get(), &MainWindow::settingsChanged, this, &TenantWindow::settingsChanged);
    connect(m_window.get(), &MainWindow::closed, this, &TenantWindow::closed);
    connect(&desk, &ConnectionService::profilesChanged, this, &TenantWindow::onProfilesChanged);
}

TenantWindow::~TenantWindow() = default;

void TenantWindow::showStart()
{
    m_window->showStart();
    m_window->show();
}

void TenantWindow::showProblem(const QString& title, const QString& problem)
{
    m_window->showNotConnected(title, problem, true);
    m_window->show();
}

void TenantWindow::connectTo(const Profile& profile, const Secret& given)
{
    if (profile.clientId.isEmpty()) {
        showProblem(u"%1 has no client id yet"_s.arg(profile.name),
            u"Enter it in Connections, with the client secret."_s);
        return;
    }
    m_profile = profile;
    m_listed = m_desk.profileNamed(profile.id.text());
    m_window->showNotConnected(u"Connecting to %1…"_s.arg(profile.name),
        u"The system keychain may ask for its password."_s, false);
    m_window->show();
    const auto openWith = [this, profile](const Secret& client, const Secret& proxy) {
        QString problem;
        const auto connection = connectionFor(profile, client, proxy, &problem);
        if (!connection) {
            m_profile.reset();
            showProblem(u"%1 cannot be reached like that"_s.arg(profile.name), problem);
            return;
        }
        if (m_listed)
            m_settings.setValue(Setting::LastConnection, profile.id.text());
        open(*connection,
            { .name = tenantNameFromHost(connection->base.displayHost()),
                .connection = m_listed ? profile.name : QString(),
                .host = connection->base.displayHost(),
                .version = connection->base.version(),
                .address = connection->base.address(),
                .environment = profile.environment },
            startsReadOnly(profile));
        if (const QString why = m_desk.whyAskedAgain(profile); client.isEmpty() && !why.isEmpty())
            m_window->notify(why);
    };
    if (!given.isEmpty())
        openWith(given, {});
    else
        m_desk.findSecrets(profile, this, openWith);
}

void TenantWindow::startDemo(const QStringList& arguments)
{
    m_window->showNotConnected(
        u"Starting the demo tenant…"_s, u"It runs on this computer."_s, false);
    m_window->show();
    m_demo = std::make_unique<DemoChild>(arguments);
    connect(m_demo.get(), &DemoChild::ready, this, [this](const Connection& connection) {
        open(connection,
            { .name = u"acme-demo"_s,
                .host = connection.base.displayHost(),
                .version = connection.base.version(),
                .address = connection.base.address(),
                .environment = Environment::Demo },
            false);
    });
    connect(m_demo.get(), &DemoChild::failed, this, [this](const QString& problem) {
        if (m_composition)
            return;
        m_demo.release()->deleteLater(); // it is telling us this
        m_window->showNotConnected(u"The demo tenant did not start"_s, problem, true);
    });
    m_demo->start();
}

void TenantWindow::open(const Connection& connection, const Tenant& tenant, bool readOnly)
{
    m_lock = std::make_unique<ChangeLock>(m_clock,
        m_readOnly ? ChangeLock::Kind::Fixed
            : tenant.environment == Environment::Production ? ChangeLock::Kind::Production
                                                            : ChangeLock::Kind::Free,
        readOnly);
    SchedulerOptions options = m_profile ? schedulerOptionsFor(*m_profile)
                                         : SchedulerOptions { .waitForSignIn = true };
    options.readOnly = m_lock->isLocked();
    if (!m_demo) // nobody else knows of that one
        options.rateFile = Composition::rateFileFor(connection);
    m_composition = std::make_unique<Composition>(
        connection, options, Composition::defaultJournalPath(),
        m_settings.number(Setting::JournalDays));
    Composition* const composition = m_composition.get();
    connect(m_lock.get(), &ChangeLock::changed, composition, [this, composition] {
        composition->setReadOnly(m_lock->isLocked(), m_lock->closesAfterMs());
    });
    connect(composition, &Composition::statusChanged, &m_status, &ConnectionStatus::set);
    connect(composition, &Composition::signedIn, &m_status, &ConnectionStatus::setSignedIn);
    connect(composition, &Composition::signedIn, this, &TenantWindow::onSignedIn);
    connect(
        composition, &Composition::signInRefused, &m_status, &ConnectionStatus::setSignInProblem);
    connect(composition, &Composition::callRecorded, &m_apiLog, &ApiLogModel::record);
    connect(composition, &Composition::changeLeft, m_lock.get(), &ChangeLock::noteChange);
    m_settings.setProfile(tenant.name);
    m_window->connectTo({
        .client = composition->client(),
        .clock = composition->clock(),
        .status = m_status,
        .apiLog = m_apiLog,
        .settings = m_settings,
        .lock = *m_lock,
        .tenant = tenant,
        .openFile
        = [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); },
        .showInFolder =
            [](const QString& path) {
                QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
            },
        .openPage
        = [](const QString& url) { QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode)); },
        .signIn =
            [this](const Secret& secret) {
                m_typed = secret;
                m_composition->signInAgain(secret);
            },
        .jobs = composition->jobs(),
        .notify = showDesktopNotification,
    });
}

void TenantWindow::onSignedIn(const SignedIn&)
{
    const Secret typed = std::exchange(m_typed, {});
    // Kept only for the host, the client and the way that took it: the list may name others by now.
    if (typed.isEmpty() || !m_listed || m_listed->apiBase != m_profile->apiBase
        || m_listed->clientId != m_profile->clientId || m_listed->network != m_profile->network)
        return;
    m_desk.keepSecrets(m_profile->id, typed, {}, this, [this](const QString& problem) {
        if (problem.isEmpty())
            m_window->say(u"The client secret is kept in the system keychain."_s);
        else
            m_window->notify(problem);
    });
}

/// What the person changed in the list of connections, as far as an open window can follow it.
void TenantWindow::onProfilesChanged()
{
    if (!m_listed)
        return;
    const Profile before = *std::exchange(m_listed, m_desk.profileNamed(m_listed->id.text()));
    if (!m_listed) {
        m_window->notify(u"This connection was removed from the list. The window stays open."_s);
        return;
    }
    if (!m_lock)
        return; // not open yet
    Profile same = *m_listed;
    same.name = before.name;
    same.readOnly = before.readOnly;
    same.address = before.address;
    const bool differs = same != before;
    const bool production = m_listed->environment == Environment::Production;
    if ((m_listed->readOnly && !before.readOnly) || (differs && production))
        m_lock->lock();
    if (!differs)
        return;
    // The lock of this window would open without asking for the name: so it opens no more.
    if (production && m_lock->kind() == ChangeLock::Kind::Free)
        m_lock->fix(u"Read-only: this connection is PRODUCTION now. Close this window and connect "
                    "again to allow changes."_s);
    m_window->notify(
        u"The connection was changed. Close this window and connect again to use it."_s);
}

} // namespace ic
