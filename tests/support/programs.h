#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace ic::test {

/// A program that lies beside the test.
QString programBesideTest(const QString& name);

/// Ids of the processes whose parent is `parent`.
QList<qint64> childrenOf(qint64 parent);
/// Whether the process is there and not merely waiting to be reaped.
bool isAlive(qint64 process);
/// Whether the process has a file open below `folder`, named or not.
bool hasOpenFileIn(qint64 process, const QString& folder);

/// A demo tenant as a process of its own, and a second, independent way to read from it.
class TenantProcess
{
public:
    /// `extra` as demo-tenant's command line. Check isReady().
    explicit TenantProcess(const QStringList& extra = {});
    ~TenantProcess();

    bool isReady() const { return !m_line.isEmpty(); }
    QString secret() const;
    /// This process's environment with SAIL_* for the tenant's main client.
    QProcessEnvironment environment() const;
    /// The same for another client of the tenant, e.g. "app".
    QProcessEnvironment environmentFor(const QString& otherClient) const;
    /// Everything GET /v2024/identities gives for this query, e.g. "sorters=name", page by page.
    QJsonArray identities(const QByteArray& query);

private:
    QProcess m_process;
    QJsonObject m_line;
};

} // namespace ic::test
