#include "program/windowsession.h"

#include "program/desktop.h"

using namespace Qt::StringLiterals;

namespace ic {

WindowSession::WindowSession(ConnectionDesk& desk, bool readOnly)
    : m_desk(desk)
    , m_readOnly(readOnly)
    , m_settings(Settings::defaultPath())
    , m_start(std::make_unique<StartWindow>(ProgramServices { .connections = desk,
          .clock = m_clock,
          .settings = m_settings,
          .notices = m_notices,
          .journalPath = JobCenter::defaultJournalPath() }))
{
    follow(*m_start);
    connect(&desk, &ConnectionService::keychainFailed, this,
        [this](const QString& problem) { m_notices.keep(problem); });
}

WindowSession::~WindowSession() = default;

ProgramWindow& WindowSession::window()
{
    return m_tenant ? static_cast<ProgramWindow&>(m_tenant->window()) : *m_start;
}

void WindowSession::follow(const ProgramWindow& window)
{
    connect(&window, &ProgramWindow::connectRequested, this, &WindowSession::connectRequested);
    connect(&window, &ProgramWindow::demoRequested, this, &WindowSession::demoRequested);
    connect(&window, &ProgramWindow::newWindowRequested, this, &WindowSession::newWindowRequested);
    connect(&window, &ProgramWindow::settingsChanged, this, &WindowSession::settingsChanged);
    connect(&window, &ProgramWindow::closed, this, &WindowSession::closed);
}

void WindowSession::showStart()
{
    m_start->showList();
    m_start->show();
}

void WindowSession::connectTo(const Profile& profile, const Secret& given)
{
    m_start->show();
    if (clientIdOf(profile).isEmpty()) {
        m_start->showProblem(tr("%1 has no client id yet").arg(profile.name),
            isWithBrowser(profile.signIn) ? tr("Enter it in Connections.")
                                          : tr("Enter it in Connections, with the client secret."));
        return;
    }
    m_profile = profile;
    m_start->showProgress(tr("Connecting to %1…").arg(profile.name),
        tr("The system keychain may ask for its password."));
    const auto openWith = [this, profile](const Secret& client, const Secret& proxy) {
        openProfile(profile, client, proxy);
    };
    if (!given.isEmpty())
        openWith(given, {});
    else
        m_desk.findSecrets(profile, this, openWith);
}

void WindowSession::openProfile(const Profile& profile, const Secret& client, const Secret& proxy)
{
    QString problem;
    const auto connection = m_desk.connectionFor(profile, client, proxy, &problem);
    if (!connection) {
        m_profile.reset();
        m_start->showProblem(tr("%1 cannot be reached like that").arg(profile.name), problem);
        return;
    }
    const bool listed = m_desk.profileNamed(profile.id.text()).has_value();
    if (listed)
        m_settings.setValue(Setting::LastConnection, profile.id.text());
    TenantOpening opening { .connection = *connection,
        .tenant = { .name = tenantNameFromHost(connection->base.displayHost()),
            .connection = listed ? profile.name : QString(),
            .host = connection->base.displayHost(),
            .version = connection->base.version(),
            .address = connection->base.address(),
            .environment = profile.environment },
        .options = schedulerOptionsFor(profile),
        .lock = lockFor(profile.environment),
        .readOnly = startsReadOnly(profile),
        .profile = profile };
    opening.options.rateFile = Composition::rateFileFor(*connection);
    open(opening);
    if (const QString why = m_desk.whyAskedAgain(profile); client.isEmpty() && !why.isEmpty())
        m_notices.keep(why);
}

void WindowSession::startDemo(const QStringList& arguments, SignInKind signIn)
{
    m_start->showProgress(tr("Starting the demo tenant…"), tr("It runs on this computer."));
    m_start->show();
    m_demo = std::make_unique<DemoChild>(arguments, signIn);
    connect(m_demo.get(), &DemoChild::ready, this, &WindowSession::openDemo);
    connect(m_demo.get(), &DemoChild::failed, this, [this](const QString& problem) {
        if (m_tenant)
            return;
        m_demo.release()->deleteLater(); // it is telling us this
        m_start->showProblem(tr("The demo tenant did not start"), problem);
    });
    m_demo->start();
}

void WindowSession::openDemo(const Connection& connection)
{
    // Nobody else knows of this tenant: its requests are counted by nobody else.
    open({ .connection = connection,
        .tenant = { .name = u"acme-demo"_s,
            .host = connection.base.displayHost(),
            .version = connection.base.version(),
            .address = connection.base.address(),
            .environment = Environment::Demo },
        .lock = lockFor(Environment::Demo) });
}

ChangeLock::Kind WindowSession::lockFor(Environment environment) const
{
    return m_readOnly                            ? ChangeLock::Kind::Fixed
        : environment == Environment::Production ? ChangeLock::Kind::Production
                                                 : ChangeLock::Kind::Free;
}

/// The tenant's window takes the place of the start window.
void WindowSession::open(const TenantOpening& opening)
{
    m_tenant
        = std::make_unique<TenantSession>(opening, m_desk, m_settings, m_notices, thisDesktop());
    follow(m_tenant->window());
    m_tenant->window().takePlaceOf(*m_start);
    m_tenant->window().show();
    m_start->hide();
    m_start.release()->deleteLater(); // it may be telling us this
}

} // namespace ic
