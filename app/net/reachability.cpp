#include "net/reachability.h"

#include "base/plaintext.h"
#include "base/wording.h"
#include "net/proxyroute.h"
#include "net/tls.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype MostWords = 200; // of the socket

QString adviceFor(bool hasProxy)
{
    return hasProxy
        ? ReachabilityProbe::tr("Check the proxy and its sign-in in Connection ▸ Network.")
        : ReachabilityProbe::tr("Check the network, then try again.");
}

QString failureOf(const QSslSocket& socket, const QString& proxy)
{
    switch (socket.error()) {
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return ReachabilityProbe::tr("The proxy %1 refused: 407, its sign-in is missing or wrong.")
            .arg(proxy);
    case QAbstractSocket::ProxyConnectionRefusedError:
        return ReachabilityProbe::tr(
            "The proxy %1 refused the connection, or nothing listens there.")
            .arg(proxy);
    case QAbstractSocket::ProxyNotFoundError:
        return ReachabilityProbe::tr("The proxy %1 was not found.").arg(proxy);
    case QAbstractSocket::HostNotFoundError:
        return proxy.isEmpty()
            ? ReachabilityProbe::tr("No address is known for this name.")
            : ReachabilityProbe::tr("The proxy %1 knows no address for this name.").arg(proxy);
    default:
        break;
    }
    if (!proxy.isEmpty()) {
        return ReachabilityProbe::tr("The proxy %1 gave no connection (%2).")
            .arg(proxy, plainLine(socket.errorString(), MostWords));
    }
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        return ReachabilityProbe::tr(
            "The connection was refused: nothing listens there, or a firewall forbids it.");
    case QAbstractSocket::RemoteHostClosedError:
        return ReachabilityProbe::tr("The connection was closed before it was secure.");
    default:
        return ReachabilityProbe::tr("No connection: %1.")
            .arg(plainLine(socket.errorString(), MostWords));
    }
}

} // namespace

struct ReachabilityProbe::Work
{
    Work(const QUrl& address, const TransportOptions& with)
        : url(address)
        , options(with)
        , route(with)
    {
    }

    const QUrl url;
    const TransportOptions options;
    const ProxyRoute route;
    QNetworkProxy proxy;
    QSslSocket socket;
    QTimer deadline;
    QElapsedTimer clock;
    ReachabilityResult::Step step = ReachabilityResult::Step::Name;
    Report report;
    TlsProblem problem;
    int lookup = -1;
    bool isOver = false;

    bool hasProxy() const { return !ProxyRoute::nameOf(proxy).isEmpty(); }
};

ReachabilityProbe::ReachabilityProbe(
    const QUrl& url, const TransportOptions& options, QObject* parent)
    : QObject(parent)
    , m_work(std::make_unique<Work>(url, options))
{
    m_work->deadline.setSingleShot(true);
    connect(&m_work->deadline, &QTimer::timeout, this, &ReachabilityProbe::onDeadline);
}

ReachabilityProbe::~ReachabilityProbe()
{
    if (m_work->lookup >= 0)
        QHostInfo::abortHostLookup(m_work->lookup);
    m_work->socket.disconnect(this);
    m_work->socket.abort();
}

void ReachabilityProbe::start(Report report)
{
    m_work->report = std::move(report);
    m_work->clock.start();
    m_work->deadline.start(m_work->options.network.timeoutSeconds * 1000);
    QMetaObject::invokeMethod(this, &ReachabilityProbe::lookUp, Qt::QueuedConnection);
}

void ReachabilityProbe::lookUp()
{
    const QString host = shownHost(m_work->url.host());
    m_work->proxy = m_work->route.proxyFor(m_work->url);
    if (m_work->hasProxy()) {
        pass(ReachabilityResult::State::Passed,
            tr("The proxy %1 is used for this host and looks the name up itself.")
                .arg(ProxyRoute::nameOf(m_work->proxy)));
        return;
    }
    m_work->lookup = QHostInfo::lookupHost(host, this, [this, host](const QHostInfo& info) {
        m_work->lookup = -1;
        if (m_work->isOver)
            return;
        if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
            fail(tr("%1 was not found: no address is known for this name.").arg(host),
                tr("Check the tenant name and the network."));
            return;
        }
        const QString first = info.addresses().first().toString();
        pass(ReachabilityResult::State::Passed,
            first == host ? tr("%1 is an address; no name is looked up.").arg(host)
                          : tr("%1 was found at %2.").arg(host, first));
    });
}

