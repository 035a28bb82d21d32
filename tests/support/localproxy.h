#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTcpServer>
#include <QTemporaryDir>

namespace ic::test {

/// A real proxy on this machine, as a program of its own: tinyproxy for CONNECT, microsocks for
/// SOCKS5. Both want a sign-in.
class LocalProxy
{
public:
    enum class Kind { Http, Socks5 };

    static QString user() { return QStringLiteral("anna"); }
    static QString password() { return QStringLiteral("pr0xy-passw0rd"); }

    ~LocalProxy();

    /// What went wrong, or an empty text when it accepts connections.
    QString start(Kind kind);
    quint16 port() const { return m_port; }
    QString name() const { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    /// What it wrote of its work so far.
    QByteArray log();

private:
    bool isUp();

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

/// A port of this machine where nobody listens.
quint16 freePort();

/// Speaks as little of CONNECT and SOCKS5 as it takes to learn where a client wants to go, and
/// refuses it: with 407, or as a place that cannot be reached.
class RefusingProxy final : public QObject
{
    Q_OBJECT

public:
    RefusingProxy();

    quint16 port() const { return m_server.serverPort(); }
    /// "name:port" of each wish. From SOCKS5 only names get here: an address is noted as "address".
    QStringList wishes;
    QByteArray heard; ///< everything, as it came

private:
    void onData(QTcpSocket& socket);
    void onSocks(QTcpSocket& socket, const QByteArray& said);

    QTcpServer m_server;
};

/// Asks for a sign-in, takes any, and then leads wherever it likes instead of where it was asked
/// to.
class MisleadingProxy final : public QObject
{
    Q_OBJECT

public:
    /// `port`: of this machine, where everything is led to.
    explicit MisleadingProxy(quint16 port);

    quint16 port() const { return m_server.serverPort(); }
    QByteArray heard; ///< what was said to the proxy itself

private:
    void onData(QTcpSocket& socket);

    quint16 m_leadsTo;
    QTcpServer m_server;
};

} // namespace ic::test
