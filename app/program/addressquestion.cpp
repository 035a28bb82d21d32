#include "program/addressquestion.h"

#include "net/qnamtransport.h"
#include "net/wireerror.h"

#include "base/thiscomputer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ic {

AddressQuestion::AddressQuestion(const TenantAddress& address, const TransportOptions& options,
    QObject* context, Callback callback)
    : QObject(context)
    , m_address(address)
    , m_context(context)
    , m_callback(std::move(callback))
    , m_transport(std::make_unique<QnamTransport>(options))
{
    const ApiRequest asked { .operation = tr("Ask for the tenant's addresses") };
    const WireRequest request { .url = QUrl(address.apiBase + u"/oauth/info"_s),
        .headers = { { "Accept", "application/json" },
            { "User-Agent", "IdentityConsole/" CONSOLE_VERSION } },
        .largestBody = LargestAnswer };
    m_transport->start(request, [this, asked](const WireReply& reply) {
        if (isSuccess(asked, reply)) {
            answer(readInfo(m_address, reply.status, reply.body));
            return;
        }
        const ApiError error = errorFor(asked, reply, m_address.host);
        QString title = error.title();
        if (title.startsWith(m_address.host + u' '))
            title = title.mid(m_address.host.size() + 1); // it stands before the note
        fail(title + u' ' + error.reason());
    });
    QTimer::singleShot(options.network.timeoutSeconds * 1000, this,
        [this] { fail(tr("%1 did not answer.").arg(m_address.host)); });
}

AddressQuestion::~AddressQuestion() = default;

void AddressQuestion::fail(QString note)
{
    const QUrl base(m_address.apiBase);
    if (isThisComputer(base.host()) && base.scheme() == u"https"_s)
        note += u' ' + tr("If it speaks plain HTTP, begin the address with http://.");
    answer({ .address = m_address, .note = note });
}

void AddressQuestion::answer(const AddressAnswer& answer)
{
    const Callback callback = std::exchange(m_callback, nullptr);
    deleteLater();
    if (callback && m_context)
        callback(answer);
}

AddressAnswer readInfo(const TenantAddress& asked, int status, const QByteArray& body)
{
    const QJsonObject info = QJsonDocument::fromJson(body).object();
    const QString tokenEndpoint = info.value(u"tokenEndpoint").toString();
    const QString tenant = info.value(u"tenantName").toString().simplified().left(100);
    if (status != 200 || (tokenEndpoint.isEmpty() && tenant.isEmpty())) {
        return {
            .address = asked,
            .note
            = AddressQuestion::tr("%1 does not answer like a tenant of SailPoint.").arg(asked.host)
        };
    }
    AddressAnswer answer {
        .address = asked, .confirmed = true, .note = AddressQuestion::tr("found by /oauth/info")
    };
    const TenantAddress named = readTenantAddress(tokenEndpoint);
    if (!named.isUsable() || named.apiBase == asked.apiBase) {
        if (!asked.isKnownHost && !tenant.isEmpty())
            answer.note = AddressQuestion::tr("tenant %1, found by /oauth/info").arg(tenant);
        return answer;
    }
    if (!named.isKnownHost) {
        answer.note = AddressQuestion::tr(
            "The tenant names %1 for signing in, which is not one of SailPoint's hosts. "
            "It is not used.")
                          .arg(named.host);
        return answer;
    }
    answer.address = named;
    if (answer.address.version.isEmpty())
        answer.address.version = asked.version;
    return answer;
}

} // namespace ic