void ReachabilityProbe::connectTls()
{
    const QString host = m_work->url.host();
    if (m_work->url.scheme() != u"https") {
        pass(ReachabilityResult::State::Skipped,
            tr("Not needed: this address is on this computer."));
        return;
    }
    QSslSocket& socket = m_work->socket;
    socket.setSslConfiguration(tlsTrusting(m_work->options.extraCaPem));
    socket.setProxy(m_work->proxy);
    connect(&socket, &QSslSocket::sslErrors, this, [this, host](const QList<QSslError>& errors) {
        m_work->problem = tlsProblem(errors, m_work->socket.peerCertificate(), host);
    });
    // Queued: a report may delete the probe, and with it the socket that is speaking.
    connect(
        &socket, &QSslSocket::encrypted, this,
        [this] {
            const QSslCertificate peer = m_work->socket.peerCertificate();
            const QDateTime end = peer.expiryDate();
            const bool endsSoon = QDateTime::currentDateTimeUtc().daysTo(end) < DaysToWarn;
            pass(endsSoon ? ReachabilityResult::State::Warning : ReachabilityResult::State::Passed,
                tr("Certificate by %1, valid until %2.").arg(issuerOf(peer), dateText(end)),
                endsSoon ? tr("Tell whoever runs it: the certificate ends soon.") : QString());
        },
        Qt::QueuedConnection);
    connect(
        &socket, &QSslSocket::errorOccurred, this,
        [this] {
            const bool isTls = m_work->socket.error() == QAbstractSocket::SslHandshakeFailedError
                || m_work->socket.error() == QAbstractSocket::SslInternalError
                || m_work->socket.error() == QAbstractSocket::SslInvalidUserDataError;
            if (isTls) {
                const TlsProblem problem = m_work->problem.what.isEmpty()
                    ? handshakeProblem(m_work->socket.errorString())
                    : m_work->problem;
                fail(problem.what, problem.advice);
            } else {
                fail(failureOf(m_work->socket, ProxyRoute::nameOf(m_work->proxy)),
                    adviceFor(m_work->hasProxy()));
            }
        },
        Qt::QueuedConnection);
    const int port = m_work->url.port(443);
    socket.connectToHostEncrypted(host, static_cast<quint16>(port));
}

void ReachabilityProbe::pass(
    ReachabilityResult::State state, const QString& text, const QString& advice)
{
    if (m_work->isOver)
        return;
    const ReachabilityResult result { .step = m_work->step,
        .state = state,
        .text = text,
        .advice = advice,
        .ms = m_work->clock.restart() };
    const bool isLast = m_work->step == ReachabilityResult::Step::Tls;
    const Report report = m_work->report;
    if (isLast) {
        m_work->isOver = true;
        m_work->deadline.stop();
    } else {
        m_work->step = ReachabilityResult::Step::Tls;
        QMetaObject::invokeMethod(this, &ReachabilityProbe::connectTls, Qt::QueuedConnection);
    }
    report(result);
}

void ReachabilityProbe::fail(const QString& text, const QString& advice)
{
    if (std::exchange(m_work->isOver, true))
        return;
    m_work->deadline.stop();
    const Report report = m_work->report;
    report({ .step = m_work->step,
        .state = ReachabilityResult::State::Failed,
        .text = text,
        .advice = advice,
        .ms = m_work->clock.elapsed() });
}

void ReachabilityProbe::onDeadline()
{
    fail(tr("No answer within %1 s.").arg(m_work->options.network.timeoutSeconds),
        adviceFor(m_work->hasProxy()));
}

} // namespace ic
