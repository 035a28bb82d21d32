#include "program/composition.h"

#include "api/apiclient.h"
#include "auth/clientcredentials.h"
#include "auth/refreshcredentials.h"
#include "net/apirecorder.h"
#include "net/qnamtransport.h"
#include "program/processsecrets.h"

#include <QEventLoop>
#include <QPointer>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QStringList>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int LongestFarewellMs = 3000;

/// A refresh token that arrives at this moment is the only one that the tenant takes from now on.
void letFinish(RefreshCredentials& credentials)
{
    QEventLoop loop;
    bool isOver = false;
    credentials.retire([&] {
        isOver = true;
        loop.quit();
    });
    QTimer::singleShot(LongestFarewellMs, &loop, &QEventLoop::quit);
    if (!isOver)
        loop.exec();
}

bool isChange(const ApiCall& call)
{
    return call.method != "GET" && !call.url.endsWith(u"/oauth/token"_s);
}

} // namespace

std::optional<Connection> connectionFromEnvironment(QString* problem)
{
    const QString address = qEnvironmentVariable("SAIL_BASE_URL");
    const QString clientId = qEnvironmentVariable("SAIL_CLIENT_ID");
    const Secret clientSecret = takeGivenSecret(problem);
    if (!problem->isEmpty())
        return std::nullopt;

    QStringList missing;
    if (address.isEmpty())
        missing += u"SAIL_BASE_URL"_s;
    if (clientId.isEmpty())
        missing += u"SAIL_CLIENT_ID"_s;
    if (clientSecret.isEmpty())
        missing += u"SAIL_CLIENT_SECRET"_s;
    if (address.isEmpty() && clientId.isEmpty() && clientSecret.isEmpty())
        return std::nullopt;
    if (!missing.isEmpty()) {
        *problem = Composition::tr("Not set: %1. To sign in, SAIL_BASE_URL, SAIL_CLIENT_ID and "
                                   "SAIL_CLIENT_SECRET are all needed.")
                       .arg(missing.join(u", "_s));
        return std::nullopt;
    }
    const std::optional<ApiBase> base = ApiBase::fromText(address, problem);
    if (!base) {
        problem->prepend(u"SAIL_BASE_URL: "_s);
        return std::nullopt;
    }
    return Connection { *base, clientId, clientSecret };
}

QString Composition::rateFileFor(const Connection& connection)
{
    return RatePlaces::fileFor(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + u"/identity-console/requests"_s,
        connection.base.displayHost(), connection.clientId);
}

Composition::Composition(const Connection& connection, const SchedulerOptions& options)
    : m_kept(connection.kept)
    , m_lastKept(connection.clientSecret)
{
    m_networkThread.setObjectName(u"network"_s);
    m_onNetworkThread.moveToThread(&m_networkThread);
    m_networkThread.start();
    // They hold timers and network managers, which must be made on the thread they work on.
    QMetaObject::invokeMethod(
        &m_onNetworkThread,
        [this, &connection, &options] {
            m_transport = std::make_unique<QnamTransport>(connection.transport);
            m_recorder
                = std::make_unique<ApiRecorder>(*m_transport, m_clock, [this](const ApiCall& call) {
                      QMetaObject::invokeMethod(
                          this,
                          [this, call] {
                              if (call.state == ApiCall::State::UnderWay && isChange(call))
                                  emit changeLeft();
                              emit callRecorded(call);
                          },
                          Qt::QueuedConnection);
                  });
            m_credentials = credentialsFor(connection);
            m_credentials->setDeadline(options.interactiveDeadlineMs);
            m_scheduler
                = std::make_unique<Scheduler>(connection.base, options, *m_recorder, *m_credentials,
                    m_clock, [] { return QRandomGenerator::global()->generateDouble(); });
        },
        Qt::BlockingQueuedConnection);
    m_client = std::make_unique<ApiClient>(*m_scheduler);
    connect(m_credentials.get(), &Credentials::signedIn, this, &Composition::signedIn,
        Qt::QueuedConnection);
    connect(m_scheduler.get(), &Scheduler::signInRefused, this, &Composition::signInRefused,
        Qt::QueuedConnection);
    connect(m_scheduler.get(), &Scheduler::statusChanged, this, &Composition::statusChanged,
        Qt::QueuedConnection);
}

std::unique_ptr<Credentials> Composition::credentialsFor(const Connection& connection)
{
    if (!isWithBrowser(connection.signIn)) {
        return std::make_unique<ClientCredentials>(
            connection.base, connection.clientId, connection.clientSecret, *m_recorder);
    }
    // From the network's thread to the one that keeps secrets, and back.
    const auto findNewest = [this](const RefreshCredentials::Found& found) {
        const auto back = [self = QPointer(this), found](const Secret& newest) {
            if (self != nullptr)
                QMetaObject::invokeMethod(
                    &self->m_onNetworkThread, [found, newest] { found(newest); },
                    Qt::QueuedConnection);
        };
        QMetaObject::invokeMethod(
            this, [this, back] { m_kept.findNewest(back); }, Qt::QueuedConnection);
    };
    auto credentials = std::make_unique<RefreshCredentials>(connection.base, connection.clientId,
        connection.clientSecret,
        connection.kept.findNewest ? findNewest : RefreshCredentials::FindNewest(), *m_recorder);
    connect(credentials.get(), &RefreshCredentials::replaced, this, &Composition::keep,
        Qt::QueuedConnection);
    return credentials;
}

void Composition::keep(const Secret& before, const Secret& now)
{
    if (m_lastKept.isEmpty() || now == m_lastKept)
        return;
    m_lastKept = now;
    if (m_kept.keep)
        m_kept.keep(before, now);
}

void Composition::setReadOnly(bool readOnly, qint64 closesAfterMs)
{
    // A lock that tells how many minutes are left must not open what has closed by itself.
    if (std::exchange(m_readOnly, std::pair(readOnly, closesAfterMs))
        == std::pair(readOnly, closesAfterMs))
        return;
    // Waits, so that what the person locks is locked when the lock is seen to be closed.
    QMetaObject::invokeMethod(
        &m_onNetworkThread,
        [this, readOnly, closesAfterMs] { m_scheduler->setReadOnly(readOnly, closesAfterMs); },
        Qt::BlockingQueuedConnection);
}

void Composition::signInAgain(const Secret& clientSecret)
{
    m_lastKept = clientSecret;
    QMetaObject::invokeMethod(
        &m_onNetworkThread,
        [this, clientSecret] {
            m_credentials->setSecret(clientSecret);
            m_scheduler->signInAgain();
        },
        Qt::QueuedConnection);
}

void Composition::setVersion(const QString& version)
{
    QMetaObject::invokeMethod(
        &m_onNetworkThread, [this, version] { m_scheduler->setVersion(version); },
        Qt::QueuedConnection);
}

Composition::~Composition()
{
    Secret before;
    Secret newest;
    QMetaObject::invokeMethod(
        &m_onNetworkThread,
        [this, &before, &newest] {
            m_scheduler.reset();
            if (auto* refresh = qobject_cast<RefreshCredentials*>(m_credentials.get())) {
                letFinish(*refresh);
                before = refresh->replacedToken();
                newest = refresh->refreshToken();
            }
            m_credentials.reset();
            m_recorder.reset();
            m_transport.reset();
        },
        Qt::BlockingQueuedConnection);
    m_networkThread.quit();
    m_networkThread.wait();
    m_client.reset();
    if (!before.isEmpty()) // the news of it may not have come here yet
        keep(before, newest);
}

} // namespace ic
