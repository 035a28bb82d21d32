#include "demo/demotenant.h"
#include "demo/options.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace ic::demo;

namespace {

QJsonObject clientJson(const Client& client)
{
    return { { u"clientId"_s, client.id }, { u"clientSecret"_s, client.secret } };
}

QByteArray readyLine(const DemoTenant& tenant)
{
    QJsonObject line = clientJson(tenant.mainClient());
    line.insert(u"baseUrl"_s, tenant.baseUrl());
    line.insert(u"tenant"_s, tenant.tenantName());
    line.insert(u"otherClients"_s,
        QJsonObject { { u"reader"_s, clientJson(tenant.readingClient()) },
            { u"app"_s, clientJson(tenant.appClient()) },
            { u"own"_s,
                QJsonObject { { u"clientId"_s, tenant.ownClient().id },
                    { u"redirectUri"_s, tenant.ownClient().redirectUri } } } });
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

void print(FILE* file, const QString& text)
{
    std::fputs(text.toUtf8().constData(), file);
    std::fflush(file);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"demo-tenant"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(CONSOLE_VERSION));

    QString error;
    const auto options = parseOptions(QCoreApplication::arguments(), &error);
    if (!options) {
        print(stderr, u"demo-tenant: %1\nTry demo-tenant --help.\n"_s.arg(error));
        return 2;
    }
    if (options->wish == Options::Wish::Help) {
        print(stdout, helpText());
        return 0;
    }
    if (options->wish == Options::Wish::Version) {
        print(stdout, u"demo-tenant %1\n"_s.arg(QCoreApplication::applicationVersion()));
        return 0;
    }

    DemoTenant tenant(options->config);
    if (!tenant.start(&error)) {
        print(stderr, u"demo-tenant: %1\n"_s.arg(error));
        return 1;
    }

    // Whoever started the tenant holds the other end; the kernel closes it even when that program
    // is killed.
    std::unique_ptr<QSocketNotifier> stdinNotifier;
    if (options->exitWithStdin) {
        stdinNotifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
        QObject::connect(stdinNotifier.get(), &QSocketNotifier::activated, &app, [&] {
            char ignored[256];
            if (::read(STDIN_FILENO, ignored, sizeof ignored) <= 0) {
                stdinNotifier->setEnabled(false);
                QCoreApplication::quit();
            }
        });
    }

    print(stdout, QString::fromUtf8(readyLine(tenant)));
    return QCoreApplication::exec();
}
