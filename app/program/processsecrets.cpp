#include "program/processsecrets.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cstdlib>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr const char* Variable = "SAIL_CLIENT_SECRET";
constexpr qint64 LongestSecret = 4096;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ProcessSecrets)
};

} // namespace

void forbidCoreDumps()
{
#ifdef Q_OS_UNIX
    const rlimit none { 0, 0 };
    (void)::setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // The limit alone does not bind a system that hands core files to a program.
    (void)::prctl(PR_SET_DUMPABLE, 0);
#endif
}

Secret takeSecretFromEnvironment()
{
    const Secret secret(qEnvironmentVariable(Variable));
    // The kernel shows the memory a process was started with to whoever may look into it.
    if (char* const text = std::getenv(Variable)) {
        for (volatile char* letter = text; *letter != '\0'; ++letter)
            *letter = '\0';
    }
    qunsetenv(Variable);
    return secret;
}

Secret takeGivenSecret(QString* problem)
{
    problem->clear();
    if (const Secret secret = takeSecretFromEnvironment(); !secret.isEmpty())
        return secret;
    const QString folder = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    if (folder.isEmpty())
        return {};
    QFile file(folder + u"/client-secret"_s);
    if (!file.exists())
        return {}; // the folder is for whatever else the service needs
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly)) {
        *problem = Texts::tr("%1 cannot be read.").arg(file.fileName());
        return {};
    }
    QByteArray bytes = file.read(LongestSecret + 1);
    const bool isTooLong = bytes.size() > LongestSecret;
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    const Secret secret(QString::fromUtf8(bytes));
    const bool isOneLine = !bytes.contains('\n');
    bytes.fill('\0');
    if (isTooLong || !isOneLine || secret.isEmpty()) {
        *problem = Texts::tr("%1 has to hold the client secret in one line, and nothing else.")
                       .arg(file.fileName());
        return {};
    }
    return secret;
}

} // namespace ic
