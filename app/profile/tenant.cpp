#include "profile/tenant.h"

using namespace Qt::StringLiterals;

namespace ic {

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return u"PRODUCTION"_s;
    case Environment::Test:
        return u"TEST"_s;
    case Environment::Sandbox:
        return u"SANDBOX"_s;
    case Environment::Demo:
        return u"DEMO"_s;
    }
    Q_UNREACHABLE();
}

QString tenantNameFromHost(const QString& host)
{
    const qsizetype api = host.indexOf(u".api.");
    return api > 0 ? host.left(api) : host;
}

} // namespace ic
