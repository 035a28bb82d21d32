#include "demo/demotenant.h"

#include "demo/demoserver.h"
#include "demo/jsontext.h"
#include "demo/people.h"
#include "demo/signinpages.h"
#include "demo/tenantservice.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {

QString newSecret()
{
    auto* random = QRandomGenerator::system();
    return QString::fromLatin1(hexId(random->generate64(), random->generate64())
        + hexId(random->generate64(), random->generate64()));
}

// Ids are the same for a seed, so that a profile that was made for a demo tenant stays good.
QString clientIdFor(quint64 seed, quint64 number)
{
    constexpr quint64 ClientTopic = 900;
    const quint64 high = seededHash(seed, number, ClientTopic);
    return QString::fromLatin1(hexId(high, mix64(high)));
}

} // namespace

DemoTenant::DemoTenant(const TenantConfig& config)
    : m_config(config)
{
    // The user of the tokens is one of the identities.
    const QString identity
        = QString::fromLatin1(DemoData::idFor(config.seed, administratorOf(config.identities)));
    const QString secret = config.clientSecret.isEmpty() ? newSecret() : config.clientSecret;
    m_clients = {
        { clientIdFor(config.seed, 0), secret, true,
            config.namelessTokens ? QString() : u"demo.admin"_s,
            config.namelessTokens ? QString() : identity, { u"ORG_ADMIN"_s },
            { u"sp:scopes:all"_s } },
        { clientIdFor(config.seed, 1), newSecret(), true, u"demo.reader"_s, identity, {},
            { u"idn:identity:read"_s } },
        { clientIdFor(config.seed, 2), newSecret(), false, {}, {}, {}, { u"sp:scopes:all"_s } },
    };
    m_publicClients = {
        { u"sailapps"_s, u"https://developer.sailpoint.com/sailapps"_s,
            QString::fromLatin1(CodePagePath) },
        { clientIdFor(config.seed, 3), config.ownRedirectUri, config.ownRedirectUri },
    };
    m_faults.set(config.faults);
}

DemoTenant::~DemoTenant()
{
    stop();
}

bool DemoTenant::start(QString* error)
{
    Q_ASSERT(!m_anchor);
    m_anchor = std::make_unique<QObject>();
    m_anchor->moveToThread(&m_thread);
    m_thread.setObjectName(u"demo tenant"_s);
    m_thread.start();
    inThread([&] {
        const Clock& clock = m_config.clock ? *m_config.clock : m_systemClock;
        m_service = std::make_unique<TenantService>(m_config, clock, m_clients, m_publicClients);
        m_server = std::make_unique<DemoServer>(*m_service, m_faults);
        m_port = m_server->listenOnLoopback(m_config.port, error);
        m_service->setBaseUrl(baseUrl());
    });
    if (m_port == 0)
        stop();
    return m_port != 0;
}

void DemoTenant::stop()
{
    if (!m_anchor)
        return;
    inThread([this] {
        m_server.reset();
        m_service.reset();
    });
    m_thread.quit();
    m_thread.wait();
    m_anchor.reset();
}

QString DemoTenant::baseUrl() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

Activity DemoTenant::activity() const
{
    Activity copy;
    inThread([&] { copy = m_service->activity(); });
    return copy;
}

void DemoTenant::inspect(const std::function<void(Directory&)>& look) const
{
    inThread([&] { look(m_service->directory()); });
}

void DemoTenant::expireTokens()
{
    inThread([this] { m_service->tokens().revokeAll(); });
}

void DemoTenant::setEnded(std::optional<Version> version)
{
    inThread([&] { m_service->setEnded(version); });
}

void DemoTenant::setTokenLifetime(int seconds)
{
    inThread([&] { m_service->tokens().setLifetime(seconds); });
}

void DemoTenant::setRefreshes(std::optional<int> count)
{
    inThread([&] { m_service->tokens().setRefreshes(count); });
}

void DemoTenant::setSignInsRefused(bool refused)
{
    inThread([&] { m_service->authorizations().setRefusing(refused); });
}

void DemoTenant::inThread(const std::function<void()>& task) const
{
    Q_ASSERT(m_anchor);
    QMetaObject::invokeMethod(m_anchor.get(), task, Qt::BlockingQueuedConnection);
}

} // namespace ic::demo
