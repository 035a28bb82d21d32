#include "support/demofixture.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace ic::demo {

namespace {
bool hasVersions = false;
}

void bothVersions()
{
    hasVersions = true;
    QTest::addColumn<QString>("version");
    for (const QString& version : { u"v2024"_s, u"current"_s })
        QTest::newRow(qPrintable(version)) << version;
}

TenantConfig DemoFixture::quiet()
{
    TenantConfig config;
    config.identities = 2000;
    config.rateLimit = false;
    return config;
}

DemoFixture::DemoFixture(TenantConfig config)
{
    config.clock = &clock;
    tenant = std::make_unique<DemoTenant>(config);
    QString error;
    if (!tenant->start(&error))
        qFatal("%s", qPrintable(error));
    client = std::make_unique<DemoClient>(*tenant);
    if (hasVersions) {
        QFETCH_GLOBAL(QString, version);
        client->setVersion(version);
    }
    if (client->signIn(tenant->mainClient()).status != 200)
        qFatal("no token");
}

QByteArray DemoFixture::idWhere(const std::function<bool(const Directory&, quint32)>& fits) const
{
    QByteArray id;
    tenant->inspect([&](Directory& directory) {
        for (quint32 i = 0; i < directory.data().count() && id.isEmpty(); ++i) {
            const quint32 ordinal = directory.data().unsorted(i);
            if (!directory.state(ordinal).deleted && fits(directory, ordinal))
                id = directory.data().id(ordinal);
        }
    });
    return id;
}

QByteArray DemoFixture::ordinaryId() const
{
    return ordinaryIds(1).front();
}

QByteArrayList DemoFixture::ordinaryIds(qsizetype count) const
{
    QByteArrayList ids;
    tenant->inspect([&](Directory& directory) {
        const DemoData& data = directory.data();
        for (quint32 i = 0; i < data.count() && ids.size() < count; ++i) {
            const quint32 ordinal = data.unsorted(i);
            const LiveState& state = directory.state(ordinal);
            if (!state.deleted && state.correlated && !state.isProtected && !data.isOwner(ordinal)
                && state.status == Status::Active) {
                ids.append(data.id(ordinal));
            }
        }
    });
    return ids;
}

bool isErrorResponse(const Reply& reply, int status, const QString& detailCode)
{
    static const QRegularExpression hex(u"^[0-9a-f]{32}$"_s);
    const QJsonObject object = reply.object();
    const QJsonArray messages = object[u"messages"_s].toArray();
    return reply.status == status && reply.detailCode() == detailCode && messages.size() == 2
        && messages[0][u"locale"_s] == u"en-US"_s && messages[0][u"localeOrigin"_s] == u"DEFAULT"_s
        && messages[1][u"locale"_s] == u"und"_s && messages[1][u"localeOrigin"_s] == u"REQUEST"_s
        && messages[0][u"text"_s] == messages[1][u"text"_s] && object[u"causes"_s].isArray()
        && hex.match(object[u"trackingId"_s].toString()).hasMatch();
}

} // namespace ic::demo
