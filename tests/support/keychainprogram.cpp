// One visit to the system's keychain, as a process of its own:
//   keychainprogram keep KEY     keeps the first line of standard input
//   keychainprogram find KEY     prints what is kept
//   keychainprogram forget KEY

#include "auth/secretkeeper.h"
#include "auth/systemkeychain.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace ic;

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QString verb = QCoreApplication::arguments().value(1);
    const QString key = QCoreApplication::arguments().value(2);
    SecretKeeper keeper(std::make_unique<SystemKeychain>());
    if (verb == u"keep") {
        const Secret secret(QTextStream(stdin).readLine());
        keeper.keep(key, secret, &application, [](const QString& problem) {
            QTextStream(stdout) << problem;
            QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
        });
    } else if (verb == u"find") {
        keeper.find(key, &application, [](const Secret& secret) {
            QTextStream(stdout) << secret.reveal();
            QCoreApplication::exit(secret.isEmpty() ? 1 : 0);
        });
    } else if (verb == u"forget") {
        keeper.forget(key, &application, [](const QString& problem) {
            QTextStream(stdout) << problem;
            QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
        });
    } else {
        return 2;
    }
    QTimer::singleShot(20'000, &application, [] { QCoreApplication::exit(3); });
    return QCoreApplication::exec();
}
