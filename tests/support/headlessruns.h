#pragma once

#include "support/headlessrig.h"

#include <functional>

namespace ic::test {

inline QStringList unlimited()
{
    return { u"--rate-limit"_s, u"off"_s };
}

inline QStringList confirmed(qsizetype count)
{
    return { u"--yes"_s, u"--count"_s, QString::number(count) };
}

/// What a verb needs besides whom.
inline QStringList needsOf(const Operation& operation)
{
    return &operation == &sendVerification() ? QStringList { u"--via"_s, u"EMAIL_WORK"_s }
                                             : QStringList();
}

/// A verb for these people, as it is typed.
inline QStringList verbFor(HeadlessRig& rig, const Operation& operation, const QStringList& ids,
    const QStringList& more = {}, const QString& profile = u"test"_s)
{
    return QStringList { operation.command, u"--profile"_s, profile, u"--ids"_s, rig.idsFile(ids) }
    + needsOf(operation) + unlimited() + more;
}

/// As the README says it, by what is written down.
inline int exitCodeFor(const JobCounts& counts)
{
    return counts.unknown > 0 ? 6 : counts.failed > 0 ? 5 : counts.succeeded > 0 ? 0 : 7;
}

/// Goes on with a job as a window does it: the same engine, in another program.
inline void goOnAsAWindow(const HeadlessRig& rig, QProcess& program, const QString& job)
{
    QProcessEnvironment environment = rig.environment;
    environment.insert(u"SAIL_BASE_URL"_s, rig.tenant->baseUrl());
    environment.insert(u"SAIL_CLIENT_ID"_s, rig.tenant->clientId());
    program.setProcessEnvironment(environment);
    program.start(programBesideTest(u"jobprogram"_s), { rig.journal(), u"--resume"_s, job });
}

/// A console that tells of its job line by line.
class ToldJob
{
public:
    ToldJob(const QStringList& arguments, const QProcessEnvironment& environment)
    {
        startConsole(process, arguments + QStringList { u"--json"_s }, environment);
    }
    /// Reads on to a line about the job that fits; false where none comes.
    bool waitFor(const std::function<bool(const QJsonObject& line)>& fits)
    {
        while (process.canReadLine() || process.waitForReadyRead(20'000)) {
            while (process.canReadLine()) {
                const QJsonObject line = QJsonDocument::fromJson(process.readLine()).object();
                if (!line.contains(u"job"))
                    continue;
                id = line[u"job"].toString();
                if (fits(line))
                    return true;
            }
        }
        return false;
    }
    /// Until so many are done.
    bool waitUntilDone(int count)
    {
        return waitFor(
            [count](const QJsonObject& line) { return line[u"succeeded"].toInt() >= count; });
    }
    /// As a power cut does it; false if it had ended by itself.
    bool kill()
    {
        process.kill();
        return process.waitForFinished(20'000) && process.exitStatus() == QProcess::CrashExit;
    }

    QProcess process;
    QString id; ///< of the job that the last line told of
};

} // namespace ic::test
