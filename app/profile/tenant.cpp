#include "profile/tenant.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ic::Tenant)
};

} // namespace

QString tenantTitle(const Tenant& tenant)
{
    if (!tenant.connection.isEmpty())
        return tenant.connection;
    return tenant.name == tenantNameFromHost(tenant.host)
        ? tenant.name
        : u"%1 (%2)"_s.arg(tenant.name, tenant.host);
}

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return Texts::tr("PRODUCTION");
    case Environment::Test:
        return Texts::tr("TEST");
    case Environment::Sandbox:
        return Texts::tr("SANDBOX");
    case Environment::Demo:
        return Texts::tr("DEMO");
    }
    Q_UNREACHABLE();
}

QString tenantNameFromHost(const QString& host)
{
    const qsizetype api = host.indexOf(u".api.");
    return api > 0 ? host.left(api) : host;
}

} // namespace ic
