#pragma once

#include <QJsonArray>
#include <QList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

namespace ic::test {

/// How a run of the console ended and what it said.
struct Run
{
    int exitCode = -1; ///< -1 = it did not end, -2 = a signal ended it
    QString out = {};
    QString error = {};
};

/// Waits for the end of a process.
Run finished(QProcess& process);

/// This process's environment with neither a tenant nor a display.
QProcessEnvironment withoutTenant();
void startConsole(QProcess& process, const QStringList& arguments,
    const QProcessEnvironment& environment = withoutTenant());
Run console(const QStringList& arguments, const QProcessEnvironment& environment = withoutTenant());

/// Rows of a file whose delimiter is a comma, by RFC 4180.
QList<QStringList> rowsOf(const QByteArray& bytes);
/// What the rows of these identities have to be, from the tenant's JSON and nothing of the console.
QList<QStringList> rowsFor(const QJsonArray& identities);

} // namespace ic::test
